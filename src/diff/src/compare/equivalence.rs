//! Whether two values are the same to a person.

use serde_json::{Map, Value};

use super::number;
use super::schema::reading_of;
use super::settings::Settings;
use super::zone::Zone;
use crate::exceptions::Allowance;
use crate::text::{normal, same_but_whitespace};
use crate::{Syntax, Whitespace};

/// When two values of one place count as the same.
#[derive(Clone, Copy)]
pub(super) struct Equivalence {
    pub(super) settings: Settings,
    /// How texts are read here; `None` where all of their white space counts.
    pub(super) syntax: Option<Syntax>,
    /// Whether an empty text or list is nothing: to one side that was read through the public
    /// endpoints, which write out what is empty.
    pub(super) ignores_empty: bool,
    /// Where the values stand.
    pub(super) zone: Zone,
}

impl Equivalence {
    /// The equivalence of whole projections.
    pub(super) fn new(settings: impl Into<Settings>) -> Self {
        let settings = settings.into();
        Self { settings, syntax: None, ignores_empty: false, zone: Zone::root() }
    }

    /// The equivalence at a path from the root.
    pub(super) fn at(self, path: &str) -> Self {
        path.split('.').fold(Self { zone: Zone::root(), ..self }, Self::below)
    }

    /// The equivalence of an entry of an object.
    pub(super) fn below(self, key: &str) -> Self {
        Self { zone: self.zone.below(key), syntax: reading_of(key), ..self }
    }

    /// The equivalence of an entry of a list.
    pub(super) fn entry(self) -> Self {
        Self { zone: self.zone.entry(), ..self }
    }

    /// The equivalence of an item of a collection.
    pub(super) fn item(self, key: &str) -> Self {
        self.below("entities").below(key)
    }

    /// Whether the values are the builder's own JSON.
    pub(super) fn is_literal(self) -> bool {
        self.zone.is_literal()
    }

    /// Whether two values are the same.
    pub(super) fn same(self, old: &Value, new: &Value) -> bool {
        identical(old, new) || self.same_here(old, new)
    }

    fn same_here(self, old: &Value, new: &Value) -> bool {
        match (old, new) {
            (Value::String(old), Value::String(new)) => {
                self.same_text(old, new) || self.zone.allows() == Some(Allowance::AnyText)
            }
            (Value::Number(old), Value::Number(new)) => number::same(old, new),
            (Value::Array(old), Value::Array(new)) => {
                let entry = self.entry();
                old.len() == new.len() && old.iter().zip(new).all(|(old, new)| entry.same(old, new))
            }
            (Value::Object(old_map), Value::Object(new_map)) => {
                self.same_object(old_map, new_map)
                    || self.zone.allows() == Some(Allowance::References)
                        && is_reference_map(old)
                        && is_reference_map(new)
            }
            (Value::Bool(old), Value::Bool(new)) => old == new,
            (Value::Null, Value::Null) => true,
            (Value::Null, value) | (value, Value::Null) => {
                self.is_unset(&Value::Null) && self.is_unset(value)
            }
            _ => false,
        }
    }

    /// Whether two values are the same, when either may be absent.
    pub(super) fn same_option(self, old: Option<&Value>, new: Option<&Value>) -> bool {
        match (old, new) {
            (Some(old), Some(new)) => self.same(old, new),
            (Some(value), None) | (None, Some(value)) => self.is_unset(value),
            (None, None) => true,
        }
    }

    /// Whether two texts are the same: outside of the builder's own JSON, line ends, and one at the
    /// very end, make no difference.
    pub(super) fn same_text(self, old: &str, new: &str) -> bool {
        same_bytes(old.as_bytes(), new.as_bytes())
            || !self.is_literal()
                && (normal(old) == normal(new)
                    || self
                        .ignores_whitespace()
                        .is_some_and(|syntax| same_but_whitespace(old, new, syntax)))
    }

    /// How texts are read whose amount of white space makes no difference here.
    pub(super) fn ignores_whitespace(self) -> Option<Syntax> {
        let is_ignored = self.settings.whitespace == Whitespace::Ignored && !self.is_literal();
        self.syntax.filter(|_| is_ignored)
    }

    /// Whether white space makes a difference here.
    pub(super) fn whitespace(self) -> Whitespace {
        match self.ignores_whitespace() {
            Some(_) => Whitespace::Ignored,
            None => Whitespace::Significant,
        }
    }

    /// Whether a value says no more than its absence does.
    pub(super) fn is_unset(self, value: &Value) -> bool {
        match self.zone.allows() {
            _ if value.is_null() && !self.is_literal() => true,
            _ if self.ignores_empty && (value == "" || *value == Value::Array(Vec::new())) => true,
            Some(Allowance::AnyText) => value.is_string(),
            Some(Allowance::References) => is_reference_map(value),
            Some(Allowance::FalseUnset) => *value == Value::Bool(false),
            Some(Allowance::EmptyTextUnset) => value.as_str() == Some(""),
            Some(Allowance::EmptyRowUnset) => value.as_object().is_some_and(|row| {
                row.iter().all(|(key, value)| match (key.as_str(), value.as_object()) {
                    ("id", _) => true,
                    ("values", Some(values)) => {
                        let cells = self.below(key);
                        values.iter().all(|(key, value)| cells.below(key).is_unset(value))
                    }
                    _ => self.is_bookkeeping(key, value),
                })
            }),
            _ => false,
        }
    }

