//! Conflicts of a merge, their resolutions, and the answers of the API.

use serde_json::Value;

use crate::id::BranchId;
use crate::timestamp::Timestamp;

/// A value that both branches changed since their common ancestor (contract §2.3). `ours` is the
/// target of the merge, `theirs` the branch that is merged.
#[derive(Clone, Debug, PartialEq)]
pub struct MergeConflict {
    /// The path of keys from the top of the projection.
    pub path: Vec<String>,
    /// The value in the common ancestor; `None` where there was none.
    pub base: Option<Value>,
    /// The value in the target.
    pub ours: Option<Value>,
    /// The value in the merged branch.
    pub theirs: Option<Value>,
}

impl MergeConflict {
    /// Whether no person needs to decide this: every edited item also conflicts in its timestamps and
    /// authors, which the platform writes.
    pub fn is_noise(&self) -> bool {
        is_noise(&self.path)
    }
}

/// The keys that say who created and edited something, and when.
pub(super) const NOISE: [&str; 4] = ["createdAt", "createdBy", "updatedAt", "updatedBy"];

pub(super) fn is_noise(path: &[String]) -> bool {
    path.last().is_some_and(|key| NOISE.contains(&key.as_str()))
}

/// How one conflict is resolved.
#[derive(Clone, Debug, PartialEq)]
pub enum Choice {
    /// Use the value of the target.
    Ours,
    /// Use the value of the merged branch.
    Theirs,
    /// Use the value of the common ancestor.
    Base,
    /// Use a value edited by hand.
    Value(Value),
}

/// A resolved conflict.
#[derive(Clone, Debug, PartialEq)]
pub struct Resolution {
    /// The path of the conflict.
    pub path: Vec<String>,
    /// How it is resolved.
    pub choice: Choice,
}

/// The answer to a merge.
#[derive(Clone, Debug, PartialEq)]
pub enum MergeOutcome {
    /// The branch is merged and archived.
    Merged {
        /// The message of the API.
        message: String,
        /// The test runs it started, by identifier.
        test_runs: Vec<String>,
    },
    /// Nothing changed: these have to be resolved first.
    Conflicts(Vec<MergeConflict>),
}

/// The answer to a sync of a branch with its parent.
#[derive(Clone, Debug, PartialEq)]
pub enum SyncOutcome {
    /// The branch has the changes of its parent, and its own.
    Synced,
    /// Nothing changed: these have to be resolved first. `ours` is the parent, as in a merge.
    Conflicts(Vec<MergeConflict>),
}

/// An entry of the merge history of a branch.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MergeRecord {
    /// When it was merged.
    pub merged_at: Option<Timestamp>,
    /// The e-mail address of who merged it.
    pub merged_by: String,
    /// The name of the branch at that time.
    pub branch_name: String,
    /// The branch, if the API named it.
    pub branch: Option<BranchId>,
    /// Their message; may be empty.
    pub message: String,
}

/// The resolutions to send: those of people, and `theirs` for timestamps and authors.
pub fn with_noise(conflicts: &[MergeConflict], chosen: Vec<Resolution>) -> Vec<Resolution> {
    let noise = conflicts
        .iter()
        .filter(|conflict| conflict.is_noise())
        .map(|conflict| Resolution { path: conflict.path.clone(), choice: Choice::Theirs });
    chosen.into_iter().chain(noise).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn conflict(path: &[&str]) -> MergeConflict {
        let path = path.iter().map(|key| (*key).to_owned()).collect();
        MergeConflict { path, base: None, ours: None, theirs: None }
    }

    #[test]
    fn conflicts_in_timestamps_are_resolved_without_a_person() {
        let conflicts =
            [conflict(&["topics", "T", "content"]), conflict(&["topics", "T", "updatedAt"])];
        let chosen = vec![Resolution { path: conflicts[0].path.clone(), choice: Choice::Ours }];
        let sent = with_noise(&conflicts, chosen);
        assert_eq!(sent.len(), 2);
        assert_eq!(sent[1], Resolution { path: conflicts[1].path.clone(), choice: Choice::Theirs });
    }
}
