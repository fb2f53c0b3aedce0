//! Deleting a branch puts it into an archive, from which it can be restored for some time.

use jiff::{SignedDuration, Timestamp};
use rusqlite::{OptionalExtension, params};
use wire::Branch;

use super::agent_row;
use super::branches::{BranchRow, COLUMNS, MAIN, branch_row, check_name, get};
use super::content::{self, SnapshotId};
use super::transaction::Tx;
use crate::clock::{self, Act};
use crate::refusal::Refusal;

/// How long an archived branch can be restored.
const DAYS: i64 = 30;

/// Archives a branch.
pub(crate) fn archive(tx: &Tx<'_>, branch: &BranchRow, act: &Act) -> Result<(), Refusal> {
    if branch.branch_id == MAIN {
        return Err(Refusal::NotForMain("deleted"));
    }
    tx.execute("UPDATE branch SET archived_at = ? WHERE id = ?", params![act.date(), branch.id])?;
    agent_row::touch(tx, &branch.agent, act)?;
    delete_expired(tx, act.at)
}

/// The archived branches, the last one first.
pub(crate) fn list(tx: &Tx<'_>, agent: &str, now: Timestamp) -> Result<Vec<Branch>, Refusal> {
    agent_row::check(tx, agent)?;
    let sql = format!(
        "SELECT {COLUMNS} FROM branch WHERE agent = ? AND archived_at > ?
         ORDER BY archived_at DESC, branch.id DESC"
    );
    let mut statement = tx.prepare_cached(&sql)?;
    let rows = statement.query_map([agent, &clock::iso(expiry_cutoff(now))], branch_row)?;
    rows.map(|row| {
        let row = row?;
        let days_left = row.archived_at.as_deref().and_then(|at| days_left(at, now));
        Ok(Branch { days_left, ..row.to_wire(tx)? })
    })
    .collect()
}

/// Restores a branch from the archive.
pub(crate) fn restore(
    tx: &Tx<'_>,
    agent: &str,
    branch_id: &str,
    act: &Act,
) -> Result<BranchRow, Refusal> {
    agent_row::check(tx, agent)?;
    let sql = format!(
        "SELECT {COLUMNS} FROM branch WHERE agent = ? AND branch_id = ? AND archived_at > ?"
    );
    let oldest = clock::iso(expiry_cutoff(act.at));
    let found = tx.query_row(&sql, [agent, branch_id, &oldest], branch_row).optional()?;
    let branch = found.ok_or_else(|| Refusal::NoBranch(branch_id.to_owned()))?;
    check_name(tx, agent, &branch.name)?;
    tx.execute("UPDATE branch SET archived_at = NULL WHERE id = ?", [branch.id])?;
    get(tx, agent, branch_id)
}

/// Renames a branch.
pub(crate) fn rename(tx: &Tx<'_>, branch: &BranchRow, name: &str) -> Result<BranchRow, Refusal> {
    if branch.branch_id == MAIN {
        return Err(Refusal::NotForMain("renamed"));
    }
    if branch.name != name {
        check_name(tx, &branch.agent, name)?;
        tx.execute("UPDATE branch SET name = ? WHERE id = ?", params![name, branch.id])?;
    }
    get(tx, &branch.agent, &branch.branch_id)
}

/// Sets or removes the tag of a branch. One branch of an agent has it at a time.
pub(crate) fn tag(
    tx: &Tx<'_>,
    branch: &BranchRow,
    tag: Option<&str>,
) -> Result<BranchRow, Refusal> {
    if branch.branch_id == MAIN {
        return Err(Refusal::NotForMain("tagged"));
    }
    if tag.is_some() {
        tx.execute("UPDATE branch SET tag = NULL WHERE agent = ?", [&branch.agent])?;
    }
    tx.execute("UPDATE branch SET tag = ? WHERE id = ?", params![tag, branch.id])?;
    get(tx, &branch.agent, &branch.branch_id)
}

/// Deletes the expired branches of all agents.
fn delete_expired(tx: &Tx<'_>, now: Timestamp) -> Result<(), Refusal> {
    let oldest = clock::iso(expiry_cutoff(now));
    let mut statement = tx.prepare_cached(
        "SELECT head FROM branch WHERE archived_at <= ?1
         UNION SELECT base FROM branch WHERE archived_at <= ?1
         UNION SELECT snapshot FROM past JOIN branch ON branch.id = past.branch
             WHERE archived_at <= ?1",
    )?;
    let snapshots: Vec<SnapshotId> =
        statement.query_map([&oldest], |row| row.get(0))?.collect::<Result<_, _>>()?;
    tx.execute("DELETE FROM branch WHERE archived_at <= ?", [&oldest])?;
    content::delete_unused(tx, &snapshots)
}

/// Branches that were archived before this time have expired.
fn expiry_cutoff(now: Timestamp) -> Timestamp {
    now.saturating_sub(SignedDuration::from_hours(DAYS * 24)).unwrap_or(Timestamp::MIN)
}

fn days_left(archived_at: &str, now: Timestamp) -> Option<i64> {
    let archived: Timestamp = archived_at.parse().ok()?;
    Some(DAYS - now.duration_since(archived).as_hours() / 24)
}
