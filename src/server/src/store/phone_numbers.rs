//! Phone numbers. A number belongs to one agent, one environment and one connector.

use indexmap::IndexSet;
use rusqlite::params;
use wire::PhoneNumber;

use super::transaction::Tx;
use super::{agent_row, connectors};

pub(crate) use super::phone_number_row::{get, list};
use crate::environment::Environment;
use crate::refusal::Refusal;

/// Imports numbers into an environment: all of them, or none. One that is named twice is imported
/// once.
pub(crate) fn import(
    tx: &Tx<'_>,
    agent: &str,
    numbers: &[String],
    environment: Environment,
) -> Result<Vec<String>, Refusal> {
    agent_row::check(tx, agent)?;
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
