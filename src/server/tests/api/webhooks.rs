//! Webhook endpoints (contract §1.18). What is delivered to them is tested in `tests/contract`.

use serde_json::{Value, json};
use server::{Api, Options};

use crate::alerts::invalid;
use crate::studio::Studio;

const ENDPOINTS: &str = "/v1/webhook-endpoints";

fn endpoint() -> Value {
    json!({
        "name": "On call", "url": "https://hooks.example.com/in",
        "event_types": ["alerts.triggered"]
    })
}

fn with(key: &str, value: Value) -> Value {
    let mut body = endpoint();
    body[key] = value;
    body
}

#[tokio::test]
async fn the_secret_is_shown_when_it_is_made_and_never_again() {
    for api in [Api::V1_0_3, Api::V1_0_11] {
        let studio = Studio::new(api).await;
        let mut made = studio.post(ENDPOINTS, endpoint()).await.expect(201);
        let secret = made.as_object_mut().unwrap().remove("signing_secret").unwrap();
        assert!(made["id"].as_str().unwrap().starts_with("whe_"), "{made}");
        assert_eq!((&made["timeout_ms"], &made["enabled"]), (&json!(5000), &json!(true)));
        assert_eq!(made["headers"], json!({}));
        let path = format!("{ENDPOINTS}/{}", made["id"].as_str().unwrap());
        assert_eq!(studio.get(&path).await.expect(200), made);
        assert_eq!(studio.get(ENDPOINTS).await.expect(200), json!({"data": [made]}));

        let rotated = studio.call("POST", &format!("{path}/rotate-secret"), None).await.expect(200);
        assert_eq!(rotated.as_object().unwrap().len(), 1);
        assert_ne!(rotated["signing_secret"], secret);

        let patch = json!({"name": "Night", "headers": {"x-team": "voice"}, "enabled": false});
        let changed = studio.patch(&path, patch).await.expect(200);
        assert_eq!((&changed["name"], &changed["url"]), (&json!("Night"), &made["url"]));
        assert_eq!(
            (&changed["headers"]["x-team"], &changed["enabled"]),
            (&json!("voice"), &json!(false))
        );
        assert_eq!(changed.get("signing_secret"), None);

        studio.delete(&path).await.expect(204);
        studio.get(&path).await.refused(404, "WEBHOOK_ENDPOINT_NOT_FOUND");
        studio.patch(&path, json!({})).await.refused(404, "WEBHOOK_ENDPOINT_NOT_FOUND");
        studio.delete(&path).await.refused(404, "WEBHOOK_ENDPOINT_NOT_FOUND");
        let rotate = studio.call("POST", &format!("{path}/rotate-secret"), None).await;
        rotate.refused(404, "WEBHOOK_ENDPOINT_NOT_FOUND");
    }
}

#[tokio::test]
async fn every_fault_of_an_endpoint_is_a_422_of_its_own_form() {
    let studio = Studio::new(Api::V1_0_3).await;
    let missing = [&["body", "event_types"][..], &["body", "name"], &["body", "url"]];
    invalid(studio.post(ENDPOINTS, json!({})).await, &missing);
    for (key, value) in [
        ("name", json!("")),
        ("name", json!("n".repeat(256))),
        ("url", json!("http://hooks.example.com")),
        ("url", json!("hooks")),
        ("event_types", json!([])),
        ("headers", json!({"not a header": "x"})),
        ("headers", json!({"x-a": "line\nbreak"})),
        ("headers", json!({"X-PolyAI-Signature": "mine"})),
        ("timeout_ms", json!(999)),
        ("timeout_ms", json!(30001)),
        ("secret", json!("mine")),
    ] {
        invalid(studio.post(ENDPOINTS, with(key, value)).await, &[&["body", key]]);
    }
    let unknown = studio.post(ENDPOINTS, with("event_types", json!(["calls.ended"]))).await;
    let body = unknown.expect(422);
    assert_eq!(body["detail"][0]["loc"], json!(["body", "event_types", 0]));
    for path in ["whe_1-2", "ar_1", "7"].map(|id| format!("{ENDPOINTS}/{id}")) {
        invalid(studio.get(&path).await, &[&["path", "endpoint_id"]]);
        invalid(studio.delete(&path).await, &[&["path", "endpoint_id"]]);
        let rotate = studio.call("POST", &format!("{path}/rotate-secret"), None).await;
        invalid(rotate, &[&["path", "endpoint_id"]]);
    }
}

#[tokio::test]
async fn plain_http_is_accepted_only_where_this_server_may_deliver() {
    let options = Options { deliver_to: vec!["hooks.test".to_owned()], ..Options::default() };
    let studio = Studio::with(options).await;
    for url in ["http://127.0.0.1:9/x", "http://localhost", "http://hooks.test/"] {
        studio.post(ENDPOINTS, with("url", json!(url))).await.expect(201);
    }
    invalid(
        studio.post(ENDPOINTS, with("url", json!("http://10.0.0.1"))).await,
        &[&["body", "url"]],
    );
}

#[tokio::test]
async fn an_account_has_ten_endpoints_at_most() {
    let studio = Studio::new(Api::V1_0_3).await;
    for _ in 0..10 {
        studio.post(ENDPOINTS, endpoint()).await.expect(201);
    }
    studio.post(ENDPOINTS, endpoint()).await.refused(409, "WEBHOOK_ENDPOINT_LIMIT_REACHED");
}

#[tokio::test]
async fn the_list_is_filtered() {
    let studio = Studio::new(Api::V1_0_3).await;
    studio.post(ENDPOINTS, with("enabled", json!(false))).await.expect(201);
    studio.post(ENDPOINTS, with("event_types", json!(["alerts.resolved"]))).await.expect(201);
    for (query, count) in
        [("", 2), ("?enabled=true", 1), ("?event_type=alerts.triggered", 1), ("?event_type=x", 0)]
    {
        let found = studio.get(&format!("{ENDPOINTS}{query}")).await.expect(200);
        assert_eq!(found["data"].as_array().unwrap().len(), count, "{query}");
    }
    let bad = studio.get(&format!("{ENDPOINTS}?enabled=maybe")).await;
    bad.refused(400, "SCHEMA_VALIDATION_FAILED");
}
