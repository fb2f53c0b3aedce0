//! Comparing versions.

mod address;
mod contents;
mod copying;
mod editors;
mod entrances;
mod files;
mod keyboard;
mod large;
mod reverting;

use model::Snapshot;
use serde_json::Value;

use crate::stage::{Role, Stage, Window};

/// The comparison of what runs live with the draft of the hotels, by its address.
const LIVE_AND_DRAFT: &str =
    "/agents/harbour-hotels/main/compare?old=environment:live&new=branch:main";

/// A window with a comparison open in it.
async fn opened(stage: &Stage, address: &str) -> Window {
    let window = stage.blank_window().await;
    window.open(address).await;
    window.find(Role::Navigation, "What changed").await;
    window
}

/// What is published in sandbox, and what the draft has.
async fn both_sides(stage: &Stage, at: &model::BranchRef) -> (Snapshot, Snapshot) {
    let api = stage.studio.colleague();
    let account = api.connection().account.clone().unwrap();
    let sandbox = api.active(&at.agent).await.unwrap().sandbox.unwrap();
    (
        api.deployment_snapshot(&account, &at.agent, &sandbox.id).await.unwrap(),
        api.branch_snapshot(&account, at).await.unwrap(),
    )
}

/// How many changes there are between two contents, natively.
fn changes(old: &Value, new: &Value) -> usize {
    let side = |content: &Value| Snapshot::from_projection(content.clone());
    diff::compare(&side(old), &side(new)).totals().changes()
}
