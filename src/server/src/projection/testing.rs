//! A small projection for the tests of this module, and a check of what an edit left alone.

use std::collections::BTreeMap;

use serde_json::{Value, json};

use super::document::Projection;
use crate::clock::Act;

/// Two topics, one attribute, two variants, one function, and a section of an unknown kind.
pub(crate) fn projection() -> Projection {
    let made = |mut item: Value| {
        for key in super::bookkeeping::KEYS {
            item[key] = json!("before");
        }
        item
    };
    let topic = |id: &str, name: &str, query: &str| {
        made(json!({
            "id": id, "name": name, "content": "text", "actions": "",
            "exampleQueries": [{"query": query}], "references": references(), "isActive": true,
            "tags": ["unknown field"]
        }))
    };
    let rules = made(json!({"behaviour": "Be kind.", "references": references()}));
    Projection::from_value(json!({
        "unheardOf": {"n": 1.50, "z": null},
        "knowledgeBase": {
            "topics": {
                "ids": ["T1", "T2"],
                "entities": {
                    "T2": topic("T2", "Breakfast", "When is breakfast?"),
                    "T1": topic("T1", "Parking", "Where do I park?"),
                }
            },
            "embeddingModel": ""
        },
        "functions": {"functions": {"ids": ["F1"], "entities": {
            "F1": {"id": "F1", "name": "say_goodbye", "description": "Ends", "code": "def", "archived": false}
        }}},
        "variantManagement": {
            "variants": {"ids": ["V1", "V2"], "entities": {
                "V1": made(json!({"id": "V1", "name": "Leeds", "isDefault": true})),
                "V2": made(json!({"id": "V2", "name": "Hull", "isDefault": false})),
            }},
            "attributes": {"ids": ["A1"], "entities": {
                "A1": made(json!({"id": "A1", "name": "city", "archived": false})),
            }},
            "variantAttributeValues": {"ids": ["V1", "V2"], "entities": {
                "V1": {"id": "V1", "values": {"A1": "Leeds"}},
                "V2": {"id": "V2", "values": {"A1": "Hull"}},
            }}
        },
        "agentSettings": {"rules": rules},
        "multilingualAgentSettings": {"rules": rules}
    }))
    .unwrap()
}

/// An edit after `projection()` was made.
pub(crate) fn act() -> Act {
    Act { by: "ada@example.com".into(), at: "2026-03-03T18:51:02Z".parse().unwrap() }
}

/// The values below `projection()` that are not the same in `edited` are exactly those at `paths`.
pub(crate) fn check_unchanged_but(edited: &Projection, paths: &[&str]) {
    let (mut old, mut new) = (BTreeMap::new(), BTreeMap::new());
    flatten("", &projection().to_value(), &mut old);
    flatten("", &edited.to_value(), &mut new);
    let mut changed: Vec<_> =
        old.keys().chain(new.keys()).filter(|at| old.get(*at) != new.get(*at)).collect();
    changed.sort();
    changed.dedup();
    let unexpected: Vec<_> = changed
        .iter()
        .filter(|at| {
            !paths.iter().any(|path| at.as_str() == *path || at.starts_with(&format!("{path}.")))
        })
        .collect();
    let missing: Vec<_> = paths
        .iter()
        .filter(|path| {
            !changed.iter().any(|at| at.as_str() == **path || at.starts_with(&format!("{path}.")))
        })
        .collect();
    assert!(
        unexpected.is_empty() && missing.is_empty(),
        "unexpected {unexpected:?}, missing {missing:?}"
    );
}

fn flatten(at: &str, value: &Value, into: &mut BTreeMap<String, Value>) {
    match value {
        Value::Object(keys) if !keys.is_empty() => {
            for (key, value) in keys {
                let below = if at.is_empty() { key.clone() } else { format!("{at}.{key}") };
                flatten(&below, value, into);
            }
        }
        // An empty object counts as absent: maps are created and removed with their entries.
        Value::Object(_) => {}
        _ => {
            into.insert(at.to_owned(), value.clone());
        }
    }
}

fn references() -> Value {
    json!({
        "sms": {}, "handoff": {}, "attributes": {}, "globalFunctions": {}, "variables": {},
        "translations": {}
    })
}
