//! What is typed outlives the tab and the server, and is listed until it is saved or discarded.

use server::Api;

use super::{LARCH, larch};
use crate::pages::{AgentsPage, Bar, BehaviorPage, TopicsPage, without_keys};
use crate::stage::{Role, Studio, Window, story, until};

#[test]
fn work_of_a_closed_tab_is_listed_compared_discarded_and_brought_back() {
    story(Studio::sample(Api::V1_0_3), async |stage| {
        let window = stage.window().await;
        let typed = typed_in_another_tab(&window).await;
        let behavior = BehaviorPage(&window);
        window.sees("Unsaved; stored on this device").await;
        Bar(&window).go_to("Knowledge").await;
        TopicsPage(&window).begin("Whitening", "From £240.").await;
        window.sees("Unsaved; stored on this device").await;
        window.close_tab().await;

        window.open("/agents").await;
        window.choose("Settings", "Unsaved work").await;
        window.find(Role::Heading, "Unsaved work").await;
        window.sees(LARCH).await;
        window.find(Role::Link, "New topic “Whitening”").await;
        window.press("Compare Behavior").await;
        window.sees("Never promise a time.").await;
        window.is_accessible("the unsaved work").await;
        window.press("Discard New topic “Whitening”").await;
        window.has_no(Role::Link, "New topic “Whitening”").await;
        window.press("Undo").await;
        window.click(Role::Link, "New topic “Whitening”").await;
        window.holds(Role::Textbox, "Content", "From £240.").await;

        window.open("/unsaved").await;
        window.click(Role::Link, "Behavior").await;
        behavior.holds(&typed).await;
        behavior.save().await;
        window.open("/unsaved").await;
        window.find(Role::Link, "New topic “Whitening”").await;
        window.has_no(Role::Link, "Behavior").await;
        window.press("Discard all of Larch Street Dental").await;
        window.sees("Nothing is unsaved").await;
        let saved = stage.studio.colleague().behavior(&larch()).await.unwrap();
        assert_eq!(without_keys(&saved), without_keys(&typed));
    });
}

#[test]
fn a_tab_that_is_killed_while_somebody_types_costs_what_was_typed_in_the_last_moment_at_most() {
    story(Studio::sample(Api::V1_0_3), async |stage| {
        let window = stage.window().await;
        let typed = typed_in_another_tab(&window).await;
        let behavior = BehaviorPage(&window);
        let key = "studio.draft//larch-street-dental/main";
        until("the draft on the device", async || {
            let script = "return localStorage.getItem(arguments[0])";
            let stored = window.ask(script, vec![key.into()]).await?;
            stored.as_str()?.contains("Never promise a time.").then_some(())
        })
        .await;
        // No event of leaving reaches a page whose process is killed.
        window.kill_tab().await;

        AgentsPage(&window).open(LARCH).await;
        behavior.holds(&typed).await;
        window.sees("Unsaved; stored on this device").await;
    });
}

/// Opens an agent in a second tab and types there. Gives the whole text.
async fn typed_in_another_tab(window: &Window) -> String {
    window.open_tab("/agents").await;
    AgentsPage(window).open(LARCH).await;
    BehaviorPage(window).add_line("Never promise a time.").await
}
