//! What is wrong with a value, in words.

use serde_json::Value;

use crate::path::Path;

/// One thing that is wrong.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Problem {
    /// Where.
    pub path: Path,
    /// What, as the rest of a sentence about the field: "must be 8 or more".
    pub text: String,
}

/// What a schema calls the kind of a value, in words.
pub(crate) fn kind_words(kind: &str) -> &'static str {
    match kind {
        "string" => "a text",
        "integer" => "a whole number",
        "number" => "a number",
        "boolean" => "yes or no",
        "array" => "a list",
        "object" => "a group of fields",
        "null" => "empty",
        _ => "another kind of value",
    }
}

/// The longest value that a message quotes.
const MOST_QUOTED: usize = 60;

/// A value as a message names it.
pub fn value_words(value: &Value) -> String {
    let text = match value {
        Value::String(text) if text.is_empty() => "an empty text".to_owned(),
        Value::String(text) => format!("“{text}”"),
        Value::Bool(true) => "yes".to_owned(),
        Value::Bool(false) => "no".to_owned(),
        Value::Null => "empty".to_owned(),
        other => other.to_string(),
    };
    match text.char_indices().nth(MOST_QUOTED) {
        Some((end, _)) => format!("{}…", &text[..end]),
        None => text,
    }
}

/// A count with its noun: "1 entry", "2 entries".
pub(crate) fn counted(count: &Value, one: &str, many: &str) -> String {
    let is_one = count.as_f64() == Some(1.0);
    format!("{count} {}", if is_one { one } else { many })
}

/// "a", "a or b", "a, b or c".
pub(crate) fn either(all: &[String]) -> String {
    match all {
        [] => String::new(),
        [one] => one.clone(),
        [before @ .., last] => format!("{} or {last}", before.join(", ")),
    }
}
