//! Alert rules (contract §1.17).

use serde_json::{Value, json};
use server::{Api, Options};

use crate::studio::{Answer, Studio};

const RULES: &str = "/v1/alert-rules";

fn rule() -> Value {
    json!({
        "name": "Slow answers", "metric": "turn_latency_p95", "operator": ">",
        "threshold_value": 2500, "window_duration": "10m"
    })
}

/// The body without `key`, or with another value of it.
fn with(key: &str, value: Value) -> Value {
    let mut body = rule();
    body[key] = value;
    body
}

/// Checks that these fields are at fault, in the form of this family.
#[track_caller]
pub(crate) fn invalid(answer: Answer, fields: &[&[&str]]) {
    let body = answer.expect(422);
    let keys: Vec<_> = body.as_object().unwrap().keys().collect();
    assert_eq!(keys, ["detail"], "{body}");
    let found: Vec<_> = body["detail"].as_array().unwrap().iter().map(|one| &one["loc"]).collect();
    assert_eq!(json!(found), json!(fields), "{body}");
    let told = |one: &Value| one["msg"].is_string() && one["type"].is_string();
    assert!(body["detail"].as_array().unwrap().iter().all(told), "{body}");
}

#[tokio::test]
async fn a_rule_is_made_read_changed_and_deleted() {
    for api in [Api::V1_0_3, Api::V1_0_11] {
        let studio = Studio::new(api).await;
        let made = studio.post(RULES, rule()).await.expect(201);
        let id = made["id"].as_str().unwrap();
        assert!(id.starts_with("ar_"), "{id}");
        assert_eq!(made["current_state"], "ok");
        assert_eq!((&made["enabled"], &made["project_id"]), (&json!(true), &Value::Null));
        for key in ["since", "last_evaluated_at", "current_value"] {
            assert_eq!(made[key], Value::Null, "{key}");
        }
        let path = format!("{RULES}/{id}");
        assert_eq!(studio.get(&path).await.expect(200), made);
        assert_eq!(studio.get(RULES).await.expect(200), json!({"data": [made]}));

        let patch = json!({"name": "Slow", "project_id": "a", "threshold_value": 0});
        let changed = studio.patch(&path, patch).await.expect(200);
        assert_eq!((&changed["name"], &changed["project_id"]), (&json!("Slow"), &json!("a")));
        assert_eq!((&changed["threshold_value"], &changed["metric"]), (&json!(0), &made["metric"]));
        let all = studio.patch(&path, json!({"project_id": null})).await.expect(200);
        assert_eq!(all["project_id"], Value::Null);
        assert_eq!(all["name"], "Slow", "what is left out stays");

        studio.delete(&path).await.expect(204);
        studio.get(&path).await.refused(404, "ALERT_RULE_NOT_FOUND");
        studio.patch(&path, json!({})).await.refused(404, "ALERT_RULE_NOT_FOUND");
        studio.delete(&path).await.refused(404, "ALERT_RULE_NOT_FOUND");
    }
}

#[tokio::test]
async fn every_fault_of_a_rule_is_a_422_of_its_own_form() {
    let studio = Studio::new(Api::V1_0_3).await;
    let missing = [
        &["body", "metric"][..],
        &["body", "name"],
        &["body", "operator"],
        &["body", "threshold_value"],
        &["body", "window_duration"],
    ];
    invalid(studio.post(RULES, json!({})).await, &missing);
    for (key, value) in [
        ("name", json!("")),
        ("metric", json!("calls")),
        ("operator", json!("=")),
        ("threshold_value", json!(-1)),
        ("threshold_value", json!(1.5)),
        ("window_duration", json!("15m")),
        ("project_id", json!("nobody")),
        ("enabled", Value::Null),
        ("environment", json!("live")),
    ] {
        invalid(studio.post(RULES, with(key, value)).await, &[&["body", key]]);
    }
    let id = studio.post(RULES, rule()).await.expect(201)["id"].as_str().unwrap().to_owned();
    let path = format!("{RULES}/{id}");
    invalid(studio.patch(&path, json!({"name": null})).await, &[&["body", "name"]]);
    for id in ["7", "whe_1", "ar_", "ar_1-2"] {
        let path = format!("{RULES}/{id}");
        invalid(studio.get(&path).await, &[&["path", "rule_id"]]);
        invalid(studio.patch(&path, json!({})).await, &[&["path", "rule_id"]]);
        invalid(studio.delete(&path).await, &[&["path", "rule_id"]]);
    }
}

