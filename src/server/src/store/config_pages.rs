//! Real-time config pages: one of each environment, independent of branches and versions.

use jiff::{SignedDuration, Timestamp};
use rusqlite::{OptionalExtension, params};
use serde_json::Value;
use wire::ConfigPage;

use super::agent_row;
use super::transaction::Tx;
use crate::clock::{self, Act};
use crate::environment::Environment;
use crate::refusal::Refusal;

/// The pages of all environments, in their order.
pub(crate) fn list(tx: &Tx<'_>, agent: &str) -> Result<Vec<ConfigPage>, Refusal> {
    Environment::ALL.into_iter().map(|environment| get(tx, agent, environment)).collect()
}

/// One page. Before the first save it has nothing but its environment.
pub(crate) fn get(
    tx: &Tx<'_>,
    agent: &str,
    environment: Environment,
) -> Result<ConfigPage, Refusal> {
    agent_row::check(tx, agent)?;
    let row: Option<(Option<String>, Option<String>, String)> = tx
        .query_row(
            "SELECT schema, variables, last_updated FROM config_page
             WHERE agent = ? AND environment = ?",
            [agent, environment.name()],
            |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?)),
        )
        .optional()?;
    let (schema, variables, last_updated) = match row {
        None => (None, None, None),
        Some((schema, variables, last_updated)) => (schema, variables, Some(last_updated)),
    };
    Ok(ConfigPage {
        client_env: environment.name().to_owned(),
        variables: variables.as_deref().map(parse).transpose()?,
        schema: schema.as_deref().map(parse).transpose()?,
        last_updated,
    })
}

/// Replaces the schema, which the caller has checked. Values that no longer fit stay: they have to be
/// corrected before the next publish (contract §3.8).
pub(crate) fn put_schema(
    tx: &Tx<'_>,
    agent: &str,
    environment: Environment,
    schema: Value,
    act: &Act,
) -> Result<ConfigPage, Refusal> {
    let page = get(tx, agent, environment)?;
    save(tx, agent, environment, ConfigPage { schema: Some(schema), ..page }, act)
}

/// Replaces the values, which the caller has checked against the schema of `page`. `None` when
/// the page was saved again after `page` was read: then nothing is written.
pub(crate) fn put_variables(
    tx: &Tx<'_>,
    agent: &str,
    environment: Environment,
    page: ConfigPage,
    variables: Value,
    act: &Act,
) -> Result<Option<ConfigPage>, Refusal> {
    agent_row::check(tx, agent)?;
    if last_updated(tx, agent, environment)? != page.last_updated {
        return Ok(None);
    }
    save(tx, agent, environment, ConfigPage { variables: Some(variables), ..page }, act).map(Some)
}

/// When the pages of all environments were last saved: each save has another date.
pub(crate) fn all_last_updated(tx: &Tx<'_>, agent: &str) -> Result<Vec<Option<String>>, Refusal> {
    let all = Environment::ALL.into_iter();
    all.map(|environment| last_updated(tx, agent, environment)).collect()
}

/// Copies the pages of an agent to a new one.
pub(crate) fn copy(tx: &Tx<'_>, from: &str, to: &str, act: &Act) -> Result<(), Refusal> {
    tx.execute(
        "INSERT INTO config_page SELECT ?, environment, schema, variables, ? FROM config_page
         WHERE agent = ?",
        params![to, act.date(), from],
    )?;
    Ok(())
}

fn last_updated(
    tx: &Tx<'_>,
    agent: &str,
    environment: Environment,
) -> Result<Option<String>, Refusal> {
    let mut statement = tx.prepare_cached(
        "SELECT last_updated FROM config_page WHERE agent = ? AND environment = ?",
    )?;
    Ok(statement.query_row([agent, environment.name()], |row| row.get(0)).optional()?)
}

fn save(
    tx: &Tx<'_>,
    agent: &str,
    environment: Environment,
    page: ConfigPage,
    act: &Act,
) -> Result<ConfigPage, Refusal> {
    let last_updated = after(page.last_updated.as_deref(), act.at);
    let text = |value: &Option<Value>| value.as_ref().map(Value::to_string);
    tx.execute(
        "INSERT OR REPLACE INTO config_page VALUES (?, ?, ?, ?, ?)",
        params![agent, environment.name(), text(&page.schema), text(&page.variables), last_updated],
    )?;
    Ok(ConfigPage { last_updated: Some(last_updated), ..page })
}

/// Clients detect conflicts by this date, so that two saves within a millisecond need two dates.
fn after(last: Option<&str>, now: Timestamp) -> String {
    let date = clock::iso(now);
    match last.map(|last| (last, last.parse::<Timestamp>())) {
        Some((last, Ok(at))) if last >= date.as_str() => {
            clock::iso(at.saturating_add(SignedDuration::from_millis(1)).unwrap_or(at))
        }
        _ => date,
    }
}

fn parse(text: &str) -> Result<Value, Refusal> {
    serde_json::from_str(text).map_err(|error| Refusal::Internal(error.to_string()))
}
