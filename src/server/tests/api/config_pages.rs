//! Real-time configs (contract §1.11).

use serde_json::{Value, json};
use server::Api;

use crate::studio::Studio;

const PAGES: &str = "/v1/agents/a/real-time-configs";
const LIVE: &str = "/v1/agents/a/real-time-configs/live";

fn hours() -> Value {
    json!({"schema": {
        "type": "object",
        "properties": {"open": {"type": "integer", "minimum": 0}, "note": {"type": "string"}},
        "required": ["open"]
    }})
}

#[tokio::test]
async fn every_environment_has_a_page_from_the_start() {
    let studio = Studio::new(Api::V1_0_3).await;
    let pages =
        json!([{"clientEnv": "sandbox"}, {"clientEnv": "pre-release"}, {"clientEnv": "live"}]);
    assert_eq!(studio.get(PAGES).await.expect(200), json!({"configPages": pages}));
    let code = "REAL_TIME_CONFIG_UNKNOWN_CLIENT_ENVIRONMENT";
    studio.get(&format!("{PAGES}/production")).await.refused(400, code);
}

#[tokio::test]
async fn values_are_merged_by_key_and_fit_the_schema() {
    let studio = Studio::new(Api::V1_0_3).await;
    let page = studio.call("PUT", &format!("{LIVE}/schema"), Some(hours())).await.expect(200);
    assert_eq!(page["schema"], hours()["schema"]);
    let variables = format!("{LIVE}/variables");
    let first = studio.patch(&variables, json!({"variables": {"open": 8}})).await.expect(200);
    assert_eq!(first["variables"], json!({"open": 8}));
    let second = studio.patch(&variables, json!({"variables": {"note": "x"}})).await.expect(200);
    assert_eq!(second["variables"], json!({"open": 8, "note": "x"}));
    assert!(second["lastUpdated"].as_str() > first["lastUpdated"].as_str());
    assert_eq!(studio.get(LIVE).await.expect(200), second);

    let bad = studio.patch(&variables, json!({"variables": {"open": -1, "note": 5}})).await;
    let errors = bad.body["errors"].clone();
    bad.refused(400, "REAL_TIME_CONFIG_INVALID_FOR_SCHEMA");
    assert_eq!(
        (&errors[0]["field"], &errors[1]["field"]),
        (&json!("variables.note"), &json!("variables.open"))
    );
    assert_eq!(studio.get(LIVE).await.expect(200), second, "nothing was written");
    assert_eq!(
        studio.get(&format!("{PAGES}/sandbox")).await.expect(200),
        json!({"clientEnv": "sandbox"})
    );
}

#[tokio::test]
async fn two_saves_within_a_moment_have_two_dates() {
    let studio = Studio::new(Api::V1_0_3).await;
    let mut dates = std::collections::BTreeSet::new();
    for n in 0..20 {
        let body = json!({"variables": {"n": n}});
        let page = studio.patch(&format!("{LIVE}/variables"), body).await.expect(200);
        dates.insert(page["lastUpdated"].as_str().unwrap().to_owned());
    }
    assert_eq!(dates.len(), 20);
}

#[tokio::test]
async fn only_a_schema_of_draft_7_is_taken() {
    let studio = Studio::new(Api::V1_0_3).await;
    let path = format!("{LIVE}/schema");
    for bad in
        [json!({"type": 5}), json!({"$ref": "https://example.com/x"}), json!({"pattern": "("})]
    {
        let answer = studio.call("PUT", &path, Some(json!({"schema": bad}))).await;
        answer.refused(400, "REAL_TIME_CONFIG_INVALID_SCHEMA");
    }
    studio.call("PUT", &path, Some(json!({"schema": []}))).await.at_fault(&["schema"]);
    studio.call("PUT", &path, None).await.refused(400, "SCHEMA_VALIDATION_FAILED");
}

#[tokio::test]
async fn a_schema_that_refers_to_itself_is_accepted() {
    let studio = Studio::new(Api::V1_0_3).await;
    for schema in [
        json!({"$ref": "#"}),
        json!({"properties": {"a": {"$ref": "#"}}, "allOf": [{"$ref": "#"}]}),
    ] {
        let body = json!({"schema": schema});
        studio.call("PUT", &format!("{LIVE}/schema"), Some(body)).await.expect(200);
        let body = json!({"variables": {"a": {"a": {}}}});
        studio.patch(&format!("{LIVE}/variables"), body).await.expect(200);
    }
}
