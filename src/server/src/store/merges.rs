//! Merging a branch into its parent, and the parent into the branch.

use rusqlite::{OptionalExtension, params};
use wire::{MergeConflicts, MergeRecord, Resolution};

use super::branches::{BranchRow, MAIN, get, move_head};
use super::content::{self, SnapshotId};
use super::transaction::Tx;
use super::{archive, deployments};
use crate::clock::Act;
use crate::environment::Environment;
use crate::merge::{self, Merged};
use crate::options::Api;
use crate::refusal::Refusal;

/// What a merge is asked to do.
#[derive(Debug, Clone, Copy)]
pub(crate) struct MergeRequest<'a> {
    /// In 1.0.11 a merge into `main` makes a deployment in sandbox; conflicts differ in status.
    pub(crate) api: Api,
    /// Resolutions of the conflicts of the attempt before.
    pub(crate) resolutions: &'a [Resolution],
    /// The message of the merge and of its deployment.
    pub(crate) message: &'a str,
}

/// What a merge did.
#[derive(Debug)]
pub(crate) struct MergeDone {
    /// The target's new sequence.
    pub(crate) sequence: i64,
    /// The name of the branch that was merged into.
    pub(crate) target: String,
    /// Whether a deployment was made.
    pub(crate) deployed: bool,
}

/// The outcome of a sync.
#[derive(Debug)]
pub(crate) enum SyncOutcome {
    /// The branch contains what its parent contains.
    Done {
        /// The branch's new sequence.
        sequence: i64,
        /// Its content.
        snapshot: SnapshotId,
    },
    /// Nothing was changed: these have to be resolved first.
    Conflicts(Box<Merged>),
}

/// Merges a branch into its parent and archives it.
pub(crate) fn merge(
    tx: &Tx<'_>,
    agent: &str,
    branch_id: &str,
    request: MergeRequest<'_>,
    act: &Act,
) -> Result<MergeDone, Refusal> {
    let branch = get(tx, agent, branch_id)?;
    if branch_id == MAIN {
        return Err(Refusal::NotForMain("merged; it is what other branches are merged into"));
    }
    let target = active_parent(tx, &branch)?;
    let merged = three_way(tx, &branch, &target, request.resolutions)?;
    if !merged.is_clean() {
        return Err(conflicts(request.api, merged, &branch, &target));
    }
    let snapshot = content::save(tx, &merged.projection)?;
    let sequence = move_head(tx, &target, snapshot, act)?;
    tx.execute(
        "INSERT INTO merge (agent, target_branch_id, branch_id, branch_name, sequence, message,
             merged_by, merged_at) VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
        params![
            agent,
            target.branch_id,
            branch_id,
            branch.name,
            sequence,
            request.message,
            act.by,
            act.date()
        ],
    )?;
    archive::archive(tx, &branch, act)?;
    let deployed = request.api == Api::V1_0_11 && target.branch_id == MAIN;
    if deployed {
        deployments::publish_always(tx, agent, Environment::Sandbox, request.message, act)?;
    }
    Ok(MergeDone { sequence, target: target.name, deployed })
}

/// Merges the parent of a branch into it.
pub(crate) fn sync(
    tx: &Tx<'_>,
    branch: &BranchRow,
    resolutions: &[Resolution],
    act: &Act,
) -> Result<SyncOutcome, Refusal> {
    if branch.branch_id == MAIN {
        return Err(Refusal::NotForMain("synced; it has no parent"));
    }
    let parent = active_parent(tx, branch)?;
    let merged = three_way(tx, branch, &parent, resolutions)?;
    if !merged.is_clean() {
        return Ok(SyncOutcome::Conflicts(Box::new(merged)));
    }
    let snapshot = content::save(tx, &merged.projection)?;
    let sequence = move_head(tx, branch, snapshot, act)?;
    tx.execute(
        "UPDATE branch SET base = ?, parent_branch_id = ?, parent_sequence = ? WHERE id = ?",
        params![parent.head, parent.branch_id, parent.sequence, branch.id],
    )?;
    content::delete_unused(tx, &[branch.base])?;
    Ok(SyncOutcome::Done { sequence, snapshot })
}

/// The branches that were merged into a branch, the last one first.
pub(crate) fn history(
    tx: &Tx<'_>,
    agent: &str,
    branch_id: &str,
) -> Result<Vec<MergeRecord>, Refusal> {
    get(tx, agent, branch_id)?;
    let mut statement = tx.prepare_cached(
        "SELECT merged_at, branch_name, merged_by, branch_id, sequence, message FROM merge
         WHERE agent = ? AND target_branch_id = ? ORDER BY id DESC",
    )?;
    let rows = statement.query_map([agent, branch_id], |row| {
        Ok(MergeRecord {
            merged_at: row.get(0)?,
            branch_name: row.get(1)?,
            merged_by: row.get(2)?,
            branch_id: Some(row.get(3)?),
            sequence: Some(row.get::<_, i64>(4)?.to_string()),
            message: Some(row.get(5)?),
        })
    })?;
    Ok(rows.collect::<Result<_, _>>()?)
}

/// The parent of a branch; when that is archived, the next ancestor that is not.
fn active_parent(tx: &Tx<'_>, branch: &BranchRow) -> Result<BranchRow, Refusal> {
    let mut id = branch.parent_branch_id.clone().unwrap_or_else(|| MAIN.to_owned());
    loop {
        match get(tx, &branch.agent, &id) {
            Err(Refusal::NoBranch(_)) if id != MAIN => {}
            found => return found,
        }
        let parent: Option<Option<String>> = tx
            .query_row(
                "SELECT parent_branch_id FROM branch WHERE agent = ? AND branch_id = ?",
                [&branch.agent, &id],
                |row| row.get(0),
            )
            .optional()?;
        id = parent.flatten().unwrap_or_else(|| MAIN.to_owned());
    }
}

/// Ours is the parent, theirs the branch, in a merge and in a sync alike (contract §2.3).
fn three_way(
    tx: &Tx<'_>,
    branch: &BranchRow,
    parent: &BranchRow,
    resolutions: &[Resolution],
) -> Result<Merged, Refusal> {
    let base = content::load(tx, branch.base)?;
    let ours = content::load(tx, parent.head)?;
    let theirs = content::load(tx, branch.head)?;
    Ok(merge::merge(&base, &ours, &theirs, resolutions))
}

fn conflicts(api: Api, merged: Merged, branch: &BranchRow, target: &BranchRow) -> Refusal {
    let body = MergeConflicts {
        value: merged.projection.to_value(),
        has_conflicts: !merged.conflicts.is_empty(),
        conflicts: merged.conflicts,
        target_last_updated: Some(target.updated_at.clone()),
        source_created_at: Some(branch.created_at.clone()),
        errors: merged.faults,
    };
    Refusal::Conflicts(Box::new(body), api)
}
