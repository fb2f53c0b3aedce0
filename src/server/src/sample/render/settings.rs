//! Settings of the whole agent, several of which the platform keeps twice.

use serde_json::{Map, Value, json};

use super::context::{Desk, collection};
use super::texts::{AGENT, BEHAVIOR};
use crate::sample::links::{Place, Target};

pub(super) fn model(desk: &Desk<'_>, id: &str) -> Value {
    desk.touched("settings/model", json!({"modelId": id}))
}

pub(super) fn asr(desk: &Desk<'_>) -> Value {
    let speech = &desk.content.settings.speech;
    let item = json!({
        "bargeIn": speech.barge_in,
        "latencyConfig": {"interactionStyle": speech.interaction_style}
    });
    desk.touched("settings/speech", item)
}

pub(super) fn languages(desk: &Desk<'_>) -> Value {
    let settings = &desk.content.settings;
    let additional = settings.languages.iter().map(|code| {
        let item = json!({"id": code, "code": code});
        (code.clone(), desk.dated(&format!("settings/greetings/{code}"), item))
    });
    let mut item =
        desk.touched("settings/languages", json!({"defaultLanguageCode": settings.language}));
    item["additionalLanguages"] = collection(additional);
    item
}

pub(super) fn filters(desk: &Desk<'_>) -> Value {
    let safety = &desk.content.settings.safety;
    let azure = safety.iter().map(|(harm, filter)| {
        (harm.clone(), json!({"isActive": filter.active, "precision": filter.precision}))
    });
    let item =
        json!({"type": "azure", "azureConfig": azure.collect::<Map<_, _>>(), "disabled": false});
    desk.touched("settings/safety", item)
}

pub(super) fn guardrails(desk: &Desk<'_>) -> Value {
    let rails = desk.content.settings.guardrails.iter();
    let rails = rails.map(|(name, enabled)| (name.clone(), json!({"enabled": enabled})));
    desk.touched("settings/guardrails", json!({"guardrails": rails.collect::<Map<_, _>>()}))
}

pub(super) fn csat(desk: &Desk<'_>) -> Value {
    let csat = &desk.content.settings.csat;
    let item = json!({
        "enabled": csat.enabled,
        "leadInMessage": csat.lead_in,
        "surveyQuestion": csat.question
    });
    desk.dated("settings/csat", item)
}

pub(super) fn experiments(desk: &Desk<'_>) -> Value {
    let features = desk.content.settings.experiments.iter();
    let features: Map<_, _> = features.map(|(name, on)| (name.clone(), (*on).into())).collect();
    let item = json!({"id": "default", "active": true, "features": features});
    collection([("default".to_owned(), desk.dated("settings/experiments", item))])
}

/// `agentSettings`.
pub(super) fn agent(desk: &Desk<'_>) -> Value {
    let language = &desk.content.settings.language;
    json!({
        "greeting": greeting(desk, language),
        "disclaimerMessage": disclaimer(desk),
        "personality": personality(desk),
        "role": role(desk),
        "rules": rules(desk)
    })
}

/// `multilingualAgentSettings`: what is in `agentSettings` again, and the other languages.
pub(super) fn multilingual(desk: &Desk<'_>) -> Value {
    let settings = &desk.content.settings;
    let greetings = settings.greetings.keys().map(|code| (code.clone(), greeting(desk, code)));
    let spoken = std::iter::once(&settings.language).chain(&settings.languages);
    let behaviors = spoken.map(|code| {
        let path = format!("settings/language_behaviors/{code}");
        let references = desk.links.of(
            Place::Behaviours,
            code,
            &[
                ("attributes", Some(Target::Attributes)),
                ("globalFunctions", Some(Target::GlobalFunctions)),
                ("handoff", Some(Target::Handoff)),
                ("sms", Some(Target::Sms)),
                ("variables", Some(Target::Variables)),
            ],
        );
        let item =
            json!({"behaviorPrompt": desk.text(&path), "languageCode": code, "references": references});
        (code.clone(), desk.dated(&path, item))
    });
    json!({
        "greetings": collection(greetings),
        "disclaimerMessages": collection([(settings.language.clone(), disclaimer(desk))]),
        "languageBehaviors": collection(behaviors),
        "personality": personality(desk),
        "role": role(desk),
        "rules": rules(desk)
    })
}

