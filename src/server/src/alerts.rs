//! Alerts: rules are evaluated, and what comes of it is delivered (contract §1.17, §1.18).

use std::collections::HashSet;
use std::time::Duration;

use jiff::Timestamp;
use tokio::task::JoinSet;

use crate::options::Options;
use crate::refusal::Refusal;
use crate::store::{Store, deliveries};
use deliver::Sender;

mod deliver;
mod evaluate;
mod target;

pub(crate) use target::Target;

/// How often rules are evaluated.
const EVERY: Duration = Duration::from_secs(5);

/// The shortest time between two evaluations, however great the hurry.
const PAUSE: Duration = Duration::from_millis(20);

/// Evaluates the alert rules of a store every few seconds, and delivers to its webhook endpoints. This
/// never ends; drop it, or the task that it runs in, to stop.
///
/// # Errors
///
/// When the HTTP client cannot be made.
pub async fn watch(store: Store, options: Options) -> Result<(), Refusal> {
    let hurry = options.hurry.map_or(1, |hurry| hurry.get());
    let sender = Sender::new(store.clone(), options.deliver_to, hurry)?;
    let mut ticks = tokio::time::interval((EVERY / hurry).max(PAUSE));
    ticks.set_missed_tick_behavior(tokio::time::MissedTickBehavior::Delay);
    // Endpoints are served side by side: a slow one holds up its own line only.
    let mut busy = HashSet::new();
    let mut lines = JoinSet::new();
    loop {
        tokio::select! {
            _ = ticks.tick() => {}
            Some(ended) = lines.join_next() => {
                if let Ok(endpoint) = ended {
                    busy.remove(&endpoint);
                }
                continue;
            }
        }
        match waiting(&store).await {
            Ok(endpoints) => {
                for endpoint in endpoints {
                    if busy.insert(endpoint.clone()) {
                        let sender = sender.clone();
                        lines.spawn(async move {
                            sender.deliver_due(&endpoint).await;
                            endpoint
                        });
                    }
                }
            }
            Err(refusal) => eprintln!("alerts: {refusal:?}"),
        }
    }
}

/// Evaluates, and returns the endpoints for which something waits.
async fn waiting(store: &Store) -> Result<Vec<String>, Refusal> {
    let store = store.clone();
    let work = move || {
        let now = Timestamp::now();
        if store.read(evaluate::is_idle)? {
            return Ok(Vec::new());
        }
        store.write(|tx| {
            evaluate::evaluate(tx, now)?;
            deliveries::endpoints(tx)
        })
    };
    let outcome = tokio::task::spawn_blocking(work).await;
    outcome.unwrap_or_else(|error| Err(Refusal::Internal(error.to_string())))
}
