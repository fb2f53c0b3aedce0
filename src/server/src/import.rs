//! Projections from files: each becomes one published version, in order.

use serde_json::Value;
use thiserror::Error;

use crate::clock::Act;
use crate::environment::Environment;
use crate::refusal::Refusal;
use crate::store::{Store, agents, branches, deployments};

/// An import that failed. Nothing of it was stored.
#[derive(Debug, Error)]
pub enum ImportError {
    /// A file that is not JSON.
    #[error("{0} is not JSON: {1}")]
    NotJson(String, serde_json::Error),
    /// JSON that is no object.
    #[error("{0} holds no projection: an object is expected, bare or under the key `projection`")]
    NotAProjection(String),
    /// No file was named.
    #[error("name at least one projection file")]
    Nothing,
    /// The store refused it.
    #[error("{0}")]
    Refused(#[from] Refusal),
}

/// Makes an agent of projections, the oldest first: each is `main` in turn and published to
/// sandbox under the name of its file. Returns the agent's id.
///
/// A file contains `{"projection": {...}}`, as PolyAI's client writes it, or the bare projection.
///
/// # Errors
///
/// See [`ImportError`].
pub fn import(
    store: &Store,
    agent_name: &str,
    user: &str,
    files: &[(String, String)],
) -> Result<String, ImportError> {
    let mut projections = Vec::new();
    for (name, text) in files {
        let value = serde_json::from_str(text);
        let value = value.map_err(|error| ImportError::NotJson(name.clone(), error))?;
        let projection = bare(value).ok_or_else(|| ImportError::NotAProjection(name.clone()))?;
        projections.push((name, projection));
    }
    let Some((_, first)) = projections.first() else { return Err(ImportError::Nothing) };
    let agent = store.write(|tx| {
        let agent = agents::add(tx, None, agent_name, first, &Act::now(user))?;
        for (name, projection) in &projections {
            let act = Act::now(user);
            branches::replace(tx, &agent, branches::MAIN, projection, &act)?;
            let message = format!("Imported from {name}");
            deployments::publish_always(tx, &agent, Environment::Sandbox, &message, &act)?;
        }
        Ok(agent)
    })?;
    Ok(agent)
}

fn bare(value: Value) -> Option<Value> {
    match value {
        Value::Object(mut keys) => match keys.shift_remove("projection") {
            None => Some(Value::Object(keys)),
            Some(projection) => projection.is_object().then_some(projection),
        },
        _ => None,
    }
}
