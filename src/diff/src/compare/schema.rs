//! What the parts of a projection are to a person: sections, items, labels.

use std::borrow::Cow;

use model::Section;

use crate::Syntax;

/// What is found at a path of the projection.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Shape {
    /// One item.
    Item,
    /// A collection of items.
    Items,
    /// An object whose parts have places of their own; what is left over is one item.
    Group,
    /// The grid of variants.
    Grid,
}

/// One row of the table below.
pub(super) struct Place {
    pub(super) path: &'static str,
    pub(super) section: Section,
    pub(super) shape: Shape,
    /// What one item is called.
    pub(super) noun: &'static str,
}

const fn place(path: &'static str, section: Section, shape: Shape, noun: &'static str) -> Place {
    Place { path, section, shape, noun }
}

/// Everything known of projections, in the order in which items of one section are shown. What is
/// not listed is shown under [`Section::Other`], or with the group it belongs to.
#[rustfmt::skip]
const PLACES: &[Place] = {
    use Section::*;
    use Shape::{Grid, Group, Item, Items};
    &[
        place("agentSettings.rules", Behavior, Item, "Behavior"),
        place("multilingualAgentSettings.rules", Behavior, Item, "Behavior, multilingual copy"),
        place("agentSettings.greeting", Greeting, Item, "Greeting"),
        place("agentSettings.personality", Greeting, Item, "Personality"),
        place("agentSettings.role", Greeting, Item, "Role"),
        place("agentSettings.disclaimerMessage", Greeting, Item, "Disclaimer"),
        place("agentSettings", Greeting, Group, "Agent settings"),
        place("channels.voice.config.greeting", Greeting, Item, "Greeting on voice"),
        place("channels.voice.config.stylePrompt", Greeting, Item, "Style prompt on voice"),
        place("channels.voice.disclaimer", Greeting, Item, "Disclaimer on voice"),
        place("channels.webChat.config.greeting", Greeting, Item, "Greeting on web chat"),
        place("channels.webChat.config.stylePrompt", Greeting, Item, "Style prompt on web chat"),
        place("multilingualAgentSettings.personality", Greeting, Item, "Personality, multilingual copy"),
        place("multilingualAgentSettings.role", Greeting, Item, "Role, multilingual copy"),
        place("knowledgeBase.topics", Topics, Items, "Topic"),
        place("knowledgeBase.uninstantiatedTopics", Topics, Items, "Uninstantiated topic"),
        place("childOverwrites.knowledgeBase.topics", Topics, Items, "Topic of a variant"),
        place("knowledgeBase", Topics, Group, "Knowledge base"),
        place("variantManagement", Variants, Grid, "Variants"),
        place("functions.functions", Functions, Items, "Function"),
        place("specialFunctions.startFunction", Functions, Item, "Start function"),
        place("specialFunctions.endFunction", Functions, Item, "End function"),
        place("specialFunctions", Functions, Group, "Special functions"),
        place("functions", Functions, Group, "Functions"),
        place("flows.flows", Flows, Items, "Flow"),
        place("flows", Flows, Group, "Flows"),
        place("entities.entities", Flows, Items, "Entity"),
        place("variables.variables", Variables, Items, "Variable"),
        place("handoff.handoffs", Handoffs, Items, "Handoff"),
        place("handoff", Handoffs, Group, "Handoffs"),
        place("sms.templates", Sms, Items, "Template"),
        place("sms", Sms, Group, "SMS"),
        place("voices.agentVoices", Speech, Items, "Voice"),
        place("voices.agentVoiceSettings", Speech, Items, "Voice settings"),
        place("voices.disclaimerVoices", Speech, Items, "Disclaimer voice"),
        place("voices.disclaimerVoiceSettings", Speech, Items, "Disclaimer voice settings"),
        place("voices.favoriteVoices", Speech, Items, "Favorite voice"),
        place("voices", Speech, Group, "Voices"),
        place("asrSettings", Speech, Item, "Speech recognition"),
        place("channels.voice.asrSettings", Speech, Item, "Speech recognition on voice"),
        place("keyphraseBoosting.keyphraseBoosting", Speech, Items, "Keyphrase"),
        place("transcriptCorrections.transcriptCorrections", Speech, Items, "Transcript correction"),
        place("pronunciations.pronunciations", Speech, Items, "Pronunciation"),
        place("stopKeywords.filters", Speech, Items, "Stop keyword"),
        place("languages.additionalLanguages", Languages, Items, "Additional language"),
        place("languages", Languages, Group, "Languages"),
        place("translations.translations", Languages, Items, "Translation"),
        place("multilingualAgentSettings.greetings", Languages, Items, "Greeting in a language"),
        place("multilingualAgentSettings.disclaimerMessages", Languages, Items, "Disclaimer in a language"),
        place("multilingualAgentSettings.languageBehaviors", Languages, Items, "Behavior in a language"),
        place("multilingualAgentSettings", Languages, Group, "Multilingual settings"),
        place("guardrails.guardrails", Guardrails, Item, "Guardrails"),
        place("guardrails", Guardrails, Group, "Guardrail settings"),
        place("contentFilterSettings", Guardrails, Item, "Content filter"),
        place("channels.voice.config.safetyFilters", Guardrails, Item, "Content filter on voice"),
        place("channels.webChat.config.safetyFilters", Guardrails, Item, "Content filter on web chat"),
        place("realTimeConfig", RealTimeConfig, Item, "Real-time config"),
        place("realTimeConfigs", RealTimeConfig, Item, "Real-time config"),
        place("llmSettings", Other, Item, "Model"),
        place("channels.voice.config.llmSettings", Other, Item, "Model on voice"),
        place("channels.webChat.config.llmSettings", Other, Item, "Model on web chat"),
        place("channels.voice", Other, Group, "Voice channel"),
        place("channels.webChat", Other, Group, "Web chat channel"),
        place("channels", Other, Group, "Channels"),
        place("csat", Other, Item, "Satisfaction survey"),
        place("experimentalConfig.experimentalConfigs", Other, Items, "Experimental config"),
        place("apiIntegrations.apiIntegrations", Other, Items, "API integration"),
        place("integrations", Other, Items, "Integration"),
        place("mcpConfig.servers", Other, Items, "MCP server"),
        place("mcpConfig.savedProfiles", Other, Items, "MCP profile"),
        place("testing.testCases", Other, Items, "Test case"),
    ]
};

