//! Where the two APIs differ, and where the sources disagree: every row of contract §0.1.

use axum::body::Body;
use axum::http::Request;
use serde_json::{Value, json};
use server::{Api, Options};

use crate::studio::{KEY, Studio};

const MAIN: &str = "/v1/agents/a/branches/main";

async fn both() -> [Studio; 2] {
    [Studio::new(Api::V1_0_3).await, Studio::new(Api::V1_0_11).await]
}

async fn first_in(studio: &Studio, environment: &str) -> Value {
    let path = format!("/v1/agents/a/deployments?environment={environment}");
    studio.get(&path).await.expect(200)["deployments"][0].clone()
}

#[tokio::test]
async fn row_1_agents_without_an_account_are_the_older_api() {
    let [older, newer] = both().await;
    older.get("/v1/agents").await.expect(200);
    newer.get("/v1/agents").await.refused(404, "NOT_FOUND");
    let agent = json!({"name": "B", "responseSettings": {"greeting": "Hi"}});
    older.post("/v1/agents", agent.clone()).await.expect(200);
    newer.post("/v1/agents", agent).await.refused(404, "NOT_FOUND");
    for studio in [older, newer] {
        studio.get(&format!("/v1/accounts/{}/agents", studio.account)).await.expect(200);
        studio.get("/v1/accounts/ws-other/agents").await.refused(404, "ACCOUNT_NOT_FOUND");
    }
}

#[tokio::test]
async fn row_2_a_branch_has_a_branch_name_and_in_the_older_api_a_name() {
    let [older, newer] = both().await;
    let path = "/v1/agents/a/branches";
    older.post(path, json!({"name": "experiment-new-greeting"})).await.expect(201);
    newer.post(path, json!({"name": "x"})).await.at_fault(&["branchName", "name"]);
    for studio in [older, newer] {
        studio.post(path, json!({"branchName": "x"})).await.expect(201);
        studio
            .post(path, json!({"branchName": "y", "extra": 1}))
            .await
            .refused(400, "SCHEMA_VALIDATION_FAILED");
        studio.post(path, json!({})).await.refused(400, "SCHEMA_VALIDATION_FAILED");
    }
}

#[tokio::test]
async fn row_3_main_is_the_draft_of_the_older_api_and_read_only_in_the_newer() {
    let [older, newer] = both().await;
    let edits = [
        ("PATCH", "behavior", json!({"behavior": "x"})),
        ("POST", "knowledge-base/topics", json!({"name": "n", "content": "c"})),
        ("POST", "attributes", json!({"name": "city"})),
        ("POST", "variants", json!({"name": "Leeds"})),
    ];
    for (method, path, body) in edits {
        let path = format!("{MAIN}/{path}");
        let status = older.call(method, &path, Some(body.clone())).await.status;
        assert!(status == 200 || status == 201, "{method} {path}: {status}");
        let message =
            newer.call(method, &path, Some(body)).await.refused(422, "BRANCH_MAIN_READ_ONLY");
        assert_eq!(message, "Cannot directly update main branch");
    }
    let unknown = newer.delete(&format!("{MAIN}/knowledge-base/topics/none")).await;
    unknown.refused(422, "BRANCH_MAIN_READ_ONLY");
}

#[tokio::test]
async fn row_4_promote_and_rollback_answer_200() {
    for studio in both().await {
        let id = first_in(&studio, "sandbox").await["id"].as_str().unwrap().to_owned();
        studio.post(&format!("/v1/agents/a/deployments/{id}/promote"), json!({})).await.expect(200);
        studio
            .post(&format!("/v1/agents/a/deployments/{id}/rollback"), json!({}))
            .await
            .expect(200);
    }
}

#[tokio::test]
async fn row_5_the_older_api_needs_only_a_name_and_stores_a_description() {
    let [older, newer] = both().await;
    let seed = json!({"name": "Support Agent", "description": "Handles Tier 1 support"});
    let made = older.post("/v1/agents", seed.clone()).await.expect(200);
    assert_eq!(made["description"], "Handles Tier 1 support");
    let id = &made["agentId"];
    let listed = older.get("/v1/agents").await.expect(200);
    assert!(listed.as_array().unwrap().contains(&made));
    let by_account = older.get(&format!("/v1/accounts/{}/agents", older.account)).await.expect(200);
    let same = by_account.as_array().unwrap().iter().find(|one| one["agentId"] == *id).unwrap();
    assert!(same.get("description").is_none(), "the newer path allows no such key");
    let path = format!("/v1/accounts/{}/agents", newer.account);
    newer.post(&path, seed).await.at_fault(&["description", "responseSettings"]);
}

#[tokio::test]
async fn row_6_a_refusal_can_be_read_by_clients_of_either_age() {
    for studio in both().await {
        let answer = studio.post("/v1/agents/a/branches", json!({"branchName": ""})).await;
        assert_eq!(
            answer.body["errors"],
            json!([{"field": "branchName", "message": "must not be empty"}])
        );
        answer.refused(400, "SCHEMA_VALIDATION_FAILED");
    }
}

