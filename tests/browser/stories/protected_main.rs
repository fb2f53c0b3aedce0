//! A `main` that takes no direct changes.

use server::Api;

use super::{LARCH, larch};
use crate::pages::{AgentsPage, Bar, BehaviorPage, TopicsPage, without_keys};
use crate::stage::{Role, Studio, story, until};

#[test]
fn one_click_makes_a_branch_and_saves_the_typed_edit_there() {
    story(Studio::sample(Api::V1_0_11), async |stage| {
        let window = stage.window().await;
        AgentsPage(&window).open(LARCH).await;
        // Before anything is typed.
        window.sees("Main takes no direct changes in this workspace").await;
        let behavior = BehaviorPage(&window);
        let before = behavior.text().await;
        let typed = behavior.add_line("Say goodbye by name.").await;
        window.find(Role::Button, "Create a branch with this edit").await;
        // In reach wherever one types.
        window.press("Save on a branch…").await;
        // The suggested name is selected: typing replaces it.
        let script = "const at = document.activeElement;
            return at.value === 'my-edit' && at.selectionEnd - at.selectionStart === 7;";
        until("the suggested name to be selected", async || {
            window.ask(script, vec![]).await?.as_bool()?.then_some(())
        })
        .await;
        window.keys("goodbyes").await;
        window.holds(Role::Textbox, "Name", "goodbyes").await;
        window.press("Create branch").await;
        window.find(Role::Button, "Branch: goodbyes").await;
        behavior.holds(&typed).await;
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
fn a_new_topic_stays_open_on_the_new_branch_and_is_saved_with_the_keyboard() {
    story(Studio::sample(Api::V1_0_11), async |stage| {
        let window = stage.window().await;
        AgentsPage(&window).open(LARCH).await;
        Bar(&window).go_to("Knowledge").await;
        let topics = TopicsPage(&window);
        topics.begin("Whitening", "From £240.").await;
        window.find(Role::Button, "Create a branch with this edit").await;
        // Who wants to save is asked for a branch.
        window.keys(thirtyfour::Key::Control + "s").await;
        window.fill(Role::Textbox, "Name", "whitening").await;
        window.click(Role::Checkbox, "Save it there at once").await;
        window.press("Create branch").await;
        window.find(Role::Button, "Branch: whitening").await;
        window.holds(Role::Textbox, "Name", "Whitening").await;
        window.holds(Role::Textbox, "Content", "From £240.").await;
        window.keys(thirtyfour::Key::Control + "s").await;
        window.find(Role::Button, "Actions for this topic").await;
        Bar(&window).says("Branch: 1 change").await;
    });
}
