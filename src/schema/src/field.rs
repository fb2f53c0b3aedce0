//! What to draw for a value: the form that a schema describes.
//!
//! Whatever cannot be drawn is JSON to edit, so that no schema is an error and no value is lost.

use serde_json::{Map, Value};

use crate::editor::{Alternatives, Choice, Editor, Group, Layout, List, Property, Rest, TextKind};
use crate::effective::Effective;
use crate::format::{Format, Meaning};
use crate::pattern::Patterns;
use crate::problem::value_words;
use crate::rules::rules;
use crate::scalar::has_type;
use crate::schema::Schema;
use crate::validate::{closest, item_schema};

/// A text of at most this many characters has a field of one line.
const MOST_IN_A_LINE: u64 = 100;

/// A field of a form.
#[derive(Clone, Debug, PartialEq)]
pub struct Field {
    /// What the schema calls it.
    pub title: Option<String>,
    /// What the schema says about it; empty where it says nothing.
    pub description: String,
    /// What is allowed, in words: "0 to 90". Empty where everything is.
    pub rules: String,
    /// Whether it may be empty (`null`).
    pub is_nullable: bool,
    /// The value that the schema proposes.
    pub default: Option<Value>,
    /// How it is edited.
    pub editor: Editor,
}

const DAYS: [&str; 7] =
    ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"];

impl Field {
    /// The field for a value, which may not be there yet, by a schema, which may know nothing of it.
    pub fn of(schema: Option<&Schema>, value: Option<&Value>, patterns: &dyn Patterns) -> Self {
        let Some(schema) = schema else { return Self::without_schema(value) };
        let mut parts = Effective::of(schema, value, patterns);
        let (alternatives, may_be_null) = alternatives(&mut parts, value, patterns);
        let mut types = parts.types();
        let listed = types.as_ref().is_some_and(|types| types.iter().any(|kind| kind == "null"));
        let is_nullable =
            may_be_null || (listed && types.as_ref().is_some_and(|all| all.len() > 1));
        if let Some(types) = types.as_mut().filter(|_| is_nullable) {
            types.retain(|kind| kind != "null");
        }
        let editor = editor(&parts, types.as_deref(), alternatives, value, patterns);
        let editor = if suits(&editor, is_nullable, value) { editor } else { Editor::Raw };
        Self {
            title: parts.text("title").map(str::to_owned),
            description: parts.text("description").unwrap_or_default().to_owned(),
            rules: rules(&parts, &editor),
            is_nullable,
            default: parts.said("default").cloned(),
            editor,
        }
    }

    fn without_schema(value: Option<&Value>) -> Self {
        let editor = match value {
            Some(Value::String(_)) => Editor::Text(TextKind::Lines),
            Some(Value::Number(_)) => Editor::Number,
            Some(Value::Bool(_)) => Editor::Switch,
            _ => Editor::Raw,
        };
        Self {
            title: None,
            description: String::new(),
            rules: String::new(),
            is_nullable: false,
            default: None,
            editor,
        }
    }
}

/// Whether a value can be shown by an editor. A wrong scalar can: its problem is said at the field.
fn suits(editor: &Editor, is_nullable: bool, value: Option<&Value>) -> bool {
    let Some(value) = value else { return true };
    if value.is_null() && is_nullable {
        return true;
    }
    match editor {
        Editor::Object(_) => value.is_object(),
        Editor::List(_) => value.is_array(),
        Editor::Text(_) | Editor::Number => value.is_string() || value.is_number(),
        Editor::Switch => value.is_boolean(),
        Editor::Choice(_) => !value.is_object() && !value.is_array(),
        Editor::Constant(_) | Editor::Alternatives(_) | Editor::Raw => true,
    }
}

/// The forms that a value may have by `oneOf` or `anyOf`, and whether one of them is `null`. A form
/// that is the only one left is a part like all others.
fn alternatives(
    parts: &mut Effective,
    value: Option<&Value>,
    patterns: &dyn Patterns,
) -> (Vec<Schema>, bool) {
    let mut lists = Vec::new();
    for schema in parts.schemas() {
        lists.extend(["oneOf", "anyOf"].map(|keyword| schema.list(keyword)));
    }
    let mut lists = lists.into_iter().filter(|all| !all.is_empty());
    let Some(all) = lists.next() else { return (Vec::new(), false) };
    let is_null = |schema: &Schema| {
        let target = schema.target();
        let kind = target.as_ref().unwrap_or(schema).get("type");
        kind.and_then(Value::as_str) == Some("null")
    };
    let (nulls, forms): (Vec<_>, Vec<_>) = all.into_iter().partition(is_null);
    if let [form] = forms.as_slice() {
        parts.add(form, value, patterns);
        return (Vec::new(), !nulls.is_empty());
    }
    (forms, !nulls.is_empty())
}