#[tokio::test]
async fn row_7_conflicts_are_409_in_the_older_api_and_400_in_the_newer() {
    for (studio, status) in both().await.into_iter().zip([409, 400]) {
        let one = studio.branch("one").await;
        let two = studio.branch("two").await;
        for (branch, text) in [(&one, "one"), (&two, "two")] {
            studio
                .patch(&format!("{branch}/behavior"), json!({"behavior": text}))
                .await
                .expect(200);
        }
        studio.call("POST", &format!("{one}/merge"), None).await.expect(200);
        let conflicts = studio.call("POST", &format!("{two}/merge"), None).await.expect(status);
        assert_eq!(conflicts["hasConflicts"], true);
        assert_eq!(
            conflicts["conflicts"][0]["path"],
            json!(["agentSettings", "rules", "behaviour"])
        );
    }
}

#[tokio::test]
async fn row_8_sandbox_may_go_straight_to_live_unless_order_is_strict() {
    for strict_order in [false, true] {
        let studio = Studio::with(Options { strict_order, ..Options::default() }).await;
        let id = first_in(&studio, "sandbox").await["id"].as_str().unwrap().to_owned();
        let path = format!("/v1/agents/a/deployments/{id}/promote");
        let answer = studio.post(&path, json!({"targetEnvironment": "live"})).await;
        assert_eq!(answer.status, if strict_order { 412 } else { 200 });
    }
}

#[tokio::test]
async fn row_9_a_topic_takes_a_hundred_sample_questions() {
    for studio in both().await {
        let branch = studio.branch("b").await;
        let path = format!("{branch}/knowledge-base/topics");
        let topic = |count| json!({"name": "n", "content": "c", "exampleQueries": {"queries": vec!["?"; count]}});
        studio.post(&path, topic(101)).await.at_fault(&["exampleQueries.queries"]);
        studio.post(&path, topic(100)).await.expect(201);
    }
}

#[tokio::test]
async fn row_10_the_default_variant_can_be_set() {
    for studio in both().await {
        let branch = studio.branch("b").await;
        let path = format!("{branch}/variants");
        studio.post(&path, json!({"name": "one"})).await.expect(201);
        studio.post(&path, json!({"name": "two", "isDefault": true})).await.expect(201);
        let list = studio.get(&path).await.expect(200);
        let defaults: Vec<_> = (0..2).map(|n| list["variants"][n]["isDefault"].clone()).collect();
        assert_eq!(defaults, [false, true]);
    }
}

#[tokio::test]
async fn row_11_the_audio_cache_is_not_offered() {
    for studio in both().await {
        studio.get("/v1/agents/a/audio-cache").await.refused(404, "NOT_OFFERED_LOCALLY");
    }
}

#[tokio::test]
async fn row_12_a_rollback_repeats_the_message_of_its_target() {
    for studio in both().await {
        let id = first_in(&studio, "sandbox").await["id"].as_str().unwrap().to_owned();
        let body = json!({"deploymentMessage": "mine"});
        let path = format!("/v1/agents/a/deployments/{id}/rollback");
        let made = studio.post(&path, body).await.expect(200)["deployment"].clone();
        assert_eq!(made["metadata"], Value::Null);
        assert_eq!(
            first_in(&studio, "sandbox").await["metadata"],
            json!({"deployment_message": "Project initialization", "deployment_type": "rollback"})
        );
    }
}

#[tokio::test]
async fn row_13_a_connector_at_import_is_ignored() {
    for studio in both().await {
        let path = "/v1/agents/a/telephony/phone-numbers/+441134960000";
        studio.post(path, json!({"connectorId": "CONNECTOR-1"})).await.expect(201);
        assert_ne!(studio.get(path).await.expect(200)["connectorId"], "CONNECTOR-1");
    }
}

#[tokio::test]
async fn row_14_history_is_the_deployments_and_the_merges() {
    for studio in both().await {
        let branch = studio.branch("summer").await;
        studio.call("POST", &format!("{branch}/merge"), None).await.expect(200);
        let path = format!("{}/branches/main/merge-history", studio.project());
        assert_eq!(studio.get(&path).await.expect(200)["merges"][0]["branchName"], "summer");
    }
}

#[tokio::test]
async fn row_15_the_api_says_knowledge_base_and_topics() {
    for studio in both().await {
        studio.get(&format!("{MAIN}/knowledge-base/topics")).await.expect(200);
    }
}

