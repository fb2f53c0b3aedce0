//! The history of deployments.

use server::Api;

use crate::stage::{Role, Studio, Window, story, until};

#[test]
fn a_search_of_deployments_survives_a_reload_and_another_environment() {
    story(Studio::sample(Api::V1_0_3), async |stage| {
        let window = stage.blank_window().await;
        window.open("/agents/harbour-hotels/main/deployments").await;
        let steps = window.script("return history.length", vec![]).await;
        window.fill(Role::Searchbox, "Search deployments", "check-out").await;
        is_at(&window, "?search=check%2Dout").await;
        assert_eq!(window.script("return history.length", vec![]).await, steps);
        window.reload().await;
        window.holds(Role::Searchbox, "Search deployments", "check-out").await;

        // The tab, and not what runs in sandbox, which the navigation names.
        window.click(Role::Link, "Sandbox 25").await;
        is_at(&window, "?search=check%2Dout&environment=sandbox").await;
        window.holds(Role::Searchbox, "Search deployments", "check-out").await;
        window.fill(Role::Searchbox, "Search deployments", "").await;
        is_at(&window, "?environment=sandbox").await;
        window.back().await;
        window.holds(Role::Searchbox, "Search deployments", "check-out").await;
    });
}

/// Waits until the address ends so.
async fn is_at(window: &Window, end: &str) {
    until(format!("an address that ends in {end}"), async || {
        window.address().await.ends_with(end).then_some(())
    })
    .await;
}
