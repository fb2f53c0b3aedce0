//! Conversations of an agent (contract §1.15, §2.14).

use serde::{Deserialize, Serialize};
use serde_json::Value;

/// The answer of `GET …/conversations` (`GetConversationsResponse`).
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
pub struct ConversationList {
    /// Newest first, without turns.
    pub conversations: Vec<Conversation>,
    /// The number of all conversations, not only of these.
    pub count: u64,
    /// As requested; 50 when left out.
    pub limit: u64,
    /// As requested; 0 when left out.
    pub offset: u64,
}

/// One conversation (`ConversationSummaryResponse`; with the last three fields
/// `ConversationDetailResponse`). Dates are ISO 8601 with microseconds and `+00:00`.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Conversation {
    /// `AS_CHAT_` and a uuid for a chat.
    pub conversation_id: String,
    /// The workspace.
    pub account_id: String,
    /// The agent.
    pub project_id: String,
    /// When the record was created.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub created_at: Option<String>,
    /// When it started.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub started_at: Option<String>,
    /// When it ended.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub finished_at: Option<String>,
    /// For example `VOICE-SIP` or `chat.polyai`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub channel: Option<String>,
    /// The number of the caller.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub from_number: Option<String>,
    /// The number that was called.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub to_number: Option<String>,
    /// For example `en-GB`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub language: Option<String>,
    /// The variant that answered.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub variant_id: Option<String>,
    /// The environment whose version answered.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub client_env: Option<String>,
    /// Seconds, hand-off included.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub total_duration: Option<i64>,
    /// Seconds with the agent.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub polyai_duration: Option<i64>,
    /// Seconds.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub duration: Option<i64>,
    /// Whether it is in progress.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub in_progress: Option<bool>,
    /// Whether it was handed off to a person.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub handoff: Option<bool>,
    /// The destination of the hand-off.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub handoff_destination: Option<String>,
    /// The reason for the hand-off.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub handoff_reason: Option<String>,
    /// For example `inbound`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub direction: Option<String>,
    /// The tags that people gave it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub tags: Option<Vec<String>>,
    /// A number.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub poly_score: Option<Value>,
    /// Text in the schema; an object with `heading` and `content` was observed.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub short_summary: Option<Value>,
    /// The deployment that answered.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub deployment_id: Option<String>,
    /// The note of a person.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub note: Option<String>,
    /// The address of the recording.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub audio_url: Option<String>,
    /// The turns: free JSON.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub turns: Option<Vec<Value>>,
    /// Measurements: free JSON.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub metrics: Option<Value>,
    /// The functions that were called: free JSON.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub function_events: Option<Value>,
}