/// The row for a path, and its place in the order of display.
pub(super) fn place_of(path: &str) -> Option<(usize, &'static Place)> {
    PLACES.iter().enumerate().find(|(_, place)| place.path == path)
}

/// Whether some place lies below a path.
pub(super) fn has_places_below(path: &str) -> bool {
    PLACES.iter().any(|place| is_below(place.path, path))
}

/// Whether one path lies below another.
pub(super) fn is_below(path: &str, above: &str) -> bool {
    path.strip_prefix(above).is_some_and(|rest| rest.starts_with('.'))
}

/// What is stored twice in a projection: changes of the second that are also made to the first are
/// shown once. A `*` stands for the entry of the default language.
pub(crate) const MIRRORS: &[(&str, &str)] = &[
    ("agentSettings.rules", "multilingualAgentSettings.rules"),
    ("agentSettings.personality", "multilingualAgentSettings.personality"),
    ("agentSettings.role", "multilingualAgentSettings.role"),
    ("agentSettings.greeting", "multilingualAgentSettings.greetings.*"),
    ("agentSettings.greeting", "channels.voice.config.greeting"),
    ("agentSettings.disclaimerMessage", "multilingualAgentSettings.disclaimerMessages.*"),
    ("agentSettings.disclaimerMessage", "channels.voice.disclaimer"),
    ("asrSettings", "channels.voice.asrSettings"),
    ("llmSettings", "channels.voice.config.llmSettings"),
    ("contentFilterSettings", "channels.voice.config.safetyFilters"),
];

/// What a collection inside of an item holds.
pub(super) fn child_noun(key: &str) -> Cow<'static, str> {
    match key {
        "steps" => "Step".into(),
        "transitionFunctions" => "Transition function".into(),
        "parameters" => "Parameter".into(),
        "delayResponses" => "Delay response".into(),
        _ => {
            let label = label_of(key);
            Cow::Owned(label.strip_suffix('s').unwrap_or(&label).to_owned())
        }
    }
}

/// The key that holds the name of an item, in the order in which they are tried.
pub(super) const NAME_KEYS: &[&str] = &["name", "title", "keyphrase", "languageCode", "voiceId"];

/// Fields whose difference is one change, however many parts they have.
pub(super) fn is_atomic(key: &str) -> bool {
    key == "position"
}

