//! The real client against the real server, one module a resource, in both APIs where they differ
//! (contract §0.1), and over a connection that loses, delays and garbles.

#![expect(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

mod accounts;
mod adk_branches;
mod agents;
mod alerts;
mod behavior;
mod branches;
mod chats;
mod config_pages;
mod connectors;
mod conversations;
mod deployments;
mod errors;
mod functions;
mod law;
mod merge_agreement;
mod merges;
mod phone_numbers;
mod requests;
mod snapshots;
mod test_runs;
mod tolerance;
mod topics;
mod transport_errors;
mod variants;
mod webhooks;

use std::time::{Duration, Instant};

use tests::Api;

/// For what holds in both documented APIs.
const BOTH: [Api; 2] = [Api::V1_0_3, Api::V1_0_11];

/// Waits until the clock of the server, in milliseconds, shows another time.
async fn a_moment() {
    tokio::time::sleep(Duration::from_millis(2)).await;
}

/// Waits for what the server does beside answering; fails after a long time.
async fn until<T>(what: &str, check: impl AsyncFn() -> Option<T>) -> T {
    let start = Instant::now();
    loop {
        if let Some(found) = check().await {
            return found;
        }
        assert!(start.elapsed() < Duration::from_secs(60), "waited in vain for {what}");
        tokio::time::sleep(Duration::from_millis(5)).await;
    }
}
