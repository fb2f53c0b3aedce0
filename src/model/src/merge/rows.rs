//! Variants and their cells lie apart in a projection: a merge that keeps one keeps the other.

use serde_json::{Value, json};

use super::value::{at, at_mut};

const MANAGEMENT: &str = "variantManagement";
const HALVES: [[&str; 2]; 2] =
    [["variants", "variantAttributeValues"], ["variantAttributeValues", "variants"]];

/// Brings back the half of a variant that a merge dropped although it kept the other half: one side
/// deleted the variant, and an answer kept what the other one edited of it.
pub(super) fn settle(merged: &mut Value, ours: &Value, theirs: &Value) {
    for [kept, dropped] in HALVES {
        let all = at(merged, &[MANAGEMENT, kept, "entities"]).and_then(Value::as_object);
        let keys: Vec<String> = all.into_iter().flat_map(|all| all.keys().cloned()).collect();
        for key in keys {
            let item = |side, list| at(side, &[MANAGEMENT, list, "entities", key.as_str()]);
            if item(merged, dropped).is_some() {
                continue;
            }
            let back = [(ours, theirs), (theirs, ours)].into_iter().find_map(|(side, other)| {
                let is_gone = item(other, kept).is_none() && item(other, dropped).is_none();
                is_gone.then(|| item(side, dropped)).flatten().cloned()
            });
            if let Some(back) = back {
                put(merged, &[MANAGEMENT, dropped], &key, back);
            }
        }
    }
}

/// Puts an item at the end of a list, or in the place of the one with its key.
pub(super) fn put(projection: &mut Value, list: &[&str], key: &str, item: Value) {
    let Some(list) = at_mut(projection, list) else { return };
    if let Some(ids) = list.get_mut("ids").and_then(Value::as_array_mut)
        && !ids.iter().any(|id| id == key)
    {
        ids.push(json!(key));
    }
    if let Some(all) = list.get_mut("entities").and_then(Value::as_object_mut) {
        all.insert(key.to_owned(), item);
    }
}

/// Takes an item out of a list, and the cells of a variant or an attribute with it.
pub(super) fn remove(projection: &mut Value, list: &[&str], key: &str) {
    remove_item(projection, list, key);
    let cells = [MANAGEMENT, "variantAttributeValues"];
    match list.last() {
        Some(&"variants") => remove_item(projection, &cells, key),
        Some(&"attributes") => {
            let rows = at_mut(projection, &cells).and_then(|cells| cells.get_mut("entities"));
            let rows = rows.and_then(Value::as_object_mut);
            for row in rows.into_iter().flat_map(|rows| rows.values_mut()) {
                if let Some(values) = row.get_mut("values").and_then(Value::as_object_mut) {
                    values.remove(key);
                }
            }
        }
        _ => {}
    }
}

fn remove_item(projection: &mut Value, list: &[&str], key: &str) {
    let Some(list) = at_mut(projection, list) else { return };
    if let Some(ids) = list.get_mut("ids").and_then(Value::as_array_mut) {
        ids.retain(|id| id != key);
    }
    if let Some(all) = list.get_mut("entities").and_then(Value::as_object_mut) {
        all.remove(key);
    }
}
