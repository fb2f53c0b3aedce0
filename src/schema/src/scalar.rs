//! The keywords that look at one value alone: its type, its amount, its length, its letters.

use std::cmp::Ordering;

use serde_json::{Map, Number, Value};

use crate::format::{Format, Meaning};
use crate::number::{compare, equal, is_multiple, is_whole};
use crate::pattern::Patterns;
use crate::problem::{counted, either, kind_words, value_words};

/// More choices than these are counted, not listed.
const MOST_LISTED: usize = 12;

/// What the keywords of a schema say against a value, apart from what is within it.
pub(crate) fn problems(
    keywords: &Map<String, Value>,
    value: &Value,
    patterns: &dyn Patterns,
) -> Vec<String> {
    let mut found = Vec::new();
    if let Some(kinds) = keywords.get("type")
        && !has_type(kinds, value)
    {
        // What is of another kind has no length and no amount to speak of.
        return vec![format!("must be {}", type_words(kinds))];
    }
    if let Some(Value::Array(all)) = keywords.get("enum")
        && !all.iter().any(|one| equal(one, value))
    {
        found.push(match all.len() {
            0..=MOST_LISTED => {
                let names: Vec<String> = all.iter().map(value_words).collect();
                format!("must be {}", either(&names))
            }
            many => format!("must be one of the {many} choices"),
        });
    }
    if let Some(wanted) = keywords.get("const")
        && !equal(wanted, value)
    {
        found.push(format!("must be {}", value_words(wanted)));
    }
    match value {
        Value::Number(number) => number_problems(keywords, number, &mut found),
        Value::String(text) => text_problems(keywords, text, patterns, &mut found),
        Value::Array(items) => list_problems(keywords, items, &mut found),
        Value::Object(properties) => {
            let count = properties.len();
            if is_below(keywords, "minProperties", count) {
                let least = counted(&keywords["minProperties"], "entry", "entries");
                found.push(format!("must have at least {least}"));
            }
            if is_above(keywords, "maxProperties", count) {
                let most = counted(&keywords["maxProperties"], "entry", "entries");
                found.push(format!("must have at most {most}"));
            }
        }
        Value::Bool(_) | Value::Null => {}
    }
    found
}

/// Whether a value is of a type, or of one of several.
pub(crate) fn has_type(kinds: &Value, value: &Value) -> bool {
    let is = |kind: &str| match value {
        Value::Null => kind == "null",
        Value::Bool(_) => kind == "boolean",
        Value::String(_) => kind == "string",
        Value::Array(_) => kind == "array",
        Value::Object(_) => kind == "object",
        Value::Number(number) => kind == "number" || kind == "integer" && is_whole(number),
    };
    match kinds {
        Value::String(kind) => is(kind),
        Value::Array(kinds) => kinds.iter().filter_map(Value::as_str).any(is),
        _ => true,
    }
}

fn type_words(kinds: &Value) -> String {
    match kinds {
        Value::Array(kinds) => {
            let words = kinds.iter().filter_map(Value::as_str).map(kind_words);
            either(&words.map(str::to_owned).collect::<Vec<_>>())
        }
        kind => kind_words(kind.as_str().unwrap_or_default()).to_owned(),
    }
}

fn number_problems(keywords: &Map<String, Value>, number: &Number, found: &mut Vec<String>) {
    let bound = |keyword: &str| match keywords.get(keyword) {
        Some(Value::Number(bound)) => Some((bound, compare(number, bound))),
        _ => None,
    };
    if let Some((bound, Ordering::Less)) = bound("minimum") {
        found.push(format!("must be {bound} or more"));
    }
    if let Some((bound, Ordering::Greater)) = bound("maximum") {
        found.push(format!("must be {bound} or less"));
    }
    if let Some((bound, Ordering::Less | Ordering::Equal)) = bound("exclusiveMinimum") {
        found.push(format!("must be more than {bound}"));
    }
    if let Some((bound, Ordering::Greater | Ordering::Equal)) = bound("exclusiveMaximum") {
        found.push(format!("must be less than {bound}"));
    }
    if let Some(Value::Number(of)) = keywords.get("multipleOf")
        && !is_multiple(number, of)
    {
        found.push(format!("must be a multiple of {of}"));
    }
}

