//! Agents and their branches.

use crate::id::{AccountId, AgentId, BranchId, Sequence};
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
    /// When it was created, if the API returned a readable date.
    pub created_at: Option<Timestamp>,
    /// When it was last changed.
    pub updated_at: Option<Timestamp>,
    /// How many branches it has, `main` included.
    pub branch_count: u32,
}

/// The input for creating an agent (contract §1.1).
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
    /// Who created it; empty when the API leaves it out.
    pub created_by: String,
    /// When it was created.
    pub created_at: Option<Timestamp>,
    /// When it was last changed.
    pub updated_at: Option<Timestamp>,
    /// The branch it was created from; `main` on servers that leave it out.
    pub parent: BranchId,
    /// The state of the parent from which the branch was created, or to which it was last synced: its
    /// fork point. Unknown on older servers, and of `main`.
    pub parent_sequence: Option<Sequence>,
    /// Whether the parent has changed since; unknown on older servers.
    pub diverged: Option<bool>,
    /// `staging` on the agent's staging branch, where the server has tags.
    pub tag: Option<String>,
}

/// A branch that was deleted or merged and can still be restored (contract §1.16).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ArchivedBranch {
    /// The branch as it was.
    pub branch: Branch,
    /// When it was archived.
    pub archived_at: Option<Timestamp>,
    /// Days until it is deleted permanently, if the API returned them.
    pub days_left: Option<u32>,
}

/// One branch of one agent: where content is read and saved.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct BranchRef {
    /// The agent.
    pub agent: AgentId,
    /// The branch.
    pub branch: BranchId,
}

impl BranchRef {
    /// The branch `branch` of `agent`.
    pub fn new(agent: impl Into<AgentId>, branch: impl Into<BranchId>) -> Self {
        Self { agent: agent.into(), branch: branch.into() }
    }
}
