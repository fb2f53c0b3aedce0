//! Test chats with an agent (contract §1.14, §2.13).

use serde::{Deserialize, Serialize};
use serde_json::Value;

/// The body of `POST …/debug-chat` (`CreateDebugChatBody`); the answer is 201 and a [`ChatReply`].
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct ChatCreate {
    /// The environment whose version answers.
    pub client_env: String,
    /// The language that is recognised.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub asr_lang_code: Option<String>,
    /// The language that is spoken.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub tts_lang_code: Option<String>,
    /// An id chosen by the sender.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub conversation_id: Option<String>,
    /// The variant that answers.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub variant_id: Option<String>,
    /// For example `chat.polyai`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub channel: Option<String>,
    /// An object passed to the agent.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub integration_attributes: Option<Value>,
}

/// The body of `POST …/debug-chat/{conversationId}` (`RespondDebugChatBody`).
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct ChatMessage {
    /// The environment that the chat was started in.
    pub client_env: String,
    /// The message of the caller; empty when left out.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub message: Option<String>,
    /// The language that is recognised.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub asr_lang_code: Option<String>,
    /// The language that is spoken.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub tts_lang_code: Option<String>,
    /// An object passed to the agent.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub metadata: Option<Value>,
}

/// A reply of the agent (`DebugChatResponse`).
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct ChatReply {
    /// `AS_CHAT_` and a uuid.
    pub conversation_id: String,
    /// The message of the caller; empty in the first reply, the greeting.
    pub user_input: String,
    /// The text of the reply. May contain Markdown.
    pub response: String,
    /// How the reply was made.
    pub metadata: ChatMetadata,
    /// Whether the chat has ended.
    pub conversation_ended: bool,
    /// Whether the actual reply follows later.
    pub delayed_response: bool,
}

/// How a reply was made (`ChatMetadataResponse`).
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct ChatMetadata {
    /// An object: the variables of the conversation.
    #[serde(default = "empty_object")]
    pub state: Value,
    /// The current node of the agent.
    #[serde(default)]
    pub current_node: String,
    /// The nodes on the way to it.
    #[serde(default)]
    pub node_trace: Vec<String>,
    /// An object: measurements.
    #[serde(default = "empty_object")]
    pub metrics: Value,
    /// The functions that were called: free JSON.
    #[serde(default)]
    pub function_events: Vec<Value>,
    /// The destination of a hand-off.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub handoff_destination: Option<String>,
    /// Names of the retrieved topics.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub retrieved_topics: Option<Vec<String>>,
    /// Other retrieved sources.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub retrieved_sources: Option<Vec<String>>,
    /// The topic that the reply cites.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub cited_topic: Option<String>,
    /// The flow that the conversation is in.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub in_flow: Option<String>,
    /// The step of that flow.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub in_step: Option<String>,
    /// The requests to the language model: free JSON.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub llm_requests: Option<Vec<Value>>,
    /// The language that is recognised.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub asr_lang_code: Option<String>,
    /// The language that is spoken.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub tts_lang_code: Option<String>,
}

impl Default for ChatMetadata {
    fn default() -> Self {
        Self {
            state: empty_object(),
            current_node: String::new(),
            node_trace: Vec::new(),
            metrics: empty_object(),
            function_events: Vec::new(),
            handoff_destination: None,
            retrieved_topics: None,
            retrieved_sources: None,
            cited_topic: None,
            in_flow: None,
            in_step: None,
            llm_requests: None,
            asr_lang_code: None,
            tts_lang_code: None,
        }
    }
}

fn empty_object() -> Value {
    Value::Object(serde_json::Map::new())
}
