//! The law of comparison: every edit of a document is shown and names its place, undoing it leaves
//! no difference, and what the table of exceptions allows is none.

use model::Snapshot;
use serde_json::{Map, Value};

use super::plain_edit::{EditedDocument, PlainEdit, at, at_mut, is_index, places};
use crate::text::normal;
use crate::{Allowance, ChangeKind, Comparison, EXCEPTIONS, LITERAL, compare};

/// A document whose edits are checked.
pub struct Law {
    document: Snapshot,
    places: Vec<Vec<String>>,
}

/// What one edit should have shown and did not.
#[derive(Clone, Debug)]
pub struct Unseen {
    /// The document before.
    pub old: Value,
    /// The document after.
    pub new: Value,
    /// Where it was edited.
    pub path: Vec<String>,
    /// The edit, and the place it was asked for.
    edit: (PlainEdit, Vec<String>, usize),
    /// The document that was edited.
    document: Value,
    /// What is wrong.
    pub fault: String,
}

impl Law {
    /// Takes in a document.
    pub fn of(document: Value) -> Self {
        Self { places: places(&document), document: Snapshot::from_projection(document) }
    }

    /// Checks one edit both ways round. Returns whether there was a place for it.
    pub fn check(&self, edit: PlainEdit, pick: usize) -> Result<bool, Box<Unseen>> {
        match edit.place(self.document.projection(), &self.places, pick) {
            Some(place) => check_at(&self.document, edit, place, pick),
            None => Ok(false),
        }
    }
}

fn check_at(
    document: &Snapshot,
    edit: PlainEdit,
    place: &[String],
    pick: usize,
) -> Result<bool, Box<Unseen>> {
    let Some(edited) = edit.apply(document.projection(), place, pick) else { return Ok(false) };
    let EditedDocument { value, places, undone } = edited;
    let is_empty = |side: &Value| side.as_object().is_none_or(Map::is_empty);
    if is_empty(document.projection()) || is_empty(&value) {
        return Ok(false);
    }
    let (edited, undone) = (Snapshot::from_projection(value), Snapshot::from_projection(undone));
    let unseen = |old: &Snapshot, new: &Snapshot, path: &[String], fault: String| {
        let [old, new, document] = [old, new, document].map(|side| side.projection().clone());
        let edit = (edit, place.to_vec(), pick);
        Err(Box::new(Unseen { old, new, path: path.to_vec(), edit, document, fault }))
    };
    for (old, new) in [(document, &edited), (&edited, document)] {
        let found = compare(old, new);
        let sides = [old, new].map(Snapshot::projection);
        let verdicts: Vec<_> = places.iter().map(|path| (verdict(sides, path), path)).collect();
        let changed: Vec<_> =
            verdicts.iter().filter(|(verdict, _)| *verdict == Verdict::Change).collect();
        let is_named = || changed.iter().any(|(_, path)| names(&found, path, sides));
        let fault = match changed.is_empty() {
            true if verdicts.iter().any(|(verdict, _)| *verdict == Verdict::Either) => None,
            true => (!found.changes.is_empty()).then(|| format!("a change: {:?}", ids(&found))),
            false if !shows(&found, sides, &places) => {
                Some(format!("no change: {:?}", ids(&found)))
            }
            false => (!is_named()).then(|| format!("elsewhere: {:?}", ids(&found))),
        };
        if let Some(fault) = fault {
            return unseen(old, new, &places[0], fault);
        }
    }
    let found = compare(document, &undone);
    if !found.changes.is_empty() {
        let fault = format!("undone, it is a change: {:?}", ids(&found));
        return unseen(document, &undone, &places[0], fault);
    }
    Ok(true)
}

fn ids(comparison: &Comparison) -> Vec<&str> {
    comparison.changes.iter().map(|change| change.id.as_str()).collect()
}

/// Whether anything is shown: a change, or a note: that a copy of something came or went, that an
/// item has another identifier, that a text has other white space at its ends.
fn shows(comparison: &Comparison, sides: [&Value; 2], places: &[Vec<String>]) -> bool {
    let is_copy = |kind| matches!(kind, ChangeKind::Added | ChangeKind::Removed);
    let trimmed = sides.map(|side| places.first().and_then(|path| at(side, path)?.as_str()));
    let is_trim = matches!(trimmed, [Some(old), Some(new)] if old.trim() == new.trim());
    let is_recreation = |id: &str| id.ends_with(".~recreated");
    comparison.changes.iter().any(|change| {
        !change.is_note || is_trim || is_copy(change.kind) || is_recreation(change.id.as_str())
    })
}

