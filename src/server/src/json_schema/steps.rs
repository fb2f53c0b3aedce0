//! How many steps it takes to check values against a schema, found without doing them.

use std::collections::HashSet;

use serde_json::{Map, Value};

use super::subschemas::{Part, subschemas};

/// Stands for a property's name where a schema applies to names.
static NAME: Value = Value::Null;

/// The text that is compared in one step.
const BYTES_A_STEP: usize = 64;

/// A pattern with look-around or back references may try many ways on one text.
const STEPS_OF_HARD_PATTERN: usize = 100;

/// Checks within checks recurse; a level takes less than 2 KiB in a debug build.
const MOST_DEPTH: usize = 5_000;

/// The steps, or `None` when there are more than `most`, or too many within each other.
pub(super) fn count_steps(schema: &Value, value: &Value, most: usize) -> Option<usize> {
    let mut walk = Walk { root: schema, left: most, under_way: HashSet::new() };
    walk.check(schema, value)?;
    Some(most - walk.left)
}

/// The walk of a validator, which checks a value again for every path that leads to a subschema.
struct Walk<'a> {
    root: &'a Value,
    left: usize,
    /// The pairs of schema and value that the walk is in: a validator does not enter one twice.
    under_way: HashSet<(*const Value, *const Value)>,
}

impl<'a> Walk<'a> {
    fn check(&mut self, schema: &'a Value, value: &'a Value) -> Option<()> {
        let own = schema.as_object().map_or(1, |schema| own_steps(schema, value));
        self.left = self.left.checked_sub(own)?;
        let pair = (std::ptr::from_ref(schema), std::ptr::from_ref(value));
        if !self.under_way.insert(pair) {
            return Some(());
        }
        if self.under_way.len() > MOST_DEPTH {
            return None;
        }
        for (part, subschema) in subschemas(self.root, schema) {
            self.left = self.left.checked_sub(1)?;
            match (part, value) {
                (Part::Whole, _) => self.check(subschema, value)?,
                (Part::Property(key), Value::Object(properties)) => {
                    if let Some(property) = properties.get(key) {
                        self.check(subschema, property)?;
                    }
                }
                (Part::Properties, Value::Object(properties)) => {
                    properties.values().try_for_each(|value| self.check(subschema, value))?;
                }
                (Part::Names, Value::Object(properties)) => {
                    properties.keys().try_for_each(|_| self.check(subschema, &NAME))?;
                }
                (Part::Item(index), Value::Array(items)) => {
                    if let Some(item) = items.get(index) {
                        self.check(subschema, item)?;
                    }
                }
                (Part::Items, Value::Array(items)) => {
                    items.iter().try_for_each(|item| self.check(subschema, item))?;
                }
                _ => {}
            }
        }
        self.under_way.remove(&pair);
        Some(())
    }
}

/// The steps of the keywords of a schema that are no subschemas.
fn own_steps(schema: &Map<String, Value>, value: &Value) -> usize {
    let lists = schema.values().filter_map(Value::as_array).map(Vec::len).sum::<usize>();
    let compares = ["enum", "const", "uniqueItems"].iter().any(|key| schema.contains_key(*key));
    let compared = if compares { size(value) } else { 0 };
    let text = value.as_str().map_or(0, |text| text.len() / BYTES_A_STEP);
    let pattern = match schema.get("pattern").and_then(Value::as_str) {
        Some(pattern) if is_hard(pattern) => STEPS_OF_HARD_PATTERN,
        _ => 0,
    };
    1 + lists + compared + text + pattern
}

/// Whether matching a pattern can need backtracking.
fn is_hard(pattern: &str) -> bool {
    let after_backslash = pattern.split('\\').skip(1);
    let mut references = after_backslash
        .filter(|rest| rest.starts_with(|first: char| first.is_ascii_digit() || first == 'k'));
    ["(?=", "(?!", "(?<", "(?>"].iter().any(|group| pattern.contains(group))
        || references.next().is_some()
}

/// The values within a value.
fn size(value: &Value) -> usize {
    match value {
        Value::Array(items) => 1 + items.iter().map(size).sum::<usize>(),
        Value::Object(properties) => 1 + properties.values().map(size).sum::<usize>(),
        _ => 1,
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn a_flat_object_takes_a_few_steps_a_property() {
        let schema = json!({"properties": {"a": {"type": "string"}, "b": {"type": "integer"}}});
        let steps = count_steps(&schema, &json!({"a": "x", "b": 1}), 100).unwrap();
        assert!(steps < 10, "{steps}");
    }

    #[test]
    fn every_keyword_that_applies_subschemas_is_walked() {
        let schemas = [
            json!({"allOf": [{"$ref": "#/definitions/x"}]}),
            json!({"not": {"$ref": "#/definitions/x"}}),
            json!({"if": {"$ref": "#/definitions/x"}}),
            json!({"dependencies": {"a": {"$ref": "#/definitions/x"}}}),
            json!({"properties": {"a": {"$ref": "#/definitions/x"}}}),
            json!({"patternProperties": {"a": {"$ref": "#/definitions/x"}}}),
            json!({"additionalProperties": {"$ref": "#/definitions/x"}}),
            json!({"propertyNames": {"$ref": "#/definitions/x"}}),
            json!({"properties": {"list": {"items": {"$ref": "#/definitions/x"}}}}),
            json!({"properties": {"list": {"items": [{"$ref": "#/definitions/%78"}]}}}),
            json!({"properties": {"list": {"contains": {"$ref": "#/definitions/x"}}}}),
        ];
        let value = json!({"a": 1, "list": [1]});
        for mut schema in schemas {
            schema["definitions"] = json!({"x": {"enum": vec![0; 1_000]}});
            assert!(count_steps(&schema, &value, 500).is_none(), "{schema}");
            assert!(count_steps(&schema, &value, 5_000).is_some(), "{schema}");
        }
    }

    #[test]
    fn texts_lists_and_hard_patterns_count() {
        assert!(count_steps(&json!({}), &json!("x".repeat(10_000)), 100).is_none());
        assert!(count_steps(&json!({"uniqueItems": true}), &json!(vec![0; 200]), 100).is_none());
        assert!(count_steps(&json!({"pattern": "(a)\\1"}), &json!("aa"), 100).is_none());
        assert!(count_steps(&json!({"pattern": "^[a-z]+$"}), &json!("aa"), 100).is_some());
    }
}
