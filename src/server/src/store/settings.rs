//! Settings of the data file.

use rusqlite::{OptionalExtension, params};

use super::transaction::Tx;
use crate::id;
use crate::refusal::Refusal;

/// The id of the data file's only account: random, made once.
pub(crate) fn account(tx: &Tx<'_>) -> Result<String, Refusal> {
    get_or_make(tx, "account", || id::hex("ws-").to_lowercase())
}

/// The key that requests need, unless the server was started with another one.
pub(crate) fn key(tx: &Tx<'_>) -> Result<String, Refusal> {
    get_or_make(tx, "key", || format!("local-{}", id::uuid()))
}

fn get_or_make(tx: &Tx<'_>, name: &str, make: impl Fn() -> String) -> Result<String, Refusal> {
    let stored: Option<String> = tx
        .query_row("SELECT value FROM setting WHERE name = ?", [name], |row| row.get(0))
        .optional()?;
    if let Some(stored) = stored {
        return Ok(stored);
    }
    let made = make();
    tx.execute("INSERT INTO setting VALUES (?, ?)", params![name, made])?;
    Ok(made)
}
