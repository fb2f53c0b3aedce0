//! Flows with their steps and functions.

use serde_json::{Value, json};

use super::code;
use super::context::{RenderContext, collection};
use crate::sample::content::Step;
use crate::sample::links::{Place, Target};

/// What a step can listen for: the names of the files, the names of the platform.
const KINDS: [(&str, &str); 10] = [
    ("alphanumeric", "alphanumeric"),
    ("name_spelling", "nameSpelling"),
    ("numeric", "numeric"),
    ("party_size", "partySize"),
    ("precise_date", "preciseDate"),
    ("relative_date", "relativeDate"),
    ("single_number", "singleNumber"),
    ("time", "time"),
    ("yes_no", "yesNo"),
    ("address", "address"),
];

pub(super) fn flows(context: &RenderContext<'_>) -> Value {
    collection(context.content.flows.iter().map(|(key, flow)| {
        let path = format!("flows/{key}");
        let id = context.id("FLOW-", &path);
        let steps =
            flow.steps.iter().map(|(key, one)| step(context, &format!("{path}/steps/{key}"), one));
        let functions = flow.functions.iter().map(|(name, function)| {
            code::transition(context, &format!("{path}/functions/{name}"), name, function)
        });
        let steps = collection(steps);
        let item = json!({
            "id": id,
            "name": flow.name,
            "description": flow.description,
            "startStepId": steps["ids"][0],
            "steps": steps,
            "transitionFunctions": collection(functions)
        });
        (id, context.dated(&path, item))
    }))
}

fn step(context: &RenderContext<'_>, path: &str, step: &Step) -> (String, Value) {
    let id = context.id("STEP-", path);
    let mut biasing = json!({});
    for (kind, name) in KINDS {
        biasing[name] = step.listen_for.iter().any(|one| one == kind).into();
    }
    biasing["customKeywords"] = json!(step.keywords);
    biasing["isEnabled"] = (!step.listen_for.is_empty() || !step.keywords.is_empty()).into();
    let keypad = step.keypad.as_ref();
    let references = context.links.of(
        Place::FlowSteps,
        &id,
        &[
            ("sms", Some(Target::Sms)),
            ("handoff", Some(Target::Handoff)),
            ("attributes", Some(Target::Attributes)),
            ("transitionFunctions", Some(Target::TransitionFunctions)),
            ("globalFunctions", Some(Target::GlobalFunctions)),
            ("entities", None),
            ("variables", Some(Target::Variables)),
        ],
    );
    let item = json!({
        "id": id,
        "name": step.name,
        "prompt": context.text(&format!("{path}/prompt")),
        "position": {"x": step.position[0], "y": step.position[1]},
        "asrBiasing": biasing,
        "dtmfConfig": {
            "isEnabled": keypad.is_some(),
            "interDigitTimeout": if keypad.is_some() { 6 } else { 0 },
            "maxDigits": keypad.map_or(0, |keypad| keypad.max_digits),
            "endKey": keypad.map_or("", |keypad| &keypad.end_key),
            "collectWhileAgentSpeaking": keypad.is_some(),
            "isPii": keypad.is_some_and(|keypad| keypad.pii)
        },
        "references": references,
        "type": "advanced_step"
    });
    (id, context.dated(path, item))
}
