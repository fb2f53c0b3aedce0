//! Branches of an agent (contract §1.2, §2.2).

use serde::{Deserialize, Serialize};

/// One branch. The schema of the public list leaves its items open, so only the two keys that every
/// server sends are required.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Branch {
    /// `main`, or `BRANCH-` and eight letters or digits: the id used in paths.
    pub branch_id: String,
    /// 1 to 100 characters.
    pub name: String,
    /// The id of the row behind the branch, a uuid; not used in paths.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub id: Option<String>,
    /// The workspace.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub account_id: Option<String>,
    /// The agent, which the private API calls a project.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub project_id: Option<String>,
    /// True for every branch that can be listed.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub active: Option<bool>,
    /// The e-mail address of who created it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub created_by: Option<String>,
    /// When it was created.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub created_at: Option<String>,
    /// When its content last changed.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub updated_at: Option<String>,
    /// The branch it was created from; `main` where a server leaves it out.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub parent_branch_id: Option<String>,
    /// The parent's sequence at that time, or at the last sync.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub parent_sequence: Option<String>,
    /// Whether the parent has changed since.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub is_diverged: Option<bool>,
    /// `staging`, on a tagged branch.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub tag: Option<String>,
    /// When it was deleted or merged; only in the archive.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub archived_at: Option<String>,
    /// Days until it is deleted permanently.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub days_left: Option<i64>,
}

/// The answer of `GET …/branches` (`GetBranchesResponse`).
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
pub struct BranchList {
    /// `main` among them.
    pub branches: Vec<Branch>,
}

/// The body that creates a branch of `main` (`CreateBranchBody`).
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct BranchCreate {
    /// 1 to 100 characters.
    pub branch_name: String,
}

/// The answer to it, 201 (`CreateBranchResponse`).
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct BranchCreated {
    /// The id of the new branch.
    pub branch_id: String,
    /// Its first sequence.
    pub sequence_id: String,
}

/// The answer of `DELETE …/branches/{branchId}` (`DeleteBranchResponse`).
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct BranchDeleted {
    /// The branch's last sequence.
    pub sequence: String,
    /// For people.
    pub message: String,
}
