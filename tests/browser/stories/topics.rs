//! Work on knowledge topics.

use server::Api;
use tests::Fault;
use thirtyfour::Key;

use super::{LARCH, hotels, larch};
use crate::pages::{AgentsPage, Bar, TopicsPage};
use crate::stage::{Role, Stage, Studio, Window, story, until};

#[test]
fn a_topic_is_written_edited_copied_deleted_and_brought_back() {
    story(Studio::sample(Api::V1_0_3), async |stage| {
        let api = stage.studio.colleague();
        let window = knowledge_of(stage, LARCH).await;
        let topics = TopicsPage(&window);

        topics.create("Whitening", "From £240.").await;
        topics.write_content("From £260.").await;
        window.press("Add a query").await;
        window.click(Role::Textbox, "Example query 1").await;
        window.type_text("Can you make my teeth white?").await;
        topics.save().await;

        window.choose("Actions for this topic", "Duplicate").await;
        window.find(Role::Button, "Create topic").await;
        window.holds(Role::Textbox, "Content", "From £260.").await;
        let copy = window.value(Role::Textbox, "Name").await;
        assert!(copy.starts_with("Whitening") && copy != "Whitening", "{copy}");
        window.press("Create topic").await;
        window.find(Role::Button, "Actions for this topic").await;

        topics.open("Whitening").await;
        window.choose("Actions for this topic", "Delete").await;
        window.sees("“Whitening” deleted").await;
        let names = async || -> Vec<String> {
            let all = api.topics(&larch()).await.unwrap();
            all.into_iter().map(|topic| topic.name).collect()
        };
        assert!(!names().await.contains(&"Whitening".to_owned()));
        window.press("Undo").await;
        window.sees("“Whitening” is back").await;
        let all = api.topics(&larch()).await.unwrap();
        let back = all.iter().find(|topic| topic.name == "Whitening").unwrap();
        assert_eq!(back.content, "From £260.");
        assert_eq!(back.example_queries, ["Can you make my teeth white?"]);
        assert!(all.iter().any(|topic| topic.name == copy));
    });
}

#[test]
fn a_new_topic_is_typed_key_by_key_and_on_while_it_is_created() {
    story(Studio::sample(Api::V1_0_3), async |stage| {
        let api = stage.studio.colleague();
        let window = knowledge_of(stage, LARCH).await;
        let topics = TopicsPage(&window);
        window.press("New topic").await;
        for (field, text) in [("Name", "Whitening"), ("Content", "From £240."), ("Actions", "None")]
        {
            window.click(Role::Textbox, field).await;
            window.keys(text).await;
            window.holds(Role::Textbox, field, text).await;
        }
        stage.studio.line.follow(|method, _| match method {
            "POST" => Fault::Hang,
            _ => Fault::None,
        });
        window.press("Create topic").await;
        window.sees("Saving…").await;
        topics.write_content("From £260.").await;
        window.keys(Key::Control + "s").await;
        stage.studio.line.behave();
        window.find(Role::Button, "Actions for this topic").await;
        window.holds(Role::Textbox, "Content", "From £260.").await;
        window.sees("Unsaved; stored on this device").await;

        window.choose("Actions for this topic", "Delete").await;
        window.click_in("“Whitening” deleted", Role::Button, "Undo").await;
        window.sees("“Whitening” is back").await;
        window.holds(Role::Textbox, "Content", "From £260.").await;
        topics.save().await;
        let all = api.topics(&larch()).await.unwrap();
        let mine: Vec<_> = all.iter().filter(|topic| topic.name == "Whitening").collect();
        assert_eq!(
            mine.iter().map(|topic| topic.content.as_str()).collect::<Vec<_>>(),
            ["From £260."]
        );
    });
}

