//! The items of a collection.

use std::cmp::Ordering;
use std::collections::HashMap;

use serde_json::Value;

use super::equivalence::Equivalence;
use super::number;
use super::schema::NAME_KEYS;
use crate::sorted::sorted;
use crate::text::Bag;

/// One item of a collection.
#[derive(Clone, Copy, Debug)]
pub(super) struct Entity<'a> {
    pub(super) key: &'a str,
    /// Its identifier: what it says itself, else its key.
    pub(super) id: &'a str,
    pub(super) value: &'a Value,
}

impl<'a> Entity<'a> {
    /// The name people know it by.
    pub(super) fn name(&self) -> &'a str {
        let text = |key: &&str| self.value.get(key).and_then(Value::as_str);
        NAME_KEYS.iter().filter_map(text).find(|name| !name.is_empty()).unwrap_or(self.id)
    }

    /// The name, if it is one that was given.
    pub(super) fn given_name(&self) -> Option<&'a str> {
        ["name", "title"]
            .iter()
            .find_map(|key| self.value.get(key)?.as_str())
            .filter(|n| !n.is_empty())
    }
}

/// Whether a value is a collection: `{"ids": […], "entities": {…}}`.
pub(super) fn is_collection(value: &Value) -> bool {
    entity_map(value).is_some()
}

fn entity_map(value: &Value) -> Option<&serde_json::Map<String, Value>> {
    value.as_object()?.get("entities")?.as_object()
}

/// The items of a collection in their order: that of `ids`, or of `position` where items have one.
pub(super) fn entities<'a>(collection: Option<&'a Value>) -> Vec<Entity<'a>> {
    let Some(map) = collection.and_then(entity_map) else { return Vec::new() };
    let entities: Vec<Entity> = map
        .iter()
        .filter(|(_, value)| !value.is_null())
        .map(|(key, value)| {
            let id = value.get("id").and_then(Value::as_str).unwrap_or(key);
            Entity { key, id, value }
        })
        .collect();
    let position = |entity: &Entity<'a>| entity.value.get("position").and_then(Value::as_number);
    if entities.iter().all(|entity| position(entity).is_some()) {
        return sorted(entities, |a, b| match (position(a), position(b)) {
            (Some(first), Some(second)) => number::order(first, second).then(a.id.cmp(b.id)),
            _ => Ordering::Equal,
        });
    }
    let ids = collection.and_then(|value| value.get("ids")).and_then(Value::as_array);
    let ids: Vec<&str> = ids.into_iter().flatten().filter_map(Value::as_str).collect();
    let in_order = ids.len() == entities.len()
        && ids.iter().zip(&entities).all(|(id, entity)| *id == entity.id || *id == entity.key);
    if in_order {
        return entities;
    }
    let mut place: HashMap<&str, usize> = HashMap::with_capacity(ids.len());
    for (at, id) in ids.iter().enumerate() {
        place.entry(id).or_insert(at);
    }
    let place_of = |entity: &Entity| {
        place.get(entity.key).or_else(|| place.get(entity.id)).copied().unwrap_or(usize::MAX)
    };
    sorted(entities, |a, b| place_of(a).cmp(&place_of(b)))
}

/// The words of a value, without those at some keys.
pub(super) fn words_of(value: &Value, equivalence: Equivalence, without: &[&str]) -> Bag {
    let mut bag = Bag::default();
    add_words(value, equivalence, without, &mut bag);
    bag.seal();
    bag
}

fn add_words(value: &Value, equivalence: Equivalence, without: &[&str], bag: &mut Bag) {
    match value {
        Value::String(text) => bag.add(text),
        Value::Array(items) => {
            items.iter().for_each(|item| add_words(item, equivalence, without, bag));
        }
        Value::Object(map) => {
            for (key, value) in map {
                if !without.contains(&key.as_str()) && !equivalence.is_bookkeeping(key, value) {
                    add_words(value, equivalence, without, bag);
                }
            }
        }
        Value::Null | Value::Bool(_) | Value::Number(_) => {}
    }
}
