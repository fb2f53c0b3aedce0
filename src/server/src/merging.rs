//! Merges and syncs of branches. They are computed between two transactions, so that large branches do
//! not block other writes.

use serde_json::Value;
use wire::Resolution;

use crate::clock::Act;
use crate::merge::Merged;
use crate::refusal::Refusal;
use crate::store::Store;
use crate::store::merges::{self, MergeDone, MergeRequest, Sides, SyncDone};

/// The outcome of a sync.
#[derive(Debug)]
pub(crate) enum SyncOutcome {
    /// The branch contains what its parent contains.
    Done(SyncDone),
    /// Nothing was changed: these have to be resolved first.
    Conflicts(Box<Merged>),
}

/// Merges a branch into its parent and archives it.
pub(crate) fn merge(
    store: &Store,
    agent: &str,
    branch_id: &str,
    request: MergeRequest<'_>,
    act: &Act,
) -> Result<MergeDone, Refusal> {
    // Each round that does not return saw another write succeed.
    loop {
        let expected = request.expected_sequence;
        let sides = store.read(|tx| Sides::of_merge(tx, agent, branch_id, expected))?;
        let merged = sides.merge(request.resolutions);
        if !merged.is_clean() {
            return Err(sides.refusal(merged, request.api));
        }
        let done = store.write(|tx| merges::store_merge(tx, &sides, &merged, request, act))?;
        if let Some(done) = done {
            return Ok(done);
        }
    }
}

/// Merges the parent of a branch into it.
pub(crate) fn sync(
    store: &Store,
    agent: &str,
    branch_id: &str,
    expected_sequence: Option<&Value>,
    resolutions: &[Resolution],
    act: &Act,
) -> Result<SyncOutcome, Refusal> {
    loop {
        let sides = store.read(|tx| Sides::of_sync(tx, agent, branch_id, expected_sequence))?;
        let merged = sides.merge(resolutions);
        if !merged.is_clean() {
            return Ok(SyncOutcome::Conflicts(Box::new(merged)));
        }
        let done = store.write(|tx| merges::store_sync(tx, &sides, &merged, act))?;
        if let Some(done) = done {
            return Ok(SyncOutcome::Done(done));
        }
    }
}
