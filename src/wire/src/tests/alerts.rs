//! Alerts and webhooks (contract §1.17, §1.18).

use serde_json::{Value, json};

use super::check;
use crate::*;

fn rule() -> Value {
    json!({
        "id": "ar_1A2B3C4D", "name": "Slow answers", "project_id": "harbour-hotels",
        "metric": "turn_latency_p95", "operator": ">", "threshold_value": 2500,
        "window_duration": "10m", "enabled": true, "current_state": "alert",
        "since": "2026-03-03T18:51:02.000Z", "last_evaluated_at": "2026-03-03T18:55:02.000Z",
        "current_value": 3100, "created_at": "2026-03-01T09:00:00.000Z",
        "updated_at": "2026-03-01T09:00:00.000Z"
    })
}

fn endpoint() -> Value {
    json!({
        "id": "whe_1A2B3C4D", "name": "On call", "url": "https://hooks.example.com/alerts",
        "enabled": true, "event_types": ["alerts.triggered", "alerts.resolved"],
        "headers": {"x-team": "voice"}, "timeout_ms": 5000,
        "created_at": "2026-03-01T09:00:00.000Z", "updated_at": "2026-03-01T09:00:00.000Z"
    })
}

#[test]
fn alert_rules_match_their_schemas() {
    let defined = ["name", "metric", "operator", "threshold_value", "window_duration"];
    let required = [&defined[..], &["id", "enabled", "created_at", "updated_at"]].concat();
    check::<AlertRule>(&required, rule());
    check::<AlertRuleList>(&["data"], json!({"data": [rule()]}));
    let mut create = rule();
    let more = ["project_id", "enabled"];
    create
        .as_object_mut()
        .unwrap()
        .retain(|key, _| defined.contains(&key.as_str()) || more.contains(&key.as_str()));
    check::<AlertRuleCreate>(&defined, create.clone());
    check::<AlertRulePatch>(&[], create);
    let mut active = rule();
    active["alert_rule_id"] = active["id"].take();
    active.as_object_mut().unwrap().retain(|key, _| {
        !["id", "enabled", "current_state", "created_at", "updated_at"].contains(&key.as_str())
    });
    check::<ActiveAlert>(&[&defined[..], &["alert_rule_id", "since"]].concat(), active.clone());
    check::<ActiveAlertList>(&["data"], json!({"data": [active]}));
}

#[test]
fn a_patch_tells_all_agents_from_the_same_agent() {
    let all: AlertRulePatch = serde_json::from_value(json!({"project_id": null})).unwrap();
    assert_eq!(all.project_id, Some(None));
    assert_eq!(serde_json::to_value(&all).unwrap(), json!({"project_id": null}));
    let same: AlertRulePatch = serde_json::from_value(json!({})).unwrap();
    assert_eq!(serde_json::to_value(&same).unwrap(), json!({}));
}

#[test]
fn webhook_endpoints_match_their_schemas() {
    let required =
        ["id", "name", "url", "enabled", "event_types", "timeout_ms", "created_at", "updated_at"];
    check::<WebhookEndpoint>(&required, endpoint());
    check::<WebhookEndpointList>(&["data"], json!({"data": [endpoint()]}));
    let mut create = endpoint();
    create
        .as_object_mut()
        .unwrap()
        .retain(|key, _| !["id", "created_at", "updated_at"].contains(&key.as_str()));
    check::<WebhookEndpointCreate>(&["name", "url", "event_types"], create.clone());
    check::<WebhookEndpointPatch>(&[], create);
    let mut created = endpoint();
    created["signing_secret"] = json!("whsec_1");
    let read: WebhookEndpointCreated = serde_json::from_value(created.clone()).unwrap();
    assert_eq!(serde_json::to_value(&read).unwrap(), created);
    let short =
        json!({"name": "n", "url": "https://a.example", "event_types": ["alerts.resolved"]});
    let read: WebhookEndpointCreate = serde_json::from_value(short).unwrap();
    assert_eq!((read.timeout_ms, read.enabled, read.headers.len()), (5000, true, 0));
}

#[test]
fn a_delivery_matches_what_was_documented() {
    check::<WebhookEvent>(
        &["event_type", "alert"],
        json!({"event_type": "alerts.triggered", "alert": {
            "id": "ar_1A2B3C4D", "name": "Slow answers", "project_id": null,
            "metric": "turn_latency_p95", "operator": ">", "threshold_value": 2500,
            "current_value": 3100, "previous_state": "ok",
            "triggered_at": "2026-03-03T18:51:02.000Z"
        }}),
    );
}

#[test]
fn invalid_fields_are_read_in_the_form_of_this_family() {
    let body = json!({"detail": [
        {"loc": ["body", "headers", "x y"], "msg": "no header", "type": "value_error"},
        {"loc": ["body", "event_types", 1], "msg": "unknown", "type": "literal_error"},
        {"msg": "without a place"},
    ]});
    let read: ErrorBody = serde_json::from_value(body).unwrap();
    let fields: Vec<_> = read.detail.iter().map(|detail| (detail.field(), &*detail.msg)).collect();
    let expected =
        [("headers.x y".to_owned(), "no header"), ("event_types.1".to_owned(), "unknown")];
    assert_eq!(fields, expected);
    let text = serde_json::from_value::<ErrorBody>(json!({"detail": "Not Found"})).unwrap();
    assert_eq!(text.detail, []);
}