#[test]
fn of_several_topics_the_one_that_fails_is_named_and_stays_selected() {
    story(Studio::sample(Api::V1_0_3), async |stage| {
        let api = stage.studio.colleague();
        let all = api.topics(&hotels()).await.unwrap();
        let spas: Vec<_> = all.iter().filter(|one| one.is_active).take(3).cloned().collect();
        let failing = spas[1].id.to_string();
        stage.studio.line.follow(move |method, path| {
            match method == "PATCH" && path.ends_with(&failing) {
                true => Fault::answer(500, r#"{"message":"the disk is full"}"#),
                false => Fault::None,
            }
        });
        let window = knowledge_of(stage, "Harbour Hotels").await;
        let topics = TopicsPage(&window);
        for topic in &spas {
            topics.select(&topic.name).await;
        }
        window.sees("3 selected").await;
        window.press("Deactivate").await;
        window.sees("2 topics deactivated; 1 failed").await;
        window.sees(&format!("{}: The disk is full.", spas[1].name)).await;
        window.sees("1 selected").await;
        let now = api.topics(&hotels()).await.unwrap();
        let state = |at: usize| now.iter().find(|one| one.id == spas[at].id).unwrap().is_active;
        assert_eq!([state(0), state(1), state(2)], [false, true, false]);

        stage.studio.line.behave();
        window.press("Deactivate").await;
        window.sees("1 topic deactivated").await;
        let now = api.topic(&hotels(), &spas[1].id).await.unwrap();
        assert!(!now.is_active);
        window.click_in("1 topic deactivated", Role::Button, "Undo").await;
        window.sees("1 topic activated").await;
        let now = api.topic(&hotels(), &spas[1].id).await.unwrap();
        assert!(now.is_active);
    });
}

#[test]
fn several_topics_are_deleted_and_brought_back_with_their_unsaved_text() {
    story(Studio::sample(Api::V1_0_3), async |stage| {
        let api = stage.studio.colleague();
        let all = api.topics(&hotels()).await.unwrap();
        let three = &all[..3];
        let failing = three[2].id.to_string();
        stage.studio.line.follow(move |method, path| {
            match method == "DELETE" && path.ends_with(&failing) {
                true => Fault::answer(500, r#"{"message":"the disk is full"}"#),
                false => Fault::None,
            }
        });
        let window = knowledge_of(stage, "Harbour Hotels").await;
        let topics = TopicsPage(&window);
        topics.open(&three[0].name).await;
        topics.write_content("Typed and not saved.").await;
        topics.search("").await;
        for topic in three {
            topics.select(&topic.name).await;
        }
        window.press("Delete…").await;
        window.find(Role::Heading, "Delete 3 topics?").await;
        let names: Vec<String> = three.iter().map(|topic| format!("“{}”", topic.name)).collect();
        window.sees(&names.join(", ")).await;
        window.sees("1 topic with unsaved text").await;
        window.press("Delete 3 topics").await;
        window.sees("2 topics deleted; 1 failed").await;
        window.sees(&format!("{}: The disk is full.", three[2].name)).await;
        window.sees("1 selected").await;
        let now = api.topics(&hotels()).await.unwrap();
        assert_eq!(now.len(), all.len() - 2);
        assert_eq!(now[0].name, three[2].name);

        stage.studio.line.behave();
        window.click_in("2 topics deleted", Role::Button, "Undo").await;
        window.sees("2 topics are back").await;
        let now = api.topics(&hotels()).await.unwrap();
        for topic in three {
            let same = now.iter().find(|one| one.name == topic.name).unwrap();
            assert_eq!(same.content, topic.content);
        }
        topics.open(&three[0].name).await;
        window.holds(Role::Textbox, "Content", "Typed and not saved.").await;
    });
}

#[test]
fn a_search_of_topics_and_their_order_survive_back_and_a_reload() {
    story(Studio::sample(Api::V1_0_3), async |stage| {
        let window = knowledge_of(stage, "Harbour Hotels").await;
        let topics = TopicsPage(&window);
        let steps = window.script("return history.length", vec![]).await;
        topics.search("after midnight").await;
        let order = window.find(Role::Combobox, "Order").await;
        order.send_keys("By name").await.unwrap();
        until("an address with both", async || {
            window.address().await.ends_with("?search=after%20midnight&order=name").then_some(())
        })
        .await;
        assert_eq!(window.script("return history.length", vec![]).await, steps);
        let is_as_before = async || {
            window.holds(Role::Searchbox, "Search topics", "after midnight").await;
            window.holds(Role::Combobox, "Order", "1").await;
        };
        Bar(&window).go_to("Deployments").await;
        window.back().await;
        is_as_before().await;
        window.reload().await;
        is_as_before().await;
        topics.open("Arriving after midnight").await;
        let address = window.address().await;
        assert!(address.contains("?search=Arriving%20after%20midnight&order=name"), "{address}");
        window.back().await;
        window.holds(Role::Searchbox, "Search topics", "Arriving after midnight").await;
    });
}

/// A window in which the topics of an agent are open.
async fn knowledge_of(stage: &Stage, agent: &str) -> Window {
    let window = stage.window().await;
    AgentsPage(&window).open(agent).await;
    Bar(&window).go_to("Knowledge").await;
    window
}
