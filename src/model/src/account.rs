//! Workspaces, and what the platform's own tools know of the agents in them.

use crate::id::{AccountId, AgentId};

/// A workspace that a key reaches (contract §1.16).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Account {
    /// What addresses are made of.
    pub id: AccountId,
    /// The name people gave it.
    pub name: String,
    /// Whether it can be used.
    pub is_active: bool,
}

/// An agent as the platform's own tools list it: who made it, its numbers and its traffic, which
/// the public list lacks. The dates are in the public list.
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
