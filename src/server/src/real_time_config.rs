//! Edits of real-time config pages. Schemas and values are checked outside the transactions that
//! store them, so that a long check does not block other writes.

use serde_json::{Map, Value};
use wire::ConfigPage;

use crate::clock::Act;
use crate::environment::Environment;
use crate::json_schema;
use crate::nesting;
use crate::refusal::Refusal;
use crate::store::{Store, config_pages};

/// Replaces the schema of a page.
pub(crate) fn put_schema(
    store: &Store,
    agent: &str,
    environment: Environment,
    schema: Value,
    act: &Act,
) -> Result<ConfigPage, Refusal> {
    nesting::check(&schema)?;
    json_schema::check(&schema)?;
    store.write(|tx| config_pages::put_schema(tx, agent, environment, schema, act))
}

/// Merges values into the stored ones, key by key; a `null` is stored as such. The outcome has to fit
/// the schema, if there is one.
pub(crate) fn patch_variables(
    store: &Store,
    agent: &str,
    environment: Environment,
    variables: &Value,
    act: &Act,
) -> Result<ConfigPage, Refusal> {
    nesting::check(variables)?;
    // Each round that does not return saw another save succeed.
    loop {
        let page = store.read(|tx| config_pages::get(tx, agent, environment))?;
        let mut merged = page.variables.clone().unwrap_or_else(|| Value::Object(Map::new()));
        for (key, value) in variables.as_object().into_iter().flatten() {
            merged[key] = value.clone();
        }
        if let Some(schema) = &page.schema {
            let faults = json_schema::faults(schema, &merged)?;
            if !faults.is_empty() {
                return Err(Refusal::BadVariables(faults));
            }
        }
        let saved = store
            .write(|tx| config_pages::put_variables(tx, agent, environment, page, merged, act))?;
        if let Some(page) = saved {
            return Ok(page);
        }
    }
}

/// The first page whose values do not fit its schema: it blocks a publish.
pub(crate) fn first_invalid_page(pages: &[ConfigPage]) -> Result<Option<&ConfigPage>, Refusal> {
    for page in pages {
        if let (Some(schema), Some(variables)) = (&page.schema, &page.variables)
            && !json_schema::faults(schema, variables)?.is_empty()
        {
            return Ok(Some(page));
        }
    }
    Ok(None)
}
