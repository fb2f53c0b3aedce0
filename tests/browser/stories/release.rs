//! The quick start by hand: from nothing to live callers, and back.

use server::Api;

use crate::pages::{AgentsPage, Bar, BehaviorPage, DeploymentsPage, TopicsPage};
use crate::stage::{Role, Stage, Studio, Window, story};

#[test]
fn an_agent_is_made_released_and_rolled_back_where_main_is_the_draft() {
    story(Studio::empty(Api::V1_0_3), async |stage| {
        let window = begun(stage).await;
        let bar = Bar(&window);
        written(&window, "Be brief.").await;
        topic_written(&window).await;
        bar.publish("First words").await;
        released(&window, "First words").await;

        bar.go_to("Behavior").await;
        written(&window, "Be verbose.").await;
        bar.publish("More words").await;
        released(&window, "More words").await;
        rolled_back(stage, &window).await;
    });
}

#[test]
fn an_agent_is_made_released_and_rolled_back_where_main_is_protected() {
    story(Studio::empty(Api::V1_0_11), async |stage| {
        let window = begun(stage).await;
        let bar = Bar(&window);
        bar.new_branch("first-words").await;
        written(&window, "Be brief.").await;
        topic_written(&window).await;
        bar.says("Branch: 2 changes").await;
        bar.merge("First words").await;
        released(&window, "First words").await;

        bar.go_to("Behavior").await;
        bar.new_branch("more-words").await;
        written(&window, "Be verbose.").await;
        bar.merge("More words").await;
        released(&window, "More words").await;
        rolled_back(stage, &window).await;
    });
}

/// An empty workspace, in which an agent is created.
async fn begun(stage: &Stage) -> Window {
    let window = stage.window().await;
    window.sees("No agents yet").await;
    AgentsPage(&window).create("Harbour Hotels", "Good morning, how can I help?").await;
    window.is_titled("Behavior · Harbour Hotels · Agent Studio").await;
    window
}

async fn written(window: &Window, text: &str) {
    let behavior = BehaviorPage(window);
    behavior.write(text).await;
    behavior.save().await;
}

async fn topic_written(window: &Window) {
    Bar(window).go_to("Knowledge").await;
    window.sees("No topics yet").await;
    TopicsPage(window).create("Parking", "Parking is free for guests.").await;
}

/// From sandbox to pre-release to live.
async fn released(window: &Window, message: &str) {
    Bar(window).go_to("Deployments").await;
    let deployments = DeploymentsPage(window);
    deployments.promote_to_pre_release(message).await;
    deployments.promote_to_live(message).await;
}

/// Live goes back to what it was, and says so everywhere.
async fn rolled_back(stage: &Stage, window: &Window) {
    let deployments = DeploymentsPage(window);
    deployments.show("Live").await;
    deployments.runs("More words", "Live").await;
    deployments.choose("First words", "Roll live back to this…").await;
    window.sees("Reverts 1 version").await;
    window.click(Role::Checkbox, "I understand").await;
    window.fill(Role::Textbox, "Message", "Too many words").await;
    window.press("Roll back live").await;
    window.sees("runs in live").await;
    window.has_no(Role::Heading, "Roll back live").await;

    let api = stage.studio.colleague();
    let agent = api.agents().await.unwrap().remove(0);
    let timeline = api.timeline(&agent.id).await.unwrap();
    let (live, sandbox) = (timeline.active().live.clone(), timeline.active().sandbox.clone());
    let (live, sandbox) = (live.unwrap(), sandbox.unwrap());
    let content = api.deployment_snapshot(&agent.account, &agent.id, &live.id).await.unwrap();
    assert_eq!(content.behavior(), "Be brief.");
    assert_eq!(content.topics().len(), 1);
    assert_ne!(live.version, sandbox.version, "only live went back");
}
