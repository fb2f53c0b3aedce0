//! Branches: rows that point to snapshots.

use rusqlite::{OptionalExtension, Row, params};
use serde_json::Value;
use wire::{Branch, BranchCreated};

use super::content::{self, SnapshotId};
use super::transaction::Tx;
use super::{agent_row, settings};
use crate::clock::Act;
use crate::id;
use crate::options::Api;
use crate::projection::Projection;
use crate::refusal::Refusal;

/// The branch that every agent has.
pub(crate) const MAIN: &str = "main";

/// How many earlier contents of a branch are stored.
const PAST_LIMIT: i64 = 100;

pub(super) const COLUMNS: &str = "branch.id, uuid, agent, branch_id, name, sequence, head, base,
    parent_branch_id, parent_sequence, tag, created_by, created_at, updated_at, archived_at,
    (SELECT sequence FROM branch AS parent
     WHERE parent.agent = branch.agent AND parent.branch_id = branch.parent_branch_id)";

/// A branch as it is stored.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct BranchRow {
    pub(crate) id: i64,
    uuid: String,
    pub(crate) agent: String,
    pub(crate) branch_id: String,
    pub(crate) name: String,
    pub(crate) sequence: i64,
    pub(crate) head: SnapshotId,
    pub(crate) base: SnapshotId,
    pub(crate) parent_branch_id: Option<String>,
    parent_sequence: Option<i64>,
    tag: Option<String>,
    created_by: String,
    pub(crate) created_at: String,
    pub(crate) updated_at: String,
    pub(crate) archived_at: Option<String>,
    sequence_of_parent: Option<i64>,
}

/// The branches of an agent: `main` first, then oldest first. Archived ones are left out.
pub(crate) fn list(tx: &Tx<'_>, agent: &str) -> Result<Vec<BranchRow>, Refusal> {
    agent_row::check(tx, agent)?;
    let sql = format!(
        "SELECT {COLUMNS} FROM branch WHERE agent = ? AND archived_at IS NULL ORDER BY branch.id"
    );
    let mut statement = tx.prepare_cached(&sql)?;
    let rows = statement.query_map([agent], branch_row)?;
    Ok(rows.collect::<Result<_, _>>()?)
}

/// One branch that is not archived.
pub(crate) fn get(tx: &Tx<'_>, agent: &str, branch_id: &str) -> Result<BranchRow, Refusal> {
    agent_row::check(tx, agent)?;
    let sql = format!(
        "SELECT {COLUMNS} FROM branch WHERE agent = ? AND branch_id = ? AND archived_at IS NULL"
    );
    let mut statement = tx.prepare_cached(&sql)?;
    let found = statement.query_row([agent, branch_id], branch_row).optional()?;
    found.ok_or_else(|| Refusal::NoBranch(branch_id.to_owned()))
}

/// The content of a branch.
pub(crate) fn content(tx: &Tx<'_>, agent: &str, branch_id: &str) -> Result<Projection, Refusal> {
    content::load(tx, get(tx, agent, branch_id)?.head)
}

/// The content of a branch at a sequence: now, or at one of the last hundred.
pub(crate) fn at_sequence(
    tx: &Tx<'_>,
    branch: &BranchRow,
    sequence: i64,
) -> Result<SnapshotId, Refusal> {
    if sequence == branch.sequence {
        return Ok(branch.head);
    }
    let found = tx
        .query_row(
            "SELECT snapshot FROM past WHERE branch = ? AND sequence = ?",
            [branch.id, sequence],
            |row| row.get(0),
        )
        .optional()?;
    found.ok_or(Refusal::NoSequence(sequence))
}

/// Makes a branch of another one as that one now is.
pub(crate) fn create(
    tx: &Tx<'_>,
    agent: &str,
    parent: &str,
    name: &str,
    act: &Act,
) -> Result<BranchCreated, Refusal> {
    let parent = get(tx, agent, parent)?;
    check_name(tx, agent, name)?;
    let branch_id = id::letters("BRANCH-");
    tx.execute(
        "INSERT INTO branch (uuid, agent, branch_id, name, sequence, head, base, parent_branch_id,
             parent_sequence, created_by, created_at, updated_at)
         VALUES (?1, ?2, ?3, ?4, 1, ?5, ?5, ?6, ?7, ?8, ?9, ?9)",
        params![
            id::uuid(),
            agent,
            branch_id,
            name,
            parent.head,
            parent.branch_id,
            parent.sequence,
            act.by,
            act.date()
        ],
    )?;
    agent_row::touch(tx, agent, act)?;
    Ok(BranchCreated { branch_id, sequence_id: "1".to_owned() })
}

/// Edits the content of a branch. An edit that changes nothing leaves no trace.
pub(crate) fn edit<T>(
    tx: &Tx<'_>,
    api: Api,
    agent: &str,
    branch_id: &str,
    act: &Act,
    change: impl FnOnce(&mut Projection) -> Result<T, Refusal>,
) -> Result<T, Refusal> {
    let branch = get(tx, agent, branch_id)?;
    if branch_id == MAIN && api == Api::V1_0_11 {
        return Err(Refusal::MainIsReadOnly);
    }
    let mut projection = content::load(tx, branch.head)?;
    let answer = change(&mut projection)?;
    let snapshot = content::save(tx, &projection)?;
    if snapshot != branch.head {
        move_head(tx, &branch, snapshot, act)?;
    }
    Ok(answer)
}

