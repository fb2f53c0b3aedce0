//! Agents and branches come and go.

use server::Api;

use super::{LARCH, larch};
use crate::pages::{AgentsPage, Bar};
use crate::stage::{Role, Studio, story};

#[test]
fn an_agent_is_found_copied_and_deleted_only_by_its_name() {
    story(Studio::sample(Api::V1_0_3), async |stage| {
        let window = stage.window().await;
        let agents = AgentsPage(&window);
        agents.is_open().await;
        window.fill(Role::Searchbox, "Search agents", "larch").await;
        window.has_no(Role::Link, "Harbour Hotels").await;
        window.choose("Actions for Larch Street Dental", "Duplicate…").await;
        window.fill(Role::Textbox, "Name of the copy", "Larch Street Annex").await;
        window.press("Duplicate agent").await;
        window.find(Role::Link, "Larch Street Annex").await;

        window.choose("Actions for Larch Street Annex", "Delete…").await;
        let delete = window.find(Role::Button, "Delete agent").await;
        assert!(!delete.is_enabled().await.unwrap(), "the name is not typed yet");
        window.fill(Role::Textbox, "Type Larch Street Annex to confirm", "Larch Street").await;
        assert!(!delete.is_enabled().await.unwrap(), "it is not the whole name");
        window.type_text(" Annex").await;
        window.press("Delete agent").await;
        window.sees("Agent “Larch Street Annex” deleted").await;
        window.has_no(Role::Link, "Larch Street Annex").await;
        let left = stage.studio.colleague().agents().await.unwrap();
        assert_eq!(left.len(), 3);
    });
}

#[test]
fn a_branch_is_made_and_deleted_and_one_is_back_on_main() {
    story(Studio::sample(Api::V1_0_3), async |stage| {
        let window = stage.window().await;
        AgentsPage(&window).open(LARCH).await;
        let bar = Bar(&window);
        bar.new_branch("whitening").await;
        bar.says("Same as main").await;
        window.choose("Actions for this branch", "Delete whitening…").await;
        window.press("Delete branch").await;
        window.sees("Branch deleted").await;
        window.find(Role::Button, "Branch: main").await;
        let left = stage.studio.colleague().branches(&larch().agent).await.unwrap();
        assert_eq!(left.len(), 1);
    });
}

#[test]
fn the_chosen_look_stays() {
    story(Studio::sample(Api::V1_0_3), async |stage| {
        let window = stage.blank_window().await;
        window.prefer("light").await;
        window.open("/agents").await;
        let look = async || {
            let script = "return getComputedStyle(document.documentElement).colorScheme";
            window.script(script, vec![]).await
        };
        AgentsPage(&window).is_open().await;
        assert_eq!(look().await, "light");
        window.choose("Settings", "Theme: Dark").await;
        assert_eq!(look().await, "dark");
        window.reload().await;
        AgentsPage(&window).is_open().await;
        assert_eq!(look().await, "dark");
    });
}