/// How a text field is read; `None` for fields that hold no long texts.
pub(super) fn syntax_of(key: &str) -> Option<Syntax> {
    match key {
        "code" => Some(Syntax::Code),
        "content" | "actions" | "behaviour" | "behavior" | "behaviorPrompt" | "prompt"
        | "description" | "welcomeMessage" | "message" | "custom" | "additionalInfo" | "text"
        | "leadInMessage" | "surveyQuestion" => Some(Syntax::Prose),
        _ => None,
    }
}

/// How texts at a key are read where the amount of white space can be ignored; `None` where all of
/// it counts, as in patterns.
pub(super) fn reading_of(key: &str) -> Option<Syntax> {
    match key {
        "id" | "key" | "regex" | "regularExpression" | "regularExpressions" | "pattern"
        | "replacement" => None,
        _ => Some(syntax_of(key).unwrap_or(Syntax::Prose)),
    }
}

/// The label of a key: the studio's own word, or the key itself in words.
pub(super) fn label_of(key: &str) -> Cow<'static, str> {
    let known = match key {
        "behaviour" => "Behavior",
        "isActive" | "active" | "isEnabled" => "Active",
        "exampleQueries" => "Example queries",
        "startStepId" => "Start step",
        "bargeIn" => "Barge-in",
        "asrBiasing" => "Recognition hints",
        "dtmfConfig" => "Keypad input",
        "isPii" => "Personal data",
        "latencyControl" => "Delay control",
        "latencyConfig" => "Latency",
        "sipConfig" => "SIP",
        "sipHeaders" => "SIP headers",
        "modelId" => "Model",
        "voiceId" => "Voice",
        "defaultLanguageCode" => "Default language",
        "languageCode" => "Language",
        "isDefault" => "Default",
        "position" => "Position on the canvas",
        "behaviorPrompt" => "Behavior",
        "welcomeMessage" => "Welcome message",
        "stylePrompt" => "Style prompt",
        "$case" => "Kind",
        _ => return Cow::Owned(in_words(key)),
    };
    Cow::Borrowed(known)
}

/// "interDigitTimeout" and "INTER_DIGIT_TIMEOUT" are "Inter digit timeout".
fn in_words(key: &str) -> String {
    let mut words: Vec<String> = Vec::new();
    let mut was_lower = false;
    for part in key.split(['_', '-', ' ']) {
        words.push(String::new());
        for char in part.chars() {
            if char.is_uppercase() && was_lower {
                words.push(String::new());
            }
            was_lower = char.is_lowercase() || char.is_ascii_digit();
            if let Some(word) = words.last_mut() {
                word.extend(char.to_lowercase());
            }
        }
        was_lower = false;
    }
    words.retain(|word| !word.is_empty());
    for word in &mut words {
        if ACRONYMS.contains(&word.as_str()) {
            *word = word.to_uppercase();
        }
    }
    let text = words.join(" ");
    let mut chars = text.chars();
    match chars.next() {
        Some(first) => first.to_uppercase().chain(chars).collect(),
        None => key.to_owned(),
    }
}

const ACRONYMS: &[&str] = &[
    "ai", "api", "asr", "csat", "dtmf", "id", "llm", "mcp", "pii", "s3", "sip", "sms", "tts", "url",
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keys_are_read_as_words() {
        assert_eq!(label_of("interDigitTimeout"), "Inter digit timeout");
        assert_eq!(label_of("JAILBREAK_DEFENCE"), "Jailbreak defence");
        assert_eq!(label_of("AI_IDENTITY"), "AI identity");
        assert_eq!(label_of("publicUrl"), "Public URL");
        assert_eq!(label_of("s3Path"), "S3 path");
        assert_eq!(label_of("_"), "_");
        assert_eq!(child_noun("newThings"), "New thing");
    }

    #[test]
    fn every_place_is_reached_from_the_root() {
        for place in PLACES {
            let parents = place.path.match_indices('.').map(|(at, _)| &place.path[..at]);
            for parent in parents {
                let shape = place_of(parent).map(|(_, place)| place.shape);
                assert!(matches!(shape, None | Some(Shape::Group)), "{parent}");
            }
        }
        for (primary, copy) in MIRRORS {
            assert!(place_of(primary).is_some(), "{primary}");
            assert!(place_of(copy.trim_end_matches(".*")).is_some(), "{copy}");
        }
    }
}
