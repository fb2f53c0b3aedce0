//! Agents and their branches.

use crate::id::{AccountId, AgentId, BranchId};
use crate::timestamp::Timestamp;

/// One agent of a workspace (contract §2.1).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Agent {
    /// The agent's own identifier.
    pub id: AgentId,
    /// The workspace it belongs to.
    pub account: AccountId,
    /// The name people gave it.
    pub name: String,
    /// When it was created, if the API said so in a form we read.
    pub created_at: Option<Timestamp>,
    /// When it was last changed.
    pub updated_at: Option<Timestamp>,
    /// How many branches it has, `main` included.
    pub branch_count: u32,
}

/// What is needed to create an agent (contract §1.1).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NewAgent {
    /// 1 to 100 characters.
    pub name: String,
    /// What the agent says first; not empty.
    pub greeting: String,
    /// The response language, such as `en-GB`.
    pub language: String,
    /// A voice identifier; the platform's default when `None`.
    pub voice: Option<String>,
}

/// An isolated working copy of an agent (contract §2.2).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Branch {
    /// `main` or a generated identifier.
    pub id: BranchId,
    /// The name people gave it.
    pub name: String,
    /// Who created it; empty when the API does not say.
    pub created_by: String,
    /// When it was created.
    pub created_at: Option<Timestamp>,
    /// When it was last changed.
    pub updated_at: Option<Timestamp>,
    /// The branch it came from; `main` on servers that do not say.
    pub parent: BranchId,
    /// Whether the parent has moved on since; unknown on older servers.
    pub diverged: Option<bool>,
    /// `staging` on the one branch that is marked so, where a server knows tags.
    pub tag: Option<String>,
}

/// A branch that was deleted or merged and can still be taken back (contract §1.16).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ArchivedBranch {
    /// The branch as it was.
    pub branch: Branch,
    /// When it was put away.
    pub archived_at: Option<Timestamp>,
    /// After so many days it is gone for good, if the API said.
    pub days_left: Option<u32>,
}

/// A place in the API: one branch of one agent.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct BranchRef {
    /// The agent.
    pub agent: AgentId,
    /// The branch of it.
    pub branch: BranchId,
}

impl BranchRef {
    /// The place `branch` of `agent`.
    pub fn new(agent: impl Into<AgentId>, branch: impl Into<BranchId>) -> Self {
        Self { agent: agent.into(), branch: branch.into() }
    }
}
