//! Snapshots: projections stored once, section by section, by content hash.

use std::sync::Arc;

use rusqlite::{Connection, OptionalExtension, params};
use serde_json::Value;
use sha2::{Digest, Sha256};

use super::transaction::Tx;
use crate::nesting;
use crate::projection::{Hash, Projection, Section};
use crate::refusal::Refusal;

/// A snapshot's row.
pub(crate) type SnapshotId = i64;

/// Reads a snapshot. Sections that were read before are shared.
pub(crate) fn load(tx: &Tx<'_>, snapshot: SnapshotId) -> Result<Projection, Refusal> {
    let mut statement =
        tx.prepare_cached("SELECT key, blob FROM section WHERE snapshot = ? ORDER BY position")?;
    let rows = statement.query_map([snapshot], |row| Ok((row.get(0)?, row.get(1)?)))?;
    let mut sections = Vec::new();
    for row in rows {
        let (key, hash): (String, Hash) = row?;
        let value = match tx.cache.get(&hash) {
            Some(value) => value,
            None => load_section(tx, hash)?,
        };
        sections.push(Section { key, value, stored: Some(hash) });
    }
    Ok(Projection::of(sections))
}

/// The JSON text of a snapshot, put together without parsing it.
pub(crate) fn text(tx: &Tx<'_>, snapshot: SnapshotId) -> Result<String, Refusal> {
    let mut statement = tx.prepare_cached(
        "SELECT key, json FROM section JOIN blob ON hash = blob WHERE snapshot = ? ORDER BY position",
    )?;
    let mut rows = statement.query([snapshot])?;
    let mut text = String::from("{");
    while let Some(row) = rows.next()? {
        if text.len() > 1 {
            text.push(',');
        }
        text.push_str(&Value::String(row.get(0)?).to_string());
        text.push(':');
        text.push_str(row.get_ref(1)?.as_str().map_err(rusqlite::Error::from)?);
    }
    text.push('}');
    Ok(text)
}

/// Stores what is not stored yet and returns the snapshot, an old one if there is one like it.
pub(crate) fn save(tx: &Tx<'_>, projection: &Projection) -> Result<SnapshotId, Refusal> {
    let mut whole = Sha256::new();
    let mut hashes = Vec::new();
    for section in projection.sections() {
        let hash = match section.stored {
            Some(hash) => hash,
            None => save_section(tx, &section.value)?,
        };
        whole.update((section.key.len() as u64).to_le_bytes());
        whole.update(&section.key);
        whole.update(hash);
        hashes.push(hash);
    }
    let whole: Hash = whole.finalize().into();
    let known: Option<SnapshotId> = tx
        .query_row("SELECT id FROM snapshot WHERE hash = ?", [whole], |row| row.get(0))
        .optional()?;
    if let Some(known) = known {
        return Ok(known);
    }
    tx.execute("INSERT INTO snapshot (hash) VALUES (?)", [whole])?;
    let snapshot = tx.last_insert_rowid();
    let mut insert = tx.prepare_cached("INSERT INTO section VALUES (?, ?, ?, ?)")?;
    for (position, (section, hash)) in projection.sections().iter().zip(hashes).enumerate() {
        insert.execute(params![snapshot, position, section.key, hash])?;
    }
    Ok(snapshot)
}

/// The hash of a snapshot as text, for those who ask which content something has.
pub(crate) fn key(tx: &Tx<'_>, snapshot: SnapshotId) -> Result<String, Refusal> {
    let hash: Hash =
        tx.query_row("SELECT hash FROM snapshot WHERE id = ?", [snapshot], |row| row.get(0))?;
    Ok(hex(&hash))
}

/// Deletes the snapshots among `candidates` that nothing points to any more, and their sections.
///
/// Called where pointers are dropped, with what they pointed to: no walk over the whole file. The
/// foreign keys would refuse the deletion of anything that is still in use.
pub(crate) fn delete_unused(tx: &Connection, candidates: &[SnapshotId]) -> Result<(), Refusal> {
    let mut used = tx.prepare_cached(
        "SELECT EXISTS (SELECT 1 FROM branch WHERE head = ?1)
             OR EXISTS (SELECT 1 FROM branch WHERE base = ?1)
             OR EXISTS (SELECT 1 FROM past WHERE snapshot = ?1)
             OR EXISTS (SELECT 1 FROM deployment WHERE snapshot = ?1)
             OR EXISTS (SELECT 1 FROM build WHERE snapshot = ?1)
             OR EXISTS (SELECT 1 FROM conversation WHERE snapshot = ?1)",
    )?;
    for candidate in candidates {
        if used.query_row([candidate], |row| row.get(0))? {
            continue;
        }
        let mut statement = tx.prepare_cached("SELECT blob FROM section WHERE snapshot = ?")?;
        let blobs: Vec<Hash> =
            statement.query_map([candidate], |row| row.get(0))?.collect::<Result<_, _>>()?;
        tx.execute("DELETE FROM snapshot WHERE id = ?", [candidate])?;
        let mut delete = tx.prepare_cached(
            "DELETE FROM blob WHERE hash = ?1
             AND NOT EXISTS (SELECT 1 FROM section WHERE blob = ?1)",
        )?;
        for blob in blobs {
            delete.execute([blob])?;
        }
    }
    Ok(())
}

/// Lower-case hex digits.
pub(crate) fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}

fn load_section(tx: &Tx<'_>, hash: Hash) -> Result<Arc<Value>, Refusal> {
    let mut statement = tx.prepare_cached("SELECT json FROM blob WHERE hash = ?")?;
    let json: String = statement.query_row([hash], |row| row.get(0))?;
    let value =
        serde_json::from_str(&json).map_err(|error| Refusal::Internal(error.to_string()))?;
    let value = Arc::new(value);
    tx.cache.put(hash, Arc::clone(&value), json.len());
    Ok(value)
}

fn save_section(tx: &Tx<'_>, value: &Arc<Value>) -> Result<Hash, Refusal> {
    nesting::check(value)?;
    let json = value.to_string();
    let hash: Hash = Sha256::digest(&json).into();
    tx.prepare_cached("INSERT OR IGNORE INTO blob VALUES (?, ?)")?.execute(params![hash, json])?;
    tx.cache.put(hash, Arc::clone(value), json.len());
    Ok(hash)
}
