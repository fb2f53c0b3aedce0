//! Settings of the whole agent, several of which the platform stores twice.

use serde_json::{Map, Value, json};

use super::context::{RenderContext, collection};
use super::texts::{AGENT, BEHAVIOR};
use crate::sample::links::{Place, Target};

pub(super) fn model(context: &RenderContext<'_>, id: &str) -> Value {
    context.touched("settings/model", json!({"modelId": id}))
}

pub(super) fn asr(context: &RenderContext<'_>) -> Value {
    let speech = &context.content.settings.speech;
    let item = json!({
        "bargeIn": speech.barge_in,
        "latencyConfig": {"interactionStyle": speech.interaction_style}
    });
    context.touched("settings/speech", item)
}

pub(super) fn languages(context: &RenderContext<'_>) -> Value {
    let settings = &context.content.settings;
    let additional = settings.languages.iter().map(|code| {
        let item = json!({"id": code, "code": code});
        (code.clone(), context.dated(&format!("settings/greetings/{code}"), item))
    });
    let mut item =
        context.touched("settings/languages", json!({"defaultLanguageCode": settings.language}));
    item["additionalLanguages"] = collection(additional);
    item
}

pub(super) fn filters(context: &RenderContext<'_>) -> Value {
    let safety = &context.content.settings.safety;
    let azure = safety.iter().map(|(harm, filter)| {
        (harm.clone(), json!({"isActive": filter.active, "precision": filter.precision}))
    });
    let item =
        json!({"type": "azure", "azureConfig": azure.collect::<Map<_, _>>(), "disabled": false});
    context.touched("settings/safety", item)
}

pub(super) fn guardrails(context: &RenderContext<'_>) -> Value {
    let rails = context.content.settings.guardrails.iter();
    let rails = rails.map(|(name, enabled)| (name.clone(), json!({"enabled": enabled})));
    context.touched("settings/guardrails", json!({"guardrails": rails.collect::<Map<_, _>>()}))
}

pub(super) fn csat(context: &RenderContext<'_>) -> Value {
    let csat = &context.content.settings.csat;
    let item = json!({
        "enabled": csat.enabled,
        "leadInMessage": csat.lead_in,
        "surveyQuestion": csat.question
    });
    context.dated("settings/csat", item)
}

pub(super) fn experiments(context: &RenderContext<'_>) -> Value {
    let features = context.content.settings.experiments.iter();
    let features: Map<_, _> = features.map(|(name, on)| (name.clone(), (*on).into())).collect();
    let item = json!({"id": "default", "active": true, "features": features});
    collection([("default".to_owned(), context.dated("settings/experiments", item))])
}

/// `agentSettings`.
pub(super) fn agent(context: &RenderContext<'_>) -> Value {
    let language = &context.content.settings.language;
    json!({
        "greeting": greeting(context, language),
        "disclaimerMessage": disclaimer(context),
        "personality": personality(context),
        "role": role(context),
        "rules": rules(context)
    })
}

