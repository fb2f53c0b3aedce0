//! Chats for testing an agent.

use serde_json::Value;

use crate::id::{ConversationId, VariantId};

/// The settings of a new chat; the agent's own apply where one is `None` (contract §1.14).
#[derive(Clone, Debug, Default, PartialEq)]
pub struct ChatStart {
    /// The variant that answers; the default one when `None`.
    pub variant: Option<VariantId>,
    /// The language that is recognised and spoken, such as `en-GB`.
    pub language: Option<String>,
    /// The channel, such as `chat.polyai`.
    pub channel: Option<String>,
    /// An object that the agent's functions read as its integration attributes. Not available in a
    /// chat with a branch.
    pub attributes: Option<Value>,
}

/// A reply of an agent (contract §2.13).
#[derive(Clone, Debug, PartialEq)]
pub struct ChatReply {
    /// The chat; the next message is sent to it.
    pub conversation: ConversationId,
    /// The message that it answers; empty before the greeting.
    pub user_input: String,
    /// The text of the reply; may contain Markdown.
    pub text: String,
    /// Whether the chat has ended.
    pub has_ended: bool,
    /// Whether the actual reply follows later.
    pub is_delayed: bool,
    /// How the reply was made.
    pub trace: ChatTrace,
}

/// How a reply was made. What the API leaves out is empty.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct ChatTrace {
    /// The names of the retrieved topics, best first.
    pub topics: Vec<String>,
    /// Other retrieved sources.
    pub sources: Vec<String>,
    /// The topic that the reply cites.
    pub cited_topic: Option<String>,
    /// The flow that the conversation is in.
    pub flow: Option<String>,
    /// The step of that flow.
    pub step: Option<String>,
    /// The current node of the agent; may be empty.
    pub node: String,
    /// The nodes on the way to it.
    pub nodes: Vec<String>,
    /// The destination of a hand-off.
    pub handoff: Option<String>,
    /// The functions that were called: free JSON.
    pub functions: Vec<Value>,
    /// The requests to the language model: free JSON.
    pub llm_requests: Vec<Value>,
    /// The variables of the conversation: free JSON.
    pub state: Value,
    /// Measurements: free JSON.
    pub metrics: Value,
}
