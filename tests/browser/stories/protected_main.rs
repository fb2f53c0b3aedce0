//! A `main` that takes no direct changes.

use server::Api;

use super::{LARCH, larch};
use crate::pages::{AgentsPage, Bar, BehaviorPage, TopicsPage, without_keys};
use crate::stage::{Role, Studio, story};

#[test]
fn one_click_makes_a_branch_and_takes_the_typed_edit_over() {
    story(Studio::sample(Api::V1_0_11), async |stage| {
        let window = stage.window().await;
        AgentsPage(&window).open(LARCH).await;
        let behavior = BehaviorPage(&window);
        let before = behavior.text().await;
        let typed = behavior.add_line("Say goodbye by name.").await;
        behavior.press_save().await;
        window.sees("Main takes no direct changes in this workspace").await;
        behavior.holds(&typed).await;

        window.press("Create a branch with this edit").await;
        window.fill(Role::Textbox, "Name", "goodbyes").await;
        window.press("Create branch").await;
        window.find(Role::Button, "Branch: goodbyes").await;
        behavior.holds(&typed).await;
        behavior.save().await;
        Bar(&window).says("Branch: 1 change").await;

        let api = stage.studio.colleague();
        let main = api.behavior(&larch()).await.unwrap();
        assert_eq!(without_keys(&main), without_keys(&before));
        let branches = api.branches(&larch().agent).await.unwrap();
        let made = branches.iter().find(|branch| branch.name == "goodbyes").unwrap();
        let at = model::BranchRef { branch: made.id.clone(), ..larch() };
        let saved = api.behavior(&at).await.unwrap();
        assert_eq!(without_keys(&saved), without_keys(&typed));
    });
}

#[test]
fn a_new_topic_goes_to_the_new_branch_as_well() {
    story(Studio::sample(Api::V1_0_11), async |stage| {
        let window = stage.window().await;
        AgentsPage(&window).open(LARCH).await;
        Bar(&window).go_to("Knowledge").await;
        let topics = TopicsPage(&window);
        topics.begin("Whitening", "From £240.").await;
        window.press("Create topic").await;
        window.press("Create a branch with this edit").await;
        window.fill(Role::Textbox, "Name", "whitening").await;
        window.press("Create branch").await;
        window.find(Role::Button, "Branch: whitening").await;
        window.press("New topic").await;
        window.holds(Role::Textbox, "Name", "Whitening").await;
        window.holds(Role::Textbox, "Content", "From £240.").await;
        window.press("Create topic").await;
        window.find(Role::Button, "Actions for this topic").await;
        Bar(&window).says("Branch: 1 change").await;
    });
}
