//! The order of a merged collection.

use std::collections::{HashMap, HashSet};

use serde_json::{Map, Value};

use crate::projection::collection;

/// The `ids` of a merged collection: ours with what theirs added, unless only theirs moved items.
pub(super) fn merged(
    base: &Map<String, Value>,
    ours: &Map<String, Value>,
    theirs: &Map<String, Value>,
    merged: &Map<String, Value>,
) -> Vec<Value> {
    let (base_ids, our_ids, their_ids) = (ids(base), ids(ours), ids(theirs));
    let (first, second) = if moved(base_ids, their_ids) && !moved(base_ids, our_ids) {
        (their_ids, our_ids)
    } else {
        (our_ids, their_ids)
    };
    let mut order = interleaved(base_ids, first, second);

    let left = names(merged);
    let known: HashSet<_> = [base, ours, theirs].into_iter().flat_map(names).collect();
    // An entry that never named an item stays: imported data is not repaired.
    order.retain(|id| is_in(id, &left) || !is_in(id, &known));
    // An item that one side deleted and a resolution brought back has lost its place.
    let mut placed: HashSet<_> = order.iter().copied().collect();
    for id in second.iter().chain(first) {
        if is_in(id, &left) && placed.insert(id) {
            order.push(id);
        }
    }
    order.into_iter().cloned().collect()
}

/// The first side's order with what the second side added. An added item comes behind the item that
/// it follows on its own side, and behind what the first side added there.
fn interleaved<'a>(base: &[Value], first: &'a [Value], second: &'a [Value]) -> Vec<&'a Value> {
    let base: HashSet<_> = base.iter().collect();
    // Each run begins with an item of the base, but for the first one.
    let mut runs = vec![Vec::new()];
    let mut run_of = HashMap::new();
    for id in first {
        if base.contains(id) {
            runs.push(Vec::new());
        }
        let last = runs.len() - 1;
        runs[last].push(id);
        run_of.entry(id).or_insert(last);
    }
    let mut here = 0;
    for id in second {
        if let Some(run) = run_of.get(id) {
            here = *run;
        } else if !base.contains(id) {
            runs[here].push(id);
            run_of.insert(id, here);
        }
    }
    runs.concat()
}

/// Whether a side has put the items that were there before into another order.
fn moved(base: &[Value], side: &[Value]) -> bool {
    let common = |list: &'_ [Value], other: &[Value]| {
        let other: HashSet<_> = other.iter().collect();
        list.iter().filter(|id| other.contains(id)).cloned().collect::<Vec<_>>()
    };
    common(side, base) != common(base, side)
}

/// Everything by which `ids` can name the items of a collection.
fn names(collection: &Map<String, Value>) -> HashSet<&str> {
    let items = collection.get("entities").and_then(Value::as_object).into_iter().flatten();
    items.flat_map(|(key, item)| collection::names(key, item)).collect()
}

fn is_in(id: &Value, names: &HashSet<&str>) -> bool {
    id.as_str().is_some_and(|id| names.contains(id))
}

fn ids(collection: &Map<String, Value>) -> &[Value] {
    collection.get("ids").and_then(Value::as_array).map(Vec::as_slice).unwrap_or_default()
}
