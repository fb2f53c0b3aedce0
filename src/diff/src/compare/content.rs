//! Fields and items as they are shown: printed, cut into lines, and fingerprinted.

use std::sync::Arc;

use serde_json::Value;

use super::builder::{FieldKind, ItemSource};
use super::equivalence::Equivalence;
use super::list::{self, scalar};
use super::printed::printed;
use crate::hash::combine;
use crate::text::normal;
use crate::{Change, Content, ItemDiff, ItemSide, Stamp, Syntax, TextDiff, ValueDiff, Whitespace};

/// What is in a field.
pub(super) fn content(
    kind: FieldKind,
    old: Option<&Value>,
    new: Option<&Value>,
    equivalence: Equivalence,
) -> Content {
    let text = |side: Option<&Value>| -> Arc<str> {
        Arc::from(&*normal(side.and_then(Value::as_str).unwrap_or_default()))
    };
    let read =
        |side: Option<&Value>| side.map(|value| scalar(value, equivalence)).unwrap_or_default();
    let print = |side: Option<&Value>| {
        side.filter(|value| !value.is_null())
            .map(|value| printed(value, equivalence))
            .unwrap_or_default()
    };
    fn list(side: Option<&Value>) -> &[Value] {
        side.and_then(Value::as_array).map_or(&[], Vec::as_slice)
    }
    match kind {
        FieldKind::Text(syntax) => Content::Text(TextDiff::with_words(
            text(old),
            text(new),
            syntax,
            equivalence.whitespace(),
            equivalence.settings.words,
        )),
        FieldKind::Json => Content::Json(TextDiff::new(
            print(old),
            print(new),
            Syntax::Json,
            Whitespace::Significant,
        )),
        FieldKind::List => Content::List(list::compare(list(old), list(new), equivalence)),
        FieldKind::Grid(grid) => Content::Grid(grid.diff),
        FieldKind::Value => Content::Value(value(old, new, (read(old), read(new)), equivalence)),
        FieldKind::Named(old_name, new_name) => {
            let name = |name: Option<&str>, side| name.map_or_else(|| read(side), str::to_owned);
            Content::Value(value(old, new, (name(old_name, old), name(new_name, new)), equivalence))
        }
    }
}

/// A value on both sides as people read it, and as JSON if it would read the same on both: a text
/// `1` that became a number, or two things of one name.
fn value(
    old: Option<&Value>,
    new: Option<&Value>,
    (mut old_text, mut new_text): (String, String),
    equivalence: Equivalence,
) -> ValueDiff {
    if old_text == new_text {
        let print = |side: Option<&Value>| side.map(|value| printed(value, equivalence));
        (old_text, new_text) = (print(old).unwrap_or_default(), print(new).unwrap_or_default());
    }
    ValueDiff { old: old.cloned(), new: new.cloned(), old_text, new_text }
}

/// What one side says of an item.
pub(super) fn item_side(origin: &ItemSource) -> ItemSide {
    let text =
        |key: &str| origin.value.get(key).and_then(Value::as_str).unwrap_or_default().to_owned();
    let stamp = |by: &str, at: &str| {
        let stamp = Stamp { by: text(by), at: text(at) };
        (stamp != Stamp::default()).then_some(stamp)
    };
    ItemSide {
        id: origin.id.to_owned(),
        name: origin.name.clone(),
        position: origin.position,
        created: stamp("createdBy", "createdAt"),
        updated: stamp("updatedBy", "updatedAt"),
    }
}

/// A number that changes when anything does that is shown of an item itself.
pub(super) fn fingerprint(item: &ItemDiff, changes: &[Change]) -> u64 {
    let mut hash = 0;
    for change in changes {
        hash = combine(hash, change.id.as_str().as_bytes());
    }
    let mut add = |text: &str| hash = combine(hash, text.as_bytes());
    for side in [&item.old, &item.new].into_iter().flatten() {
        add(&side.name);
        add(&side.position.map(|at| at.to_string()).unwrap_or_default());
    }
    for field in &item.fields {
        add(&field.key);
        match &field.content {
            Content::Text(text) | Content::Json(text) => {
                add(text.old_lines().text());
                add(text.new_lines().text());
            }
            Content::Value(value) => {
                add(&value.old_text);
                add(&value.new_text);
            }
            Content::List(list) => list.entries.iter().for_each(|entry| {
                add(entry.text.old_lines().text());
                add(entry.text.new_lines().text());
            }),
            Content::Grid(grid) => {
                for row in 0..grid.rows.len() {
                    for column in 0..grid.columns.len() {
                        add(&grid.cell(row, column).old);
                        add(&grid.cell(row, column).new);
                    }
                }
            }
        }
    }
    hash
}
