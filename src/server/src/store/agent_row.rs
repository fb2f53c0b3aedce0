//! What other tables need of the row of an agent.

use rusqlite::params;

use super::transaction::Tx;
use crate::clock::Act;
use crate::refusal::Refusal;

/// A refusal when there is no such agent.
pub(crate) fn check(tx: &Tx<'_>, id: &str) -> Result<(), Refusal> {
    let found = tx.prepare_cached("SELECT 1 FROM agent WHERE id = ?")?.exists([id])?;
    if found { Ok(()) } else { Err(Refusal::NoAgent(id.to_owned())) }
}

/// Marks an agent as changed.
pub(crate) fn touch(tx: &Tx<'_>, id: &str, act: &Act) -> Result<(), Refusal> {
    tx.prepare_cached("UPDATE agent SET updated_at = ? WHERE id = ?")?
        .execute(params![act.date(), id])?;
    Ok(())
}
