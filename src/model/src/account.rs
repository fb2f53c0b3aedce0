//! Workspaces, and their agents as the platform's own tools list them.

use crate::id::{AccountId, AgentId};

/// A workspace that a key reaches (contract §1.16).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Account {
    /// The identifier used in paths.
    pub id: AccountId,
    /// The name people gave it.
    pub name: String,
    /// Whether it can be used.
    pub is_active: bool,
}

/// An agent as the platform's own tools list it, with what the public list lacks: its creator, its
/// numbers and its traffic. The dates are in the public list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Project {
    /// The agent.
    pub agent: AgentId,
    /// Its name.
    pub name: String,
    /// Whether it can be used.
    pub is_active: bool,
    /// Who created it, an e-mail address.
    pub created_by: String,
    /// Its numbers, E.164.
    pub phone_numbers: Vec<String>,
    /// Conversations so far.
    pub conversations: u64,
    /// Minutes of conversation so far.
    pub minutes: u64,
}