pub(super) fn channels(desk: &Desk<'_>) -> Value {
    let settings = &desk.content.settings;
    let style = |channel: &str, prompt: &str| {
        desk.dated(&format!("settings/style/{channel}"), json!({"prompt": prompt}))
    };
    let chat_greeting = json!({
        "welcomeMessage": settings.chat.greeting,
        "references": {"variables": {}, "translations": {}},
        "languageCode": settings.language
    });
    json!({
        "voice": {
            "config": {
                "llmSettings": model(desk, &settings.model),
                "stylePrompt": style("voice", &settings.style.voice),
                "greeting": greeting(desk, &settings.language),
                "safetyFilters": filters(desk)
            },
            "asrSettings": asr(desk),
            "disclaimer": disclaimer(desk)
        },
        "webChat": {
            "config": {
                "llmSettings": model(desk, &settings.chat.model),
                "stylePrompt": style("chat", &settings.style.chat),
                "greeting": desk.dated("settings/chat", chat_greeting),
                "safetyFilters": filters(desk)
            },
            "status": u8::from(settings.chat.enabled)
        }
    })
}

pub(super) fn voices(desk: &Desk<'_>) -> Value {
    let voices = || {
        desk.content.settings.voices.iter().map(|(key, voice)| {
            let path = format!("settings/voices/{key}");
            let id = desk.id("", &path).to_lowercase();
            (path, id, voice)
        })
    };
    let settings = voices().map(|(path, _, voice)| {
        let item = json!({
            "id": voice.voice,
            "provider": voice.provider,
            "settings": {"modelId": "", "similarityBoost": voice.similarity, "stability": voice.stability}
        });
        (voice.voice.clone(), desk.dated(&path, item))
    });
    let agent = voices().map(|(path, id, voice)| {
        let item = json!({
            "id": id,
            "voiceId": voice.voice,
            "probability": voice.share,
            "languageCode": desk.content.settings.language
        });
        (id, desk.touched(&path, item))
    });
    json!({
        "agentVoiceSettings": collection(settings),
        "agentVoices": collection(agent),
        "disclaimerVoices": collection([]),
        "disclaimerVoiceSettings": collection([]),
        "favoriteVoices": collection([])
    })
}

fn greeting(desk: &Desk<'_>, language: &str) -> Value {
    let path = format!("settings/greetings/{language}");
    let maps = [("variables", Some(Target::Variables)), ("translations", None)];
    let item = json!({
        "welcomeMessage": desk.text(&path),
        "references": desk.links.of(Place::Greetings, language, &maps),
        "languageCode": language
    });
    desk.dated(&path, item)
}

fn disclaimer(desk: &Desk<'_>) -> Value {
    let settings = &desk.content.settings;
    let item = json!({
        "isEnabled": settings.disclaimer.enabled,
        "message": settings.disclaimer.message,
        "ringingTone": {"s3Path": "", "originalFilename": "", "publicUrl": ""},
        "languageCode": settings.language,
        "references": {"translations": {}}
    });
    desk.dated("settings/disclaimer", item)
}

fn personality(desk: &Desk<'_>) -> Value {
    let adjectives = desk.content.settings.personality.adjectives.iter();
    let adjectives = adjectives.map(|one| (one.clone(), true.into())).collect::<Map<_, _>>();
    let maps = [("variables", Some(Target::Variables))];
    let item = json!({
        "adjectives": adjectives,
        "custom": desk.text("settings/personality/custom"),
        "references": desk.links.of(Place::Personalities, AGENT, &maps)
    });
    desk.dated("settings/personality", item)
}

fn role(desk: &Desk<'_>) -> Value {
    let role = &desk.content.settings.role;
    let item = json!({
        "value": role.value,
        "additionalInfo": desk.text("settings/role/info"),
        "custom": role.custom,
        "references": desk.links.of(Place::Roles, AGENT, &[("variables", Some(Target::Variables))])
    });
    desk.dated("settings/role", item)
}

fn rules(desk: &Desk<'_>) -> Value {
    let references = desk.links.of(
        Place::Behaviours,
        BEHAVIOR,
        &[
            ("attributes", Some(Target::Attributes)),
            ("globalFunctions", Some(Target::GlobalFunctions)),
            ("handoff", Some(Target::Handoff)),
            ("sms", Some(Target::Sms)),
            ("variables", Some(Target::Variables)),
            ("translations", None),
        ],
    );
    let item = json!({"behaviour": desk.text("behavior"), "references": references});
    desk.dated("behavior", item)
}
