//! An API that goes away while somebody works.

use client::TransportError;
use server::Api;
use tests::Fault;

use super::{LARCH, larch};
use crate::pages::{AgentsPage, Bar, BehaviorPage, TopicsPage, without_keys};
use crate::stage::{Role, Studio, story};

#[test]
fn an_api_that_stops_in_the_middle_of_a_save_costs_no_character() {
    story(Studio::sample(Api::V1_0_3), async |stage| {
        let window = stage.window().await;
        AgentsPage(&window).open(LARCH).await;
        let behavior = BehaviorPage(&window);
        let typed = behavior.add_line("Never promise a time.").await;
        stage.studio.line.follow(|method, path| match (method, path.ends_with("/behavior")) {
            ("PATCH", true) => Fault::Hang,
            _ => Fault::None,
        });
        behavior.press_save().await;
        window.sees("Saving…").await;
        stage.studio.stop();
        window.sees("Not saved: The API could not be reached.").await;
        window.sees("Check the address and the network").await;
        behavior.holds(&typed).await;

        stage.studio.line.behave();
        stage.studio.start();
        window.reload().await;
        window.sees("Unsaved; stored on this device").await;
        behavior.holds(&typed).await;
        behavior.save().await;
        let saved = stage.studio.colleague().behavior(&larch()).await.unwrap();
        assert_eq!(without_keys(&saved), without_keys(&typed));
        Bar(&window).says("Draft: 1 change").await;
    });
}

#[test]
fn a_page_with_unsaved_text_asks_before_it_goes() {
    story(Studio::sample(Api::V1_0_3), async |stage| {
        let window = stage.window().await;
        AgentsPage(&window).open(LARCH).await;
        let asks = async || {
            let script = "const leaving = new Event('beforeunload', { cancelable: true });
                window.dispatchEvent(leaving);
                return leaving.defaultPrevented";
            window.script(script, vec![]).await == true
        };
        let behavior = BehaviorPage(&window);
        behavior.text().await;
        assert!(!asks().await, "nothing is typed yet");
        behavior.add_line("More.").await;
        window.sees("Unsaved; stored on this device").await;
        assert!(asks().await);
        behavior.save().await;
        assert!(!asks().await, "everything is saved");
    });
}

#[test]
fn a_save_whose_answer_is_lost_is_found_out_by_reading() {
    story(Studio::sample(Api::V1_0_3), async |stage| {
        let window = stage.window().await;
        AgentsPage(&window).open(LARCH).await;
        let behavior = BehaviorPage(&window);
        let typed = behavior.add_line("Never promise a time.").await;
        stage.studio.line.follow(|method, _| match method {
            "PATCH" => Fault::DropAnswer(TransportError::Failed),
            _ => Fault::None,
        });
        behavior.save().await;
        behavior.holds(&typed).await;
        let saved = stage.studio.colleague().behavior(&larch()).await.unwrap();
        assert_eq!(without_keys(&saved), without_keys(&typed));
    });
}

#[test]
fn a_room_that_could_not_be_loaded_claims_nothing() {
    story(Studio::sample(Api::V1_0_3), async |stage| {
        let window = stage.window().await;
        AgentsPage(&window).is_open().await;
        let cut = |_: &str, path: &str| match path.starts_with("/v1/agents/") {
            true => Fault::answer(503, "<html>"),
            false => Fault::None,
        };
        stage.studio.line.follow(cut);
        for (page, what) in
            [("behavior", "behavior"), ("topics", "topics"), ("variants", "variants")]
        {
            window.open(&format!("/agents/larch-street-dental/main/{page}")).await;
            window.sees(&format!("The {what} could not be loaded")).await;
            window.sees("Live unknown").await;
            for lie in ["Saved", "saved", "0 characters", "typed", "happened", "New topic"] {
                assert!(!window.shows(lie).await, "{lie} in {page}");
            }
        }
    });
}

#[test]
fn a_publish_whose_answer_is_lost_is_found_out() {
    story(Studio::sample(Api::V1_0_3), async |stage| {
        let window = stage.blank_window().await;
        window.open("/agents/harbour-hotels/main/deployments").await;
        window.press("Publish…").await;
        window.fill(Role::Textbox, "Message", "Autumn").await;
        stage.studio.line.follow(|method, _| match method {
            "POST" => Fault::DropAnswer(TransportError::Failed),
            _ => Fault::None,
        });
        window.press("Publish to sandbox").await;
        window.sees("is in sandbox").await;
        window.has_no(Role::Heading, "Publish the draft").await;
        window.sees_in("Autumn", "Runs in Sandbox").await;
        Bar(&window).says("No unpublished changes").await;
    });
}

#[test]
fn a_new_topic_survives_failing_servers_closed_windows_and_a_lost_network() {
    story(Studio::sample(Api::V1_0_3), async |stage| {
        let window = stage.window().await;
        AgentsPage(&window).open(LARCH).await;
        Bar(&window).go_to("Knowledge").await;
        let topics = TopicsPage(&window);
        topics.begin("Whitening", "From £240.").await;
        stage.studio.line.follow(|method, _| match method {
            "POST" => Fault::answer(503, "<html>"),
            _ => Fault::None,
        });
        window.press("Create topic").await;
        window.sees("Not saved").await;
        stage.studio.line.behave();

        window.go_offline(true).await;
        window.press("Try again").await;
        window.sees("This device is offline.").await;
        window.sees("What you type is stored here.").await;
        window.go_offline(false).await;
        window.sees("It has not happened so far. Try again").await;
        assert!(!window.shows("This device is offline.").await);

        window.reload().await;
        window.holds(Role::Textbox, "Name", "Whitening").await;
        window.holds(Role::Textbox, "Content", "From £240.").await;
        window.press("Create topic").await;
        window.find(Role::Button, "Actions for this topic").await;
        let saved = stage.studio.colleague().topics(&larch()).await.unwrap();
        assert_eq!(saved.iter().filter(|topic| topic.name == "Whitening").count(), 1);
    });
}
