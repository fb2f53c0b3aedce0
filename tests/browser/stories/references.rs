//! What texts refer to: names on the page, identifiers in what is stored.

use server::Api;

use super::hotels;
use crate::pages::{Bar, BehaviorPage, ComparePage};
use crate::stage::{Role, Studio, story, until};

#[test]
fn references_are_read_and_typed_by_name_and_stored_by_identifier() {
    story(Studio::sample(Api::V1_0_3), async |stage| {
        let window = stage.window().await;
        window.open("/agents/harbour-hotels/main/behavior").await;
        let behavior = BehaviorPage(&window);
        until("the name of a handoff", async || {
            behavior.text().await.contains("{{ho:Duty manager}}").then_some(())
        })
        .await;
        behavior.add_line("At night, ask the {{ho:Duty manager}}.").await;
        behavior.save().await;
        let stored = stage.studio.colleague().behavior(&hotels()).await.unwrap();
        let last = stored.lines().last().unwrap();
        assert!(last.starts_with("At night, ask the {{ho:HANDOFF-"), "{last}");

        Bar(&window).compare().await;
        let compare = ComparePage(&window);
        compare.is_ready().await;
        until("the name in the difference", async || {
            let added = compare.lines("added").await;
            added.iter().any(|line| line == "At night, ask the → Duty manager.").then_some(())
        })
        .await;
        window.complaints().await;
    });
}

#[test]
fn a_reference_that_a_merge_would_break_is_told_before() {
    story(Studio::sample(Api::V1_0_3), async |stage| {
        let window = stage.window().await;
        window.open("/agents/harbour-hotels/main/behavior").await;
        Bar(&window).open_branch("cork-refurbishment").await;
        window.press("Merge…").await;
        window.sees("1 broken reference would be released").await;
        window.click(Role::Link, "Knowledge topics, “Noise during the night”, content").await;
        window.holds(Role::Textbox, "Name", "Noise during the night").await;
    });
}
