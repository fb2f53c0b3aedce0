//! Sides that cannot be read.

use server::Api;
use tests::Fault;

use crate::pages::ComparePage;
use crate::stage::{Role, Stage, Studio, story};

#[test]
fn a_side_that_fails_keeps_the_other_and_comes_when_it_can() {
    for (status, words) in [(404, "could not be read"), (403, "Ask an administrator")] {
        story(Studio::sample(Api::V1_0_3), async |stage| {
            stage.studio.line.follow(move |_, path| {
                match path.contains("/deployments/") && path.ends_with("/projection") {
                    true => Fault::refuse(status, "NO"),
                    false => Fault::None,
                }
            });
            let window = stage.blank_window().await;
            window.open(super::LIVE_AND_DRAFT).await;
            window.sees(words).await;
            window.sees("main (draft) has been read.").await;
            stage.studio.line.follow(|_, path| {
                match path.contains("/branches/") && path.ends_with("/projection") {
                    true => Fault::refuse(500, "asked for twice"),
                    false => Fault::None,
                }
            });
            window.press("Try again").await;
            ComparePage(&window).is_ready().await;
        });
    }
}

#[test]
fn a_side_that_never_answers_is_given_up_and_the_other_is_kept() {
    story(Studio::sample(Api::V1_0_3), async |stage| {
        hold_versions(stage);
        let window = stage.blank_window().await;
        window.lose_patience_early().await;
        window.open(super::LIVE_AND_DRAFT).await;
        window.sees("The API did not answer in time.").await;
        window.sees("main (draft) has been read.").await;
    });
}

#[test]
fn an_api_that_is_gone_is_not_taken_for_an_agent_without_content() {
    story(Studio::sample(Api::V1_0_3), async |stage| {
        stage.studio.line.follow(|_, path| match path.starts_with("/v1/") {
            true => Fault::answer(500, "oops"),
            false => Fault::None,
        });
        let window = stage.blank_window().await;
        window.open("/agents/harbour-hotels/main/compare").await;
        window.sees("Live could not be read").await;
        ComparePage(&window).compares("Live", "main (draft)").await;
    });
}

#[test]
fn a_side_that_takes_long_is_named() {
    story(Studio::sample(Api::V1_0_3), async |stage| {
        hold_versions(stage);
        let window = stage.blank_window().await;
        window.open(super::LIVE_AND_DRAFT).await;
        window.sees("main (draft) is here. Still reading Live").await;
        stage.studio.line.behave();
        ComparePage(&window).is_ready().await;
    });
}

#[test]
fn where_only_white_space_differs_it_can_be_shown_again() {
    let projection = |text: &str| {
        serde_json::json!({"agentSettings": {"rules": {"behaviour": text}}}).to_string()
    };
    let texts = [projection("Greet the guest."), projection("Greet  the guest.")];
    story(Studio::imported("Rules", &texts), async |stage| {
        let agent = stage.studio.colleague().agents().await.unwrap().remove(0).id;
        let versions = stage.studio.colleague().timeline(&agent).await.unwrap();
        let version = |at: usize| versions.published()[at].version.clone();
        let pair = format!("old=version:{}&new=version:{}", version(1), version(0));
        let window = super::opened(stage, &format!("/agents/{agent}/main/compare?{pair}")).await;
        window.press("Ignore white space").await;
        window.sees("Only white space differs").await;
        window.sees("1 change in white space left out.").await;
        window.press("Show it").await;
        ComparePage(&window).sums_up("1 change in 1 section").await;
    });
}

#[test]
fn a_key_that_may_not_read_whole_contents_still_compares_what_it_may() {
    story(Studio::sample(Api::V1_0_3), async |stage| {
        stage.studio.line.follow(|_, path| match path.starts_with("/adk") {
            true => Fault::refuse(403, "FORBIDDEN"),
            false => Fault::None,
        });
        let branches = stage.studio.colleague().branches(&"harbour-hotels".into()).await.unwrap();
        let summer = branches.iter().find(|branch| branch.name == "summer-menu").unwrap();
        let window = stage.blank_window().await;
        let pair = format!("old=branch:main&new=branch:{}", summer.id);
        window.open(&format!("/agents/harbour-hotels/main/compare?{pair}")).await;
        ComparePage(&window).is_ready().await;
        window.sees("could not be compared, because this key may not read the full content").await;
        window.find(Role::Navigation, "What changed").await;
    });
}

#[test]
fn a_version_that_is_not_there_says_so() {
    story(Studio::sample(Api::V1_0_3), async |stage| {
        let window = stage.blank_window().await;
        window
            .open("/agents/harbour-hotels/main/compare?old=version:nothing&new=branch:main")
            .await;
        window.sees("This version is not in the history of this agent.").await;
        window.sees("main (draft) has been read.").await;
        ComparePage(&window).pick("Old side", "What runs in live").await;
        ComparePage(&window).is_ready().await;
    });
}

/// The content of no version arrives.
fn hold_versions(stage: &Stage) {
    stage.studio.line.follow(|_, path| {
        match path.contains("/deployments/") && path.ends_with("/projection") {
            true => Fault::Hang,
            false => Fault::None,
        }
    });
}