fn editor(
    parts: &Effective,
    types: Option<&[String]>,
    forms: Vec<Schema>,
    value: Option<&Value>,
    patterns: &dyn Patterns,
) -> Editor {
    if let Some(value) = parts.rule("const") {
        return Editor::Constant(value.clone());
    }
    if let Some(values) = parts.choices() {
        let choice = |value: Value| Choice { label: label_of(&value), value };
        return Editor::Choice(
            values.into_iter().filter(|one| !one.is_null()).map(choice).collect(),
        );
    }
    if !forms.is_empty() {
        if let Some(choices) = forms.iter().map(fixed_choice).collect() {
            return Editor::Choice(choices);
        }
        let has_fields = parts.rule("properties").is_some();
        let chosen = value.and_then(|value| closest(&forms, value, patterns));
        let all =
            forms.into_iter().enumerate().map(|(place, form)| (form_label(&form, place), form));
        let alternatives = Alternatives { all: all.collect(), chosen };
        return if has_fields {
            Editor::Object(group(parts, value, patterns, Some(alternatives)))
        } else {
            Editor::Alternatives(alternatives)
        };
    }
    let kind = match types {
        Some([one]) => Some(one.as_str()),
        Some([one, two]) if [one.as_str(), two] == ["integer", "number"] => Some("number"),
        Some(several) => {
            let fits = |kind: &&String| {
                value.is_some_and(|value| has_type(&(**kind).as_str().into(), value))
            };
            several.iter().find(fits).map(String::as_str)
        }
        None => None,
    };
    match kind {
        Some("string") => Editor::Text(text_kind(parts, patterns)),
        Some("integer" | "number") => Editor::Number,
        Some("boolean") => Editor::Switch,
        Some("object") => Editor::Object(group(parts, value, patterns, None)),
        Some("array") => list(parts),
        Some("null") => Editor::Constant(Value::Null),
        Some(_) => Editor::Raw,
        None => Field::without_schema(value).editor,
    }
}

fn label_of(value: &Value) -> String {
    match value {
        Value::String(text) if !text.is_empty() => text.clone(),
        other => value_words(other),
    }
}

/// A form that allows one value only, which can have a title.
fn fixed_choice(schema: &Schema) -> Option<Choice> {
    let value = match (schema.get("const"), schema.get("enum").and_then(Value::as_array)) {
        (Some(value), _) => value,
        (None, Some(values)) if values.len() == 1 => &values[0],
        _ => return None,
    };
    let title = schema.get("title").and_then(Value::as_str).map(str::to_owned);
    Some(Choice { value: value.clone(), label: title.unwrap_or_else(|| label_of(value)) })
}

/// What one of several forms is called: its title, what it fixes, or its type.
fn form_label(schema: &Schema, place: usize) -> String {
    let target = schema.target();
    let said = |schema: &Schema| schema.get("title").and_then(Value::as_str).map(str::to_owned);
    let resolved = target.as_ref().unwrap_or(schema);
    let fixed = || {
        let properties = resolved.get("properties")?.as_object()?;
        properties.values().find_map(|rule| rule.get("const")).map(label_of)
    };
    let named = || {
        let name = schema.get("$ref")?.as_str()?.rsplit('/').next()?;
        Some(title_of(name))
    };
    let kind = || resolved.get("type").and_then(Value::as_str).map(title_of);
    said(schema)
        .or_else(|| said(resolved))
        .or_else(fixed)
        .or_else(named)
        .or_else(kind)
        .unwrap_or_else(|| format!("Form {}", place + 1))
}

fn text_kind(parts: &Effective, patterns: &dyn Patterns) -> TextKind {
    let format = parts.rule("format").and_then(Value::as_str).and_then(Format::named);
    match format {
        Some(Format::Date) => return TextKind::Date,
        Some(Format::Email) => return TextKind::Email,
        Some(Format::Uri) => return TextKind::Uri,
        Some(Format::Phone) => return TextKind::Phone,
        Some(Format::Time | Format::DateTime | Format::Uuid | Format::Ipv4) => {
            return TextKind::Line;
        }
        None => {}
    }
    if let Some(Value::String(pattern)) = parts.rule("pattern") {
        return match Meaning::of(pattern, patterns) {
            Some(Meaning::Clock) => TextKind::Clock,
            Some(Meaning::Phone) => TextKind::Phone,
            None => TextKind::Line,
        };
    }
    let most = parts.rule("maxLength").and_then(Value::as_u64);
    if most.is_some_and(|most| most <= MOST_IN_A_LINE) { TextKind::Line } else { TextKind::Lines }
}

