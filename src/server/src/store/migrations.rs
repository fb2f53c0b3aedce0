//! The tables of a data file, and how they are brought up to date.

use std::path::Path;

use rusqlite::{Connection, TransactionBehavior};

use super::open_error::OpenError;

/// The tables, one step a file. A step is never changed once it has been released.
pub(super) const MIGRATIONS: [&str; 2] =
    [include_str!("../migrations/1.sql"), include_str!("../migrations/2.sql")];

/// Marks a SQLite file as a data file of the studio: "STUD".
const APPLICATION: i32 = 0x5354_5544;

/// A refusal unless the database belongs to the studio, and not to a later version of it.
pub(super) fn check(connection: &Connection, path: &Path) -> Result<(), OpenError> {
    let version = version(connection).map_err(|error| OpenError::Sqlite(path.to_owned(), error))?;
    match version {
        None => Err(OpenError::Foreign(path.to_owned())),
        Some(version) if version > MIGRATIONS.len() => Err(OpenError::Newer(path.to_owned())),
        Some(_) => Ok(()),
    }
}

/// How many migrations a file has had; `None` when it belongs to another program.
fn version(connection: &Connection) -> Result<Option<usize>, rusqlite::Error> {
    let (application, version, tables): (i32, usize, usize) = connection.query_row(
        "SELECT application_id, user_version, (SELECT count(*) FROM sqlite_master)
         FROM pragma_application_id, pragma_user_version",
        [],
        |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?)),
    )?;
    let new = application == 0 && tables == 0;
    Ok((application == APPLICATION || new).then_some(version))
}

/// Brings the tables up to date.
pub(super) fn migrate(connection: &mut Connection) -> Result<(), rusqlite::Error> {
    let tx = connection.transaction_with_behavior(TransactionBehavior::Immediate)?;
    // Read again: another process may have been here since.
    let version = version(&tx)?.unwrap_or_default();
    for step in MIGRATIONS.iter().skip(version) {
        tx.execute_batch(step)?;
    }
    tx.pragma_update(None, "application_id", APPLICATION)?;
    tx.pragma_update(None, "user_version", MIGRATIONS.len())?;
    tx.commit()
}