/// Replaces the whole content of a branch, whatever the API says of `main`.
pub(crate) fn replace(
    tx: &Tx<'_>,
    agent: &str,
    branch_id: &str,
    projection: &Value,
    act: &Act,
) -> Result<(), Refusal> {
    let new = Projection::from_value(projection.clone())
        .ok_or_else(|| Refusal::field("projection", "must be an object"))?;
    edit(tx, Api::V1_0_3, agent, branch_id, act, |old| {
        *old = new;
        Ok(())
    })
}

/// Points a branch to other content, its next sequence. The content before stays readable for a
/// while.
pub(crate) fn move_head(
    tx: &Tx<'_>,
    branch: &BranchRow,
    snapshot: SnapshotId,
    act: &Act,
) -> Result<i64, Refusal> {
    let sequence = branch.sequence + 1;
    tx.prepare_cached("INSERT INTO past VALUES (?, ?, ?)")?.execute([
        branch.id,
        branch.sequence,
        branch.head,
    ])?;
    tx.prepare_cached("UPDATE branch SET head = ?, sequence = ?, updated_at = ? WHERE id = ?")?
        .execute(params![snapshot, sequence, act.date(), branch.id])?;
    delete_old_past(tx, branch, sequence - PAST_LIMIT)?;
    agent_row::touch(tx, &branch.agent, act)?;
    Ok(sequence)
}

/// Makes `main` of a new agent.
pub(crate) fn add_main(
    tx: &Tx<'_>,
    agent: &str,
    snapshot: SnapshotId,
    act: &Act,
) -> Result<(), Refusal> {
    tx.execute(
        "INSERT INTO branch (uuid, agent, branch_id, name, sequence, head, base, created_by,
             created_at, updated_at)
         VALUES (?1, ?2, ?3, ?3, 1, ?4, ?4, ?5, ?6, ?6)",
        params![id::uuid(), agent, MAIN, snapshot, act.by, act.date()],
    )?;
    Ok(())
}

/// A refusal when a branch that is not archived has that name.
pub(crate) fn check_name(tx: &Tx<'_>, agent: &str, name: &str) -> Result<(), Refusal> {
    let taken = tx
        .prepare_cached(
            "SELECT 1 FROM branch WHERE agent = ? AND name = ? AND archived_at IS NULL",
        )?
        .exists([agent, name])?;
    if taken { Err(Refusal::BranchExists(name.to_owned())) } else { Ok(()) }
}

/// Deletes contents more than [`PAST_LIMIT`] sequences back, unless a branch was made from them.
fn delete_old_past(tx: &Tx<'_>, branch: &BranchRow, before: i64) -> Result<(), Refusal> {
    let mut statement = tx.prepare_cached(
        "DELETE FROM past WHERE branch = ?1 AND sequence < ?2 AND NOT EXISTS (
             SELECT 1 FROM branch AS child WHERE child.agent = ?3
             AND child.parent_branch_id = ?4 AND child.parent_sequence = past.sequence
         ) RETURNING snapshot",
    )?;
    let forgotten: Vec<SnapshotId> = statement
        .query_map(params![branch.id, before, branch.agent, branch.branch_id], |row| row.get(0))?
        .collect::<Result<_, _>>()?;
    content::delete_unused(tx, &forgotten)
}

impl BranchRow {
    /// The branch as the API shows it.
    pub(crate) fn to_wire(&self, tx: &Tx<'_>) -> Result<Branch, Refusal> {
        Ok(Branch {
            branch_id: self.branch_id.clone(),
            name: self.name.clone(),
            id: Some(self.uuid.clone()),
            account_id: Some(settings::account(tx)?),
            project_id: Some(self.agent.clone()),
            active: Some(self.archived_at.is_none()),
            created_by: Some(self.created_by.clone()),
            created_at: Some(self.created_at.clone()),
            updated_at: Some(self.updated_at.clone()),
            parent_branch_id: self.parent_branch_id.clone(),
            parent_sequence: self.parent_sequence.map(|sequence| sequence.to_string()),
            is_diverged: Some(self.sequence_of_parent > self.parent_sequence),
            tag: self.tag.clone(),
            archived_at: self.archived_at.clone(),
            days_left: None,
        })
    }

    /// A refusal unless `expected`, a number or its text, is the sequence of the branch.
    pub(crate) fn check_sequence(&self, expected: Option<&Value>) -> Result<(), Refusal> {
        let expected = match expected {
            None | Some(Value::Null) => return Ok(()),
            Some(Value::String(text)) => text.clone(),
            Some(number) => number.to_string(),
        };
        if expected == self.sequence.to_string() {
            return Ok(());
        }
        Err(Refusal::SequenceMoved { expected, actual: self.sequence })
    }
}

pub(super) fn branch_row(row: &Row<'_>) -> Result<BranchRow, rusqlite::Error> {
    Ok(BranchRow {
        id: row.get(0)?,
        uuid: row.get(1)?,
        agent: row.get(2)?,
        branch_id: row.get(3)?,
        name: row.get(4)?,
        sequence: row.get(5)?,
        head: row.get(6)?,
        base: row.get(7)?,
        parent_branch_id: row.get(8)?,
        parent_sequence: row.get(9)?,
        tag: row.get(10)?,
        created_by: row.get(11)?,
        created_at: row.get(12)?,
        updated_at: row.get(13)?,
        archived_at: row.get(14)?,
        sequence_of_parent: row.get(15)?,
    })
}
