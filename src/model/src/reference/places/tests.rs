//! Broken references and where they are.

use serde_json::json;

use super::*;

#[test]
fn broken_references_are_found_in_the_texts_of_an_agent_and_nowhere_else() {
    let snapshot = Snapshot::from_projection(json!({
        "agentSettings": { "rules": {
            "behaviour": "{{ho:H}} {{ho:gone}}", "references": { "handoff": { "gone": true } },
        } },
        "knowledgeBase": { "topics": { "entities": { "T": {
            "id": "T-1", "name": "Bar", "content": "{{ho:H}}", "actions": "go to {{ho:closed}}",
        } } } },
        "flows": { "flows": { "entities": { "W": { "name": "Booking", "steps": { "entities": {
            "S": { "prompt": "{{ft:next}}" },
        } } } } } },
        "functions": { "functions": { "entities": { "F": { "code": "'{{ho:gone}}'" } } } },
        "variantManagement": { "variantAttributeValues": { "entities": { "V": {
            "values": { "A": "{{ho:spa}}" },
        } } } },
        "handoff": { "handoffs": { "entities": { "H": { "name": "Desk" } } } },
    }));
    let found: Vec<_> = broken_references(&snapshot)
        .into_iter()
        .map(|one| {
            let place = one.place;
            (place.section, place.ids.join("/"), place.names.join("/"), place.field, one.display)
        })
        .collect();
    let text = str::to_owned;
    assert_eq!(
        found,
        [
            (Section::Behavior, text(""), text(""), text("behaviour"), text("→ gone")),
            (Section::Topics, text("T-1"), text("Bar"), text("actions"), text("→ closed")),
            (Section::Variants, text("V"), text("V"), text("A"), text("→ spa")),
            (Section::Flows, text("W/S"), text("Booking/S"), text("prompt"), text("ƒ next")),
        ]
    );
}

#[test]
fn a_release_brings_what_was_not_broken_before() {
    let agent = |behaviour: &str, handoffs: serde_json::Value| {
        Snapshot::from_projection(json!({
            "agentSettings": { "rules": { "behaviour": behaviour } },
            "handoff": { "handoffs": { "entities": handoffs } },
        }))
    };
    let old = agent("{{ho:H}} {{ho:gone}}", json!({ "H": { "name": "Desk" } }));
    let brought = |new: &Snapshot| {
        let found = brought_broken_references(&old, new).into_iter();
        found.map(|one| one.key).collect::<Vec<_>>()
    };
    assert!(brought(&old).is_empty());
    assert_eq!(brought(&agent("{{ho:gone}} {{ho:new}}", json!({}))), ["new"]);
    // The handoff was deleted, the text is as before.
    assert_eq!(brought(&agent("{{ho:H}} {{ho:gone}}", json!({}))), ["H"]);
}