    /// Whether an entry of a platform object says nothing about the agent: who wrote it when, and
    /// which references were found in the text beside it.
    pub(super) fn is_bookkeeping(self, key: &str, value: &Value) -> bool {
        let below = self.below(key);
        let is_kind =
            matches!(below.zone.allows(), Some(Allowance::AnyText | Allowance::References));
        is_kind && below.is_unset(value)
    }

    fn same_object(self, old: &Map<String, Value>, new: &Map<String, Value>) -> bool {
        // Mostly the keys come in the same order: then nothing has to be looked up.
        let mut in_step = 0;
        for ((old_key, old_value), (new_key, new_value)) in old.iter().zip(new) {
            if old_key != new_key {
                break;
            }
            if !self.below(old_key).same(old_value, new_value) {
                return false;
            }
            in_step += 1;
        }
        if in_step == old.len() && in_step == new.len() {
            return true;
        }
        let is_same = |key: &str, old, new| self.below(key).same_option(old, new);
        old.iter().skip(in_step).all(|(key, old)| is_same(key, Some(old), new.get(key)))
            && new
                .iter()
                .skip(in_step)
                .all(|(key, new)| old.contains_key(key) || is_same(key, None, Some(new)))
    }
}

/// Whether two values are written in the same way, keys in the same order. Most values are, and to
/// find out takes no knowledge of their place.
pub(super) fn identical(old: &Value, new: &Value) -> bool {
    match (old, new) {
        (Value::String(old), Value::String(new)) => same_bytes(old.as_bytes(), new.as_bytes()),
        (Value::Number(old), Value::Number(new)) => old == new,
        (Value::Bool(old), Value::Bool(new)) => old == new,
        (Value::Null, Value::Null) => true,
        (Value::Array(old), Value::Array(new)) => {
            old.len() == new.len() && old.iter().zip(new).all(|(old, new)| identical(old, new))
        }
        (Value::Object(old), Value::Object(new)) => {
            old.len() == new.len()
                && old.iter().zip(new).all(|((old_key, old), (new_key, new))| {
                    old_key == new_key && identical(old, new)
                })
        }
        _ => false,
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

    fn same_at(path: &str, old: Value, new: Value) -> bool {
        let equivalence = Equivalence::new(Whitespace::Significant).at(path);
        assert_eq!(equivalence.same(&old, &new), equivalence.same(&new, &old));
        equivalence.same(&old, &new)
    }

    fn same(old: Value, new: Value) -> bool {
        same_at("newThing", old, new)
    }

    #[test]
    fn bookkeeping_is_no_change() {
        assert!(same(json!({"a": 1, "b": {"c": 2}}), json!({"b": {"c": 2.0}, "a": 1e0})));
        assert!(same(json!({"updatedAt": "x", "createdBy": null, "a": 1}), json!({"a": 1})));
        assert!(same(json!({"references": {"sms": {"a": true}}}), json!({"references": {}})));
        assert!(same(json!({"a": "x\r\ny\r"}), json!({"a": "x\ny"})));
        assert!(same(json!({"csat": null}), json!({})));
        let adjectives = |value| json!({"adjectives": value});
        let (old, new) =
            (adjectives(json!({"Kind": false, "Polite": true})), json!({"Polite": true}));
        assert!(same_at("agentSettings.personality", old, adjectives(new)));
    }

    #[test]
    fn an_edit_is_a_change() {
        assert!(!same(json!({"updatedAt": 1}), json!({"updatedAt": 2})));
        assert!(!same(json!({"references": {"a": 1}}), json!({"references": {"a": 2}})));
        assert!(!same(json!({"a": "x\n\n"}), json!({"a": "x"})));
        assert!(!same(json!({"a": [1, 2]}), json!({"a": [2, 1]})));
        assert!(!same(json!({"a": false}), json!({})));
        assert!(!same(json!({"a": ""}), json!({"a": null})));
        assert!(!same(json!({"a": {"ids": [], "entities": {}}}), json!({})));
        assert!(!same_at("agentSettings.personality", json!({"custom": ""}), json!({})));
    }

    #[test]
    fn the_builders_own_json_is_compared_literally() {
        let free = |value: Value| json!({ "features": value });
        assert!(!same(free(json!({"updatedAt": "1"})), free(json!({"updatedAt": "2"}))));
        assert!(!same(free(json!({"references": {}})), free(json!({}))));
        assert!(!same(free(json!({"a": "x\r\n"})), free(json!({"a": "x\n"}))));
        assert!(same(free(json!({"a": 1})), free(json!({"a": 1.0}))));
        let nothings = [json!(null), json!(""), json!([]), json!({}), json!(0), json!(false)];
        for (at, old) in nothings.iter().enumerate() {
            assert!(!same(free(json!({"a": old})), free(json!({}))), "{old}");
            for new in &nothings[at + 1..] {
                assert!(!same(free(json!({"a": old})), free(json!({"a": new}))), "{old} {new}");
            }
        }
    }
}
