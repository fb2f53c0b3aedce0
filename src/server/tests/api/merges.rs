//! Merging branches (contract §1.2, §2.3).

use serde_json::{Value, json};
use server::Api;

use crate::studio::Studio;

const MAIN: &str = "/v1/agents/a/branches/main";

/// A branch whose topic `Parking` conflicts with main's: the studio, the branch, the topic's id.
async fn conflicting() -> (Studio, String, String) {
    let studio = Studio::new(Api::V1_0_3).await;
    let topic = studio.topic(MAIN, "Parking", "base").await;
    let id = topic.rsplit('/').next().unwrap().to_owned();
    let branch = studio.branch("summer").await;
    for (at, text) in [(MAIN, "ours"), (&branch, "theirs")] {
        let path = format!("{at}/knowledge-base/topics/{id}");
        studio.patch(&path, json!({"content": text})).await.expect(204);
    }
    (studio, branch, id)
}

async fn merge(studio: &Studio, branch: &str, resolutions: Value) -> crate::studio::Answer {
    studio.post(&format!("{branch}/merge"), json!({"conflictResolutions": resolutions})).await
}

#[tokio::test]
async fn a_clean_merge_brings_both_sides_and_ends_the_branch() {
    let studio = Studio::new(Api::V1_0_3).await;
    let topic = studio.topic(MAIN, "Parking", "Free").await;
    let branch = studio.branch("summer").await;
    studio.topic(&branch, "Pool", "Open").await;
    studio.patch(&topic, json!({"actions": "Ask for the plate."})).await.expect(204);

    let merged = studio.call("POST", &format!("{branch}/merge"), None).await.expect(200);
    assert_eq!(merged["sequence"], "4");
    assert_eq!(merged["testRunIds"], json!([]));
    let topics = studio.get(&format!("{MAIN}/knowledge-base/topics")).await.expect(200);
    let names: Vec<_> = topics.as_array().unwrap().iter().map(|one| &one["name"]).collect();
    assert_eq!(names, ["Parking", "Pool"]);
    assert_eq!(topics[0]["actions"], "Ask for the plate.");
    let list = studio.get("/v1/agents/a/branches").await.expect(200);
    assert_eq!(list["branches"].as_array().unwrap().len(), 1);
    studio.call("POST", &format!("{branch}/merge"), None).await.refused(404, "BRANCH_NOT_FOUND");
    studio.call("POST", &format!("{MAIN}/merge"), None).await.refused(422, "BRANCH_MAIN_PROTECTED");
}

#[tokio::test]
async fn a_conflict_is_reported_whole_and_changes_nothing() {
    let (studio, branch, id) = conflicting().await;
    let before = studio.content("main").await;
    let conflicts = merge(&studio, &branch, json!([])).await.expect(409);
    let path = json!(["knowledgeBase", "topics", "entities", id, "content"]);
    assert_eq!(
        conflicts["conflicts"][0],
        json!({
            "path": path, "baseValue": "base", "oursValue": "ours", "theirsValue": "theirs",
            "type": "modify"
        })
    );
    assert_eq!(conflicts["errors"], json!([]));
    assert!(conflicts["targetLastUpdated"].is_string() && conflicts["sourceCreatedAt"].is_string());
    let value = &conflicts["value"]["knowledgeBase"]["topics"]["entities"][&id]["content"];
    assert_eq!(value, "ours");
    assert_eq!(studio.content("main").await, before);
    let list = studio.get("/v1/agents/a/branches").await.expect(200);
    assert_eq!(list["branches"].as_array().unwrap().len(), 2);
}

#[tokio::test]
async fn a_conflict_is_answered_with_a_side_or_a_text_of_ones_own() {
    let answers = [
        (json!({"strategy": "ours"}), "ours"),
        (json!({"strategy": "theirs"}), "theirs"),
        (json!({"strategy": "base"}), "base"),
        (json!({"strategy": "theirs", "value": "mine"}), "mine"),
    ];
    for (mut answer, expected) in answers {
        let (studio, branch, id) = conflicting().await;
        answer["path"] = json!(["knowledgeBase", "topics", "entities", id, "content"]);
        let date = json!({
            "path": ["knowledgeBase", "topics", "entities", id, "updatedAt"], "strategy": "theirs"
        });
        merge(&studio, &branch, json!([answer, date])).await.expect(200);
        let topic = studio.get(&format!("{MAIN}/knowledge-base/topics/{id}")).await.expect(200);
        assert_eq!(topic["content"], expected);
    }
}

#[tokio::test]
async fn a_text_for_a_place_without_a_conflict_is_reported() {
    let (studio, branch, id) = conflicting().await;
    let path = json!(["knowledgeBase", "topics", "entities", id, "name"]);
    let stray = json!([{"path": path, "strategy": "theirs", "value": "x"}]);
    let refused = merge(&studio, &branch, stray).await.expect(409);
    assert_eq!(refused["errors"][0]["path"], path);
}

#[tokio::test]
async fn a_resolution_that_breaks_the_rules_is_refused() {
    let (studio, branch, _) = conflicting().await;
    let bad = json!([{"path": "content", "strategy": "mine", "why": 1}]);
    merge(&studio, &branch, bad).await.at_fault(&[
        "conflictResolutions.0.path",
        "conflictResolutions.0.strategy",
        "conflictResolutions.0.why",
    ]);
}

#[tokio::test]
async fn a_sync_answers_conflicts_with_200_and_can_be_answered() {
    let (studio, branch, id) = conflicting().await;
    let path = format!("{branch}/sync");
    let conflicts = studio.post(&path, json!({})).await.expect(200);
    assert_eq!(conflicts["outcome"], "conflicts");
    assert_eq!(conflicts["conflicts"][0]["oursValue"], "ours", "the parent");
    let answer = json!({"path": conflicts["conflicts"][0]["path"], "strategy": "ours"});
    let synced = studio.post(&path, json!({"conflictResolutions": [answer]})).await.expect(200);
    assert!(synced["sequence"].is_string());
    let topic = studio.get(&format!("{branch}/knowledge-base/topics/{id}")).await.expect(200);
    assert_eq!(topic["content"], "ours");
    merge(&studio, &branch, json!([])).await.expect(200);
}
