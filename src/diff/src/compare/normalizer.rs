//! Values as they are compared, for those who write them down.

use serde_json::Value;

use super::equivalence::Equivalence;
use super::list::scalar;
use super::matching::{entities, is_collection};
use super::printed::printed;
use crate::Whitespace;

/// Reads values without what makes no difference.
pub(crate) struct Normalizer;

const EQUIVALENCE: Equivalence =
    Equivalence { whitespace: Whitespace::Significant, is_free: false };

impl Normalizer {
    /// Whether two values are the same.
    pub(crate) fn same(&self, old: &Value, new: &Value) -> bool {
        EQUIVALENCE.same(old, new)
    }

    /// A value as people read it.
    pub(crate) fn read(&self, value: &Value) -> String {
        if value.is_null() { String::new() } else { scalar(value, EQUIVALENCE) }
    }

    /// A value as indented JSON: collections as lists in their order, and texts of several lines as
    /// lists of lines, so that a difference between two of them can be read.
    pub(crate) fn printed(&self, value: &Value) -> String {
        printed(&readable(value, EQUIVALENCE), EQUIVALENCE)
    }
}

/// The identifier, the name and the value of every item of a collection, in its order.
pub(crate) fn collection_items(collection: &Value) -> Vec<(&str, &str, &Value)> {
    let items = entities(Some(collection)).into_iter();
    items.map(|entity| (entity.id, entity.name(), entity.value)).collect()
}

fn readable(value: &Value, equivalence: Equivalence) -> Value {
    match value {
        Value::String(text) if text.trim_end_matches('\n').contains('\n') => {
            let text = crate::normal(text);
            text.split('\n').map(Value::from).collect::<Vec<_>>().into()
        }
        Value::Array(list) => {
            list.iter().map(|value| readable(value, equivalence)).collect::<Vec<_>>().into()
        }
        value if !equivalence.is_free && is_collection(value) => {
            let items = entities(Some(value)).into_iter();
            items.map(|entity| readable(entity.value, equivalence)).collect::<Vec<_>>().into()
        }
        Value::Object(map) => {
            let entries = map
                .iter()
                .filter(|(key, value)| !value.is_null() && !equivalence.is_bookkeeping(key, value))
                .map(|(key, value)| (key.clone(), readable(value, equivalence.below(key))))
                .filter(|(_, value)| !equivalence.is_blank_value(value));
            Value::Object(entries.collect())
        }
        other => other.clone(),
    }
}
