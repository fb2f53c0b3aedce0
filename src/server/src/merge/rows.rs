//! Variants and their cells, which lie apart in a projection: a merge that keeps one keeps the other.

use serde_json::Value;

use crate::projection::{Projection, collection};

const MANAGEMENT: &str = "variantManagement";
const VARIANTS: &str = "variants";
const CELLS: &str = "variantAttributeValues";

/// Brings back the half that a merge dropped of a variant that it kept: one side deleted the variant,
/// the other edited its name or a cell, and a resolution kept what was edited.
pub(super) fn settle(projection: &mut Projection, ours: &Projection, theirs: &Projection) {
    let halves = [(VARIANTS, CELLS), (CELLS, VARIANTS)];
    for (kept, dropped) in halves {
        for key in keys(projection, kept) {
            if has(projection, dropped, &key) {
                continue;
            }
            // Only where one side has both halves and the other one deleted both.
            let whole = |side: &Projection, other: &Projection| {
                let is_gone = |list| !has(other, list, &key);
                let is_whole = has(side, kept, &key) && is_gone(kept) && is_gone(dropped);
                is_whole
                    .then(|| side.at(&[MANAGEMENT, dropped]).get("entities")?.get(&key).cloned())
            };
            let item = whole(ours, theirs).or_else(|| whole(theirs, ours)).flatten();
            if let Some(item) = item {
                collection::add(projection.edit_at(&[MANAGEMENT, dropped]), &key, item);
            }
        }
    }
}

fn keys(projection: &Projection, list: &str) -> Vec<String> {
    let items = projection.at(&[MANAGEMENT, list]).get("entities").and_then(Value::as_object);
    items.into_iter().flat_map(|items| items.keys().cloned()).collect()
}

fn has(projection: &Projection, list: &str, key: &str) -> bool {
    projection.at(&[MANAGEMENT, list]).get("entities").is_some_and(|items| items.get(key).is_some())
}
