//! Phone numbers. A number belongs to one agent, one environment and one connector.

use indexmap::IndexSet;
use rusqlite::{OptionalExtension, Row, params};
use wire::PhoneNumber;

use super::{Tx, agents, connectors, settings};
use crate::Refusal;
use crate::environment::Environment;

/// The numbers of an agent, or of one of its connectors, in the order they came.
pub(crate) fn list(
    tx: &Tx<'_>,
    agent: &str,
    connector: Option<&str>,
) -> Result<Vec<PhoneNumber>, Refusal> {
    agents::check(tx, agent)?;
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
    agents::check(tx, agent)?;
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

/// Imports numbers into an environment: all of them, or none. One that is named twice is imported
/// once.
pub(crate) fn import(
    tx: &Tx<'_>,
    agent: &str,
    numbers: &[String],
    environment: Environment,
) -> Result<Vec<String>, Refusal> {
    agents::check(tx, agent)?;
    let imported: IndexSet<&String> = numbers.iter().collect();
    let connector = connectors::first_or_new(tx, agent, environment)?;
    for number in &imported {
        add(tx, agent, number, environment, &connector)?;
    }
    Ok(imported.into_iter().cloned().collect())
}

/// Imports one number onto a connector.
pub(crate) fn add(
    tx: &Tx<'_>,
    agent: &str,
    number: &str,
    environment: Environment,
    connector: &str,
) -> Result<(), Refusal> {
    if !is_e164(number) {
        return Err(Refusal::BadPhoneNumber(number.to_owned()));
    }
    if tx.prepare_cached("SELECT 1 FROM phone_number WHERE number = ?")?.exists([number])? {
        return Err(Refusal::PhoneNumberExists(number.to_owned()));
    }
    tx.prepare_cached("INSERT INTO phone_number VALUES (?, ?, ?, ?)")?.execute([
        number,
        agent,
        environment.name(),
        connector,
    ])?;
    Ok(())
}

/// Gives a number to another connector, whose environment it then belongs to.
pub(crate) fn reassign(
    tx: &Tx<'_>,
    agent: &str,
    number: &str,
    connector: &str,
) -> Result<PhoneNumber, Refusal> {
    get(tx, agent, number)?;
    let connector = connectors::get(tx, agent, connector)
        .map_err(|_| Refusal::NoConnectorForNumber(connector.to_owned()))?;
    tx.execute(
        "UPDATE phone_number SET connector = ?, environment = ? WHERE number = ?",
        params![connector.connector_id, connector.client_env, number],
    )?;
    get(tx, agent, number)
}

/// Deletes a number.
pub(crate) fn delete(tx: &Tx<'_>, agent: &str, number: &str) -> Result<(), Refusal> {
    get(tx, agent, number)?;
    tx.execute("DELETE FROM phone_number WHERE number = ?", [number])?;
    Ok(())
}

/// `+` and 7 to 15 digits, the first of them no zero.
fn is_e164(number: &str) -> bool {
    number.strip_prefix('+').is_some_and(|digits| {
        (7..=15).contains(&digits.len())
            && digits.bytes().all(|byte| byte.is_ascii_digit())
            && !digits.starts_with('0')
    })
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_e164_is_a_phone_number() {
        assert!(is_e164("+441134960000"));
        for other in ["441134960000", "+44 113 496", "+0441134960", "+123456", "", "+١٢٣٤٥٦٧٨"]
        {
            assert!(!is_e164(other), "{other}");
        }
    }
}