/// Whether some change says where it is: by the last key, or for what names, orders and
/// distinguishes an item, by the item.
fn names(comparison: &Comparison, path: &[String], sides: [&Value; 2]) -> bool {
    const OF_ITEM: [&str; 7] =
        ["name", "title", "isDefault", "position", "values", "entities", "ids"];
    // Of what is in an entry of a list, the list is named.
    let mut keys =
        path.iter().take_while(|key| !is_index(key)).collect::<Vec<_>>().into_iter().rev();
    let Some(key) = keys.find(|key| !OF_ITEM.contains(&key.as_str())) else { return true };
    // An item may be known by its identifier instead of its key.
    let place = path.iter().position(|known| known == key).unwrap_or_default();
    let ids = sides.iter().filter_map(|side| at(side, &path[..=place])?.get("id")?.as_str());
    let known_as: Vec<&str> = ids.chain([key.as_str()]).collect();
    comparison.changes.iter().any(|change| {
        let item = &comparison.items[change.item];
        let field = comparison.field_of(change);
        let id = change.id.as_str();
        let is_default = path.last().is_some_and(|last| last == "isDefault");
        let is_named = |text: &str| known_as.iter().any(|key| text.contains(key));
        is_named(&item.path)
            || is_named(item.name())
            || known_as.iter().any(|key| id.contains(&crate::compare::escaped_key(key)))
            || is_default && id.ends_with(".~default")
            || field.is_some_and(|field| is_named(&field.key) || is_named(&field.label))
            || item.path.ends_with("entities")
            || comparison
                .texts_of(change)
                .is_some_and(|(old, new)| is_named(&old) || is_named(&new))
    })
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Verdict {
    Change,
    Excepted,
    /// The place orders something: whether that changes anything depends on the rest.
    Either,
}

/// What the table says of a difference at a path. It is read here in another way than by the
/// comparison, so that one checks the other.
fn verdict([old, new]: [&Value; 2], path: &[String]) -> Verdict {
    if is_literal(path) {
        return Verdict::Change;
    }
    let mut is_excepted = false;
    // What is said of a place is also said of what is below it.
    for length in 0..=path.len() {
        let here = &path[..length];
        let sides = [at(old, here), at(new, here)];
        for exception in EXCEPTIONS.iter().filter(|exception| matches(exception.path, here)) {
            let is_at_end = length == path.len();
            let all = |test: &dyn Fn(&Value) -> bool| {
                sides.iter().flatten().all(|value| value.is_null() || test(value))
            };
            let has_entities = |side: Option<&Value>| {
                side.and_then(|side| side.get("entities")).is_some_and(Value::is_object)
            };
            let is_order = match exception.allows {
                Allowance::KeysOfEntities => {
                    let above = &path[..length - 1];
                    has_entities(at(old, above))
                        && has_entities(at(new, above))
                        && all(&|ids| {
                            ids.as_array().is_some_and(|ids| ids.iter().all(Value::is_string))
                        })
                }
                Allowance::Numbering => all(&Value::is_number) && sides.iter().all(Option::is_some),
                _ => false,
            };
            let is_shown =
                exception.path.starts_with("**") && is_at_end && is_reordered([old, new], path);
            if is_order && !is_shown {
                return Verdict::Either;
            }
            is_excepted |= match exception.allows {
                Allowance::AnyText => all(&Value::is_string),
                Allowance::References => all(&|value| {
                    let is_kind = |ids: &Value| {
                        ids.as_object().is_some_and(|ids| ids.values().all(Value::is_boolean))
                    };
                    value.as_object().is_some_and(|kinds| kinds.values().all(is_kind))
                }),
                Allowance::NullUnset => is_at_end && all(&|_| false),
                Allowance::FalseUnset => is_at_end && all(&|value| *value == Value::Bool(false)),
                Allowance::EmptyTextUnset => is_at_end && all(&|value| value == ""),
                Allowance::EmptyRowUnset => {
                    sides.iter().any(Option::is_none) && return Verdict::Either
                }
                _ => false,
            };
        }
    }
    let sides = sides_at([old, new], path);
    if let [Some(old), Some(new)] = sides
        && let (Some(old), Some(new)) = (essential(old), essential(new))
        && old == new
    {
        // Entries that differ in what is excepted change places.
        return Verdict::Either;
    }
    is_excepted |= has_same_lines(sides);
    if is_excepted { Verdict::Excepted } else { Verdict::Change }
}

/// A list or an object without what says nothing wherever it stands.
fn essential(value: &Value) -> Option<Value> {
    const BOOKKEEPING: [&str; 5] =
        ["createdAt", "createdBy", "updatedAt", "updatedBy", "references"];
    let inner = |value: &Value| essential(value).unwrap_or_else(|| value.clone());
    match value {
        Value::Array(list) => Some(list.iter().map(inner).collect()),
        Value::Object(map) => {
            let says = |(key, value): &(&String, &Value)| {
                !value.is_null() && !BOOKKEEPING.contains(&key.as_str())
            };
            Some(map.iter().filter(says).map(|(key, value)| (key.clone(), inner(value))).collect())
        }
        _ => None,
    }
}

fn sides_at<'v>(sides: [&'v Value; 2], path: &[String]) -> [Option<&'v Value>; 2] {
    sides.map(|side| at(side, path))
}

