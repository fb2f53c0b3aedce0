//! From a changed item to the page on which it is edited.

use model::TopicEdit;
use server::Api;

use super::super::larch;
use crate::pages::{BehaviorPage, ComparePage};
use crate::stage::{Role, Studio, story};

#[test]
fn a_changed_item_opens_in_its_editor() {
    story(Studio::sample(Api::V1_0_3), async |stage| {
        let api = stage.studio.colleague();
        let topic = api.topics(&larch()).await.unwrap().remove(1);
        let edit = TopicEdit { content: Some("Other words.".into()), ..TopicEdit::default() };
        api.edit_topic(&larch(), &topic.id, &edit).await.unwrap();
        let behavior = format!("{}\nBe brief.", api.behavior(&larch()).await.unwrap());
        api.set_behavior(&larch(), &behavior).await.unwrap();

        let address =
            "/agents/larch-street-dental/main/compare?old=environment:sandbox&new=branch:main";
        let window = super::opened(stage, address).await;
        window.keys("n").await;
        ComparePage(&window).is_at("1 of 2").await;
        window.choose("Actions", "Open in editor").await;
        BehaviorPage(&window).holds(&behavior).await;
        window.back().await;
        ComparePage(&window).is_ready().await;
        window.choose(&format!("Actions for {}", topic.name), "Open in editor").await;
        window.holds(Role::Textbox, "Name", &topic.name).await;
        window.holds(Role::Textbox, "Content", "Other words.").await;
    });
}
