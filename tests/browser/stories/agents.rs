//! Agents and branches come and go.

use server::Api;

use super::{LARCH, larch};
use crate::pages::{AgentsPage, Bar};
use crate::stage::{Role, Studio, Window, story, until};

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
        bar.says("No changes of its own").await;
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
        window.press("Settings").await;
        window.click(Role::MenuItemRadio, "Theme: Dark").await;
        assert_eq!(look().await, "dark");
        window.reload().await;
        AgentsPage(&window).is_open().await;
        assert_eq!(look().await, "dark");
        window.press("Settings").await;
        let dark = window.find(Role::MenuItemRadio, "Theme: Dark").await;
        assert_eq!(dark.attr("aria-checked").await.unwrap().as_deref(), Some("true"));
        window.click(Role::MenuItem, "Keyboard keys").await;
        window.find(Role::Heading, "Keys").await;
    });
}

#[test]
fn a_form_that_is_not_complete_leads_to_the_first_field_that_is_wrong() {
    story(Studio::sample(Api::V1_0_3), async |stage| {
        let window = stage.window().await;
        window.press("New agent").await;
        window.find(Role::Textbox, "Name").await;
        window.press("Create agent").await;
        window.sees("Give the agent a name.").await;
        window.sees("The agent has to say something first.").await;
        is_at(&window, "Name").await;
        window.type_text("Annex").await;
        window.press("Create agent").await;
        is_at(&window, "Greeting").await;
        let greeting = window.find(Role::Textbox, "Greeting").await;
        assert_eq!(greeting.attr("aria-invalid").await.unwrap().as_deref(), Some("true"));
    });
}

/// Waits until the focus is in the field of this label.
async fn is_at(window: &Window, label: &str) {
    let script = "return document.activeElement.labels?.[0].innerText.startsWith(arguments[0])";
    until(format!("the focus in {label}"), async || {
        (window.ask(script, vec![label.into()]).await? == true).then_some(())
    })
    .await;
}

#[test]
fn an_agent_or_branch_that_is_not_there_says_so_and_leads_on() {
    story(Studio::sample(Api::V1_0_3), async |stage| {
        let window = stage.blank_window().await;
        window.open("/agents/nope/main/behavior").await;
        window.find(Role::Heading, "This agent does not exist").await;
        window.find(Role::Link, "All agents").await;
        window.open("/agents/larch-street-dental/BRANCH-NOPE/topics").await;
        window.find(Role::Heading, "This branch does not exist").await;
        window.click(Role::Link, "Go to main").await;
        window.find(Role::Heading, "Knowledge").await;
        assert_eq!(window.address().await, "/agents/larch-street-dental/main/topics");
    });
}
