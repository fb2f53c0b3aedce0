//! Knowledge-base topics (contract §1.4).

use serde_json::json;
use server::Api;

use crate::studio::Studio;

const TOPICS: &str = "/v1/agents/a/branches/main/knowledge-base/topics";

#[tokio::test]
async fn a_topic_lives_through_its_life() {
    let studio = Studio::new(Api::V1_0_3).await;
    assert_eq!(studio.get(TOPICS).await.expect(200), json!([]));
    let new = json!({
        "name": "Parking", "content": "Free", "exampleQueries": {"queries": ["Where do I park?"]}
    });
    let made = studio.post(TOPICS, new).await.expect(201);
    let id = made["id"].as_str().unwrap();
    assert_eq!(
        made,
        json!({
            "id": id, "name": "Parking", "content": "Free", "actions": "",
            "exampleQueries": {"queries": ["Where do I park?"]}, "isActive": true
        })
    );
    let path = format!("{TOPICS}/{id}");
    assert_eq!(studio.get(&path).await.expect(200), made);

    let change = json!({"content": "", "isActive": false, "exampleQueries": {"queries": []}});
    assert_eq!(studio.patch(&path, change).await.expect(204), json!(null));
    let read = studio.get(TOPICS).await.expect(200)[0].clone();
    assert_eq!(
        read,
        json!({
            "id": id, "name": "Parking", "content": "", "actions": "",
            "exampleQueries": {"queries": []}, "isActive": false
        })
    );

    assert_eq!(studio.delete(&path).await.expect(204), json!(null));
    studio.get(&path).await.refused(404, "KNOWLEDGE_BASE_TOPIC_NOT_FOUND");
    studio.patch(&path, json!({})).await.refused(404, "KNOWLEDGE_BASE_TOPIC_NOT_FOUND");
    studio.delete(&path).await.refused(404, "KNOWLEDGE_BASE_TOPIC_NOT_FOUND");
}

#[tokio::test]
async fn names_are_unique() {
    let studio = Studio::new(Api::V1_0_3).await;
    let main = "/v1/agents/a/branches/main";
    studio.topic(main, "Parking", "Free").await;
    let pool = studio.topic(main, "Pool", "Open").await;
    let code = "KNOWLEDGE_BASE_TOPIC_ALREADY_EXISTS";
    studio.post(TOPICS, json!({"name": "Parking", "content": "x"})).await.refused(409, code);
    studio.patch(&pool, json!({"name": "Parking"})).await.refused(409, code);
    studio.patch(&pool, json!({"name": "Pool"})).await.expect(204);
}

#[tokio::test]
async fn a_reference_has_to_lead_somewhere() {
    let studio = Studio::new(Api::V1_0_3).await;
    let code = "KNOWLEDGE_BASE_RICH_TEXT_INVALID";
    let new = |actions: &str| json!({"name": "Bye", "content": "x", "actions": actions});
    let message = studio.post(TOPICS, new("{{fn:missing}}")).await.refused(400, code);
    assert_eq!(
        message,
        r#"the text refers to the function "missing", which this branch does not have"#
    );
    let made = studio.post(TOPICS, new("{{fn:default-function}}")).await.expect(201);

    let content = studio.content("main").await;
    let topic = &content["knowledgeBase"]["topics"]["entities"][made["id"].as_str().unwrap()];
    assert_eq!(topic["references"]["globalFunctions"], json!({"default-function": true}));
    let function = &content["functions"]["functions"]["entities"]["default-function"];
    assert_eq!(function["references"]["topics"], json!({made["id"].as_str().unwrap(): true}));
}

#[tokio::test]
async fn every_fault_of_a_body_is_named() {
    let studio = Studio::new(Api::V1_0_3).await;
    let bad =
        json!({"name": "", "isActive": "yes", "exampleQueries": {"queries": [1]}, "tags": []});
    studio.post(TOPICS, bad).await.at_fault(&[
        "content",
        "exampleQueries.queries.0",
        "isActive",
        "name",
        "tags",
    ]);
    let many = vec!["?"; 101];
    let bad = json!({"name": "n", "content": "c", "exampleQueries": {"queries": many}});
    studio.post(TOPICS, bad).await.at_fault(&["exampleQueries.queries"]);
}

#[tokio::test]
async fn an_edit_leaves_everything_else_unchanged() {
    let studio = Studio::new(Api::V1_0_3).await;
    let path = studio.topic("/v1/agents/a/branches/main", "Parking", "Free").await;
    let mut before = studio.content("main").await;
    studio.patch(&path, json!({"content": "Five pounds"})).await.expect(204);
    let mut after = studio.content("main").await;
    let id = path.rsplit('/').next().unwrap();
    for content in [&mut before, &mut after] {
        let topic = &mut content["knowledgeBase"]["topics"]["entities"][id];
        for key in ["content", "updatedAt"] {
            topic.as_object_mut().unwrap().remove(key).unwrap();
        }
    }
    assert_eq!(before.to_string(), after.to_string());
}
