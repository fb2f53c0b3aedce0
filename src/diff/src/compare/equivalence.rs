//! Whether two values are the same to a person.

use serde_json::{Map, Value};

use super::number;
use crate::Whitespace;
use crate::text::{normal, same_but_whitespace};

/// When two values count as the same.
#[derive(Clone, Copy)]
pub(super) struct Equivalence {
    /// Whether white space in texts counts.
    pub(super) whitespace: Whitespace,
    /// Whether the value is the user's own JSON, in which every key means what its user wants it
    /// to mean, and not an object of the platform.
    pub(super) is_free: bool,
}

impl Equivalence {
    /// The equivalence for a value inside of a platform object.
    pub(super) fn below(self, key: &str) -> Self {
        Self { is_free: self.is_free || key == "features", ..self }
    }

    /// Whether two values are the same.
    pub(super) fn same(self, old: &Value, new: &Value) -> bool {
        match (old, new) {
            (Value::String(old), Value::String(new)) => self.same_text(old, new),
            (Value::Number(old), Value::Number(new)) => number::same(old, new),
            (Value::Array(old), Value::Array(new)) if old.len() == new.len() => {
                old.iter().zip(new).all(|(old, new)| self.same(old, new))
            }
            (Value::Object(old), Value::Object(new)) => self.same_object(old, new),
            (Value::Bool(old), Value::Bool(new)) => old == new,
            _ => self.is_blank_value(old) && self.is_blank_value(new),
        }
    }

    /// Whether two values are the same, when either may be absent.
    pub(super) fn same_option(self, old: Option<&Value>, new: Option<&Value>) -> bool {
        self.same(old.unwrap_or(&Value::Null), new.unwrap_or(&Value::Null))
    }

    /// Whether two texts are the same: line ends, and one at the very end, make no difference.
    pub(super) fn same_text(self, old: &str, new: &str) -> bool {
        same_bytes(old.as_bytes(), new.as_bytes())
            || match self.whitespace {
                Whitespace::Significant => normal(old) == normal(new),
                Whitespace::Ignored => same_but_whitespace(old, new),
            }
    }

    /// Whether there is nothing in a value, so that its absence would be no change.
    pub(super) fn is_blank_value(self, value: &Value) -> bool {
        match value {
            Value::Null => true,
            Value::String(text) => !self.is_free && text.is_empty(),
            Value::Array(items) => !self.is_free && items.is_empty(),
            Value::Object(map) => {
                !self.is_free
                    && map.iter().all(|(key, value)| {
                        self.is_bookkeeping(key, value) || self.below(key).is_blank_value(value)
                    })
            }
            _ => false,
        }
    }

    /// Whether an entry of a platform object says nothing about the agent: who wrote it when, and
    /// which references were found in the text beside it.
    pub(super) fn is_bookkeeping(self, key: &str, value: &Value) -> bool {
        !self.is_free
            && match key {
                "createdAt" | "createdBy" | "updatedAt" | "updatedBy" => {
                    matches!(value, Value::String(_) | Value::Null)
                }
                "references" => is_reference_map(value),
                _ => false,
            }
    }

    fn same_object(self, old: &Map<String, Value>, new: &Map<String, Value>) -> bool {
        // Mostly the keys come in the same order: then nothing has to be looked up.
        let mut in_step = 0;
        for ((old_key, old_value), (new_key, new_value)) in old.iter().zip(new) {
            if old_key != new_key {
                break;
            }
            if !self.same_entry(old_key, old_value, new_value) {
                return false;
            }
            in_step += 1;
        }
        old.iter()
            .skip(in_step)
            .all(|(key, old)| self.same_entry(key, old, new.get(key).unwrap_or(&Value::Null)))
            && new
                .iter()
                .skip(in_step)
                .all(|(key, new)| old.contains_key(key) || self.same_entry(key, &Value::Null, new))
    }

    fn same_entry(self, key: &str, old: &Value, new: &Value) -> bool {
        (self.is_bookkeeping(key, old) || old.is_null())
            && (self.is_bookkeeping(key, new) || new.is_null())
            || self.below(key).same(old, new)
    }
}

/// Equality, eight bytes at a time: in WebAssembly the library's goes byte by byte, and comparing
/// two agents is little else.
fn same_bytes(old: &[u8], new: &[u8]) -> bool {
    if old.len() != new.len() {
        return false;
    }
    let (old_words, old_rest) = old.as_chunks::<8>();
    let (new_words, new_rest) = new.as_chunks::<8>();
    let word = |bytes: &[u8; 8]| u64::from_le_bytes(*bytes);
    old_words.iter().zip(new_words).all(|(old, new)| word(old) == word(new)) && old_rest == new_rest
}

/// Whether a value has the shape of the references that the platform derives from texts: maps of
/// identifiers to booleans, by kind.
fn is_reference_map(value: &Value) -> bool {
    match value {
        Value::Null => true,
        Value::Object(kinds) => kinds.values().all(|ids| match ids {
            Value::Object(ids) => ids.values().all(Value::is_boolean),
            _ => false,
        }),
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    fn same(old: Value, new: Value) -> bool {
        let equivalence = |whitespace| Equivalence { whitespace, is_free: false };
        assert_eq!(
            equivalence(Whitespace::Significant).same(&old, &new),
            equivalence(Whitespace::Significant).same(&new, &old)
        );
        equivalence(Whitespace::Significant).same(&old, &new)
    }

    #[test]
    fn bookkeeping_is_no_change() {
        assert!(same(json!({"a": 1, "b": {"c": 2}}), json!({"b": {"c": 2.0}, "a": 1e0})));
        assert!(same(json!({"updatedAt": "x", "createdBy": null, "a": 1}), json!({"a": 1})));
        assert!(same(json!({"references": {"sms": {"a": true}}}), json!({"references": {}})));
        assert!(same(json!({"a": "x\r\ny\r"}), json!({"a": "x\ny"})));
        assert!(same(json!({"csat": null}), json!({})));
        assert!(same(json!({"a": ""}), json!({"a": null})));
        assert!(same(json!({"a": {"ids": [], "entities": {}}}), json!({})));
    }

    #[test]
    fn an_edit_is_a_change() {
        assert!(!same(json!({"updatedAt": 1}), json!({"updatedAt": 2})));
        assert!(!same(json!({"references": {"a": 1}}), json!({"references": {"a": 2}})));
        assert!(!same(json!({"a": "x\n\n"}), json!({"a": "x"})));
        assert!(!same(json!({"a": [1, 2]}), json!({"a": [2, 1]})));
        assert!(!same(json!({"a": false}), json!({})));
    }

    #[test]
    fn inside_of_free_json_everything_counts() {
        let free = |value: Value| json!({ "features": value });
        assert!(!same(free(json!({"updatedAt": "1"})), free(json!({"updatedAt": "2"}))));
        assert!(!same(free(json!({"a": {}})), free(json!({}))));
        assert!(same(free(json!({"a": 1})), free(json!({"a": 1.0, "b": null}))));
    }
}
