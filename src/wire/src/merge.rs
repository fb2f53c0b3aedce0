//! Merging a branch, and its conflicts (contract §1.2, §2.3).

use serde::{Deserialize, Serialize};
use serde_json::Value;

use crate::present::present;

/// The body of `POST …/branches/{branchId}/merge` (`MergeBranchBody`); may be left out.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Merge {
    /// The message of the deployment that the merge creates.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub deployment_message: Option<String>,
    /// One resolution for each conflict of the previous attempt.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub conflict_resolutions: Option<Vec<Resolution>>,
}

/// The resolution of one [`Conflict`].
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Resolution {
    /// The path of the conflict, as it was received.
    pub path: Vec<String>,
    /// Which side to take.
    pub strategy: Strategy,
    /// A value edited by hand, which overrides that of the strategy (sent with `theirs`).
    #[serde(default, deserialize_with = "present", skip_serializing_if = "Option::is_none")]
    pub value: Option<Value>,
}

/// A side of a merge.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Strategy {
    /// The target of the merge: `main`.
    Ours,
    /// The branch that is merged.
    Theirs,
    /// Their common ancestor.
    Base,
}

/// The answer of a merge without conflicts (`MergeBranchResponse`).
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Merged {
    /// The target's new sequence.
    pub sequence: String,
    /// For people.
    pub message: String,
    /// The test runs that the merge started.
    #[serde(default)]
    pub test_run_ids: Vec<String>,
}

/// The answer of a merge with conflicts: status 400 in API 1.0.11, 409 in 1.0.3.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct MergeConflicts {
    /// The whole merged projection, with our side where the two conflict. Large.
    #[serde(default)]
    pub value: Value,
    /// Always true.
    pub has_conflicts: bool,
    /// The conflicts to resolve, in the order of the projection.
    #[serde(default)]
    pub conflicts: Vec<Conflict>,
    /// When the target last changed.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub target_last_updated: Option<String>,
    /// When the branch was created.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub source_created_at: Option<String>,
    /// What is wrong with the resolutions that were sent.
    #[serde(default)]
    pub errors: Vec<MergeFault>,
}

/// One value that both sides changed, to different values.
///
/// A side without the value leaves its key out, which differs from `null`.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Conflict {
    /// Keys from the top of the projection.
    pub path: Vec<String>,
    /// In the common ancestor.
    #[serde(default, deserialize_with = "present", skip_serializing_if = "Option::is_none")]
    pub base_value: Option<Value>,
    /// In the target, `main`.
    #[serde(default, deserialize_with = "present", skip_serializing_if = "Option::is_none")]
    pub ours_value: Option<Value>,
    /// In the branch.
    #[serde(default, deserialize_with = "present", skip_serializing_if = "Option::is_none")]
    pub theirs_value: Option<Value>,
    /// What the two sides did.
    #[serde(rename = "type")]
    pub kind: ConflictKind,
}

/// What the two sides did to a value in conflict.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum ConflictKind {
    /// Both changed it.
    Modify,
    /// Both added it.
    Add,
    /// One deleted what the other changed.
    Delete,
}

/// An invalid resolution.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct MergeFault {
    /// The path it named.
    #[serde(default)]
    pub path: Vec<String>,
    /// For people.
    #[serde(default)]
    pub message: String,
}

/// The answer of a sync without conflicts.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Synced {
    /// The branch's new sequence.
    pub sequence: String,
    /// The content it now has; opaque.
    pub snapshot_key: String,
}

/// The answer of a sync with conflicts, status 200: its `outcome` distinguishes it from [`Synced`].
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct SyncConflicts {
    /// Always `conflicts`.
    pub outcome: String,
    /// The conflicts to resolve. As in a merge, `ours` is the parent and `theirs` the branch.
    #[serde(default)]
    pub conflicts: Vec<Conflict>,
    /// What is wrong with the resolutions that were sent.
    #[serde(default)]
    pub errors: Vec<MergeFault>,
}
