//! The whole content of branches and deployments (contract §1.8).

use client::ErrorKind;
use model::{BranchRef, Coverage, Environment, Section, Snapshot};
use serde_json::json;
use tests::{Api, Fault, Studio};

use crate::BOTH;

async fn of_branch(studio: &Studio, at: &BranchRef) -> Snapshot {
    studio.client.branch_snapshot(&studio.account, at).await.unwrap()
}

#[tokio::test]
async fn the_snapshot_of_a_branch_is_whole() {
    for api in BOTH {
        let studio = Studio::new(api).await;
        let at = studio.branch("draft").await;
        let topic = studio.topic(&at, "Pool", "Open.").await;
        studio.client.set_behavior(&at, "Be kind.").await.unwrap();
        let content = of_branch(&studio, &at).await;
        assert_eq!(content.coverage(), Coverage::Whole);
        assert_eq!(content.topics(), [topic]);
        assert_eq!(content.behavior(), "Be kind.");
        let functions = content.projection().pointer("/functions/functions/entities").unwrap();
        assert!(!functions.as_object().unwrap().is_empty(), "more than the public API returns");
    }
}

#[tokio::test]
async fn later_edits_do_not_change_the_content_of_a_deployment() {
    for api in BOTH {
        let studio = Studio::new(api).await;
        let active = studio.client.active(&studio.agent).await.unwrap().sandbox.unwrap();
        let read = async || {
            let (account, agent) = (&studio.account, &studio.agent);
            studio.client.deployment_snapshot(account, agent, &active.id).await.unwrap()
        };
        let before = read().await;
        let at = studio.branch("draft").await;
        studio.topic(&at, "Pool", "Open.").await;
        studio.client.merge(&at, "Pool", &[]).await.unwrap();
        assert_eq!(read().await, before);
        assert_ne!(of_branch(&studio, &studio.main()).await, before);
    }
}

#[tokio::test]
async fn a_key_that_may_not_read_projections_still_sees_the_public_parts() {
    let studio = Studio::new(Api::V1_0_11).await;
    let at = studio.branch("draft").await;
    studio.topic(&at, "Pool", "Open.").await;
    let city = studio.client.create_attribute(&at, "city").await.unwrap();
    let values = [(city.id.clone(), "Leeds".to_owned())].into();
    studio.client.create_variant(&at, "Leeds", &values).await.unwrap();
    let whole = of_branch(&studio, &at).await;
    for status in [401, 403, 404] {
        let (client, line) =
            studio.on_line(move |request| match request.url.starts_with("/adk/") {
                true => Fault::refuse(status, "USER_ACCESS_FORBIDDEN"),
                false => Fault::None,
            });
        let parts = client.branch_snapshot(&studio.account, &at).await.unwrap();
        assert_eq!(line.sent().len(), 5, "the closed door, then four parts at once");
        assert_eq!(parts.coverage(), Coverage::Public);
        assert!(!parts.coverage().includes(Section::Functions));
        assert_eq!(parts.behavior(), whole.behavior());
        assert_eq!(parts.topics(), whole.topics());
        assert_eq!(parts.attributes(), whole.attributes());
        assert_eq!(parts.variants(), whole.variants());
    }
}

#[tokio::test]
async fn a_server_error_does_not_fall_back_to_the_public_parts() {
    let studio = Studio::new(Api::V1_0_3).await;
    let (client, line) = studio.on_line(|request| match request.url.starts_with("/adk/") {
        true => Fault::refuse(500, "INTERNAL_SERVER_ERROR"),
        false => Fault::None,
    });
    let error = client.branch_snapshot(&studio.account, &studio.main()).await.unwrap_err();
    assert_eq!(error.kind(), Some(ErrorKind::ServerFault));
    assert_eq!(line.sent().len(), 1);
}

#[tokio::test]
async fn the_snapshot_of_an_unknown_branch_or_deployment_is_not_found() {
    let studio = Studio::new(Api::V1_0_3).await;
    let (client, account) = (&studio.client, &studio.account);
    let nowhere = BranchRef::new(studio.agent.clone(), "BRANCH-NONE");
    assert!(client.branch_snapshot(account, &nowhere).await.unwrap_err().is_not_found());
    let unknown = client.deployment_snapshot(account, &studio.agent, &"none".into()).await;
    assert!(unknown.unwrap_err().is_not_found());
}

/// An exponent without a sign would get one (serde_json writes `1e3` as `1e+3`); the programs that
/// write projections always give it one.
#[tokio::test]
async fn unknown_keys_stay_in_order_and_numbers_are_spelled_unchanged() {
    let text = r#"{"zeta":{"b":1.0,"a":1e+21,"d":1e-07,"c":0.1000},"agentSettings":{"rules":{"behaviour":"x"}},"alpha":12345678901234567890.5}"#;
    let studio = Studio::of_projection(text).await;
    assert_eq!(of_branch(&studio, &studio.main()).await.projection().to_string(), text);
    let active = studio.client.active(&studio.agent).await.unwrap();
    let deployment = active.get(Environment::Sandbox).unwrap();
    let (account, agent) = (&studio.account, &studio.agent);
    let content = studio.client.deployment_snapshot(account, agent, &deployment.id).await.unwrap();
    assert_eq!(content.projection().to_string(), text);
}

#[tokio::test]
async fn an_empty_projection_is_an_empty_agent() {
    let studio = Studio::new(Api::V1_0_3).await;
    let (client, _) = studio.on_line(|_| Fault::answer(200, r#"{"projection":{}}"#));
    let content = client.branch_snapshot(&studio.account, &studio.main()).await.unwrap();
    assert_eq!((content.coverage(), content.projection()), (Coverage::Whole, &json!({})));
}
