//! Responses that arrive after the person left the page.

use server::Api;
use tests::Fault;
use thirtyfour::Key;

use super::hotels;
use crate::pages::{Bar, BehaviorPage, DeploymentsPage, TopicsPage, VariantsPage, without_keys};
use crate::stage::{Role, Stage, Studio, Window, story};

#[test]
fn a_save_is_done_although_its_page_was_left() {
    story(Studio::sample(Api::V1_0_3), async |stage| {
        let window = stage.window().await;
        window.open("/agents/harbour-hotels/main/behavior").await;
        let typed = BehaviorPage(&window).add_line("Be brief.").await;
        hold_answers(stage);
        BehaviorPage(&window).press_save().await;
        window.sees("Saving…").await;
        leave_and_let_answer(stage, &window).await;
        window.open("/agents/harbour-hotels/main/behavior").await;
        BehaviorPage(&window).holds(&typed).await;
        let saved = stage.studio.colleague().behavior(&hotels()).await.unwrap();
        assert_eq!(without_keys(&saved), without_keys(&typed));
    });
}

#[test]
fn no_page_breaks_when_its_answers_come_too_late() {
    story(Studio::sample(Api::V1_0_3), async |stage| {
        let window = stage.window().await;
        let page_with = async |page: &str, draft: &str| {
            window.open(&format!("/agents/harbour-hotels/main/{page}")).await;
            Bar(&window).says(draft).await;
        };
        let page = async |page: &str| page_with(page, "Draft: ").await;
        let topics = TopicsPage(&window);

        page("topics").await;
        topics.begin("Sauna", "Open until nine.").await;
        hold_answers(stage);
        window.press("Create topic").await;
        leave_and_let_answer(stage, &window).await;
        window.sees("“Sauna” created").await;

        page("topics").await;
        assert!(!window.shows("Knowledge unsaved").await, "it would be created twice");
        topics.select("Afternoon tea").await;
        topics.select("Accessible rooms").await;
        hold_answers(stage);
        window.press("Deactivate").await;
        leave_and_let_answer(stage, &window).await;

        page("topics").await;
        topics.open("Sauna").await;
        hold_answers(stage);
        window.choose("Actions for this topic", "Delete").await;
        leave_and_let_answer(stage, &window).await;

        page("variants").await;
        let grid = VariantsPage(&window);
        grid.go_to("The Quayside, Bristol", "phone").await;
        grid.type_over("1").await;
        hold_answers(stage);
        window.keys(Key::Control + "s").await;
        leave_and_let_answer(stage, &window).await;

        page("deployments").await;
        hold_answers(stage);
        window.press("Publish…").await;
        window.press("Publish to sandbox").await;
        leave_and_let_answer(stage, &window).await;

        page_with("deployments", "No unpublished changes").await;
        DeploymentsPage(&window).show("Sandbox").await;
        window.press("Promote to pre-release…").await;
        window.find(Role::Button, "Next change").await;
        hold_answers(stage);
        window.press("Promote to pre-release").await;
        leave_and_let_answer(stage, &window).await;

        page_with("compare?old=environment:live&new=branch:main", "No unpublished").await;
        window.find(Role::Navigation, "What changed").await;
        hold_answers(stage);
        window.choose("Actions", "Revert all changes…").await;
        leave_and_let_answer(stage, &window).await;
    });
}

#[test]
fn what_was_deleted_can_be_brought_back_from_another_room() {
    story(Studio::sample(Api::V1_0_3), async |stage| {
        let window = stage.window().await;
        window.open("/agents/harbour-hotels/main/topics").await;
        TopicsPage(&window).open("Parking").await;
        window.choose("Actions for this topic", "Delete").await;
        window.sees("“Parking” deleted").await;
        Bar(&window).go_to("Deployments").await;
        window.click_in("“Parking” deleted", Role::Button, "Undo").await;
        window.sees("“Parking” is back").await;
        let topics = stage.studio.colleague().topics(&hotels()).await.unwrap();
        assert!(topics.iter().any(|topic| topic.name == "Parking"));

        window.press("Actions for this topic").await;
        window.click(Role::MenuItem, "Delete").await;
        window.sees("“Parking” deleted").await;
        Bar(&window).open_branch("summer-menu").await;
        window.sees_no_more("“Parking” deleted").await;
    });
}

/// No answer comes until the line is let go.
fn hold_answers(stage: &Stage) {
    stage.studio.line.follow(|_, path| match path.starts_with("/v1") || path.starts_with("/adk") {
        true => Fault::Hang,
        false => Fault::None,
    });
}

/// Goes to the list of agents as a step in the history does, whatever dialog is open, and lets the answers come only then.
async fn leave_and_let_answer(stage: &Stage, window: &Window) {
    window
        .script(
            "history.pushState(null, '', '/agents'); dispatchEvent(new PopStateEvent('popstate'))",
            vec![],
        )
        .await;
    window.find(Role::Heading, "Agents").await;
    stage.studio.line.behave();
    window.find(Role::Link, "Harbour Hotels").await;
    // What runs in live, which no step of these stories changes.
    window.sees("3 days ago").await;
    window.is_idle().await;
    assert!(!window.shows("Agent Studio has stopped").await);
}
