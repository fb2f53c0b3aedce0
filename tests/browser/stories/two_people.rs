//! Two people at the same text, or one in two tabs.

use model::TopicEdit;
use server::Api;

use super::{LARCH, larch};
use crate::pages::{AgentsPage, Bar, BehaviorPage, TopicsPage, without_keys};
use crate::stage::{Role, Studio, story};

#[test]
fn whoever_saves_the_behavior_second_sees_what_the_first_one_saved() {
    story(Studio::sample(Api::V1_0_3), async |stage| {
        let (first, second) = (stage.window().await, stage.window().await);
        AgentsPage(&first).open(LARCH).await;
        AgentsPage(&second).open(LARCH).await;
        let mine = BehaviorPage(&second).add_line("Say goodbye.").await;
        let theirs = BehaviorPage(&first).add_line("Say hello.").await;
        BehaviorPage(&first).save().await;

        let behavior = BehaviorPage(&second);
        behavior.press_save().await;
        second.find(Role::Heading, "Somebody else changed the behavior").await;
        second.sees("Say hello.").await;
        second.sees("Say goodbye.").await;
        let api = stage.studio.colleague();
        let saved = async || without_keys(&api.behavior(&larch()).await.unwrap());
        assert_eq!(saved().await, without_keys(&theirs), "nothing is overwritten unseen");

        second.press("Keep editing").await;
        behavior.holds(&mine).await;
        behavior.press_save().await;
        second.press("Use both").await;
        second.press("Save the result").await;
        let both = format!("{theirs}\nSay goodbye.");
        behavior.holds(&both).await;
        second.sees("Saved").await;
        assert_eq!(saved().await, without_keys(&both));

        BehaviorPage(&first).write(&format!("Be kind.\n{theirs}")).await;
        BehaviorPage(&first).save().await;
        first.sees("Saved, together with what somebody else changed").await;
        first.press("Look").await;
        first.press("Show what was merged in").await;
        first.sees("As you typed it").await;
        let all = format!("Be kind.\n{both}");
        assert_eq!(saved().await, without_keys(&all));
    });
}

#[test]
fn a_topic_that_two_people_edit_asks_only_where_both_wrote() {
    story(Studio::sample(Api::V1_0_3), async |stage| {
        let api = stage.studio.colleague();
        let all = api.topics(&larch()).await.unwrap();
        let prices = all.iter().find(|topic| topic.name.contains("rice")).unwrap();
        let edit = async |edit: TopicEdit| {
            api.edit_topic(&larch(), &prices.id, &edit).await.unwrap();
        };
        let window = stage.window().await;
        AgentsPage(&window).open(LARCH).await;
        Bar(&window).go_to("Knowledge").await;
        let topics = TopicsPage(&window);
        topics.open(&prices.name).await;

        topics.write_content("Check-up £50.").await;
        edit(TopicEdit { actions: Some("Offer a date.".into()), ..TopicEdit::default() }).await;
        topics.save().await;
        let saved = api.topic(&larch(), &prices.id).await.unwrap();
        assert_eq!((&*saved.content, &*saved.actions), ("Check-up £50.", "Offer a date."));

        topics.write_content("Check-up £51.").await;
        edit(TopicEdit { content: Some("Check-up £49.".into()), ..TopicEdit::default() }).await;
        topics.press_save().await;
        window.find(Role::Heading, "Somebody else changed this topic").await;
        window.sees("Theirs, saved").await;
        window.sees("49").await;
        let saved = api.topic(&larch(), &prices.id).await.unwrap();
        assert_eq!(saved.content, "Check-up £49.", "nothing is overwritten unseen");

        window.press("Take theirs").await;
        window.holds(Role::Textbox, "Content", "Check-up £49.").await;
        window.press("Undo").await;
        window.holds(Role::Textbox, "Content", "Check-up £51.").await;
        topics.press_save().await;
        window.press("Use this text: Yours").await;
        window.press("Save the result").await;
        topics.is_saved().await;
        let saved = api.topic(&larch(), &prices.id).await.unwrap();
        assert_eq!(saved.content, "Check-up £51.");
    });
}

#[test]
fn a_topic_that_somebody_deleted_meanwhile_can_be_made_again() {
    story(Studio::sample(Api::V1_0_3), async |stage| {
        let api = stage.studio.colleague();
        let topic = api.topics(&larch()).await.unwrap().remove(0);
        let window = stage.window().await;
        AgentsPage(&window).open(LARCH).await;
        Bar(&window).go_to("Knowledge").await;
        let topics = TopicsPage(&window);
        topics.open(&topic.name).await;
        topics.write_content("Written with care.").await;
        api.delete_topic(&larch(), &topic.id).await.unwrap();
        topics.press_save().await;
        window.sees("Somebody else deleted this topic").await;
        window.press("Create it again").await;
        topics.is_saved().await;
        let all = api.topics(&larch()).await.unwrap();
        let again = all.iter().find(|one| one.name == topic.name).unwrap();
        assert_eq!(again.content, "Written with care.");
    });
}

#[test]
fn an_untouched_tab_leaves_alone_what_another_one_keeps_and_shows_it() {
    story(Studio::sample(Api::V1_0_3), async |stage| {
        let window = stage.window().await;
        window.open("/agents/larch-street-dental/main/topics").await;
        Bar(&window).says("No unpublished changes").await;
        window.open_tab("/agents/larch-street-dental/main/behavior").await;
        let behavior = BehaviorPage(&window);
        let typed = behavior.add_line("Say goodbye.").await;
        window.sees("Unsaved; stored on this device").await;
        window.close_tab().await;
        Bar(&window).go_to("Behavior").await;
        behavior.holds(&typed).await;
        window.reload().await;
        behavior.holds(&typed).await;
    });
}
