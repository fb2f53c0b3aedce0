//! The page of branches, and what is done there.

use model::{BranchRef, TopicEdit};
use server::Api;

use super::{LARCH, larch};
use crate::pages::{AgentsPage, Bar, TopicsPage};
use crate::stage::{Role, Studio, story};

#[test]
fn a_branch_is_created_compared_updated_renamed_deleted_and_restored() {
    story(Studio::sample(Api::V1_0_3), async |stage| {
        let api = stage.studio.colleague();
        let topics = api.topics(&larch()).await.unwrap();
        let edit = async |at: &BranchRef, place: usize, content: &str| {
            let edit = TopicEdit { content: Some(content.to_owned()), ..TopicEdit::default() };
            api.edit_topic(at, &topics[place].id, &edit).await.unwrap();
        };
        let window = stage.window().await;
        AgentsPage(&window).open(LARCH).await;
        Bar(&window).go_to("Branches").await;
        window.press("New branch").await;
        window.fill(Role::Textbox, "Name", "whitening").await;
        window.press("Create branch").await;
        window.find(Role::Button, "Branch: whitening").await;
        window.find(Role::Heading, "Branches").await;
        window.sees("No changes of its own").await;

        // What the branch changes, and what main gained meanwhile.
        let all = api.branches(&larch().agent).await.unwrap();
        let made = all.iter().find(|one| one.name == "whitening").unwrap();
        let at = BranchRef { branch: made.id.clone(), ..larch() };
        edit(&at, 0, "Changed on the branch.").await;
        edit(&larch(), 1, "Changed on main.").await;
        window.press("Refresh").await;
        window.sees(&format!("Topic “{}” edited", topics[0].name)).await;
        window.sees("Behind by 1").await;
        window.click_in("whitening", Role::Link, "Compare").await;
        window.find(Role::Button, "New side: whitening").await;
        window.sees("Changed on the branch.").await;
        assert!(!window.shows("Changed on main.").await, "that is none of its changes");
        window.press("Against main now").await;
        window.sees("Changed on main.").await;

        // The switcher offers to bring it in.
        window.press("Branch: whitening").await;
        window.press("Main has moved on: update this branch…").await;
        window.find(Role::Heading, "Update whitening from main").await;
        window.press("Update the branch").await;
        window.sees("“whitening” has what main changed").await;
        assert_eq!(api.topics(&at).await.unwrap()[1].content, "Changed on main.");

        Bar(&window).go_to("Branches").await;
        window.sees("Has all that main has").await;
        window.choose("Actions for whitening", "Rename…").await;
        window.fill(Role::Textbox, "Name", "bleaching").await;
        window.press("Rename").await;
        window.find(Role::Button, "Branch: bleaching").await;
        window.choose("Actions for bleaching", "Tag as staging").await;
        window.sees_in("bleaching", "staging").await;
        window.choose("Actions for bleaching", "Delete…").await;
        window.sees("1 change that only this branch has:").await;
        window.is_accessible("the deletion of a branch").await;
        window.press("Delete branch").await;
        window.find(Role::Button, "Branch: main").await;
        window.sees("Archive: 1 branch that can be restored").await;
        window.script("document.querySelector('details.archive').open = true", vec![]).await;
        window.press("Restore bleaching").await;
        window.sees("“bleaching” is back").await;
        window.find(Role::Link, "bleaching").await;

        window.keys("/").await;
        window.keys("nothing").await;
        window.sees("No branch matches.").await;
        window.press("Clear the search").await;
        window.find(Role::Link, "bleaching").await;
    });
}

#[test]
fn a_branch_begins_from_a_version_and_the_open_topic_stays_open_on_every_branch() {
    story(Studio::sample(Api::V1_0_3), async |stage| {
        let api = stage.studio.colleague();
        let topic = api.topics(&larch()).await.unwrap().swap_remove(0);
        let content = Some("Changed on main.".to_owned());
        let edit = TopicEdit { content, ..TopicEdit::default() };
        api.edit_topic(&larch(), &topic.id, &edit).await.unwrap();
        let window = stage.window().await;
        AgentsPage(&window).open(LARCH).await;
        let bar = Bar(&window);
        bar.go_to("Deployments").await;
        window.choose("Actions for version", "New branch from this version…").await;
        window.sees("It begins from main, and 1 step").await;
        window.is_accessible("a new branch from a version").await;
        window.fill(Role::Textbox, "Name", "as-published").await;
        window.press("Create branch").await;
        window.find(Role::Button, "Branch: as-published").await;
        bar.go_to("Knowledge").await;
        TopicsPage(&window).open(&topic.name).await;
        window.holds(Role::Textbox, "Content", &topic.content).await;
        bar.open_branch("main").await;
        window.holds(Role::Textbox, "Content", "Changed on main.").await;
    });
}
