//! Merging a branch: what both sides changed, and what was decided about it.

use serde_json::Value;

use crate::id::BranchId;
use crate::timestamp::Timestamp;

/// One place both sides changed since they parted (contract §2.3). `ours` is the branch that is
/// merged into, `theirs` the branch that is merged.
#[derive(Clone, Debug, PartialEq)]
pub struct MergeConflict {
    /// Where, as keys of the projection from the top.
    pub path: Vec<String>,
    /// The value before they parted; `None` where there was none.
    pub base: Option<Value>,
    /// The value on the branch merged into.
    pub ours: Option<Value>,
    /// The value on the branch that is merged.
    pub theirs: Option<Value>,
}

impl MergeConflict {
    /// Whether this is bookkeeping of the platform that no person needs to decide: every edited
    /// item also conflicts in its timestamps and authors.
    pub fn is_noise(&self) -> bool {
        self.path.last().is_some_and(|key| {
            matches!(key.as_str(), "createdAt" | "createdBy" | "updatedAt" | "updatedBy")
        })
    }
}

/// How one conflict is settled.
#[derive(Clone, Debug, PartialEq)]
pub enum Choice {
    /// Keep what the branch merged into has.
    Ours,
    /// Take what the merged branch has.
    Theirs,
    /// Go back to what both started from.
    Base,
    /// Take a value written by hand.
    Value(Value),
}

/// A settled conflict.
#[derive(Clone, Debug, PartialEq)]
pub struct Resolution {
    /// The path of the conflict.
    pub path: Vec<String>,
    /// How it is settled.
    pub choice: Choice,
}

/// The answer to a merge.
#[derive(Clone, Debug, PartialEq)]
pub enum MergeOutcome {
    /// The branch is merged and gone.
    Merged {
        /// What the API says of it.
        message: String,
        /// The test runs it started, by identifier.
        test_runs: Vec<String>,
    },
    /// Nothing was changed: these have to be settled first.
    Conflicts(Vec<MergeConflict>),
}

/// The answer to bringing a branch up to date with its parent.
#[derive(Clone, Debug, PartialEq)]
pub enum SyncOutcome {
    /// The branch holds what its parent holds, and its own changes.
    Synced,
    /// Nothing was changed: these have to be settled first. `ours` is the parent, as in a merge.
    Conflicts(Vec<MergeConflict>),
}

/// One branch that was merged into another, as its history tells.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MergeRecord {
    /// When.
    pub merged_at: Option<Timestamp>,
    /// Who did it, an e-mail address.
    pub merged_by: String,
    /// The name the branch had then.
    pub branch_name: String,
    /// The branch, if the API said.
    pub branch: Option<BranchId>,
    /// What they wrote; may be empty.
    pub message: String,
}

/// The resolutions to send: those of people, and the usual answer for the platform's bookkeeping.
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
    fn bookkeeping_is_settled_without_a_person() {
        let conflicts =
            [conflict(&["topics", "T", "content"]), conflict(&["topics", "T", "updatedAt"])];
        let chosen = vec![Resolution { path: conflicts[0].path.clone(), choice: Choice::Ours }];
        let sent = with_noise(&conflicts, chosen);
        assert_eq!(sent.len(), 2);
        assert_eq!(sent[1], Resolution { path: conflicts[1].path.clone(), choice: Choice::Theirs });
    }
}
