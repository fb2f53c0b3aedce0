//! Chats for testing an agent.

use serde_json::Value;

use crate::{ConversationId, VariantId};

/// How a chat begins; what is left out is the agent's own choice (contract §1.14).
#[derive(Clone, Debug, Default, PartialEq)]
pub struct ChatStart {
    /// The variant that answers; the default one when `None`.
    pub variant: Option<VariantId>,
    /// The language that is listened for and spoken, such as `en-GB`.
    pub language: Option<String>,
    /// The channel, such as `chat.polyai`.
    pub channel: Option<String>,
    /// An object that the agent's functions read as its integration attributes. A chat with a
    /// branch takes none.
    pub attributes: Option<Value>,
}

/// What an agent says (contract §2.13).
#[derive(Clone, Debug, PartialEq)]
pub struct ChatReply {
    /// The chat; the next message is sent to it.
    pub conversation: ConversationId,
    /// What was said to the agent; empty before its greeting.
    pub user_input: String,
    /// What it says; may hold Markdown.
    pub text: String,
    /// Whether nothing more can be said.
    pub has_ended: bool,
    /// Whether the real answer follows later.
    pub is_delayed: bool,
    /// How it came to say that.
    pub trace: ChatTrace,
}

/// How an answer came about. What the API leaves out is empty.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct ChatTrace {
    /// The names of the topics that were found, best first.
    pub topics: Vec<String>,
    /// Other sources that were found.
    pub sources: Vec<String>,
    /// The topic that the answer rests on.
    pub cited_topic: Option<String>,
    /// The flow that the conversation is in.
    pub flow: Option<String>,
    /// The step of that flow.
    pub step: Option<String>,
    /// Where in the agent the conversation is; may be empty.
    pub node: String,
    /// How it came there.
    pub nodes: Vec<String>,
    /// Where the call was handed to.
    pub handoff: Option<String>,
    /// The functions that were called: free JSON.
    pub functions: Vec<Value>,
    /// What was asked of the language model: free JSON.
    pub llm_requests: Vec<Value>,
    /// The variables of the conversation: free JSON.
    pub state: Value,
    /// Measurements: free JSON.
    pub metrics: Value,
}
