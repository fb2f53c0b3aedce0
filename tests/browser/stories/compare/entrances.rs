//! The ways that lead to a comparison.

use server::Api;

use crate::pages::{AgentsPage, Bar, ComparePage, DeploymentsPage};
use crate::stage::{Role, Stage, Studio, Window, story};

/// What was published last, what runs live, and one before that.
const LAST: &str = "Late check-out is decided in the morning";
const LIVE: &str = "Season hours, deposits, children's ages";

#[test]
fn every_row_of_the_history_leads_to_what_it_changed() {
    story(Studio::sample(Api::V1_0_3), async |stage| {
        let window = deployments(stage).await;
        window.click_in(LAST, Role::Link, "Compare").await;
        let compare = ComparePage(&window);
        compare.is_ready().await;
        window.find(Role::Button, "Publish").await;
        window.back().await;

        let deployments = DeploymentsPage(&window);
        deployments.choose(LAST, "Compare with what runs in live").await;
        compare.compares("Live", "").await;
        compare.is_ready().await;
        window.back().await;
        deployments.choose(LIVE, "Compare with this branch").await;
        compare.compares("", "main (draft)").await;
        compare.is_ready().await;
    });
}

#[test]
fn banners_and_dialogs_lead_to_what_they_show() {
    story(Studio::sample(Api::V1_0_3), async |stage| {
        let window = deployments(stage).await;
        let (bar, compare) = (Bar(&window), ComparePage(&window));
        bar.compare().await;
        compare.compares("Sandbox", "main (draft)").await;
        window.press("Publish…").await;
        window.click(Role::Link, "Compare").await;
        window.has_no(Role::Heading, "Publish the draft").await;
        compare.compares("Sandbox", "main (draft)").await;

        bar.go_to("Deployments").await;
        window.press("Promote to pre-release…").await;
        window.click(Role::Link, "Compare").await;
        compare.compares("Pre-release", "").await;
        compare.is_ready().await;
        // From here one goes on with what one came for.
        window.press("Promote to pre-release…").await;
        window.press("Cancel").await;

        bar.go_to("Deployments").await;
        let deployments = DeploymentsPage(&window);
        deployments.show("Live").await;
        deployments.choose("Swansea, private dining", "Roll live back to this…").await;
        window.click(Role::Link, "Compare").await;
        compare.compares("Live", "").await;
        compare.is_ready().await;
    });
}

#[test]
fn branches_and_other_agents_are_picked_as_sides() {
    story(Studio::sample(Api::V1_0_3), async |stage| {
        let window = stage.window().await;
        AgentsPage(&window).open("Harbour Hotels").await;
        let (bar, compare) = (Bar(&window), ComparePage(&window));
        bar.open_branch("summer-menu").await;
        bar.compare().await;
        compare.compares("main at state", "summer-menu").await;
        compare.is_ready().await;
        compare.pick("Old side", "cork-refurbishment").await;
        compare.compares("cork-refurbishment", "summer-menu").await;
        compare.pick("New side", "Northlight Energy").await;
        compare.compares("cork-refurbishment", "Northlight Energy · main").await;
        compare.is_ready().await;
        window.press("Swap the sides").await;
        compare.compares("Northlight Energy · main", "cork-refurbishment").await;
    });
}

async fn deployments(stage: &Stage) -> Window {
    let window = stage.window().await;
    AgentsPage(&window).open("Harbour Hotels").await;
    Bar(&window).go_to("Deployments").await;
    window
}