fn has_same_lines(sides: [Option<&Value>; 2]) -> bool {
    match sides.map(|side| side.and_then(Value::as_str)) {
        [Some(old), Some(new)] => normal(old) == normal(new),
        _ => false,
    }
}

/// Whether the same items stand in another order on both sides, and nothing else orders them.
fn is_reordered(sides: [&Value; 2], path: &[String]) -> bool {
    let above = &path[..path.len() - 1];
    let order = |side: &Value| -> Option<Vec<String>> {
        let collection = at(side, above)?;
        let entities = collection.get("entities")?.as_object()?;
        let is_item = |id: &&str| {
            entities.get(*id).is_some_and(|item| item.is_object() && item.get("position").is_none())
        };
        let ids: Vec<&str> =
            collection.get("ids")?.as_array()?.iter().filter_map(Value::as_str).collect();
        let is_plain = ids.len() == entities.len() && ids.iter().all(is_item);
        is_plain.then(|| ids.into_iter().map(str::to_owned).collect())
    };
    match sides.map(order) {
        [Some(old), Some(new)] => {
            let sorted = |ids: &[String]| crate::sorted::sorted(ids.to_vec(), |a, b| a.cmp(b));
            let is_unique = |ids: &[String]| sorted(ids).windows(2).all(|pair| pair[0] != pair[1]);
            old != new && is_unique(&old) && sorted(&old) == sorted(&new)
        }
        _ => false,
    }
}

fn is_literal(path: &[String]) -> bool {
    (0..=path.len()).any(|length| LITERAL.iter().any(|pattern| matches(pattern, &path[..length])))
}

fn matches(pattern: &str, path: &[String]) -> bool {
    let is_key = |(part, key): (&str, &String)| part == "*" || part == key;
    match pattern.strip_prefix("**") {
        Some("") => true,
        Some(key) => path.last().is_some_and(|last| *last == key[1..]),
        None => {
            pattern.split('.').count() == path.len() && pattern.split('.').zip(path).all(is_key)
        }
    }
}

/// The smallest document found for which the law is broken: keys and entries are left out as long as
/// it stays broken.
pub fn shrink(unseen: Unseen) -> Unseen {
    let mut smallest = unseen;
    loop {
        let (edit, place, pick) = &smallest.edit;
        let places = places(&smallest.document);
        let smaller = places.iter().find_map(|path| {
            let mut document = smallest.document.clone();
            let (key, above) = path.split_last().filter(|_| !place.starts_with(path))?;
            match at_mut(&mut document, above)? {
                Value::Object(map) => drop(map.shift_remove(key)),
                Value::Array(list) => drop(list.remove(key.parse().ok()?)),
                _ => return None,
            }
            check_at(&Snapshot::from_projection(document), *edit, place, *pick).err()
        });
        match smaller {
            Some(smaller) => smallest = *smaller,
            None => return smallest,
        }
    }
}
