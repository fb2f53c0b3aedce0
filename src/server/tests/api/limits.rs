//! A request can ask for more work than a machine has time for: it is bounded by counts, and it
//! never blocks the writes of others.

use serde_json::{Map, Value, json};
use server::Api;

use crate::studio::{Answer, Studio};

const LIVE: &str = "/v1/agents/a/real-time-configs/live";
const MAIN: &str = "/v1/agents/a/branches/main";

async fn put_schema(studio: &Studio, schema: Value) -> Answer {
    studio.call("PUT", &format!("{LIVE}/schema"), Some(json!({"schema": schema}))).await
}

async fn patch_variables(studio: &Studio, variables: Value) -> Answer {
    studio.patch(&format!("{LIVE}/variables"), json!({"variables": variables})).await
}

/// `levels` definitions, each of which uses the next one twice, below `keyword`.
fn doubling(keyword: &str, levels: usize) -> Value {
    let mut definitions = Map::new();
    for level in 0..levels {
        let next = json!({"$ref": format!("#/definitions/d{}", level + 1)});
        definitions.insert(format!("d{level}"), json!({keyword: [next, next]}));
    }
    definitions.insert(format!("d{levels}"), json!({"properties": {"a": {"type": "string"}}}));
    json!({"definitions": definitions, "$ref": "#/definitions/d0"})
}

#[tokio::test]
async fn a_schema_that_doubles_its_work_forty_times_is_refused_at_once() {
    for keyword in ["allOf", "anyOf", "oneOf"] {
        let studio = Studio::new(Api::V1_0_3).await;
        put_schema(&studio, doubling(keyword, 40)).await.expect(200);
        let answer = patch_variables(&studio, json!({"a": 5})).await;
        let message = answer.body["errors"][0]["message"].as_str().unwrap().to_owned();
        answer.refused(400, "REAL_TIME_CONFIG_INVALID_FOR_SCHEMA");
        assert!(message.contains("100000 steps"), "{message}");
    }
}

#[tokio::test]
async fn a_schema_that_doubles_with_each_level_of_the_values_is_refused_at_once() {
    let studio = Studio::new(Api::V1_0_3).await;
    let itself = json!({"$ref": "#"});
    let schema = json!({"properties": {"a": {"allOf": [itself, itself]}}});
    put_schema(&studio, schema).await.expect(200);
    let nested = |depth| (0..depth).fold(json!({}), |inner, _| json!({"a": inner}));
    patch_variables(&studio, nested(5)).await.expect(200);
    let answer = patch_variables(&studio, nested(60)).await;
    answer.refused(400, "REAL_TIME_CONFIG_INVALID_FOR_SCHEMA");
}

#[tokio::test]
async fn definitions_that_all_use_each_other_are_refused_at_once() {
    let studio = Studio::new(Api::V1_0_3).await;
    let names = || (0..12).map(|n| format!("d{n}"));
    let all: Vec<_> =
        names().map(|name| json!({"$ref": format!("#/definitions/{name}")})).collect();
    let definitions: Map<_, _> = names().map(|name| (name, json!({"allOf": all}))).collect();
    put_schema(&studio, json!({"definitions": definitions, "$ref": "#/definitions/d0"}))
        .await
        .expect(200);
    let answer = patch_variables(&studio, json!({"a": 5})).await;
    answer.refused(400, "REAL_TIME_CONFIG_INVALID_FOR_SCHEMA");
}

#[tokio::test]
async fn a_long_chain_of_references_does_not_end_the_server() {
    let studio = Studio::new(Api::V1_0_3).await;
    let chain = |length: usize| {
        let link = |n| (format!("d{n}"), json!({"$ref": format!("#/definitions/d{}", n + 1)}));
        let mut definitions: Map<_, _> = (0..length).map(link).collect();
        definitions.insert(format!("d{length}"), json!({"type": "object"}));
        json!({"definitions": definitions, "$ref": "#/definitions/d0"})
    };
    put_schema(&studio, chain(3_000)).await.expect(200);
    patch_variables(&studio, json!({"a": 5})).await.expect(200);
    let message =
        put_schema(&studio, chain(30_000)).await.refused(400, "REAL_TIME_CONFIG_INVALID_SCHEMA");
    assert!(message.contains("5000 subschemas"), "{message}");
}

#[tokio::test]
async fn a_schema_refers_to_its_own_parts_only() {
    let studio = Studio::new(Api::V1_0_3).await;
    for schema in [
        json!({"$ref": "other.json#/definitions/a"}),
        json!({"allOf": [{"$id": "https://example.com/inner", "type": "object"}]}),
    ] {
        put_schema(&studio, schema).await.refused(400, "REAL_TIME_CONFIG_INVALID_SCHEMA");
    }
}

#[tokio::test]
async fn numbers_of_a_thousand_million_digits_are_compared_at_once() {
    let studio = Studio::new(Api::V1_0_3).await;
    let number = |text: &str| serde_json::from_str::<Value>(text).unwrap();
    for limit in ["7", "0.7", "1e-999999999", "1e999999999"] {
        let rules = json!({"multipleOf": number(limit), "minimum": number(limit)});
        let schema = json!({"properties": {"a": rules}});
        let put = put_schema(&studio, schema).await.status;
        assert!([200, 400].contains(&put), "{put}");
        let patch = patch_variables(&studio, json!({"a": number("1e999999999")})).await.status;
        assert!([200, 400].contains(&patch), "{patch}");
    }
}

