//! Values as they are compared, for those who write them down.

use serde_json::Value;

use super::entity::{entities, is_collection};
use super::equivalence::Equivalence;
use super::list::scalar;
use super::printed::printed;
use crate::Whitespace;

/// Reads values of one place without what makes no difference there.
pub(crate) struct Normalizer(Equivalence);

impl Normalizer {
    /// For values at a path from the root of the projection.
    pub(crate) fn at(path: &str) -> Self {
        Self(Equivalence::new(Whitespace::Significant).at(path))
    }

    /// For one item of a collection.
    pub(crate) fn item(&self, key: &str) -> Self {
        Self(self.0.item(key))
    }

    /// Whether two values are the same.
    pub(crate) fn same(&self, old: &Value, new: &Value) -> bool {
        self.0.same(old, new)
    }

    /// A value as people read it.
    pub(crate) fn read(&self, value: &Value) -> String {
        if value.is_null() { String::new() } else { scalar(value, self.0) }
    }

    /// A value as indented JSON: collections as lists in their order, and texts of several lines as
    /// lists of lines, so that a difference between two of them can be read.
    pub(crate) fn printed(&self, value: &Value) -> String {
        printed(&readable(value, self.0), self.0)
    }
}

/// An item of a collection.
pub(crate) struct CollectionItem<'a> {
    /// Its key, which no other item has.
    pub(crate) key: &'a str,
    /// The identifier it says itself, else its key.
    pub(crate) id: &'a str,
    /// The name people know it by.
    pub(crate) name: &'a str,
    pub(crate) value: &'a Value,
}

/// Every item of a collection, in its order; `None` if a value is no collection.
pub(crate) fn collection_items(collection: &Value) -> Option<Vec<CollectionItem<'_>>> {
    let items = entities(Some(collection)).into_iter().map(|entity| CollectionItem {
        key: entity.key,
        id: entity.id,
        name: entity.name(),
        value: entity.value,
    });
    is_collection(collection).then(|| items.collect())
}

fn readable(value: &Value, equivalence: Equivalence) -> Value {
    match value {
        Value::String(text) if equivalence.is_literal() => Value::from(text.as_str()),
        Value::String(text) if text.trim_end_matches('\n').contains('\n') => {
            let text = crate::normal(text);
            text.split('\n').map(Value::from).collect::<Vec<_>>().into()
        }
        Value::Array(list) => {
            list.iter().map(|value| readable(value, equivalence.entry())).collect::<Vec<_>>().into()
        }
        value if !equivalence.is_literal() && is_plain_collection(value) => {
            let items = entities(Some(value)).into_iter();
            items
                .map(|entity| readable(entity.value, equivalence.item(entity.key)))
                .collect::<Vec<_>>()
                .into()
        }
        Value::Object(map) => {
            let entries = map
                .iter()
                .filter(|(key, value)| !equivalence.below(key).is_unset(value))
                .map(|(key, value)| (key, value, readable(value, equivalence.below(key))))
                // What held nothing but bookkeeping is bookkeeping itself.
                .filter(|(_, value, readable)| is_empty(value) || !is_empty(readable))
                .map(|(key, _, readable)| (key.clone(), readable));
            Value::Object(entries.collect())
        }
        other => other.clone(),
    }
}

fn is_empty(value: &Value) -> bool {
    value.as_object().is_some_and(serde_json::Map::is_empty)
}

/// Whether a value is a collection and nothing beside it.
fn is_plain_collection(value: &Value) -> bool {
    let is_known = |key: &str| {
        matches!(key, "ids" | "entities" | "createdAt" | "createdBy" | "updatedAt" | "updatedBy")
    };
    is_collection(value) && value.as_object().is_some_and(|map| map.keys().all(|key| is_known(key)))
}
