//! Names that would stand twice after a merge. Of topics, variants and attributes they are unique
//! (contract §1.4 to §1.6), so that somebody has to decide.

use std::collections::HashMap;

use serde_json::Value;

use super::conflict::MergeConflict;
use super::rows;
use super::value::{Answers, at, at_mut, chosen};

/// The lists in which names are unique.
pub(super) const NAMED: [[&str; 2]; 3] = [
    ["knowledgeBase", "topics"],
    ["variantManagement", "variants"],
    ["variantManagement", "attributes"],
];

/// Applies the answers about names that stand twice, and adds those that still do to the conflicts.
pub(super) fn settle(
    merged: &mut Value,
    sides: [&Value; 3],
    answers: &Answers,
    conflicts: &mut Vec<MergeConflict>,
) {
    for list in NAMED {
        for conflict in twice(merged, sides, list) {
            if let Some(choice) = answers.get(&conflict.path) {
                let sides = [&conflict.base, &conflict.ours, &conflict.theirs].map(Option::as_ref);
                write(merged, list, &conflict.path, chosen(choice, sides));
            }
        }
        for conflict in twice(merged, sides, list) {
            if conflicts.iter().all(|known| known.path != conflict.path) {
                conflicts.push(conflict);
            }
        }
    }
}

/// The items whose name stands twice because a side added or renamed one, with that name. An added
/// item is in conflict as a whole, a renamed one in its name.
fn twice(merged: &Value, sides: [&Value; 3], list: [&str; 2]) -> Vec<MergeConflict> {
    let items = at(merged, &[list[0], list[1], "entities"]).and_then(Value::as_object);
    let active = |(_, item): &(&String, &Value)| item.get("archived") != Some(&Value::Bool(true));
    let items: Vec<_> = items.into_iter().flatten().filter(active).collect();
    let name = |item: &Value| item.get("name").and_then(Value::as_str).map(str::to_owned);
    let mut count: HashMap<String, usize> = HashMap::new();
    for name in items.iter().filter_map(|(_, item)| name(item)) {
        *count.entry(name).or_default() += 1;
    }
    let ids = at(merged, &[list[0], list[1], "ids"]).and_then(Value::as_array);
    let place = |key: &str| ids.and_then(|ids| ids.iter().position(|id| id == key));
    let mut found: Vec<_> = items
        .into_iter()
        .filter_map(|(key, item)| {
            let name = name(item).filter(|name| count.get(name).is_some_and(|count| *count > 1))?;
            let path = [list[0], list[1], "entities", key];
            let [base, ours, theirs] = sides.map(|side| at(side, &path));
            let path: Vec<String> = path.into_iter().map(str::to_owned).collect();
            let conflict = match base {
                None => {
                    let (ours, theirs) = (ours.cloned(), theirs.cloned());
                    MergeConflict { path, base: None, ours, theirs }
                }
                Some(base) if base.get("name").and_then(Value::as_str) == Some(&name) => {
                    return None;
                }
                Some(base) => {
                    let [base, ours, theirs] = [Some(base), ours, theirs]
                        .map(|item| item.and_then(|item| item.get("name")).cloned());
                    let path = path.into_iter().chain(["name".to_owned()]).collect();
                    MergeConflict { path, base, ours, theirs }
                }
            };
            Some((place(key).unwrap_or(usize::MAX), conflict))
        })
        .collect();
    found.sort_by_key(|(place, _)| *place);
    found.into_iter().map(|(_, conflict)| conflict).collect()
}

/// Writes an item or its name; without a value the item goes.
fn write(merged: &mut Value, list: [&str; 2], path: &[String], value: Option<Value>) {
    let (Some(key), is_name) = (path.get(3), path.len() > 4) else { return };
    match value {
        Some(name) if is_name => {
            if let Some(place) = at_mut(merged, path) {
                *place = name;
            }
        }
        Some(item) => rows::put(merged, &list, key, item),
        None => rows::remove(merged, &list, key),
    }
}