#[tokio::test]
async fn values_that_a_schema_cannot_check_in_time_block_a_publish() {
    let studio = Studio::new(Api::V1_0_3).await;
    patch_variables(&studio, json!({"a": 5})).await.expect(200);
    put_schema(&studio, doubling("allOf", 40)).await.expect(200);
    studio.topic(MAIN, "Pool", "Open.").await;
    let publish = studio.post("/v1/agents/a/deployments/publish", json!({})).await;
    publish.refused(400, "DEPLOYMENTS_VALIDATION_FAILED");
}

#[tokio::test]
async fn at_most_a_hundred_faults_are_listed_and_the_others_are_counted() {
    let studio = Studio::new(Api::V1_0_3).await;
    let path = format!("{MAIN}/knowledge-base/topics");
    let topic = |queries: usize| {
        let queries = vec![json!(1); queries];
        json!({"name": "n", "content": "c", "exampleQueries": {"queries": queries}})
    };
    let few = studio.post(&path, topic(100)).await;
    assert_eq!(few.body["message"], "Validation failed");
    assert_eq!(few.body["errors"].as_array().unwrap().len(), 100);

    let many = studio.post(&path, topic(5_000)).await;
    assert_eq!(many.body["errors"].as_array().unwrap().len(), 100);
    let message = many.refused(400, "SCHEMA_VALIDATION_FAILED");
    // One of them is that there are too many queries.
    assert_eq!(message, "Validation failed; 4901 more faults are not listed");

    put_schema(&studio, json!({"additionalProperties": {"type": "string"}})).await.expect(200);
    let values: Map<_, _> = (0..250).map(|n| (format!("v{n}"), json!(n))).collect();
    let values = patch_variables(&studio, values.into()).await;
    assert_eq!(values.body["errors"].as_array().unwrap().len(), 100);
    let message = values.refused(400, "REAL_TIME_CONFIG_INVALID_FOR_SCHEMA");
    assert!(message.ends_with("150 more faults are not listed"), "{message}");
}

#[tokio::test]
async fn a_fault_does_not_repeat_a_long_list_of_choices() {
    let studio = Studio::new(Api::V1_0_3).await;
    let choices: Vec<_> = (0..10_000).map(|n| json!(format!("choice {n}"))).collect();
    put_schema(&studio, json!({"properties": {"a": {"enum": choices}}})).await.expect(200);
    let answer = patch_variables(&studio, json!({"a": 5})).await;
    let message = answer.body["errors"][0]["message"].as_str().unwrap();
    assert!(message.starts_with("must be one of") && message.chars().count() < 400, "{message}");
}

#[tokio::test]
async fn a_body_of_too_many_values_is_refused() {
    let studio = Studio::new(Api::V1_0_3).await;
    let numbers = vec!["1"; 300_000];
    let body = json!({"phoneNumbers": numbers});
    let answer = studio.post("/v1/agents/a/telephony/phone-numbers", body).await;
    let message = answer.refused(413, "PAYLOAD_TOO_LARGE");
    assert!(message.contains("200000 values"), "{message}");
}

#[tokio::test]
async fn a_message_of_a_hundred_thousand_words_is_answered_by_its_first_ones() {
    let studio = Studio::new(Api::V1_0_3).await;
    studio.topic(MAIN, "Parking", "The car park is free for guests.").await;
    studio.topic(MAIN, "Pool", "Open all year.").await;
    studio.publish().await;
    let chat = studio.post("/v1/agents/a/debug-chat", json!({"clientEnv": "sandbox"})).await;
    let chat = chat.expect(201)["conversationId"].as_str().unwrap().to_owned();
    let words: Vec<_> = (0..100_000).map(|n| format!("w{n}")).collect();
    let message = format!("parking {} pool", words.join(" "));
    let say = json!({"clientEnv": "sandbox", "message": message});
    let reply = studio.post(&format!("/v1/agents/a/debug-chat/{chat}"), say).await.expect(200);
    assert_eq!(reply["metadata"]["retrievedTopics"], json!(["Parking"]));
}

#[tokio::test]
async fn content_that_is_nested_too_deeply_to_be_read_again_is_refused() {
    let studio = Studio::new(Api::V1_0_3).await;
    let branch = studio.branch("b").await;
    studio.patch(&format!("{branch}/behavior"), json!({"behavior": "theirs"})).await.expect(200);
    studio.patch(&format!("{MAIN}/behavior"), json!({"behavior": "ours"})).await.expect(200);
    let deep = (0..122).fold(json!(1), |inner, _| json!([inner]));
    let resolution = json!({
        "path": ["agentSettings", "rules", "behaviour"], "strategy": "ours", "value": deep
    });
    let merge = json!({"conflictResolutions": [resolution]});
    let answer = studio.post(&format!("{branch}/merge"), merge).await;
    let message = answer.refused(400, "SCHEMA_VALIDATION_FAILED");
    assert!(message.contains("120 levels"), "{message}");
    assert_eq!(studio.content("main").await["agentSettings"]["rules"]["behaviour"], "ours");

    let deep = (0..124).fold(json!(1), |inner, _| json!([inner]));
    let message =
        patch_variables(&studio, json!({"a": deep})).await.refused(400, "SCHEMA_VALIDATION_FAILED");
    assert!(message.contains("120 levels"), "{message}");
}
