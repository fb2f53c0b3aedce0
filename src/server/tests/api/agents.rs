//! Agents (contract §1.1).

use serde_json::json;
use server::{Api, Options};

use crate::studio::Studio;

#[tokio::test]
async fn a_new_agent_has_main_and_a_first_deployment() {
    let studio = Studio::new(Api::V1_0_11).await;
    let path = format!("/v1/accounts/{}/agents", studio.account);
    let agents = studio.get(&path).await.expect(200);
    assert_eq!(agents[0]["agentId"], "a");
    assert_eq!(agents[0]["branchCount"], 1);
    assert_eq!(agents[0].as_object().unwrap().len(), 6, "and no other keys");

    let branches = studio.get("/v1/agents/a/branches").await.expect(200);
    assert_eq!(branches["branches"][0]["branchId"], "main");
    let active = studio.get("/v1/agents/a/deployments/active").await.expect(200);
    let metadata = &active["activeDeployments"]["sandbox"]["metadata"];
    assert_eq!(
        *metadata,
        json!({"deployment_message": "Project initialization", "deployment_type": "publish"})
    );
    assert_eq!(active["activeDeployments"]["live"], json!(null));
}

#[tokio::test]
async fn what_is_chosen_at_creation_is_in_the_content() {
    let studio = Studio::empty(Options::default());
    let agent = json!({
        "name": "B", "responseSettings": {"greeting": "Bonjour", "languageCode": "fr-FR"},
        "voiceSettings": {"voiceId": "VOICE-1"}, "llmSettings": {"modelId": "MODEL-1"}
    });
    let made = studio.post("/v1/agents", agent).await.expect(200);
    let id = made["agentId"].as_str().unwrap();
    assert!(id.starts_with("PROJECT-") && id.len() == 16, "{id}");

    let path =
        format!("/adk/v1/accounts/{}/projects/{id}/branches/main/projection", studio.account);
    let content = studio.get(&path).await.expect(200)["projection"].clone();
    assert_eq!(content["agentSettings"]["greeting"]["welcomeMessage"], "Bonjour");
    assert_eq!(content["languages"]["defaultLanguageCode"], "fr-FR");
    assert_eq!(content["voices"]["agentVoices"]["entities"]["agent-voice"]["voiceId"], "VOICE-1");
    assert_eq!(content["llmSettings"]["modelId"], "MODEL-1");
    assert_eq!(content["handoff"]["handoffs"]["ids"], json!(["default-handoff"]));
    assert_eq!(content["functions"]["functions"]["ids"], json!(["default-function"]));
}

#[tokio::test]
async fn an_id_is_taken_once() {
    let studio = Studio::new(Api::V1_0_3).await;
    let again = json!({"name": "A", "agentId": "a"});
    studio.post("/v1/agents", again).await.refused(409, "PROJECT_ID_ALREADY_EXISTS");
    let copy = json!({"newAgentName": "A", "newAgentId": "a"});
    studio.post("/v1/agents/a/duplicate", copy).await.refused(409, "PROJECT_ID_ALREADY_EXISTS");
    let bad = json!({"name": "A", "agentId": "a b"});
    studio.post("/v1/agents", bad).await.at_fault(&["agentId"]);
}

#[tokio::test]
async fn a_copy_has_the_content_and_a_life_of_its_own() {
    let studio = Studio::new(Api::V1_0_3).await;
    studio.topic("/v1/agents/a/branches/main", "Parking", "Free").await;
    let schema = json!({"schema": {"type": "object"}});
    studio
        .call("PUT", "/v1/agents/a/real-time-configs/live/schema", Some(schema))
        .await
        .expect(200);

    let copy = json!({"newAgentName": "B", "newAgentId": "b"});
    let made = studio.post("/v1/agents/a/duplicate", copy).await.expect(200);
    assert_eq!((&made["agentName"], &made["branchCount"]), (&json!("B"), &json!(1)));
    let topics = "/v1/agents/b/branches/main/knowledge-base/topics";
    assert_eq!(studio.get(topics).await.expect(200)[0]["name"], "Parking");
    let page = studio.get("/v1/agents/b/real-time-configs/live").await.expect(200);
    assert_eq!(page["schema"], json!({"type": "object"}));

    studio.delete("/v1/agents/a").await.expect(204);
    assert_eq!(studio.get(topics).await.expect(200)[0]["name"], "Parking");
}

#[tokio::test]
async fn deleting_an_agent_deletes_everything_of_it() {
    let studio = Studio::new(Api::V1_0_3).await;
    studio.branch("summer").await;
    let numbers = json!({"phoneNumbers": ["+441134960000"]});
    studio.post("/v1/agents/a/telephony/phone-numbers", numbers.clone()).await.expect(201);
    let chat = json!({"clientEnv": "sandbox"});
    studio.post("/v1/agents/a/debug-chat", chat).await.expect(201);
    assert_eq!(studio.delete("/v1/agents/a").await.expect(204), json!(null));

    assert_eq!(studio.get("/v1/agents").await.expect(200), json!([]));
    studio.get("/v1/agents/a/branches").await.refused(404, "PROJECT_NOT_FOUND");
    studio.delete("/v1/agents/a").await.refused(404, "PROJECT_NOT_FOUND");
    let again = json!({"name": "A", "agentId": "a"});
    studio.post("/v1/agents", again).await.expect(200);
    studio.post("/v1/agents/a/telephony/phone-numbers", numbers).await.expect(201);
}
