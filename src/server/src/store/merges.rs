//! Merging a branch into its parent, and the parent into the branch.

use rusqlite::{OptionalExtension, params};
use serde_json::Value;
use wire::{MergeConflicts, MergeRecord, Resolution};

use super::branches::{BranchRow, MAIN, get, move_head};
use super::transaction::Tx;
use super::{archive, content, deployments};
use crate::clock::Act;
use crate::environment::Environment;
use crate::merge::{self, Merged};
use crate::options::Api;
use crate::projection::Projection;
use crate::refusal::Refusal;

/// What a merge is asked to do.
#[derive(Debug, Clone, Copy)]
pub(crate) struct MergeRequest<'a> {
    /// In 1.0.11 a merge into `main` makes a deployment in sandbox; conflicts differ in status.
    pub(crate) api: Api,
    /// The sequence that the branch must be at.
    pub(crate) expected_sequence: Option<&'a Value>,
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

/// What a sync did.
#[derive(Debug)]
pub(crate) struct SyncDone {
    /// The branch's new sequence.
    pub(crate) sequence: i64,
    /// The hash of its content.
    pub(crate) snapshot_key: String,
}

/// A branch and its parent, as they were when a merge of the two was computed.
#[derive(Debug)]
pub(crate) struct Sides {
    branch: BranchRow,
    parent: BranchRow,
    base: Projection,
    ours: Projection,
    theirs: Projection,
}

impl Sides {
    /// Reads a branch that is to be merged into its parent.
    pub(crate) fn of_merge(
        tx: &Tx<'_>,
        agent: &str,
        branch_id: &str,
        expected_sequence: Option<&Value>,
    ) -> Result<Self, Refusal> {
        let refused = "merged; it is what other branches are merged into";
        Self::read(tx, agent, branch_id, expected_sequence, refused)
    }

    /// Reads a branch whose parent is to be merged into it.
    pub(crate) fn of_sync(
        tx: &Tx<'_>,
        agent: &str,
        branch_id: &str,
        expected_sequence: Option<&Value>,
    ) -> Result<Self, Refusal> {
        Self::read(tx, agent, branch_id, expected_sequence, "synced; it has no parent")
    }

    fn read(
        tx: &Tx<'_>,
        agent: &str,
        branch_id: &str,
        expected_sequence: Option<&Value>,
        refused: &'static str,
    ) -> Result<Self, Refusal> {
        let branch = get(tx, agent, branch_id)?;
        branch.check_sequence(expected_sequence)?;
        if branch_id == MAIN {
            return Err(Refusal::NotForMain(refused));
        }
        let parent = active_parent(tx, &branch)?;
        Ok(Self {
            base: content::load(tx, branch.base)?,
            ours: content::load(tx, parent.head)?,
            theirs: content::load(tx, branch.head)?,
            branch,
            parent,
        })
    }

    /// The merge. Ours is the parent, theirs the branch, in a merge and in a sync alike (contract
    /// §2.3).
    pub(crate) fn merge(&self, resolutions: &[Resolution]) -> Merged {
        merge::merge(&self.base, &self.ours, &self.theirs, resolutions)
    }

    /// The refusal of a merge that has conflicts or faults.
    pub(crate) fn refusal(&self, merged: Merged, api: Api) -> Refusal {
        let body = MergeConflicts {
            value: merged.projection.to_value(),
            has_conflicts: !merged.conflicts.is_empty(),
            conflicts: merged.conflicts,
            target_last_updated: Some(self.parent.updated_at.clone()),
            source_created_at: Some(self.branch.created_at.clone()),
            errors: merged.faults,
        };
        Refusal::Conflicts(Box::new(body), api)
    }

    fn are_current(&self, tx: &Tx<'_>) -> Result<bool, Refusal> {
        let branch = get(tx, &self.branch.agent, &self.branch.branch_id)?;
        Ok(branch == self.branch && active_parent(tx, &branch)? == self.parent)
    }
}

/// Stores the merge of a branch into its parent and archives the branch. `None` when one of the two
/// was changed since the merge was computed: then nothing is written.
pub(crate) fn store_merge(
    tx: &Tx<'_>,
    sides: &Sides,
    merged: &Merged,
    request: MergeRequest<'_>,
    act: &Act,
) -> Result<Option<MergeDone>, Refusal> {
    if !sides.are_current(tx)? {
        return Ok(None);
    }
    let Sides { branch, parent: target, .. } = sides;
    let snapshot = content::save(tx, &merged.projection)?;
    let sequence = move_head(tx, target, snapshot, act)?;
    tx.execute(
        "INSERT INTO merge (agent, target_branch_id, branch_id, branch_name, sequence, message,
             merged_by, merged_at) VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
        params![
            branch.agent,
            target.branch_id,
            branch.branch_id,
            branch.name,
            sequence,
            request.message,
            act.by,
            act.date()
        ],
    )?;
    archive::archive(tx, branch, act)?;
    let deployed = request.api == Api::V1_0_11 && target.branch_id == MAIN;
    if deployed {
        let sandbox = Environment::Sandbox;
        deployments::publish_always(tx, &branch.agent, sandbox, request.message, act)?;
    }
    Ok(Some(MergeDone { sequence, target: target.name.clone(), deployed }))
}

/// Stores the merge of a parent into its branch. `None` when one of the two was changed since the
/// merge was computed: then nothing is written.
pub(crate) fn store_sync(
    tx: &Tx<'_>,
    sides: &Sides,
    merged: &Merged,
    act: &Act,
) -> Result<Option<SyncDone>, Refusal> {
    if !sides.are_current(tx)? {
        return Ok(None);
    }
    let Sides { branch, parent, .. } = sides;
    let snapshot = content::save(tx, &merged.projection)?;
    let sequence = move_head(tx, branch, snapshot, act)?;
    tx.execute(
        "UPDATE branch SET base = ?, parent_branch_id = ?, parent_sequence = ? WHERE id = ?",
        params![parent.head, parent.branch_id, parent.sequence, branch.id],
    )?;
    content::delete_unused(tx, &[branch.base])?;
    Ok(Some(SyncDone { sequence, snapshot_key: content::key(tx, snapshot)? }))
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
