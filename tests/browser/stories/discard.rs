//! A draft that nobody wants.

use model::TopicEdit;
use server::Api;

use super::{LARCH, larch};
use crate::pages::{AgentsPage, Bar, BehaviorPage};
use crate::stage::{Role, Studio, story};

#[test]
fn a_discarded_draft_equals_the_last_published_version() {
    story(Studio::sample(Api::V1_0_3), async |stage| {
        let api = stage.studio.colleague();
        let at = larch();
        let mut topics = api.topics(&at).await.unwrap();
        let (deleted, edited) = (topics.remove(0), topics.remove(0));
        api.delete_topic(&at, &deleted.id).await.unwrap();
        let edit = TopicEdit { content: Some("Other words.".into()), ..TopicEdit::default() };
        api.edit_topic(&at, &edited.id, &edit).await.unwrap();
        api.create_topic(&at, &tests::topic("Whitening", "From £240.")).await.unwrap();
        api.set_behavior(&at, "Be brief.").await.unwrap();

        let window = stage.window().await;
        AgentsPage(&window).open(LARCH).await;
        let behavior = BehaviorPage(&window);
        behavior.holds("Be brief.").await;
        let bar = Bar(&window);
        bar.says("Draft: 4 changes").await;
        window.press("Discard…").await;
        window.sees("4 steps").await;
        window.sees(&deleted.name).await;
        window.press("Discard the draft").await;
        window.sees("Reverted").await;
        bar.says("No unpublished changes").await;

        let account = api.agents().await.unwrap()[0].account.clone();
        let draft = api.branch_snapshot(&account, &at).await.unwrap();
        let sandbox = api.active(&at.agent).await.unwrap().sandbox.unwrap();
        let published = api.deployment_snapshot(&account, &at.agent, &sandbox.id).await.unwrap();
        let comparison = diff::compare(&published, &draft);
        assert!(comparison.is_same(), "{:?}", comparison.changes);
        behavior.holds(published.behavior()).await;
        window.has_no(Role::Button, "Discard…").await;
    });
}
