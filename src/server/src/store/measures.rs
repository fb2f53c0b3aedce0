//! What alert rules measure, of the conversations with this server (contract §1.17).

use jiff::Timestamp;
use rusqlite::params;

use super::transaction::Tx;
use crate::clock::iso_micros;
use crate::refusal::Refusal;

/// How many conversations began since then, of one agent or all.
pub(crate) fn conversations(
    tx: &Tx<'_>,
    agent: Option<&str>,
    since: Timestamp,
) -> Result<i64, Refusal> {
    let sql = "SELECT count(*) FROM conversation
         WHERE started_at >= ?1 AND (?2 IS NULL OR agent = ?2)";
    let mut statement = tx.prepare_cached(sql)?;
    Ok(statement.query_row(params![iso_micros(since), agent], |row| row.get(0))?)
}

/// The latencies of the answers since then, in milliseconds, shortest first.
pub(crate) fn latencies(
    tx: &Tx<'_>,
    agent: Option<&str>,
    since: Timestamp,
) -> Result<Vec<i64>, Refusal> {
    let sql = "SELECT latency FROM turn JOIN conversation ON conversation.id = turn.conversation
         WHERE at >= ?1 AND latency IS NOT NULL AND (?2 IS NULL OR agent = ?2) ORDER BY latency";
    let mut statement = tx.prepare_cached(sql)?;
    let rows = statement.query_map(params![iso_micros(since), agent], |row| row.get(0))?;
    Ok(rows.collect::<Result<_, _>>()?)
}
