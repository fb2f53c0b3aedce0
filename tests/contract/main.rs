//! The real client against the real server, one module a resource, in both APIs where they differ
//! (contract §0.1), and over a connection that loses, delays and garbles.

#![expect(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

mod accounts;
mod adk_branches;
mod agents;
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

use std::time::Duration;

use tests::Api;

/// For what holds in both documented APIs.
const BOTH: [Api; 2] = [Api::V1_0_3, Api::V1_0_11];

/// Waits until the clock of the server, in milliseconds, shows another time.
async fn a_moment() {
    tokio::time::sleep(Duration::from_millis(2)).await;
}
