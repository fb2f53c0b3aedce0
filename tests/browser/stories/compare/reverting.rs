//! Taking changes back from a comparison.

use model::TopicEdit;
use server::Api;

use super::super::larch;
use crate::pages::{Bar, ComparePage};
use crate::stage::{Role, Studio, story, until};

#[test]
fn one_change_is_taken_back_and_that_again() {
    story(Studio::sample(Api::V1_0_3), async |stage| {
        let api = stage.studio.colleague();
        let topic = api.topics(&larch()).await.unwrap().remove(1);
        let edit = TopicEdit { content: Some("Other words.".into()), ..TopicEdit::default() };
        api.edit_topic(&larch(), &topic.id, &edit).await.unwrap();
        let behavior = api.behavior(&larch()).await.unwrap();
        api.set_behavior(&larch(), &format!("{behavior}\nBe brief.")).await.unwrap();

        let address =
            "/agents/larch-street-dental/main/compare?old=environment:sandbox&new=branch:main";
        let window = super::opened(stage, address).await;
        let (compare, bar) = (ComparePage(&window), Bar(&window));
        compare.sums_up("2 changes in 2 sections").await;
        window.keys("n").await;
        compare.is_at("1 of 2").await;
        window.keys("r").await;
        window.find(Role::Heading, "Revert this change").await;
        window.sees("1 step").await;
        window.sees("What changes on the branch").await;
        until("the line that goes, in the dialog", async || {
            compare.lines("removed").await.contains(&"Be brief.".to_owned()).then_some(())
        })
        .await;
        window.press("Revert").await;
        compare.sums_up("1 change in 1 section").await;
        assert_eq!(api.behavior(&larch()).await.unwrap(), behavior);
        let now = api.topic(&larch(), &topic.id).await.unwrap();
        assert_eq!(now.content, "Other words.", "the other change stays");
        bar.says("Draft: 1 change").await;

        window.click_in("Reverted", Role::Button, "Undo").await;
        compare.sums_up("2 changes in 2 sections").await;
        let again = api.behavior(&larch()).await.unwrap();
        assert_eq!(again, format!("{behavior}\nBe brief."));

        // With the branch on the other side nothing is taken back: something is copied to it.
        window.keys("s").await;
        compare.compares("main (draft)", "Sandbox").await;
        window.choose("Actions", "Copy all changes to the open branch…").await;
        window.find(Role::Heading, "Copy all changes to the open branch").await;
        window.press("Cancel").await;
        window.keys("s").await;
        compare.compares("Sandbox", "main (draft)").await;

        window.choose("Actions", "Revert all changes…").await;
        window.sees("2 steps").await;
        window.press("Revert").await;
        window.sees("No difference").await;
        bar.says("No unpublished changes").await;
        let (published, draft) = super::both_sides(stage, &larch()).await;
        assert!(diff::compare(&published, &draft).is_same());
    });
}
