//! The content of an agent as the files write it: names in place of ids, no dates, no copies.

use indexmap::IndexMap;
use serde::Deserialize;

/// Everything that a projection says, once.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Content {
    pub(super) behavior: String,
    pub(super) settings: Settings,
    pub(super) topics: IndexMap<String, Topic>,
    pub(super) functions: IndexMap<String, Function>,
    pub(super) flows: IndexMap<String, Flow>,
    /// Columns of the sites.
    pub(super) attributes: IndexMap<String, Attribute>,
    /// Rows: the values by attribute. The first site is the default.
    pub(super) sites: IndexMap<String, IndexMap<String, String>>,
    pub(super) handoffs: IndexMap<String, Handoff>,
    pub(super) sms: IndexMap<String, Sms>,
    pub(super) pronunciations: IndexMap<String, Pronunciation>,
    /// Levels by phrase.
    pub(super) keyphrases: IndexMap<String, String>,
    pub(super) stop_keywords: IndexMap<String, StopKeyword>,
    pub(super) corrections: IndexMap<String, Correction>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Topic {
    pub(super) name: String,
    #[serde(default = "yes")]
    pub(super) active: bool,
    pub(super) queries: Vec<String>,
    pub(super) content: String,
    pub(super) actions: String,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Function {
    pub(super) description: String,
    /// Type and description by name.
    #[serde(default)]
    pub(super) parameters: IndexMap<String, (String, String)>,
    /// What is said while the function runs.
    #[serde(default)]
    pub(super) delays: Vec<String>,
    pub(super) code: String,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Flow {
    pub(super) name: String,
    pub(super) description: String,
    /// The first one is where the flow starts.
    pub(super) steps: IndexMap<String, Step>,
    pub(super) functions: IndexMap<String, Function>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Step {
    pub(super) name: String,
    pub(super) position: [i32; 2],
    /// Kinds of speech that are expected, such as `yes_no`.
    #[serde(default)]
    pub(super) listen_for: Vec<String>,
    #[serde(default)]
    pub(super) keywords: Vec<String>,
    pub(super) keypad: Option<Keypad>,
    pub(super) prompt: String,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Keypad {
    pub(super) max_digits: u32,
    pub(super) end_key: String,
    #[serde(default)]
    pub(super) pii: bool,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Attribute {
    pub(super) name: String,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Handoff {
    /// What people call it; its key if that is empty.
    #[serde(default)]
    pub(super) name: String,
    pub(super) description: String,
    #[serde(default)]
    pub(super) default: bool,
    pub(super) method: Method,
    #[serde(default)]
    pub(super) number: String,
    /// For `invite` only.
    #[serde(default)]
    pub(super) endpoint: String,
    #[serde(default)]
    pub(super) encryption: String,
    #[serde(default)]
    pub(super) headers: IndexMap<String, String>,
}

#[derive(Debug, Clone, Copy, PartialEq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub(super) enum Method {
    Bye,
    Invite,
    Refer,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Sms {
    pub(super) text: String,
    pub(super) from: Senders,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub(super) struct Senders {
    pub(super) sandbox: String,
    pub(super) pre_release: String,
    pub(super) live: String,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Pronunciation {
    pub(super) regex: String,
    pub(super) say: String,
    #[serde(default)]
    pub(super) note: String,
    #[serde(default)]
    pub(super) case: bool,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct StopKeyword {
    pub(super) description: String,
    pub(super) expressions: Vec<String>,
    /// Whether the phrase is still spoken.
    pub(super) say: bool,
    /// The function that is called instead.
    pub(super) function: Option<String>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Correction {
    pub(super) description: String,
    /// Pairs of what is heard and what is meant.
    pub(super) replace: Vec<(String, String)>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Settings {
    pub(super) language: String,
    pub(super) languages: Vec<String>,
    pub(super) model: String,
    pub(super) embedding_model: String,
    /// By language, as `language_behaviors`.
    pub(super) greetings: IndexMap<String, String>,
    pub(super) language_behaviors: IndexMap<String, String>,
    pub(super) disclaimer: Disclaimer,
    pub(super) personality: Personality,
    pub(super) role: Role,
    pub(super) style: Style,
    pub(super) chat: Chat,
    pub(super) speech: Speech,
    /// By harm, as the platform spells it.
    pub(super) safety: IndexMap<String, Filter>,
    pub(super) guardrails: IndexMap<String, bool>,
    pub(super) csat: Csat,
    pub(super) experiments: IndexMap<String, bool>,
    pub(super) voices: IndexMap<String, Voice>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Disclaimer {
    pub(super) enabled: bool,
    pub(super) message: String,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Personality {
    pub(super) adjectives: Vec<String>,
    pub(super) custom: String,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Role {
    pub(super) value: String,
    pub(super) custom: String,
    pub(super) info: String,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Style {
    pub(super) voice: String,
    pub(super) chat: String,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Chat {
    pub(super) enabled: bool,
    pub(super) greeting: String,
    pub(super) model: String,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Speech {
    pub(super) barge_in: bool,
    pub(super) interaction_style: String,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Filter {
    pub(super) active: bool,
    pub(super) precision: String,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Csat {
    pub(super) enabled: bool,
    pub(super) lead_in: String,
    pub(super) question: String,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Voice {
    pub(super) voice: String,
    /// The part of the calls that hears it, 0 to 1.
    pub(super) share: f64,
    pub(super) provider: String,
    pub(super) stability: i32,
    pub(super) similarity: i32,
}

fn yes() -> bool {
    true
}
