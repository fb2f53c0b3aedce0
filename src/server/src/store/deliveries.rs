//! What is still to be delivered to webhook endpoints (contract §1.18).

use jiff::Timestamp;
use rusqlite::{OptionalExtension, params};
use wire::WebhookEvent;

use super::transaction::Tx;
use super::webhook_endpoints;
use crate::id;
use crate::refusal::Refusal;

/// One event on its way to one endpoint.
#[derive(Debug, Clone)]
pub(crate) struct Delivery {
    pub(crate) position: i64,
    /// The same in every try, and at every endpoint.
    pub(crate) event: String,
    /// Exactly what is sent and signed.
    pub(crate) body: String,
    /// How often it failed.
    pub(crate) tries: usize,
}

/// Puts an event into the line of every endpoint that wants it.
pub(crate) fn enqueue(tx: &Tx<'_>, event: &WebhookEvent, now: Timestamp) -> Result<(), Refusal> {
    let body = serde_json::to_string(event).map_err(|e| Refusal::Internal(e.to_string()))?;
    let id = id::uuid();
    for endpoint in webhook_endpoints::list(tx)? {
        if endpoint.enabled && endpoint.event_types.contains(&event.event_type) {
            tx.execute(
                "INSERT INTO delivery (endpoint, event, body, tries, due) VALUES (?, ?, ?, 0, ?)",
                params![endpoint.id, id, body, now.as_millisecond()],
            )?;
        }
    }
    Ok(())
}

/// The endpoints for which something waits.
pub(crate) fn endpoints(tx: &Tx<'_>) -> Result<Vec<String>, Refusal> {
    let mut statement = tx.prepare_cached("SELECT DISTINCT endpoint FROM delivery")?;
    let rows = statement.query_map([], |row| row.get(0))?;
    Ok(rows.collect::<Result<_, _>>()?)
}

/// The first one in the line of an endpoint, if it is due: the others wait for it.
pub(crate) fn next(
    tx: &Tx<'_>,
    endpoint: &str,
    now: Timestamp,
) -> Result<Option<Delivery>, Refusal> {
    let first: Option<(Delivery, i64)> = tx
        .prepare_cached(
            "SELECT position, event, body, tries, due FROM delivery WHERE endpoint = ?
             ORDER BY position LIMIT 1",
        )?
        .query_row([endpoint], |row| {
            let delivery = Delivery {
                position: row.get(0)?,
                event: row.get(1)?,
                body: row.get(2)?,
                tries: row.get(3)?,
            };
            Ok((delivery, row.get(4)?))
        })
        .optional()?;
    Ok(first.filter(|(_, due)| *due <= now.as_millisecond()).map(|(delivery, _)| delivery))
}

/// Has it tried again at another time.
pub(crate) fn postpone(tx: &Tx<'_>, delivery: &Delivery, due: Timestamp) -> Result<(), Refusal> {
    tx.execute(
        "UPDATE delivery SET tries = tries + 1, due = ? WHERE position = ?",
        params![due.as_millisecond(), delivery.position],
    )?;
    Ok(())
}

/// Takes it out of the line: it has arrived, or never will.
pub(crate) fn remove(tx: &Tx<'_>, delivery: &Delivery) -> Result<(), Refusal> {
    tx.execute("DELETE FROM delivery WHERE position = ?", [delivery.position])?;
    Ok(())
}