fn group(
    parts: &Effective,
    value: Option<&Value>,
    patterns: &dyn Patterns,
    alternatives: Option<Alternatives>,
) -> Group {
    let mut properties: Vec<Property> = Vec::new();
    for schema in parts.schemas() {
        let named = schema.get("properties").and_then(Value::as_object);
        for key in named.into_iter().flat_map(Map::keys) {
            let found = schema.below(&["properties", key]);
            match properties.iter_mut().find(|known| known.key == *key) {
                // A condition that says more of a field than its first place does.
                Some(known) if found.keywords().is_some_and(|rules| rules.contains_key("type")) => {
                    if known.schema.as_ref().and_then(|it| it.get("type")).is_none() {
                        known.schema = Some(found);
                    }
                }
                Some(_) => {}
                None => properties.push(Property {
                    key: key.clone(),
                    schema: Some(found),
                    is_required: false,
                }),
            }
        }
    }
    let of_forms: Vec<&Schema> = alternatives
        .iter()
        .filter_map(|forms| forms.chosen.map(|place| &forms.all[place].1))
        .collect();
    let in_form = |key: &str| {
        of_forms.iter().any(|form| {
            let target = form.target();
            let form = target.as_ref().unwrap_or(form);
            form.get("properties").is_some_and(|all| all.get(key).is_some())
        })
    };
    let set = value.and_then(Value::as_object);
    for key in set.into_iter().flat_map(Map::keys) {
        if !in_form(key) && !properties.iter().any(|known| known.key == *key) {
            let schema = rest_schema(parts, key, patterns);
            properties.push(Property { key: key.clone(), schema, is_required: false });
        }
    }
    for keywords in parts.keywords() {
        let required = keywords.get("required").and_then(Value::as_array).into_iter().flatten();
        for key in required.filter_map(Value::as_str) {
            if let Some(property) = properties.iter_mut().find(|known| known.key == key) {
                property.is_required = true;
            }
        }
    }
    let rest = parts
        .schemas()
        .find(|schema| schema.get("additionalProperties").is_some_and(Value::is_object));
    let rest =
        rest.map_or(Rest::Closed, |schema| Rest::Like(schema.below(&["additionalProperties"])));
    let layout = layout(&properties, patterns);
    Group { properties, rest, layout, alternatives }
}

/// The schema of a field that is not named.
fn rest_schema(parts: &Effective, key: &str, patterns: &dyn Patterns) -> Option<Schema> {
    parts
        .schemas()
        .find_map(|schema| {
            let patterned = schema.get("patternProperties").and_then(Value::as_object);
            let pattern = patterned?.keys().find(|one| patterns.matches(one, key) == Some(true))?;
            Some(schema.below(&["patternProperties", pattern]))
        })
        .or_else(|| {
            let schema = parts
                .schemas()
                .find(|it| it.get("additionalProperties").is_some_and(Value::is_object))?;
            Some(schema.below(&["additionalProperties"]))
        })
}

fn layout(properties: &[Property], patterns: &dyn Patterns) -> Layout {
    let is_day = |property: &&Property| {
        DAYS.iter().any(|day| property.key.to_lowercase().starts_with(&day[..3]))
    };
    if properties.len() >= 5 && properties.iter().all(|property| is_day(&property)) {
        return Layout::Week;
    }
    let is_short = |property: &Property| {
        let Some(schema) = &property.schema else { return false };
        let parts = Effective::of(schema, None, patterns);
        let has_note = parts.text("description").is_some();
        let kind = match parts.types().as_deref() {
            Some([kind]) => kind.clone(),
            _ => return false,
        };
        let is_short = match kind.as_str() {
            "string" => {
                parts.choices().is_some()
                    || matches!(text_kind(&parts, patterns), TextKind::Date | TextKind::Clock)
            }
            "integer" | "number" | "boolean" => true,
            _ => false,
        };
        is_short && !has_note
    };
    let is_line = (2..=4).contains(&properties.len()) && properties.iter().all(is_short);
    if is_line { Layout::Line } else { Layout::Rows }
}

fn list(parts: &Effective) -> Editor {
    let mut first = Vec::new();
    let mut rest = None;
    let mut is_open = true;
    for schema in parts.schemas() {
        let Some(keywords) = schema.keywords() else { continue };
        let fixed = match (keywords.get("prefixItems"), keywords.get("items")) {
            (Some(Value::Array(fixed)), items) => {
                is_open &= items != Some(&Value::Bool(false));
                fixed.len()
            }
            (_, Some(Value::Array(fixed))) => {
                is_open &= keywords.get("additionalItems") != Some(&Value::Bool(false));
                fixed.len()
            }
            _ => 0,
        };
        if first.is_empty() {
            first.extend((0..fixed).filter_map(|index| item_schema(schema, keywords, index)));
        }
        rest = rest.or_else(|| item_schema(schema, keywords, fixed));
    }
    Editor::List(List { first, rest, is_open })
}

/// A key as a title: "queue_minutes" and "queueMinutes" are "Queue minutes".
pub fn title_of(key: &str) -> String {
    let mut words = String::new();
    let mut was_small = false;
    for char in key.chars() {
        if "_- .".contains(char) {
            if !words.ends_with(' ') {
                words.push(' ');
            }
            was_small = false;
        } else if char.is_uppercase() && was_small {
            words.push(' ');
            words.extend(char.to_lowercase());
            was_small = false;
        } else {
            words.push(char);
            was_small = char.is_lowercase() || char.is_numeric();
        }
    }
    let words = words.trim();
    let mut chars = words.chars();
    match chars.next() {
        Some(first) => first.to_uppercase().chain(chars).collect(),
        None => key.to_owned(),
    }
}

#[cfg(test)]
mod tests;
