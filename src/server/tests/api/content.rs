//! The whole content of branches and deployments (contract §1.8), and how it is stored.

use serde_json::json;
use server::Api;

use crate::studio::Studio;

const BEHAVIOR: &str = "/v1/agents/a/branches/main/behavior";

#[tokio::test]
async fn earlier_contents_can_be_read_for_a_hundred_edits() {
    let studio = Studio::new(Api::V1_0_3).await;
    for n in 2..=120 {
        studio.patch(BEHAVIOR, json!({"behavior": format!("at {n}")})).await.expect(200);
    }
    let path = format!("{}/branches/main/projection", studio.project());
    let now = studio.get(&path).await.expect(200);
    assert_eq!(now["lastKnownSequence"], "120");
    let behavior = |answer: serde_json::Value| {
        answer["projection"]["agentSettings"]["rules"]["behaviour"].clone()
    };
    assert_eq!(behavior(now), "at 120");
    let past = studio.get(&format!("{path}?atSequence=50")).await.expect(200);
    assert_eq!(past["lastKnownSequence"], "50");
    assert_eq!(behavior(past), "at 50");
    for missing in [1, 19, 121] {
        let answer = studio.get(&format!("{path}?atSequence={missing}")).await;
        answer.refused(404, "BRANCH_SEQUENCE_NOT_FOUND");
    }
    studio.get(&format!("{path}?atSequence=x")).await.refused(400, "SCHEMA_VALIDATION_FAILED");
}

#[tokio::test]
async fn the_sequence_that_a_branch_was_made_from_is_stored_for_longer() {
    let studio = Studio::new(Api::V1_0_3).await;
    studio.patch(BEHAVIOR, json!({"behavior": "the fork"})).await.expect(200);
    studio.branch("summer").await;
    for n in 0..110 {
        studio.patch(BEHAVIOR, json!({"behavior": n.to_string()})).await.expect(200);
    }
    let path = format!("{}/branches/main/projection?atSequence=2", studio.project());
    let fork = studio.get(&path).await.expect(200);
    assert_eq!(fork["projection"]["agentSettings"]["rules"]["behaviour"], "the fork");
}

#[tokio::test]
async fn a_deployment_keeps_its_content() {
    let studio = Studio::new(Api::V1_0_3).await;
    let before = studio.content("main").await;
    let first = studio.get("/v1/agents/a/deployments?environment=sandbox").await.expect(200);
    let id = first["deployments"][0]["id"].as_str().unwrap().to_owned();
    for n in 0..105 {
        studio.patch(BEHAVIOR, json!({"behavior": n.to_string()})).await.expect(200);
    }
    let path = format!("{}/deployments/{id}/projection", studio.project());
    assert_eq!(studio.get(&path).await.expect(200)["projection"], before);
}
