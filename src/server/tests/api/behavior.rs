//! The behavior prompt (contract §1.3).

use serde_json::json;
use server::Api;

use crate::studio::Studio;

#[tokio::test]
async fn the_prompt_is_read_and_written() {
    let studio = Studio::new(Api::V1_0_11).await;
    let branch = studio.branch("summer").await;
    let path = format!("{branch}/behavior");
    let first = studio.get(&path).await.expect(200);
    assert!(first["behavior"].as_str().unwrap().contains("{{ho:default-handoff}}"));

    let written = studio.patch(&path, json!({"behavior": "Be kind.\n"})).await.expect(200);
    assert_eq!(written, json!({"behavior": "Be kind.\n"}));
    assert_eq!(studio.get(&path).await.expect(200), written);
    studio.patch(&path, json!({"behavior": ""})).await.at_fault(&["behavior"]);
}

#[tokio::test]
async fn the_copy_of_the_prompt_follows() {
    let studio = Studio::new(Api::V1_0_3).await;
    let path = "/v1/agents/a/branches/main/behavior";
    studio
        .patch(path, json!({"behavior": "Hand over with {{ho:default-handoff}}."}))
        .await
        .expect(200);
    let content = studio.content("main").await;
    assert_eq!(content["agentSettings"]["rules"], content["multilingualAgentSettings"]["rules"]);
    let references = &content["agentSettings"]["rules"]["references"];
    assert_eq!(references["handoff"], json!({"default-handoff": true}));
    assert_eq!(references["globalFunctions"], json!({}));
}
