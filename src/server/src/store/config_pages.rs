//! Real-time config pages: one of each environment, kept apart from branches and versions.

use jiff::{SignedDuration, Timestamp};
use jsonschema::Draft;
use rusqlite::{OptionalExtension, params};
use serde_json::{Map, Value};
use wire::{ConfigPage, FieldError};

use super::{Tx, agents};
use crate::clock::{self, Act};
use crate::environment::Environment;
use crate::{Refusal, rules};

/// The pages of all environments, in their order.
pub(crate) fn list(tx: &Tx<'_>, agent: &str) -> Result<Vec<ConfigPage>, Refusal> {
    Environment::ALL.into_iter().map(|environment| get(tx, agent, environment)).collect()
}

/// One page. Where nothing was saved yet, it holds nothing but its environment.
pub(crate) fn get(
    tx: &Tx<'_>,
    agent: &str,
    environment: Environment,
) -> Result<ConfigPage, Refusal> {
    agents::check(tx, agent)?;
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

/// Replaces the schema. Values that no longer fit stay: they have to be put right before the next
/// publish (contract §3.8).
pub(crate) fn put_schema(
    tx: &Tx<'_>,
    agent: &str,
    environment: Environment,
    schema: &Value,
    act: &Act,
) -> Result<ConfigPage, Refusal> {
    validator(schema)?;
    let page = get(tx, agent, environment)?;
    save(tx, agent, environment, ConfigPage { schema: Some(schema.clone()), ..page }, act)
}

/// Lays values over the stored ones, key by key; a `null` is stored as such. What comes out has to
/// fit the schema, if there is one.
pub(crate) fn patch_variables(
    tx: &Tx<'_>,
    agent: &str,
    environment: Environment,
    variables: &Value,
    act: &Act,
) -> Result<ConfigPage, Refusal> {
    let page = get(tx, agent, environment)?;
    let mut merged = page.variables.clone().unwrap_or_else(|| Value::Object(Map::new()));
    for (key, value) in variables.as_object().into_iter().flatten() {
        merged[key] = value.clone();
    }
    if let Some(schema) = &page.schema {
        let faults = faults(schema, &merged)?;
        if !faults.is_empty() {
            return Err(Refusal::BadVariables(faults));
        }
    }
    save(tx, agent, environment, ConfigPage { variables: Some(merged), ..page }, act)
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

/// A refusal when the values of an environment do not fit its schema: they block a publish.
pub(crate) fn check_all(tx: &Tx<'_>, agent: &str) -> Result<(), Refusal> {
    for page in list(tx, agent)? {
        if let (Some(schema), Some(variables)) = (&page.schema, &page.variables)
            && !faults(schema, variables)?.is_empty()
        {
            return Err(Refusal::ConfigBlocksPublish(page.client_env));
        }
    }
    Ok(())
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

/// Clients see by this date whether somebody else was here, so that two saves within a millisecond
/// need two dates.
fn after(last: Option<&str>, now: Timestamp) -> String {
    let date = clock::iso(now);
    match last.map(|last| (last, last.parse::<Timestamp>())) {
        Some((last, Ok(at))) if last >= date.as_str() => {
            clock::iso(at.saturating_add(SignedDuration::from_millis(1)).unwrap_or(at))
        }
        _ => date,
    }
}

fn faults(schema: &Value, variables: &Value) -> Result<Vec<FieldError>, Refusal> {
    let found = rules::faults(&validator(schema)?, variables).into_iter();
    let within = |field: String| match field.as_str() {
        "" => "variables".to_owned(),
        _ => format!("variables.{field}"),
    };
    Ok(found.map(|fault| FieldError { field: within(fault.field), ..fault }).collect())
}

fn validator(schema: &Value) -> Result<jsonschema::Validator, Refusal> {
    let built = jsonschema::options().with_draft(Draft::Draft7).build(schema);
    built.map_err(|error| Refusal::BadSchema(error.to_string()))
}

fn parse(text: &str) -> Result<Value, Refusal> {
    serde_json::from_str(text).map_err(|error| Refusal::Internal(error.to_string()))
}
