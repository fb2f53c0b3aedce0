//! Chat for testing, and the conversations it leaves (contract §1.14, §1.15).

use serde_json::json;
use server::Api;

use crate::studio::Studio;

const CHAT: &str = "/v1/agents/a/debug-chat";
const MAIN: &str = "/v1/agents/a/branches/main";

async fn begin(studio: &Studio) -> String {
    let chat = studio.post(CHAT, json!({"clientEnv": "sandbox"})).await.expect(201);
    assert_eq!((&chat["userInput"], &chat["response"]), (&json!(""), &json!("Hello")));
    let id = chat["conversationId"].as_str().unwrap();
    assert!(id.starts_with("AS_CHAT_"), "{id}");
    format!("{CHAT}/{id}")
}

#[tokio::test]
async fn the_topic_that_fits_is_found_and_read_out() {
    let studio = Studio::new(Api::V1_0_3).await;
    studio.topic(MAIN, "Parking", "The car park is free for guests.").await;
    let off = studio.topic(MAIN, "Car wash", "Wash your car.").await;
    studio.patch(&off, json!({"isActive": false})).await.expect(204);
    studio.publish().await;
    studio.topic(MAIN, "Car hire", "Not published yet.").await;

    let chat = begin(&studio).await;
    let say = |message: &str| json!({"clientEnv": "sandbox", "message": message});
    let reply = studio.post(&chat, say("Where can I park my car?")).await.expect(200);
    assert_eq!(reply["metadata"]["retrievedTopics"], json!(["Parking"]));
    assert_eq!(reply["metadata"]["citedTopic"], "Parking");
    let text = reply["response"].as_str().unwrap();
    assert!(text.contains("free for guests") && text.contains("no language model"), "{text}");
    let nothing = studio.post(&chat, say("What about dragons?")).await.expect(200);
    assert_eq!(nothing["metadata"]["retrievedTopics"], json!([]));
    assert!(nothing["response"].as_str().unwrap().contains("No active topic"));
}

#[tokio::test]
async fn the_values_of_the_variant_are_filled_in() {
    let studio = Studio::new(Api::V1_0_3).await;
    let city =
        studio.post(&format!("{MAIN}/attributes"), json!({"name": "city"})).await.expect(201);
    let city = city["id"].as_str().unwrap();
    let new = |name: &str| json!({"name": name, "attributeValues": {"values": {city: name}}});
    studio.post(&format!("{MAIN}/variants"), new("Leeds")).await.expect(201);
    let hull = studio.post(&format!("{MAIN}/variants"), new("Hull")).await.expect(201);
    studio.topic(MAIN, "Location", &format!("We are in {{{{attr:{city}}}}}.")).await;
    studio.publish().await;
    for (variant, expected) in [(json!(""), "in Leeds."), (hull["id"].clone(), "in Hull.")] {
        let order = json!({"clientEnv": "sandbox", "variantId": variant});
        let chat = studio.post(CHAT, order).await.expect(201);
        let path = format!("{CHAT}/{}", chat["conversationId"].as_str().unwrap());
        let say = json!({"clientEnv": "sandbox", "message": "location"});
        let reply = studio.post(&path, say).await.expect(200);
        assert!(reply["response"].as_str().unwrap().contains(expected), "{reply}");
    }
}

#[tokio::test]
async fn a_chat_needs_something_to_talk_to() {
    let studio = Studio::new(Api::V1_0_3).await;
    studio.post(CHAT, json!({"clientEnv": "live"})).await.refused(400, "CHAT_DRAFT_NOT_EXIST");
    studio.post(CHAT, json!({"clientEnv": "x"})).await.at_fault(&["clientEnv"]);
    studio.post(CHAT, json!({})).await.at_fault(&["clientEnv"]);
    let unknown = json!({"clientEnv": "sandbox", "variantId": "none"});
    studio.post(CHAT, unknown).await.refused(404, "VARIANTS_NOT_FOUND");
    let unknown_chat = studio.post(&format!("{CHAT}/none"), json!({"clientEnv": "sandbox"})).await;
    unknown_chat.refused(404, "CONVERSATIONS_NOT_FOUND");
}

#[tokio::test]
async fn conversations_are_stored() {
    let studio = Studio::new(Api::V1_0_3).await;
    for _ in 0..3 {
        begin(&studio).await;
    }
    let chat = begin(&studio).await;
    let say = json!({"clientEnv": "sandbox", "message": "goodbye"});
    studio.post(&chat, say).await.expect(200);

    let list = studio.get("/v1/agents/a/conversations?limit=2&offset=0").await.expect(200);
    assert_eq!(
        (&list["count"], &list["limit"], &list["offset"]),
        (&json!(4), &json!(2), &json!(0))
    );
    let newest = &list["conversations"][0];
    assert_eq!((&newest["inProgress"], &newest["clientEnv"]), (&json!(false), &json!("sandbox")));
    assert!(newest["startedAt"].as_str().unwrap().ends_with("+00:00"));
    let id = newest["conversationId"].as_str().unwrap();
    let detail = studio.get(&format!("/v1/agents/a/conversations/{id}")).await.expect(200);
    assert_eq!(detail["turns"][0]["agent_response"], "Hello");
    assert_eq!(detail["turns"][1]["user_input"], "goodbye");
    let none = studio.get("/v1/agents/a/conversations/none").await;
    none.refused(404, "CONVERSATIONS_NOT_FOUND");
}