/// `multilingualAgentSettings`: what is in `agentSettings` again, and the other languages.
pub(super) fn multilingual(context: &RenderContext<'_>) -> Value {
    let settings = &context.content.settings;
    let greetings = settings.greetings.keys().map(|code| (code.clone(), greeting(context, code)));
    let spoken = std::iter::once(&settings.language).chain(&settings.languages);
    let behaviors = spoken.map(|code| {
        let path = format!("settings/language_behaviors/{code}");
        let references = context.links.of(
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
            json!({"behaviorPrompt": context.text(&path), "languageCode": code, "references": references});
        (code.clone(), context.dated(&path, item))
    });
    json!({
        "greetings": collection(greetings),
        "disclaimerMessages": collection([(settings.language.clone(), disclaimer(context))]),
        "languageBehaviors": collection(behaviors),
        "personality": personality(context),
        "role": role(context),
        "rules": rules(context)
    })
}

pub(super) fn channels(context: &RenderContext<'_>) -> Value {
    let settings = &context.content.settings;
    let style = |channel: &str, prompt: &str| {
        context.dated(&format!("settings/style/{channel}"), json!({"prompt": prompt}))
    };
    let chat_greeting = json!({
        "welcomeMessage": settings.chat.greeting,
        "references": {"variables": {}, "translations": {}},
        "languageCode": settings.language
    });
    json!({
        "voice": {
            "config": {
                "llmSettings": model(context, &settings.model),
                "stylePrompt": style("voice", &settings.style.voice),
                "greeting": greeting(context, &settings.language),
                "safetyFilters": filters(context)
            },
            "asrSettings": asr(context),
            "disclaimer": disclaimer(context)
        },
        "webChat": {
            "config": {
                "llmSettings": model(context, &settings.chat.model),
                "stylePrompt": style("chat", &settings.style.chat),
                "greeting": context.dated("settings/chat", chat_greeting),
                "safetyFilters": filters(context)
            },
            "status": u8::from(settings.chat.enabled)
        }
    })
}

pub(super) fn voices(context: &RenderContext<'_>) -> Value {
    let voices = || {
        context.content.settings.voices.iter().map(|(key, voice)| {
            let path = format!("settings/voices/{key}");
            let id = context.id("", &path).to_lowercase();
            (path, id, voice)
        })
    };
    let settings = voices().map(|(path, _, voice)| {
        let item = json!({
            "id": voice.voice,
            "provider": voice.provider,
            "settings": {"modelId": "", "similarityBoost": voice.similarity, "stability": voice.stability}
        });
        (voice.voice.clone(), context.dated(&path, item))
    });
    let agent = voices().map(|(path, id, voice)| {
        let item = json!({
            "id": id,
            "voiceId": voice.voice,
            "probability": voice.share,
            "languageCode": context.content.settings.language
        });
        (id, context.touched(&path, item))
    });
    json!({
        "agentVoiceSettings": collection(settings),
        "agentVoices": collection(agent),
        "disclaimerVoices": collection([]),
        "disclaimerVoiceSettings": collection([]),
        "favoriteVoices": collection([])
    })
}

fn greeting(context: &RenderContext<'_>, language: &str) -> Value {
    let path = format!("settings/greetings/{language}");
    let maps = [("variables", Some(Target::Variables)), ("translations", None)];
    let item = json!({
        "welcomeMessage": context.text(&path),
        "references": context.links.of(Place::Greetings, language, &maps),
        "languageCode": language
    });
    context.dated(&path, item)
}

fn disclaimer(context: &RenderContext<'_>) -> Value {
    let settings = &context.content.settings;
    let item = json!({
        "isEnabled": settings.disclaimer.enabled,
        "message": settings.disclaimer.message,
        "ringingTone": {"s3Path": "", "originalFilename": "", "publicUrl": ""},
        "languageCode": settings.language,
        "references": {"translations": {}}
    });
    context.dated("settings/disclaimer", item)
}

fn personality(context: &RenderContext<'_>) -> Value {
    let adjectives = context.content.settings.personality.adjectives.iter();
    let adjectives = adjectives.map(|one| (one.clone(), true.into())).collect::<Map<_, _>>();
    let maps = [("variables", Some(Target::Variables))];
    let item = json!({
        "adjectives": adjectives,
        "custom": context.text("settings/personality/custom"),
        "references": context.links.of(Place::Personalities, AGENT, &maps)
    });
    context.dated("settings/personality", item)
}

fn role(context: &RenderContext<'_>) -> Value {
    let role = &context.content.settings.role;
    let item = json!({
        "value": role.value,
        "additionalInfo": context.text("settings/role/info"),
        "custom": role.custom,
        "references": context.links.of(Place::Roles, AGENT, &[("variables", Some(Target::Variables))])
    });
    context.dated("settings/role", item)
}

fn rules(context: &RenderContext<'_>) -> Value {
    let references = context.links.of(
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
    let item = json!({"behaviour": context.text("behavior"), "references": references});
    context.dated("behavior", item)
}
