//! Webhook endpoints (contract §1.18).

use rusqlite::{OptionalExtension, Row, params};
use serde::de::DeserializeOwned;
use serde_json::json;
use wire::{WebhookEndpoint, WebhookEndpointCreate, WebhookEndpointPatch};

use super::transaction::Tx;
use crate::clock::Act;
use crate::id;
use crate::refusal::Refusal;

/// An account has no more endpoints.
pub(crate) const MOST: usize = 10;

/// What every id begins with.
pub(crate) const PREFIX: &str = "whe_";

const COLUMNS: &str =
    "id, name, url, event_types, headers, timeout_ms, enabled, created_at, updated_at";

/// All endpoints, oldest first.
pub(crate) fn list(tx: &Tx<'_>) -> Result<Vec<WebhookEndpoint>, Refusal> {
    let sql = format!("SELECT {COLUMNS} FROM webhook_endpoint ORDER BY position");
    let mut statement = tx.prepare_cached(&sql)?;
    let rows = statement.query_map([], endpoint)?;
    Ok(rows.collect::<Result<_, _>>()?)
}

/// One endpoint.
pub(crate) fn get(tx: &Tx<'_>, id: &str) -> Result<WebhookEndpoint, Refusal> {
    let sql = format!("SELECT {COLUMNS} FROM webhook_endpoint WHERE id = ?");
    let found = tx.prepare_cached(&sql)?.query_row([id], endpoint).optional()?;
    found.ok_or_else(|| Refusal::NoWebhookEndpoint(id.to_owned()))
}

/// What deliveries to an endpoint are signed with.
pub(crate) fn secret(tx: &Tx<'_>, id: &str) -> Result<String, Refusal> {
    let sql = "SELECT signing_secret FROM webhook_endpoint WHERE id = ?";
    let found = tx.prepare_cached(sql)?.query_row([id], |row| row.get(0)).optional()?;
    found.ok_or_else(|| Refusal::NoWebhookEndpoint(id.to_owned()))
}

/// Makes an endpoint, and its secret.
pub(crate) fn add(
    tx: &Tx<'_>,
    new: WebhookEndpointCreate,
    act: &Act,
) -> Result<(WebhookEndpoint, String), Refusal> {
    let count: usize =
        tx.query_row("SELECT count(*) FROM webhook_endpoint", [], |row| row.get(0))?;
    if count >= MOST {
        return Err(Refusal::TooManyWebhookEndpoints(MOST));
    }
    let made = WebhookEndpoint {
        id: id::letters(PREFIX),
        name: new.name,
        url: new.url,
        enabled: new.enabled,
        event_types: new.event_types,
        headers: new.headers,
        timeout_ms: new.timeout_ms,
        created_at: act.date(),
        updated_at: act.date(),
    };
    let secret = id::secret();
    tx.execute(
        "INSERT INTO webhook_endpoint (id, name, url, event_types, headers, timeout_ms, enabled,
             signing_secret, created_at, updated_at) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        params![
            made.id,
            made.name,
            made.url,
            json!(made.event_types).to_string(),
            json!(made.headers).to_string(),
            made.timeout_ms,
            made.enabled,
            secret,
            made.created_at,
            made.updated_at
        ],
    )?;
    Ok((made, secret))
}

/// Changes what the patch names.
pub(crate) fn patch(
    tx: &Tx<'_>,
    id: &str,
    patch: WebhookEndpointPatch,
    act: &Act,
) -> Result<WebhookEndpoint, Refusal> {
    let old = get(tx, id)?;
    let new = WebhookEndpoint {
        name: patch.name.unwrap_or(old.name),
        url: patch.url.unwrap_or(old.url),
        enabled: patch.enabled.unwrap_or(old.enabled),
        event_types: patch.event_types.unwrap_or(old.event_types),
        headers: patch.headers.unwrap_or(old.headers),
        timeout_ms: patch.timeout_ms.unwrap_or(old.timeout_ms),
        updated_at: act.date(),
        ..old
    };
    tx.execute(
        "UPDATE webhook_endpoint SET name = ?, url = ?, event_types = ?, headers = ?,
             timeout_ms = ?, enabled = ?, updated_at = ? WHERE id = ?",
        params![
            new.name,
            new.url,
            json!(new.event_types).to_string(),
            json!(new.headers).to_string(),
            new.timeout_ms,
            new.enabled,
            new.updated_at,
            id
        ],
    )?;
    Ok(new)
}

/// Deletes an endpoint and what was still to be delivered to it.
pub(crate) fn delete(tx: &Tx<'_>, id: &str) -> Result<(), Refusal> {
    get(tx, id)?;
    tx.execute("DELETE FROM webhook_endpoint WHERE id = ?", [id])?;
    Ok(())
}

/// Gives an endpoint another secret; the former one is dead.
pub(crate) fn rotate_secret(tx: &Tx<'_>, id: &str, act: &Act) -> Result<String, Refusal> {
    get(tx, id)?;
    let secret = id::secret();
    tx.execute(
        "UPDATE webhook_endpoint SET signing_secret = ?, updated_at = ? WHERE id = ?",
        params![secret, act.date(), id],
    )?;
    Ok(secret)
}

fn endpoint(row: &Row<'_>) -> Result<WebhookEndpoint, rusqlite::Error> {
    Ok(WebhookEndpoint {
        id: row.get(0)?,
        name: row.get(1)?,
        url: row.get(2)?,
        event_types: from_json(row, 3)?,
        headers: from_json(row, 4)?,
        timeout_ms: row.get(5)?,
        enabled: row.get(6)?,
        created_at: row.get(7)?,
        updated_at: row.get(8)?,
    })
}

fn from_json<T: DeserializeOwned>(row: &Row<'_>, column: usize) -> Result<T, rusqlite::Error> {
    let text: String = row.get(column)?;
    serde_json::from_str(&text).map_err(|error| {
        rusqlite::Error::FromSqlConversionFailure(
            column,
            rusqlite::types::Type::Text,
            Box::new(error),
        )
    })
}
