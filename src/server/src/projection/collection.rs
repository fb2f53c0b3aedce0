//! `{"ids": [order], "entities": {key: item}}`: the form of every list in a projection.
//!
//! An item is matched by its key in `entities`. Some real projections hold items whose own `id`,
//! or whose entry in `ids`, differs from that key: they are found by either, and never repaired.

use std::collections::HashMap;

use serde_json::{Map, Value, json};

/// The items in the order of `ids`; those that it does not name follow.
pub(crate) fn items(collection: &Value) -> Vec<(&str, &Value)> {
    let Some(entities) = entities(collection) else { return Vec::new() };
    let ids = collection["ids"].as_array().map(Vec::as_slice).unwrap_or_default();
    let places: HashMap<_, _> = ids
        .iter()
        .enumerate()
        .rev()
        .filter_map(|(place, id)| Some((id.as_str()?, place)))
        .collect();
    let order = |(key, item): &(&str, &Value)| {
        let place = places.get(key).or_else(|| places.get(item["id"].as_str()?));
        place.copied().unwrap_or(usize::MAX)
    };
    let mut items: Vec<_> = entities.iter().map(|(key, item)| (key.as_str(), item)).collect();
    items.sort_by_cached_key(order);
    items
}

/// The key and the item of an id from outside.
pub(crate) fn find<'a>(collection: &'a Value, id: &str) -> Option<(&'a str, &'a Value)> {
    let entities = entities(collection)?;
    let by_key = entities.get_key_value(id);
    let by_id = || entities.iter().find(|(_, item)| item["id"] == *id);
    by_key.or_else(by_id).map(|(key, item)| (key.as_str(), item))
}

/// The item of a key, to be changed.
pub(crate) fn item_mut<'a>(collection: &'a mut Value, key: &str) -> Option<&'a mut Value> {
    collection.get_mut("entities")?.get_mut(key)
}

/// Adds an item at the end. A collection that is absent or misshapen is made.
pub(crate) fn add(collection: &mut Value, key: &str, item: Value) {
    if !collection.is_object() {
        *collection = json!({"ids": [], "entities": {}});
    }
    match &mut collection["ids"] {
        Value::Array(ids) => ids.push(json!(key)),
        other => *other = json!([key]),
    }
    match &mut collection["entities"] {
        Value::Object(entities) => {
            entities.insert(key.to_owned(), item);
        }
        other => *other = json!({key: item}),
    }
}

/// Removes an item from both halves.
pub(crate) fn remove(collection: &mut Value, key: &str) {
    let entities = collection.get_mut("entities").and_then(Value::as_object_mut);
    let Some(item) = entities.and_then(|entities| entities.shift_remove(key)) else { return };
    if let Some(ids) = collection.get_mut("ids").and_then(Value::as_array_mut) {
        ids.retain(|id| names(key, &item).all(|name| id != name));
    }
}

/// Whether `value` has the form of a collection.
pub(crate) fn is_collection(value: &Map<String, Value>) -> bool {
    value.get("ids").is_some_and(Value::is_array)
        && value.get("entities").is_some_and(Value::is_object)
}

/// The entries of `ids` that mean this item: its key, and its own `id`.
pub(crate) fn names<'a>(key: &'a str, item: &'a Value) -> impl Iterator<Item = &'a str> {
    [Some(key), item["id"].as_str()].into_iter().flatten()
}

fn entities(collection: &Value) -> Option<&Map<String, Value>> {
    collection.get("entities")?.as_object()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn sample() -> Value {
        json!({"ids": ["b", "x", "a"], "entities": {"a": {"id": "a"}, "b": {}, "k": {"id": "x"}}})
    }

    #[test]
    fn items_come_in_the_order_of_ids() {
        let sample = sample();
        let keys: Vec<_> = items(&sample).into_iter().map(|(key, _)| key).collect();
        assert_eq!(keys, ["b", "k", "a"]);
        assert!(items(&Value::Null).is_empty());
    }

    #[test]
    fn an_item_is_found_by_its_key_and_by_its_own_id() {
        let sample = sample();
        assert_eq!(find(&sample, "k").unwrap().0, "k");
        assert_eq!(find(&sample, "x").unwrap().0, "k");
        assert!(find(&sample, "y").is_none());
    }

    #[test]
    fn what_is_added_can_be_removed_again() {
        let mut changed = sample();
        add(&mut changed, "new", json!({"id": "new"}));
        assert_eq!(changed["ids"], json!(["b", "x", "a", "new"]));
        remove(&mut changed, "new");
        assert_eq!(changed, sample());

        remove(&mut changed, "k");
        assert_eq!(changed["ids"], json!(["b", "a"]));

        let mut nothing = Value::Null;
        add(&mut nothing, "a", json!(1));
        assert_eq!(nothing, json!({"ids": ["a"], "entities": {"a": 1}}));
    }
}
