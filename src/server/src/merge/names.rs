//! Names that would stand twice after a merge: of topics, variants and attributes they are unique.
//!
//! Two items of one name are no conflict of values: each came from a side of its own. Each item that
//! one side added or renamed is listed as a conflict all the same, in a form that a resolution can
//! answer: an added item whole (a side without it leaves it out; a value of one's own may have
//! another name), a renamed one by its name.

use std::collections::HashMap;

use serde_json::Value;
use wire::{Conflict, ConflictKind, MergeFault};

use super::values::Merger;
use crate::projection::{Projection, collection};

/// The collections in which names are unique, with what one of their items is called.
const NAMED: [([&str; 2], &str); 3] = [
    (["knowledgeBase", "topics"], "topic"),
    (["variantManagement", "variants"], "variant"),
    (["variantManagement", "attributes"], "attribute"),
];

/// The three sides of a merge.
pub(super) struct Sides<'a> {
    pub(super) base: &'a Projection,
    pub(super) ours: &'a Projection,
    pub(super) theirs: &'a Projection,
}

/// Applies the resolutions of names that stand twice, and lists those that still do.
pub(super) fn settle(merger: &mut Merger<'_>, projection: &mut Projection, sides: &Sides<'_>) {
    for (kind, noun) in NAMED {
        for conflict in twice(projection, sides, kind).into_iter().map(|(_, one)| one) {
            if let Some(answer) = merger.answer(&conflict) {
                write(projection, &conflict.path, answer);
            }
        }
        for (name, conflict) in twice(projection, sides, kind) {
            let message = format!("more than one {noun} would be named {name:?}");
            merger.report(conflict, |path| MergeFault { path, message });
        }
    }
}

/// The items whose name stands twice because a side added or renamed one, with that name.
fn twice(
    projection: &Projection,
    sides: &Sides<'_>,
    kind: [&'static str; 2],
) -> Vec<(String, Conflict)> {
    let mut named: HashMap<&str, Vec<&str>> = HashMap::new();
    let items = collection::items(projection.at(&kind));
    let items: Vec<_> = items.into_iter().filter(|(_, item)| item["archived"] != true).collect();
    for (key, item) in &items {
        if let Some(name) = item["name"].as_str() {
            named.entry(name).or_default().push(key);
        }
    }
    let mut found = Vec::new();
    for (key, item) in items {
        let name = item["name"].as_str().unwrap_or_default();
        if named.get(name).is_some_and(|keys| keys.len() > 1) {
            found.extend(conflict(sides, kind, key, name).map(|one| (name.to_owned(), one)));
        }
    }
    found
}

/// What can be answered about an item; nothing where neither side added or renamed it.
fn conflict(sides: &Sides<'_>, kind: [&'static str; 2], key: &str, name: &str) -> Option<Conflict> {
    let item = |side: &Projection| side.at(&kind).get("entities")?.get(key).cloned();
    let [base, ours, theirs] = [item(sides.base), item(sides.ours), item(sides.theirs)];
    let mut path: Vec<_> = [kind[0], kind[1], "entities", key].map(str::to_owned).to_vec();
    let Some(base) = base else {
        let kind = ConflictKind::Add;
        return Some(Conflict {
            path,
            base_value: None,
            ours_value: ours,
            theirs_value: theirs,
            kind,
        });
    };
    if base["name"] == *name {
        return None;
    }
    path.push("name".to_owned());
    let name = |item: Option<Value>| item?.get("name").cloned();
    Some(Conflict {
        path,
        base_value: name(Some(base)),
        ours_value: name(ours),
        theirs_value: name(theirs),
        kind: ConflictKind::Modify,
    })
}

/// Writes an item or its name; without a value the item goes, with its cells.
fn write(projection: &mut Projection, path: &[String], value: Option<Value>) {
    let [section, list, _, key, field @ ..] = path else { return };
    let items = projection.edit_at(&[section, list]);
    match (value, field) {
        (Some(value), [field]) => {
            if let Some(item) = collection::item_mut(items, key) {
                item[field] = value;
            }
        }
        (Some(value), _) => match collection::item_mut(items, key) {
            Some(item) => *item = value,
            None => collection::add(items, key, value),
        },
        (None, _) => {
            collection::remove(items, key);
            drop_cells(projection, list, key);
        }
    }
}

/// Drops the row of a variant, or the column of an attribute.
fn drop_cells(projection: &mut Projection, list: &str, key: &str) {
    if !matches!(list, "variants" | "attributes") {
        return;
    }
    let table = projection.edit_at(&["variantManagement", "variantAttributeValues"]);
    if list == "variants" {
        collection::remove(table, key);
        return;
    }
    let rows = table.get_mut("entities").and_then(Value::as_object_mut);
    for row in rows.into_iter().flat_map(|rows| rows.values_mut()) {
        if let Some(values) = row.get_mut("values").and_then(Value::as_object_mut) {
            values.shift_remove(key);
        }
    }
}
