//! The texts of an agent that can have references, and those of them that are broken.

use serde_json::Value;

use super::kind::ReferenceKind;
use super::names::Names;
use crate::snapshot::{Section, Snapshot};

/// A text of an agent.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TextPlace {
    /// The section that it is in.
    pub section: Section,
    /// The identifiers of the items that contain it, the innermost last; none for settings.
    pub ids: Vec<String>,
    /// Their names, or identifiers where they have none.
    pub names: Vec<String>,
    /// The key of the text, as the projection has it.
    pub field: String,
}

/// A reference to what does not exist.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BrokenReference {
    /// The text that has it.
    pub place: TextPlace,
    /// What it should stand for.
    pub kind: ReferenceKind,
    /// What stands in its braces.
    pub key: String,
    /// The reference as people read it.
    pub display: String,
}

/// Paths of texts; `*` is any key. Copies that the platform keeps of them for voice and for several
/// languages are left out.
const TEXTS: [(Section, &str); 13] = [
    (Section::Behavior, "agentSettings/rules/behaviour"),
    (Section::Greeting, "agentSettings/greeting/welcomeMessage"),
    (Section::Greeting, "agentSettings/disclaimerMessage/message"),
    (Section::Greeting, "agentSettings/personality/custom"),
    (Section::Greeting, "agentSettings/role/custom"),
    (Section::Greeting, "agentSettings/role/additionalInfo"),
    (Section::Topics, "knowledgeBase/topics/entities/*/content"),
    (Section::Topics, "knowledgeBase/topics/entities/*/actions"),
    (Section::Variants, "variantManagement/variantAttributeValues/entities/*/values/*"),
    (
        Section::Functions,
        "functions/functions/entities/*/latencyControl/delayResponses/entities/*/message",
    ),
    (Section::Flows, "flows/flows/entities/*/steps/entities/*/prompt"),
    (Section::Sms, "sms/templates/entities/*/text"),
    (Section::Languages, "multilingualAgentSettings/languageBehaviors/entities/*/behaviorPrompt"),
];

/// The broken references that `new` has and `old` has not at the same place, in the order of the
/// sections: what a release of `new` brings.
pub fn brought_broken_references(old: &Snapshot, new: &Snapshot) -> Vec<BrokenReference> {
    let known = broken_references(old);
    let is_known = |one: &BrokenReference| {
        known.iter().any(|known| {
            (known.kind, &known.key, known.place.section) == (one.kind, &one.key, one.place.section)
                && (&known.place.ids, &known.place.field) == (&one.place.ids, &one.place.field)
        })
    };
    let mut found = broken_references(new);
    found.retain(|one| !is_known(one));
    found
}

/// The broken references of all texts, in the order of the sections.
pub fn broken_references(snapshot: &Snapshot) -> Vec<BrokenReference> {
    let names = Names::of(snapshot);
    let mut found = Vec::new();
    for (section, path) in TEXTS {
        let keys: Vec<&str> = path.split('/').collect();
        let place = TextPlace { section, ids: vec![], names: vec![], field: String::new() };
        texts(snapshot.projection(), &keys, place, &mut |place, text| {
            found.extend(names.broken(text).into_iter().map(|reference| BrokenReference {
                place: place.clone(),
                kind: reference.kind,
                display: names.display(text, &reference),
                key: text[reference.key].to_owned(),
            }));
        });
    }
    found
}

/// Calls `visit` with every text at a path.
fn texts(
    value: &Value,
    path: &[&str],
    mut place: TextPlace,
    visit: &mut impl FnMut(&TextPlace, &str),
) {
    let Some((step, rest)) = path.split_first() else {
        if let Value::String(text) = value {
            visit(&place, text);
        }
        return;
    };
    if *step != "*" {
        if let Some(value) = value.get(step) {
            place.field = (*step).to_owned();
            texts(value, rest, place, visit);
        }
        return;
    }
    for (key, value) in value.as_object().into_iter().flatten() {
        let mut place = place.clone();
        if value.is_object() {
            let id = value.get("id").and_then(Value::as_str).unwrap_or(key);
            let name = value.get("name").and_then(Value::as_str).filter(|name| !name.is_empty());
            place.ids.push(id.to_owned());
            place.names.push(name.unwrap_or(id).to_owned());
        } else {
            place.field.clone_from(key);
        }
        texts(value, rest, place, visit);
    }
}

#[cfg(test)]
mod tests;
