//! Chat in the private API under `/adk/v1` (contract §1.16, §2.13b): the public chat in snake_case,
//! and the chat with a branch, which the public API lacks.

use serde::{Deserialize, Serialize};
use serde_json::Value;

/// The body of `POST …/chat`, and of `POST …/draft/chat`, which names a built branch instead of
/// an environment.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
pub struct AdkChatCreate {
    /// The environment whose version answers.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub client_env: Option<String>,
    /// Of a built branch: see [`BranchDeployed`](crate::BranchDeployed).
    #[serde(skip_serializing_if = "Option::is_none")]
    pub artifact_version: Option<String>,
    /// Of a built branch.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub lambda_deployment_version: Option<String>,
    /// For example `chat.polyai`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub channel: Option<String>,
    /// The variant that answers.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub variant_id: Option<String>,
    /// The language that is recognised.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub asr_lang_code: Option<String>,
    /// The language that is spoken.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub tts_lang_code: Option<String>,
    /// An object: headers of a call.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub sip_headers: Option<Value>,
}

/// The body of `POST …/chat/{conversationId}` and of its draft form.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
pub struct AdkChatMessage {
    /// What the caller says.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub message: Option<String>,
    /// The environment that the chat was started in; absent for a draft.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub client_env: Option<String>,
    /// The language that is recognised.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub asr_lang_code: Option<String>,
    /// The language that is spoken.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub tts_lang_code: Option<String>,
}

/// A reply of the agent.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct AdkChatReply {
    /// `AS_CHAT_` and a uuid.
    pub conversation_id: String,
    /// The message of the caller.
    pub user_input: String,
    /// The text of the reply.
    pub response: String,
    /// How the reply was made.
    pub metadata: AdkChatMetadata,
    /// Whether the chat has ended.
    pub conversation_ended: bool,
    /// Whether the actual reply follows later.
    pub delayed_response: bool,
}

/// How a reply was made.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct AdkChatMetadata {
    /// An object: the variables of the conversation.
    pub state: Value,
    /// The current node of the agent.
    pub current_node: String,
    /// The nodes on the way to it.
    pub node_trace: Vec<String>,
    /// An object: measurements.
    pub metrics: Value,
    /// The functions that were called: free JSON.
    pub function_events: Vec<Value>,
    /// Names of the retrieved topics.
    pub retrieved_topics: Vec<String>,
    /// The topic that the reply cites.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub cited_topic: Option<String>,
    /// The language that is recognised.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub asr_lang_code: Option<String>,
    /// The language that is spoken.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub tts_lang_code: Option<String>,
}

/// The answer of `POST …/chat/{conversationId}/end`.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
pub struct AdkChatEnded {
    /// The functions that ran at the end: free JSON.
    #[serde(default)]
    pub function_events: Vec<Value>,
}
