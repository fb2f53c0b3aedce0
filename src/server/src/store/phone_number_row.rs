//! Reading phone numbers.

use rusqlite::{OptionalExtension, Row, params};
use wire::PhoneNumber;

use super::transaction::Tx;
use super::{agent_row, settings};
use crate::refusal::Refusal;

/// The numbers of an agent, or of one of its connectors, in the order they came.
pub(crate) fn list(
    tx: &Tx<'_>,
    agent: &str,
    connector: Option<&str>,
) -> Result<Vec<PhoneNumber>, Refusal> {
    agent_row::check(tx, agent)?;
    let account = settings::account(tx)?;
    let mut statement = tx.prepare_cached(
        "SELECT number, agent, environment, connector FROM phone_number
         WHERE agent = ?1 AND (?2 IS NULL OR connector = ?2) ORDER BY rowid",
    )?;
    let rows = statement.query_map(params![agent, connector], |row| phone_number(&account, row))?;
    Ok(rows.collect::<Result<_, _>>()?)
}

/// One number.
pub(crate) fn get(tx: &Tx<'_>, agent: &str, number: &str) -> Result<PhoneNumber, Refusal> {
    agent_row::check(tx, agent)?;
    let account = settings::account(tx)?;
    let found = tx
        .query_row(
            "SELECT number, agent, environment, connector FROM phone_number
             WHERE agent = ? AND number = ?",
            [agent, number],
            |row| phone_number(&account, row),
        )
        .optional()?;
    found.ok_or_else(|| Refusal::NoPhoneNumber(number.to_owned()))
}

fn phone_number(account: &str, row: &Row<'_>) -> Result<PhoneNumber, rusqlite::Error> {
    Ok(PhoneNumber {
        number: row.get(0)?,
        project_id: row.get(1)?,
        client_env: row.get(2)?,
        connector_id: Some(row.get(3)?),
        account_id: account.to_owned(),
    })
}
