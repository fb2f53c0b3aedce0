//! The order of a merged list.

use std::collections::HashSet;

use serde_json::{Map, Value};

/// The `ids` of a merged list: the target's order with what the branch added, each behind the item
/// that it follows there. Where only the branch moved items, its order with what the target added.
pub(super) fn merged(
    [base, ours, theirs]: [&Map<String, Value>; 3],
    merged: &Map<String, Value>,
) -> Vec<Value> {
    let [base, ours, theirs] = [base, ours, theirs].map(|side| {
        let ids = side.get("ids").and_then(Value::as_array);
        ids.into_iter().flatten().filter_map(Value::as_str).collect::<Vec<_>>()
    });
    let is_moved = |side: &[&str]| common(side, &base) != common(&base, side);
    let (first, second) =
        if is_moved(&theirs) && !is_moved(&ours) { (theirs, ours) } else { (ours, theirs) };
    let old: HashSet<_> = base.iter().copied().collect();
    let in_first: HashSet<_> = first.iter().copied().collect();

    // Each run begins with an item that was there before, but for the first run.
    let mut runs: Vec<Vec<&str>> = vec![Vec::new()];
    let mut run_of = std::collections::HashMap::new();
    for id in &first {
        if old.contains(id) {
            runs.push(Vec::new());
        }
        let last = runs.len() - 1;
        runs[last].push(id);
        run_of.insert(*id, last);
    }
    let mut here = 0;
    let mut behind = Vec::new();
    for id in &second {
        if let Some(run) = run_of.get(id) {
            here = *run;
        } else if !old.contains(id) {
            runs[here].push(id);
        } else if !in_first.contains(id) {
            // Deleted on the first side, and perhaps brought back: its place is gone.
            behind.push(*id);
        }
    }
    let entities = merged.get("entities").and_then(Value::as_object);
    let is_left = |id: &&str| {
        entities.is_some_and(|all| {
            all.contains_key(*id)
                || all.values().any(|item| item.get("id").and_then(Value::as_str) == Some(id))
        })
    };
    let mut seen = HashSet::new();
    let all = runs.concat().into_iter().chain(behind).chain(first);
    all.filter(|id| seen.insert(*id)).filter(is_left).map(Value::from).collect()
}

/// The items of one list that are in the other one.
fn common<'a>(list: &[&'a str], other: &[&str]) -> Vec<&'a str> {
    let other: HashSet<_> = other.iter().collect();
    list.iter().filter(|id| other.contains(id)).copied().collect()
}