fn text_problems(
    keywords: &Map<String, Value>,
    text: &str,
    patterns: &dyn Patterns,
    found: &mut Vec<String>,
) {
    let length = text.chars().count();
    if is_below(keywords, "minLength", length) {
        found.push(match keywords["minLength"].as_f64() {
            Some(1.0) => "must not be empty".to_owned(),
            _ => {
                let least = counted(&keywords["minLength"], "character", "characters");
                format!("must have at least {least}")
            }
        });
    }
    if is_above(keywords, "maxLength", length) {
        let most = counted(&keywords["maxLength"], "character", "characters");
        found.push(format!("must have at most {most}; it has {length}"));
    }
    if let Some(Value::String(pattern)) = keywords.get("pattern")
        && patterns.matches(pattern, text) == Some(false)
    {
        found.push(match Meaning::of(pattern, patterns) {
            Some(meaning) => format!("must be {}", meaning.words()),
            None => format!("must match the pattern {pattern}"),
        });
    }
    let format = keywords.get("format").and_then(Value::as_str).and_then(Format::named);
    if let Some(format) = format
        && !format.fits(text)
    {
        found.push(format!("must be {}", format.words()));
    }
}

fn list_problems(keywords: &Map<String, Value>, items: &[Value], found: &mut Vec<String>) {
    if is_below(keywords, "minItems", items.len()) {
        let least = counted(&keywords["minItems"], "entry", "entries");
        found.push(format!("must have at least {least}"));
    }
    if is_above(keywords, "maxItems", items.len()) {
        let most = counted(&keywords["maxItems"], "entry", "entries");
        found.push(format!("must have at most {most}"));
    }
    if keywords.get("uniqueItems") == Some(&Value::Bool(true)) {
        let twice = items.iter().enumerate().find_map(|(place, item)| {
            let first = items[..place].iter().position(|before| equal(before, item))?;
            Some((first + 1, place + 1))
        });
        if let Some((first, second)) = twice {
            found.push(format!("must not have the same entry twice, as in {first} and {second}"));
        }
    }
}

fn is_below(keywords: &Map<String, Value>, keyword: &str, count: usize) -> bool {
    matches!(keywords.get(keyword), Some(Value::Number(least))
        if compare(&Number::from(count), least) == Ordering::Less)
}

fn is_above(keywords: &Map<String, Value>, keyword: &str, count: usize) -> bool {
    matches!(keywords.get(keyword), Some(Value::Number(most))
        if compare(&Number::from(count), most) == Ordering::Greater)
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;
    use crate::pattern::testing::TestPatterns;

    fn say(schema: Value, value: Value) -> Vec<String> {
        problems(schema.as_object().unwrap(), &value, &TestPatterns)
    }

    #[test]
    fn every_rule_is_said_in_words() {
        let table = [
            (json!({"minimum": 8}), json!(7), "must be 8 or more"),
            (json!({"maximum": 90}), json!(91), "must be 90 or less"),
            (json!({"exclusiveMinimum": 0}), json!(0), "must be more than 0"),
            (json!({"exclusiveMaximum": 1.5}), json!(1.5), "must be less than 1.5"),
            (json!({"multipleOf": 0.25}), json!(0.3), "must be a multiple of 0.25"),
            (json!({"minLength": 1}), json!(""), "must not be empty"),
            (json!({"minLength": 3}), json!("ab"), "must have at least 3 characters"),
            (json!({"maxLength": 1}), json!("éa"), "must have at most 1 character; it has 2"),
            (json!({"pattern": "^a"}), json!("b"), "must match the pattern ^a"),
            (
                json!({"pattern": "^([01][0-9]|2[0-3]):[0-5][0-9]$"}),
                json!("9am"),
                "must be a time of day in hours and minutes, like 09:30",
            ),
            (json!({"format": "date"}), json!("soon"), "must be a date, like 2026-12-24"),
            (json!({"type": "integer"}), json!(1.5), "must be a whole number"),
            (json!({"type": ["string", "null"]}), json!(1), "must be a text or empty"),
            (json!({"enum": ["a", 2, true]}), json!("b"), "must be “a”, 2 or yes"),
            (json!({"const": "x"}), json!("y"), "must be “x”"),
            (json!({"minItems": 1}), json!([]), "must have at least 1 entry"),
            (json!({"maxItems": 1}), json!([1, 2]), "must have at most 1 entry"),
            (
                json!({"uniqueItems": true}),
                json!(["a", "b", "a"]),
                "must not have the same entry twice, as in 1 and 3",
            ),
            (json!({"minProperties": 2}), json!({"a": 1}), "must have at least 2 entries"),
        ];
        for (schema, value, words) in table {
            assert_eq!(say(schema, value), [words]);
        }
    }

    #[test]
    fn a_value_of_another_kind_is_told_no_more_than_that() {
        let schema = json!({"type": "integer", "minimum": 8, "enum": [8, 9]});
        assert_eq!(say(schema, json!("seven")), ["must be a whole number"]);
    }
}
