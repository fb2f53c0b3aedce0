//! Agents in the shape of a projection.

use serde_json::{Map, Value, json};

use super::random::Random;
use super::text::{paragraph, prompt};

/// How large an agent is.
#[derive(Clone, Copy, Debug)]
pub struct Size {
    /// Topics.
    pub topics: usize,
    /// Variants.
    pub variants: usize,
    /// Attributes.
    pub attributes: usize,
    /// Functions.
    pub functions: usize,
    /// Flows of three steps each.
    pub flows: usize,
    /// Paragraphs of the behavior.
    pub paragraphs: usize,
}

impl Size {
    /// An agent as they mostly are.
    pub const SMALL: Self =
        Self { topics: 6, variants: 4, attributes: 3, functions: 4, flows: 2, paragraphs: 8 };
    /// An agent at the limits of the platform (contract §3.15).
    pub const LARGE: Self = Self {
        topics: 1000,
        variants: 1000,
        attributes: 50,
        functions: 200,
        flows: 20,
        paragraphs: 200,
    };
}

/// An agent of a size.
pub fn agent(random: &mut Random, size: Size) -> Value {
    let rules = stamped(json!({
        "behaviour": prompt(random, size.paragraphs, 50),
        "references": {"globalFunctions": {"FUNCTION-1": true}, "sms": {}},
    }));
    let greeting = stamped(json!({
        "welcomeMessage": paragraph(random, 12),
        "languageCode": "en-GB",
        "references": {"variables": {}},
    }));
    let personality =
        stamped(json!({"adjectives": {"Polite": true, "Other": false}, "custom": ""}));
    let asr = json!({"bargeIn": false, "latencyConfig": {"interactionStyle": "balanced"}});
    json!({
        "agentSettings": {
            "rules": rules.clone(),
            "greeting": greeting.clone(),
            "personality": personality.clone(),
            "role": stamped(json!({"value": "Receptionist", "additionalInfo": "", "custom": ""})),
        },
        "multilingualAgentSettings": {
            "rules": rules,
            "personality": personality,
            "greetings": collection([("en-GB".to_owned(), greeting.clone())]),
        },
        "languages": {"defaultLanguageCode": "en-GB", "additionalLanguages": collection([])},
        "channels": {
            "voice": {"config": {"greeting": greeting}, "asrSettings": asr.clone()},
            "webChat": {"status": 0},
        },
        "asrSettings": asr,
        "knowledgeBase": {
            "embeddingModel": "small",
            "topics": collection((1..=size.topics).map(|at| topic(random, at))),
        },
        "variantManagement": variants(random, size),
        "functions": {"functions": collection((1..=size.functions).map(|at| function(random, at)))},
        "flows": {"flows": collection((1..=size.flows).map(|at| flow(random, at)))},
        "variables": {"variables": collection((1..=3).map(|at| {
            let id = format!("VARIABLE-{at}");
            let value = json!({"id": id, "name": format!("variable_{at}"), "references": {"topics": {}}});
            (id, stamped(value))
        }))},
        "pronunciations": {"pronunciations": collection((1..=4).map(|at| {
            let id = format!("PRONUNCIATION-{at}");
            let value = json!({
                "id": id, "name": format!("Word {at}"), "regex": format!("w{at}"),
                "replacement": paragraph(random, 2), "position": at - 1,
            });
            (id, stamped(value))
        }))},
        "guardrails": {"guardrails": {"AI_IDENTITY": {"enabled": true}, "JAILBREAK_DEFENCE": {"enabled": true}}},
        "experimentalConfig": {"experimentalConfigs": collection([("default".to_owned(), json!({
            "id": "default", "active": true, "features": {"beta": {"level": 2, "updatedAt": "now"}},
        }))])},
        "llmSettings": {"modelId": "MODEL-1"},
        "csat": null,
        "newerThing": {"depth": {"value": 1.5}},
    })
}

