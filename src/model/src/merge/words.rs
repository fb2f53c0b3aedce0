//! Places and values of a projection in people's words.

use serde_json::Value;

use super::conflict::NOISE;
use super::question::NamedText;
use super::value::at;
use crate::snapshot::Section;

/// The part of the agent that a path belongs to.
pub(super) fn section(path: &[String]) -> Section {
    let key = |index: usize| path.get(index).map(String::as_str).unwrap_or_default();
    match (key(0), key(1)) {
        ("agentSettings", "rules") => Section::Behavior,
        ("agentSettings", _) => Section::Greeting,
        ("knowledgeBase", _) => Section::Topics,
        ("variantManagement", _) => Section::Variants,
        ("functions" | "specialFunctions", _) => Section::Functions,
        ("flows", _) => Section::Flows,
        ("variables", _) => Section::Variables,
        ("handoff", _) => Section::Handoffs,
        ("sms", _) => Section::Sms,
        ("voices" | "pronunciations" | "asrSettings", _)
        | ("transcriptCorrections" | "stopKeywords" | "keyphraseBoosting", _) => Section::Speech,
        ("multilingualAgentSettings" | "languages" | "translations", _) => Section::Languages,
        ("guardrails" | "contentFilterSettings", _) => Section::Guardrails,
        _ => Section::Other,
    }
}

/// The name of an item.
pub(super) fn name(item: Option<&Value>) -> Option<String> {
    let name = item?.get("name")?.as_str()?;
    (!name.is_empty()).then(|| name.to_owned())
}

/// The names of the items that a path leads through: "Booking › Greet".
pub(super) fn item(path: &[String], contents: &[&Value]) -> Option<String> {
    let mut names: Vec<String> = Vec::new();
    for (index, key) in path.iter().enumerate().filter(|(index, _)| *index > 0) {
        if path[index - 1] != "entities" {
            continue;
        }
        // The values of a variant lie apart from the variant that they are of.
        let variant = ["variantManagement", "variants", "entities", key].map(str::to_owned);
        let find = |path: &[String]| contents.iter().find_map(|content| name(at(content, path)));
        names.extend(find(&path[..=index]).or_else(|| find(&variant)));
    }
    (!names.is_empty()).then(|| names.join(" › "))
}

/// The name of an attribute.
pub(super) fn attribute(key: &str, contents: &[&Value]) -> Option<String> {
    let path = ["variantManagement", "attributes", "entities", key].map(str::to_owned);
    contents.iter().find_map(|content| name(at(content, &path)))
}

/// Which part of an item a path leads to: "Content", "Example queries".
pub(super) fn field(path: &[String], has_item: bool) -> String {
    let after = path.iter().rposition(|key| key == "entities").map_or(1, |at| at + 2);
    let start = if has_item { after } else { 1 };
    let keys: Vec<_> = path.iter().skip(start).map(String::as_str).collect();
    match keys.as_slice() {
        ["rules", "behaviour"] => String::new(),
        ["isActive"] => "Active".to_owned(),
        ["isDefault"] => "Default".to_owned(),
        keys => {
            let plain = keys.iter().filter(|key| !matches!(**key, "entities" | "values" | "ids"));
            plain.map(|key| spaced(key)).collect::<Vec<_>>().join(" › ")
        }
    }
}

/// `exampleQueries` as "Example queries".
fn spaced(key: &str) -> String {
    let mut text = String::new();
    for (index, char) in key.chars().enumerate() {
        match (index, char.is_uppercase()) {
            (0, _) => text.extend(char.to_uppercase()),
            (_, true) => {
                text.push(' ');
                text.extend(char.to_lowercase());
            }
            _ if char == '_' => text.push(' '),
            _ => text.push(char),
        }
    }
    text
}

/// A value as a person reads it.
pub(super) fn value(path: &[String], value: &Value) -> String {
    let key = path.last().map(String::as_str).unwrap_or_default();
    match (key, value) {
        (_, Value::String(text)) => text.clone(),
        ("isActive", Value::Bool(true)) => "Active".to_owned(),
        ("isActive", Value::Bool(false)) => "Not active".to_owned(),
        (_, Value::Bool(true)) => "Yes".to_owned(),
        (_, Value::Bool(false)) => "No".to_owned(),
        (_, Value::Null) => "Nothing".to_owned(),
        (_, Value::Number(number)) => number.to_string(),
        (_, other) => serde_json::to_string_pretty(other).unwrap_or_default(),
    }
}

/// An entry of a list of texts: a text, or an object of which a text is all there is.
pub(super) fn entry(entry: &Value) -> Option<String> {
    let text = match entry {
        Value::Object(keys) if keys.len() == 1 => keys.values().next()?,
        entry => entry,
    };
    text.as_str().map(str::to_owned)
}

/// Whether a value is a list of texts.
pub(super) fn is_list(value: &Value) -> bool {
    value.as_array().is_some_and(|all| all.iter().all(|one| entry(one).is_some()))
}

/// The entries of a list of texts.
pub(super) fn entries(value: &Value) -> Vec<String> {
    value.as_array().into_iter().flatten().filter_map(entry).collect()
}

/// What an item contains, but for its name, its identifier, and who edited it when.
pub(super) fn texts(item: &Value) -> Vec<NamedText> {
    let keys = item.as_object().into_iter().flatten();
    keys.filter(|(key, _)| !matches!(key.as_str(), "id" | "name" | "references"))
        .filter(|(key, _)| !NOISE.contains(&key.as_str()))
        .filter_map(|(key, value)| {
            let text = if is_list(value) { entries(value).join("\n") } else { plain(key, value)? };
            let path = [String::new(), key.clone()];
            (!text.is_empty()).then(|| NamedText { name: field(&path, false), text })
        })
        .collect()
}

/// A text or a setting; what is made of more is left out.
fn plain(key: &str, value: &Value) -> Option<String> {
    let is_plain = value.is_string() || value.is_boolean() || value.is_number();
    is_plain.then(|| self::value(&[key.to_owned()], value))
}

/// The texts of an item that were edited: their names, as they were, and as they are. The values of a
/// variant are named by their attributes.
pub(super) fn edited(
    before: Option<&Value>,
    after: Option<&Value>,
    contents: &[&Value],
) -> Vec<(String, [String; 2])> {
    let all = |item: Option<&Value>| {
        let Some(item) = item else { return Vec::new() };
        let mut texts = texts(item);
        texts.extend(name(Some(item)).map(|text| NamedText { name: "Name".to_owned(), text }));
        let values = item.get("values").and_then(Value::as_object);
        texts.extend(values.into_iter().flatten().filter_map(|(key, value)| {
            let name = attribute(key, contents).unwrap_or_else(|| key.clone());
            Some(NamedText { name, text: value.as_str()?.to_owned() })
        }));
        texts
    };
    let (before, after) = (all(before), all(after));
    let find = |all: &[NamedText], name: &str| {
        let found = all.iter().find(|one| one.name == name);
        found.map(|one| one.text.clone()).unwrap_or_default()
    };
    let mut names: Vec<&String> = Vec::new();
    for NamedText { name, .. } in after.iter().chain(&before) {
        if !names.contains(&name) {
            names.push(name);
        }
    }
    let pairs =
        names.into_iter().map(|name| (name.clone(), [find(&before, name), find(&after, name)]));
    pairs.filter(|(_, [before, after])| before != after).collect()
}
