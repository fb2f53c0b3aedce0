//! Who created and changed an item, and when: not a change that a person wants to see.

use serde_json::{Map, Value, json};

use crate::clock::Act;

/// Keys that say who and when.
pub(crate) const KEYS: [&str; 4] = ["createdAt", "createdBy", "updatedAt", "updatedBy"];

/// Adds the four keys to the end of a new item.
pub(crate) fn created(item: &mut Value, act: &Act) {
    for key in KEYS {
        item[key] = if key.ends_with("At") { json!(act.date()) } else { json!(act.by) };
    }
}

/// Marks an item as changed.
pub(crate) fn updated(item: &mut Value, act: &Act) {
    item["updatedAt"] = json!(act.date());
    item["updatedBy"] = json!(act.by);
}

/// Whether two values are equal, but for bookkeeping and derived `references`.
pub(crate) fn same(a: &Value, b: &Value) -> bool {
    match (a, b) {
        (Value::Object(a), Value::Object(b)) => {
            let count = |map: &Map<String, Value>| map.keys().filter(|key| counts(key)).count();
            count(a) == count(b)
                && a.iter()
                    .filter(|(key, _)| counts(key))
                    .all(|(key, a)| b.get(key).is_some_and(|b| same(a, b)))
        }
        (Value::Array(a), Value::Array(b)) => {
            a.len() == b.len() && a.iter().zip(b).all(|(a, b)| same(a, b))
        }
        _ => a == b,
    }
}

fn counts(key: &str) -> bool {
    key != "references" && !KEYS.contains(&key)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_bookkeeping_is_ignored() {
        let old = json!({"a": [{"n": 1, "updatedAt": "x", "references": {"r": 1}}]});
        let touched = json!({"a": [{"n": 1, "updatedAt": "y", "updatedBy": "z"}]});
        let changed = json!({"a": [{"n": 2, "updatedAt": "x", "references": {"r": 1}}]});
        let wider = json!({"a": [{"n": 1, "m": 1}]});
        assert!(same(&old, &touched));
        assert!(!same(&old, &changed));
        assert!(!same(&old, &wider) && !same(&wider, &old));
    }
}