fn topic(random: &mut Random, at: usize) -> (String, Value) {
    let id = format!("TOPIC-{at}");
    let queries: Vec<Value> = (0..3).map(|_| json!({"query": paragraph(random, 6)})).collect();
    let value = json!({
        "id": id,
        "name": format!("Topic {at} {}", paragraph(random, 2)),
        "content": prompt(random, 3, 40),
        "actions": format!("Call {{{{fn:FUNCTION-{at}}}}} then. {}", paragraph(random, 10)),
        "exampleQueries": queries,
        "isActive": true,
        "references": {"globalFunctions": {format!("FUNCTION-{at}"): true}},
    });
    (id, stamped(value))
}

fn function(random: &mut Random, at: usize) -> (String, Value) {
    let id = format!("FUNCTION-{at}");
    let mut code = format!("def function_{at}(conv):\n");
    for line in 0..30 {
        code.push_str(&format!("    value_{line} = \"{}\"\n", paragraph(random, 4)));
    }
    code.push_str("    return None\n");
    let parameter = (
        "P-1".to_owned(),
        json!({"id": "P-1", "name": "date", "type": "string", "description": paragraph(random, 8)}),
    );
    let value = json!({
        "id": id, "name": format!("function_{at}"), "description": paragraph(random, 10),
        "code": code, "archived": false, "errors": [],
        "parameters": collection([parameter]),
        "latencyControl": {"enabled": false, "initialDelay": 0, "delayResponses": collection([])},
    });
    (id, stamped(value))
}

fn flow(random: &mut Random, at: usize) -> (String, Value) {
    let id = format!("FLOW-{at}");
    let steps = (1..=3).map(|step| {
        let id = format!("STEP-{at}-{step}");
        let value = json!({
            "id": id, "name": format!("Step {step}"), "type": "advanced_step",
            "prompt": prompt(random, 2, 30), "position": {"x": step * 100, "y": 0.5},
            "asrBiasing": {"isEnabled": true, "customKeywords": ["one", "two"]},
        });
        (id, stamped(value))
    });
    let steps = collection(steps);
    let value = json!({
        "id": id, "name": format!("Flow {at}"), "description": paragraph(random, 8),
        "startStepId": format!("STEP-{at}-1"), "steps": steps,
        "transitionFunctions": collection([]),
    });
    (id, stamped(value))
}

fn variants(random: &mut Random, size: Size) -> Value {
    let attributes = (1..=size.attributes).map(|at| {
        let id = format!("ATTRIBUTE-{at}");
        let value = json!({"id": id, "name": format!("attribute_{at}"), "archived": false});
        (id, stamped(value))
    });
    let variants = (1..=size.variants).map(|at| {
        let id = format!("VARIANT-{at}");
        let value = json!({"id": id, "name": format!("Site {at}"), "isDefault": at == 1});
        (id, stamped(value))
    });
    let values = (1..=size.variants).map(|at| {
        let id = format!("VARIANT-{at}");
        let cells: Map<String, Value> = (1..=size.attributes)
            .map(|attribute| {
                let value = format!("{} {at}", super::text::paragraph(random, 3));
                (format!("ATTRIBUTE-{attribute}"), Value::from(value))
            })
            .collect();
        (id.clone(), json!({"id": id, "values": cells}))
    });
    json!({
        "attributes": collection(attributes),
        "variants": collection(variants),
        "variantAttributeValues": collection(values),
    })
}

fn collection(items: impl IntoIterator<Item = (String, Value)>) -> Value {
    let entities: Map<String, Value> = items.into_iter().collect();
    let ids: Vec<&String> = entities.keys().collect();
    json!({"ids": ids, "entities": entities})
}

fn stamped(mut value: Value) -> Value {
    for (key, text) in [
        ("createdAt", "2026-03-03T18:51:02.000Z"),
        ("createdBy", "ada@example.com"),
        ("updatedAt", "2026-04-03T18:51:02.000Z"),
        ("updatedBy", "bo@example.com"),
    ] {
        value[key] = Value::from(text);
    }
    value
}