#[tokio::test]
async fn row_16_a_merge_publishes_in_the_newer_api_and_not_in_the_older() {
    for (studio, publishes) in both().await.into_iter().zip([false, true]) {
        let branch = studio.branch("b").await;
        studio.topic(&branch, "Parking", "Free").await;
        let before = first_in(&studio, "sandbox").await;
        let body = json!({"deploymentMessage": "Parking is free"});
        let merged = studio.post(&format!("{branch}/merge"), body).await.expect(200);
        let after = first_in(&studio, "sandbox").await;
        let publish = studio.post("/v1/agents/a/deployments/publish", json!({})).await;
        if publishes {
            assert_eq!(merged["message"], "Branch merged to main and deployed to sandbox");
            assert_eq!(after["metadata"]["deployment_message"], "Parking is free");
            assert_eq!(after["metadata"]["deployment_type"], "publish");
            publish.refused(409, "DEPLOYMENTS_ALREADY_PUBLISHED");
        } else {
            assert_eq!(merged["message"], "Branch merged to main");
            assert_eq!(after, before, "main is a draft that differs");
            publish.expect(201);
        }
    }
}

#[tokio::test]
async fn row_17_a_chat_that_ended_has_the_code_of_the_wire() {
    for studio in both().await {
        let chat = studio.post("/v1/agents/a/debug-chat", json!({"clientEnv": "sandbox"})).await;
        let id = chat.expect(201)["conversationId"].as_str().unwrap().to_owned();
        let path = format!("/v1/agents/a/debug-chat/{id}");
        let bye = json!({"clientEnv": "sandbox", "message": "Goodbye!"});
        assert_eq!(studio.post(&path, bye.clone()).await.expect(200)["conversationEnded"], true);
        studio.post(&path, bye).await.refused(400, "CHAT_CONVERSATION_ENDED");
    }
}

#[tokio::test]
async fn row_18_content_may_be_emptied_but_not_begin_empty() {
    for studio in both().await {
        let branch = studio.branch("b").await;
        let path = format!("{branch}/knowledge-base/topics");
        studio.post(&path, json!({"name": "n", "content": ""})).await.at_fault(&["content"]);
        let topic = studio.topic(&branch, "n", "c").await;
        studio.patch(&topic, json!({"content": ""})).await.expect(204);
    }
}

#[tokio::test]
async fn a_rollback_of_sandbox_resets_a_protected_main_and_not_a_draft() {
    for (studio, follows) in both().await.into_iter().zip([false, true]) {
        let first = first_in(&studio, "sandbox").await;
        let branch = studio.branch("b").await;
        studio.topic(&branch, "Parking", "Free").await;
        studio.call("POST", &format!("{branch}/merge"), None).await.expect(200);
        let path = format!("/v1/agents/a/deployments/{}/rollback", first["id"].as_str().unwrap());
        studio.call("POST", &path, None).await.expect(200);
        let topics = studio.get(&format!("{MAIN}/knowledge-base/topics")).await.expect(200);
        assert_eq!(topics.as_array().unwrap().is_empty(), follows);
    }
}

/// The calls of the older quick start, as its text has them.
#[tokio::test]
async fn the_quick_start_of_the_older_api_works_as_documented() {
    let studio = Studio::empty(Options { api: Api::V1_0_3, ..Options::default() });
    let post = |method: &str, path: String, body: Option<&str>| {
        let mut request = Request::builder().method(method).uri(path).header("x-api-key", KEY);
        if body.is_some() {
            request = request.header("Content-Type", "application/json");
        }
        let body = body.map_or_else(Body::empty, |body| Body::from(body.to_owned()));
        studio.send(request.body(body).unwrap())
    };
    let agent = r#"{
        "name": "Support Agent",
        "description": "Handles Tier 1 support for the US market"
      }"#;
    let agent = post("POST", "/v1/agents".to_owned(), Some(agent)).await.expect(200);
    let agent = format!("/v1/agents/{}", agent["agentId"].as_str().unwrap());
    let behavior = r#"{ "behavior": "You are a friendly, concise support agent..." }"#;
    post("PATCH", format!("{agent}/branches/main/behavior"), Some(behavior)).await.expect(200);
    let topic =
        r#"{ "name": "Password reset", "content": "Users can reset their password by..." }"#;
    post("POST", format!("{agent}/branches/main/knowledge-base/topics"), Some(topic))
        .await
        .expect(201);
    let publish = r#"{ "environment": "sandbox" }"#;
    let made =
        post("POST", format!("{agent}/deployments/publish"), Some(publish)).await.expect(201);
    let id = made["deployment"]["id"].as_str().unwrap();
    let made = post("POST", format!("{agent}/deployments/{id}/promote"), None).await.expect(200);
    assert_eq!(made["deployment"]["environment"], "pre-release");
    let id = made["deployment"]["id"].as_str().unwrap();
    let made = post("POST", format!("{agent}/deployments/{id}/promote"), None).await.expect(200);
    assert_eq!(made["deployment"]["environment"], "live");
    let branch = r#"{ "name": "experiment-new-greeting" }"#;
    let branch = post("POST", format!("{agent}/branches"), Some(branch)).await.expect(201);
    let branch = branch["branchId"].as_str().unwrap();
    post("POST", format!("{agent}/branches/{branch}/merge"), None).await.expect(200);
    let hours = r#"{ "variables": { "open_hour": 8, "close_hour": 22 } }"#;
    post("PATCH", format!("{agent}/real-time-configs/live/variables"), Some(hours))
        .await
        .expect(200);
}
