//! Structural values as text, the same for values that are the same.

use std::fmt::Write;

use serde_json::Value;

use super::equivalence::Equivalence;
use super::number;
use crate::sorted::sorted;
use crate::text::normal;

/// A value as indented JSON: keys sorted, numbers in one spelling, and without bookkeeping.
pub(crate) fn printed(value: &Value, equivalence: Equivalence) -> String {
    let mut out = String::new();
    print(value, equivalence, 0, &mut out);
    out
}

fn print(value: &Value, equivalence: Equivalence, depth: usize, out: &mut String) {
    match value {
        Value::Array(items) if !items.is_empty() => {
            let entries = items.iter().map(|item| (None, item)).collect();
            print_block(entries, equivalence, depth, ('[', ']'), out);
        }
        Value::Object(map) if !map.is_empty() => {
            let entries: Vec<(Option<&str>, &Value)> = map
                .iter()
                .filter(|(key, value)| !equivalence.below(key).is_unset(value))
                .map(|(key, value)| (Some(key.as_str()), value))
                .collect();
            let entries = sorted(entries, |a, b| a.0.cmp(&b.0));
            print_block(entries, equivalence, depth, ('{', '}'), out);
        }
        Value::Number(number) => out.push_str(&number::canonical(number)),
        Value::String(text) if equivalence.is_literal() => print_text(text, out),
        Value::String(text) => print_text(&normal(text), out),
        scalar => {
            // Writing to a string cannot fail.
            let _ = write!(out, "{scalar}");
        }
    }
}

fn print_text(text: &str, out: &mut String) {
    let _ = write!(out, "{}", Value::from(text));
}

fn print_block(
    entries: Vec<(Option<&str>, &Value)>,
    equivalence: Equivalence,
    depth: usize,
    (open, close): (char, char),
    out: &mut String,
) {
    out.push(open);
    let is_empty = entries.is_empty();
    for (at, (key, value)) in entries.into_iter().enumerate() {
        out.push_str(if at == 0 { "\n" } else { ",\n" });
        out.extend(std::iter::repeat_n("  ", depth + 1));
        if let Some(key) = key {
            print_text(key, out);
            out.push_str(": ");
        }
        let equivalence = key.map_or(equivalence.entry(), |key| equivalence.below(key));
        print(value, equivalence, depth + 1, out);
    }
    if !is_empty {
        out.push('\n');
        out.extend(std::iter::repeat_n("  ", depth));
    }
    out.push(close);
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;
    use crate::Whitespace;

    #[test]
    fn values_that_are_the_same_are_printed_the_same() {
        let equivalence = Equivalence::new(Whitespace::Significant).at("newThing");
        let value = json!({"b": [1.0, {}], "a": "x\"\r\n", "c": [], "updatedBy": "me", "d": null});
        assert_eq!(
            printed(&value, equivalence),
            "{\n  \"a\": \"x\\\"\",\n  \"b\": [\n    1,\n    {}\n  ],\n  \"c\": []\n}"
        );
        assert_eq!(printed(&json!({"updatedBy": "me"}), equivalence), "{}");
        let free = equivalence.below("features");
        assert_eq!(printed(&json!({"updatedBy": "me"}), free), "{\n  \"updatedBy\": \"me\"\n}");
    }
}
