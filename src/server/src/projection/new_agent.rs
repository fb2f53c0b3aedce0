//! What a new agent begins with (contract §1.1): every section of the shape file, one hand-off, one
//! function, and a prompt to start from.

use serde_json::{Value, json};

use super::bookkeeping;
use crate::clock::Act;

/// What a request to create an agent says about its content.
#[derive(Debug, Clone, Default)]
pub(crate) struct NewAgent {
    /// The first words of a call.
    pub(crate) greeting: Option<String>,
    /// `en-GB` when `None`.
    pub(crate) language: Option<String>,
    /// For example `VOICE-` and eight hex digits.
    pub(crate) voice: Option<String>,
    /// For example `MODEL-` and eight hex digits.
    pub(crate) model: Option<String>,
    /// Feature switches: the `configs` of the request.
    pub(crate) experimental: Vec<Value>,
}

const RULES: &str = include_str!("new_agent.md");

const GOODBYE: &str = r#"def goodbye_and_hang_up(conv: Conversation):
    return {"utterance": "Thank you for calling. Goodbye!", "hangup": True}
"#;

/// The content of a new agent.
pub(crate) fn new_agent(new: NewAgent, act: &Act) -> Value {
    let language = new.language.unwrap_or_else(|| "en-GB".to_owned());
    let greeting = new.greeting.unwrap_or_else(|| "Hello, how can I help you today?".to_owned());
    let model = new.model.unwrap_or_default();
    let made = |mut item: Value| {
        bookkeeping::created(&mut item, act);
        item
    };
    let touched = |mut item: Value| {
        bookkeeping::updated(&mut item, act);
        item
    };
    let greeting = made(json!({
        "welcomeMessage": greeting, "languageCode": language,
        "references": {"variables": {}, "translations": {}}
    }));
    let disclaimer = made(json!({
        "isEnabled": false, "message": "", "languageCode": language,
        "ringingTone": {"s3Path": "", "originalFilename": "", "publicUrl": ""},
        "references": {"translations": {}}
    }));
    let personality = made(
        json!({"adjectives": {"Polite": true}, "custom": "", "references": {"variables": {}}}),
    );
    let role = made(json!({
        "value": "Receptionist", "additionalInfo": "", "custom": "", "references": {"variables": {}}
    }));
    let rules = made(json!({
        "behaviour": RULES.trim_end(),
        "references": {
            "sms": {}, "handoff": {"default-handoff": true}, "attributes": {},
            "globalFunctions": {"default-function": true}, "variables": {}, "translations": {}
        }
    }));
    let behavior = made(json!({
        "behaviorPrompt": "", "languageCode": language,
        "references": {"attributes": {}, "globalFunctions": {}, "handoff": {}, "sms": {}, "variables": {}}
    }));
    let filter = || json!({"isActive": false, "precision": "MEDIUM"});
    let filters = touched(json!({
        "type": "azure", "disabled": true,
        "azureConfig": {"violence": filter(), "hate": filter(), "sexual": filter(), "selfHarm": filter()}
    }));
    let asr = touched(json!({"bargeIn": false, "latencyConfig": {"interactionStyle": "balanced"}}));
    let channel = json!({
        "llmSettings": touched(json!({"modelId": model})),
        "stylePrompt": made(json!({"prompt": ""})),
        "greeting": greeting,
        "safetyFilters": filters
    });
    let voices = match new.voice {
        None => empty(),
        Some(voice) => one(
            "agent-voice",
            touched(
                json!({"id": "agent-voice", "voiceId": voice, "probability": 1, "languageCode": language}),
            ),
        ),
    };
    let by_language = |item: &Value| one(&language, item.clone());

    json!({
        "knowledgeBase": {"topics": empty(), "embeddingModel": "", "uninstantiatedTopics": empty()},
        "sms": {"templates": empty()},
        "handoff": {"handoffs": one("default-handoff", made(json!({
            "id": "default-handoff", "name": "Default handoff",
            "description": "Hands the call to a person.",
            "sipConfig": {"config": {"$case": "refer", "value": {"phoneNumber": ""}}},
            "sipHeaders": {"headers": []}, "active": true, "isDefault": true,
            "references": {"topics": {}, "flowSteps": {}}
        })))},
        "flows": {"flows": empty()},
        "variantManagement": {
            "variants": empty(), "attributes": empty(), "variantAttributeValues": empty()
        },
        "stopKeywords": {"filters": empty()},
        "llmSettings": touched(json!({"modelId": model})),
        "asrSettings": asr,
        "languages": touched(json!({"defaultLanguageCode": language, "additionalLanguages": empty()})),
        "contentFilterSettings": filters,
        "functions": {"functions": one("default-function", made(json!({
            "id": "default-function", "name": "goodbye_and_hang_up",
            "description": "Says goodbye and ends the call, once the caller needs nothing else.",
            "parameters": empty(), "code": GOODBYE, "errors": [], "archived": false,
            "latencyControl": {"enabled": false, "delayResponses": empty(), "initialDelay": 0, "interval": 0},
            "references": {"flowSteps": {}, "topics": {}, "stopKeywords": {}, "behaviour": {}, "variables": {}}
        })))},
        "transcriptCorrections": {"transcriptCorrections": empty()},
        "agentSettings": {
            "greeting": greeting, "disclaimerMessage": disclaimer, "personality": personality,
            "role": role, "rules": rules
        },
        "multilingualAgentSettings": {
            "greetings": by_language(&greeting), "disclaimerMessages": by_language(&disclaimer),
            "languageBehaviors": by_language(&behavior), "personality": personality, "role": role,
            "rules": rules
        },
        "experimentalConfig": {"experimentalConfigs": experimental(new.experimental)},
        "pronunciations": {"pronunciations": empty()},
        "keyphraseBoosting": {"keyphraseBoosting": empty()},
        "entities": {"entities": empty()},
        "voices": {
            "agentVoiceSettings": empty(), "agentVoices": voices, "disclaimerVoices": empty(),
            "disclaimerVoiceSettings": empty(), "favoriteVoices": empty()
        },
        "specialFunctions": {},
        "apiIntegrations": {"apiIntegrations": empty()},
        "variables": {"variables": empty()},
        "translations": {"translations": empty()},
        "channels": {
            "voice": {"config": channel, "asrSettings": asr, "disclaimer": disclaimer},
            "webChat": {"config": channel, "status": 0}
        },
        "csat": null,
        "testing": {"testCases": empty()},
        "integrations": empty(),
        "mcpConfig": {"servers": empty(), "savedProfiles": empty()}
    })
}

fn empty() -> Value {
    json!({"ids": [], "entities": {}})
}

fn one(key: &str, item: Value) -> Value {
    json!({"ids": [key], "entities": {key: item}})
}

fn experimental(configs: Vec<Value>) -> Value {
    let mut list = empty();
    for config in configs {
        let key = config["id"].as_str().unwrap_or_default().to_owned();
        super::collection::add(&mut list, &key, config);
    }
    list
}
