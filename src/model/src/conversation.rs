//! Conversations of an agent.

use serde_json::Value;

use crate::deployment::Environment;
use crate::id::{ConversationId, DeploymentId, VariantId};
use crate::timestamp::Timestamp;

/// One call or chat (contract §2.14). What the API leaves out is `None` or empty.
#[derive(Clone, Debug, PartialEq)]
pub struct Conversation {
    /// The conversation's identifier.
    pub id: ConversationId,
    /// When it started.
    pub started_at: Option<Timestamp>,
    /// When it ended.
    pub finished_at: Option<Timestamp>,
    /// Whether it is in progress, or how it ended.
    pub state: ConversationState,
    /// Its duration in seconds, hand-off included.
    pub seconds: Option<u32>,
    /// For example `VOICE-SIP` or `chat.polyai`.
    pub channel: String,
    /// For example `inbound`.
    pub direction: String,
    /// For example `en-GB`.
    pub language: String,
    /// The number of the caller.
    pub from_number: String,
    /// The number that was called.
    pub to_number: String,
    /// The environment whose version answered; `None` for a draft, or if this studio does not know
    /// it.
    pub environment: Option<Environment>,
    /// The deployment that answered.
    pub deployment: Option<DeploymentId>,
    /// The variant that answered.
    pub variant: Option<VariantId>,
    /// The tags that people gave it.
    pub tags: Vec<String>,
    /// The platform's score.
    pub score: Option<f64>,
    /// The summary.
    pub summary: String,
    /// The note of a person.
    pub note: String,
}

/// The state of a conversation.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ConversationState {
    /// It is in progress.
    InProgress,
    /// It ended with the agent.
    Ended,
    /// It was handed off to a person.
    HandedOff {
        /// The destination; may be empty.
        to: String,
        /// The reason; may be empty.
        reason: String,
    },
}

/// A part of the list of conversations.
#[derive(Clone, Debug, PartialEq)]
pub struct Conversations {
    /// Newest first.
    pub conversations: Vec<Conversation>,
    /// The number of all conversations.
    pub total: u64,
}

/// A conversation with its turns.
#[derive(Clone, Debug, PartialEq)]
pub struct ConversationDetail {
    /// The conversation.
    pub conversation: Conversation,
    /// The turns, in order.
    pub turns: Vec<Turn>,
    /// Measurements: free JSON.
    pub metrics: Value,
    /// The functions that were called: free JSON.
    pub functions: Value,
}

/// One message of the caller and the reply to it.
#[derive(Clone, Debug, PartialEq)]
pub struct Turn {
    /// The message of the caller; empty before the greeting.
    pub user_input: String,
    /// The reply of the agent.
    pub agent_response: String,
    /// Everything that the API returned about the turn: free JSON.
    pub details: Value,
}