#[tokio::test]
async fn an_account_has_ten_rules_at_most() {
    let studio = Studio::new(Api::V1_0_3).await;
    for n in 0..10 {
        studio.post(RULES, with("name", json!(format!("Rule {n}")))).await.expect(201);
    }
    studio.post(RULES, rule()).await.refused(409, "ALERT_RULE_LIMIT_REACHED");
    let rules = studio.get(RULES).await.expect(200);
    let first = rules["data"][0]["id"].as_str().unwrap();
    studio.delete(&format!("{RULES}/{first}")).await.expect(204);
    studio.post(RULES, rule()).await.expect(201);
}

#[tokio::test]
async fn the_list_is_filtered() {
    let studio = Studio::new(Api::V1_0_3).await;
    studio.post(RULES, with("project_id", json!("a"))).await.expect(201);
    studio.post(RULES, with("enabled", json!(false))).await.expect(201);
    studio.post(RULES, with("metric", json!("call_volume"))).await.expect(201);
    for (query, count) in [
        ("", 3),
        ("?enabled=true", 2),
        ("?metric=call_volume", 1),
        ("?project_id=a", 1),
        ("?state=ok", 2),
        ("?state=unknown&enabled=false", 1),
        ("?state=alert", 0),
    ] {
        let found = studio.get(&format!("{RULES}{query}")).await.expect(200);
        assert_eq!(found["data"].as_array().unwrap().len(), count, "{query}");
    }
    for query in ["enabled=maybe", "metric=calls", "state=ALERT"] {
        let answer = studio.get(&format!("{RULES}?{query}")).await;
        answer.refused(400, "SCHEMA_VALIDATION_FAILED");
    }
    for query in ["", "?metric=calls", "?project_id=nobody"] {
        let active = studio.get(&format!("/v1/alerts{query}")).await.expect(200);
        assert_eq!(active, json!({"data": []}));
    }
}

#[tokio::test]
async fn a_disabled_rule_is_unknown_and_an_enabled_one_ok() {
    let studio = Studio::new(Api::V1_0_3).await;
    let id = studio.post(RULES, rule()).await.expect(201)["id"].as_str().unwrap().to_owned();
    let path = format!("{RULES}/{id}");
    let off = studio.patch(&path, json!({"enabled": false})).await.expect(200);
    assert_eq!(off["current_state"], "unknown");
    let on = studio.patch(&path, json!({"enabled": true})).await.expect(200);
    assert_eq!(on["current_state"], "ok");
}

#[tokio::test]
async fn rules_go_with_their_agent() {
    let studio = Studio::new(Api::V1_0_3).await;
    studio.post(RULES, with("project_id", json!("a"))).await.expect(201);
    studio.post(RULES, rule()).await.expect(201);
    studio.delete("/v1/agents/a").await.expect(204);
    let left = studio.get(RULES).await.expect(200);
    assert_eq!(left["data"].as_array().unwrap().len(), 1);
}

#[tokio::test]
async fn no_change_is_taken_while_the_monitoring_is_down() {
    let options = Options { monitoring_down: true, ..Options::default() };
    let studio = Studio::with(options).await;
    studio.post(RULES, rule()).await.refused(502, "MONITORING_UNAVAILABLE");
    studio.patch(&format!("{RULES}/ar_1"), json!({})).await.refused(502, "MONITORING_UNAVAILABLE");
    invalid(studio.post(RULES, with("name", json!(1))).await, &[&["body", "name"]]);
    assert_eq!(studio.get(RULES).await.expect(200), json!({"data": []}));
}
