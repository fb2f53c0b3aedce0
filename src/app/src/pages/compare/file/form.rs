//! What a JSON file is: a projection in one of the forms in which the API and the command-line
//! client write it, or something else that comes from them.

use serde_json::Value;

/// JSON that is no projection.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(in super::super) enum Other {
    /// A list, a text or a number.
    NoObject,
    /// The client said why it failed.
    Failed(String),
    /// What the client answers when it was not asked for the projection.
    NoProjection,
    /// The differences the client found.
    Differences,
    /// A comparison that was exported here.
    Comparison,
}

/// Parts of which every agent has some.
const PARTS: [&str; 6] =
    ["agentSettings", "knowledgeBase", "variantManagement", "functions", "flows", "channels"];

/// The projection in a file: bare, or beside other keys as in the answers of the API and of the
/// client (`{"success": true, "projection": …}`).
pub(super) fn projection(json: Value) -> Result<Value, Other> {
    let Value::Object(mut map) = json else { return Err(Other::NoObject) };
    match map.get_mut("projection").map(Value::take) {
        Some(Value::Object(projection)) => return Ok(Value::Object(projection)),
        Some(_) => return Err(Other::NoProjection),
        None => {}
    }
    if PARTS.iter().any(|part| map.contains_key(*part)) {
        return Ok(Value::Object(map));
    }
    if map.contains_key("totals") && map.contains_key("sections") {
        return Err(Other::Comparison);
    }
    if map.get("success").is_some_and(Value::is_boolean) {
        let text = |key: &str| map.get(key).and_then(Value::as_str).map(str::to_owned);
        return Err(match text("error").or_else(|| text("message")) {
            Some(reason) => Other::Failed(reason),
            None if map.contains_key("diffs") => Other::Differences,
            None => Other::NoProjection,
        });
    }
    Ok(Value::Object(map))
}

/// Whether nothing in a projection is known of agents.
pub(super) fn is_foreign(projection: &Value) -> bool {
    projection
        .as_object()
        .is_some_and(|map| !map.is_empty() && !PARTS.iter().any(|part| map.contains_key(*part)))
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn a_projection_is_found_in_every_form_of_the_client() {
        let agent = json!({"agentSettings": {}, "functions": {}});
        for form in [
            agent.clone(),
            json!({"projection": agent}),
            json!({"lastKnownSequence": "5", "projection": agent}),
            json!({"success": true, "branch_name": "b", "branch_id": "B", "projection": agent}),
            json!({"success": false, "files_with_conflicts": ["a"], "projection": agent, "rtc": {}}),
        ] {
            assert_eq!(projection(form).unwrap(), agent);
        }
        assert_eq!(projection(json!({})), Ok(json!({})), "an agent without content");
        assert!(!is_foreign(&agent) && !is_foreign(&json!({})));
        assert!(is_foreign(&projection(json!({"name": "left-pad"})).unwrap()));
    }

    #[test]
    fn what_is_no_projection_is_known_for_what_it_is() {
        for (json, expected) in [
            (json!([1]), Other::NoObject),
            (json!("x"), Other::NoObject),
            (json!({"projection": null}), Other::NoProjection),
            (json!({"success": true, "files_with_conflicts": []}), Other::NoProjection),
            (json!({"success": true, "diffs": {"topics/a.yaml": "@@"}}), Other::Differences),
            (json!({"success": false, "error": "no key"}), Other::Failed("no key".to_owned())),
            (json!({"success": false, "message": "no"}), Other::Failed("no".to_owned())),
            (json!({"totals": {}, "sections": []}), Other::Comparison),
        ] {
            assert_eq!(projection(json), Err(expected));
        }
    }
}
