//! Chat with an agent for testing (contract §1.14, §2.13).

use serde::{Deserialize, Serialize};
use serde_json::Value;

/// The body of `POST …/debug-chat` (`CreateDebugChatBody`); the answer is 201 and a [`ChatReply`].
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct ChatCreate {
    /// The environment whose version answers.
    pub client_env: String,
    /// The language that is listened for.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub asr_lang_code: Option<String>,
    /// The language that is spoken.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub tts_lang_code: Option<String>,
    /// An id of one's own.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub conversation_id: Option<String>,
    /// The variant that answers.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub variant_id: Option<String>,
    /// For example `chat.polyai`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub channel: Option<String>,
    /// An object handed to the agent.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub integration_attributes: Option<Value>,
}

/// The body of `POST …/debug-chat/{conversationId}` (`RespondDebugChatBody`).
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct ChatMessage {
    /// The environment that the chat was begun in.
    pub client_env: String,
    /// What the caller says; empty when left out.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub message: Option<String>,
    /// The language that is listened for.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub asr_lang_code: Option<String>,
    /// The language that is spoken.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub tts_lang_code: Option<String>,
    /// An object handed to the agent.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub metadata: Option<Value>,
}

/// What the agent answers (`DebugChatResponse`).
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct ChatReply {
    /// `AS_CHAT_` and a uuid.
    pub conversation_id: String,
    /// What was said to it; empty in the first answer, the greeting.
    pub user_input: String,
    /// What it says. May hold Markdown.
    pub response: String,
    /// How it came to say that.
    pub metadata: ChatMetadata,
    /// True when nothing more can be said.
    pub conversation_ended: bool,
    /// True when the real answer follows later.
    pub delayed_response: bool,
}

/// How an answer came about (`ChatMetadataResponse`).
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct ChatMetadata {
    /// An object: the variables of the conversation.
    #[serde(default = "empty_object")]
    pub state: Value,
    /// Where in the agent the conversation is.
    #[serde(default)]
    pub current_node: String,
    /// How it came there.
    #[serde(default)]
    pub node_trace: Vec<String>,
    /// An object: measurements.
    #[serde(default = "empty_object")]
    pub metrics: Value,
    /// The functions that were called: free JSON.
    #[serde(default)]
    pub function_events: Vec<Value>,
    /// Where the call was handed to.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub handoff_destination: Option<String>,
    /// Names of the topics that were found.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub retrieved_topics: Option<Vec<String>>,
    /// Other sources that were found.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub retrieved_sources: Option<Vec<String>>,
    /// The topic that the answer rests on.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub cited_topic: Option<String>,
    /// The flow that the conversation is in.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub in_flow: Option<String>,
    /// The step of that flow.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub in_step: Option<String>,
    /// What was asked of the language model: free JSON.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub llm_requests: Option<Vec<Value>>,
    /// The language that is listened for.
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
