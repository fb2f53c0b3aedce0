//! Conversations that an agent had.

use serde_json::Value;

use crate::deployment::Environment;
use crate::id::{ConversationId, DeploymentId, VariantId};
use crate::timestamp::Timestamp;

/// One call or chat (contract §2.14). What the API leaves out is `None` or empty.
#[derive(Clone, Debug, PartialEq)]
pub struct Conversation {
    /// The conversation's identifier.
    pub id: ConversationId,
    /// When it began.
    pub started_at: Option<Timestamp>,
    /// When it ended.
    pub finished_at: Option<Timestamp>,
    /// How it goes, or went.
    pub state: ConversationState,
    /// How long it took, in seconds, hand-off included.
    pub seconds: Option<u32>,
    /// For example `VOICE-SIP` or `chat.polyai`.
    pub channel: String,
    /// For example `inbound`.
    pub direction: String,
    /// For example `en-GB`.
    pub language: String,
    /// Who called.
    pub from_number: String,
    /// What was called.
    pub to_number: String,
    /// Whose version answered; `None` for a draft, or an environment this studio does not know.
    pub environment: Option<Environment>,
    /// The deployment that answered.
    pub deployment: Option<DeploymentId>,
    /// The variant that answered.
    pub variant: Option<VariantId>,
    /// Words people put on it.
    pub tags: Vec<String>,
    /// The platform's rating.
    pub score: Option<f64>,
    /// What it was about.
    pub summary: String,
    /// What a person noted.
    pub note: String,
}

/// How a conversation goes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ConversationState {
    /// It goes on.
    InProgress,
    /// It ended with the agent.
    Ended,
    /// It was handed to a person.
    HandedOff {
        /// To whom; may be empty.
        to: String,
        /// Why; may be empty.
        reason: String,
    },
}

/// A part of the list of conversations.
#[derive(Clone, Debug, PartialEq)]
pub struct Conversations {
    /// Newest first.
    pub conversations: Vec<Conversation>,
    /// How many there are in all.
    pub total: u64,
}

/// A conversation with all that was said.
#[derive(Clone, Debug, PartialEq)]
pub struct ConversationDetail {
    /// The conversation.
    pub conversation: Conversation,
    /// What was said, in order.
    pub turns: Vec<Turn>,
    /// Measurements: free JSON.
    pub metrics: Value,
    /// The functions that were called: free JSON.
    pub functions: Value,
}

/// One exchange.
#[derive(Clone, Debug, PartialEq)]
pub struct Turn {
    /// What was said to the agent; empty before its greeting.
    pub user_input: String,
    /// What it said.
    pub agent_response: String,
    /// All the API tells of it: free JSON.
    pub details: Value,
}
