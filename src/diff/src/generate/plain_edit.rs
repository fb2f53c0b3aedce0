//! Edits of a JSON document that know nothing of agents, and the law that every one of them shows.

use serde_json::{Map, Value, json};

use crate::{Allowance, ChangeKind, Comparison, EXCEPTIONS, LITERAL, compare};
use model::Snapshot;

/// What is done to a place of a document.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PlainEdit {
    /// A text gets another word.
    Text,
    /// A number becomes another one.
    Number,
    /// A switch is flipped.
    Flip,
    /// A value becomes one of another type.
    Type,
    /// A key is taken out.
    Remove,
    /// A key is put in.
    Add,
    /// An entry is put at the end of a list.
    Push,
    /// The first entry of a list is put at its end.
    Move,
}

impl PlainEdit {
    /// Every kind of edit.
    pub const ALL: [Self; 8] = [
        Self::Text,
        Self::Number,
        Self::Flip,
        Self::Type,
        Self::Remove,
        Self::Add,
        Self::Push,
        Self::Move,
    ];

    /// The document after the edit; itself if there is no place for it.
    pub fn of(self, document: &Value, pick: usize) -> Value {
        let edited =
            self.place(document, pick).and_then(|place| self.apply(document, &place, pick));
        edited.map_or_else(|| document.clone(), |(edited, _)| edited)
    }

    /// One of the places where the edit is possible, as the keys that lead to it.
    fn place(self, document: &Value, pick: usize) -> Option<Vec<String>> {
        let mut places = Vec::new();
        collect(document, &mut Vec::new(), &mut places);
        places.retain(|path| at(document, path).is_some_and(|value| self.fits(value, path)));
        places.get(pick % places.len().max(1)).cloned()
    }

    /// The document after the edit of a place, and the keys that lead to what differs now.
    fn apply(self, document: &Value, path: &[String], pick: usize) -> Option<(Value, Vec<String>)> {
        let mut path = path.to_vec();
        let mut edited = document.clone();
        if !at(document, &path).is_some_and(|value| self.fits(value, &path)) {
            return None;
        }
        if self == Self::Remove {
            let (key, above) = path.split_last()?;
            at_mut(&mut edited, above)?.as_object_mut()?.shift_remove(key);
            return Some((edited, path));
        }
        let value = at_mut(&mut edited, &path)?;
        match (self, &mut *value) {
            (Self::Add, Value::Object(map)) => {
                let values =
                    [json!("new"), json!(""), json!([]), json!({}), json!(false), json!(0)];
                map.insert("zzNew".to_owned(), values[pick % values.len()].clone());
                path.push("zzNew".to_owned());
            }
            (Self::Push, Value::Array(list)) => {
                list.push(list.last().cloned().unwrap_or(json!("new")));
            }
            (Self::Move, Value::Array(list)) => list.rotate_left(1),
            (Self::Text, Value::String(text)) => text.push_str(" zz"),
            (Self::Number, Value::Number(number)) => {
                *value = json!(number.as_f64().unwrap_or_default() + 1.5);
            }
            (Self::Flip, Value::Bool(flag)) => *flag = !*flag,
            (Self::Type, value) => *value = of_another_type(value),
            _ => return None,
        }
        Some((edited, path))
    }

    fn fits(self, value: &Value, path: &[String]) -> bool {
        match (self, value) {
            (Self::Text, Value::String(_))
            | (Self::Number, Value::Number(_))
            | (Self::Flip, Value::Bool(_))
            | (Self::Add, Value::Object(_))
            | (Self::Push, Value::Array(_)) => true,
            (Self::Move, Value::Array(list)) => list.iter().any(|entry| entry != &list[0]),
            (Self::Type, _) => !path.is_empty(),
            (Self::Remove, _) => path.last().is_some_and(|key| !is_index(key)),
            _ => false,
        }
    }
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

/// Checks one edit of a document: outside of the table of exceptions it is at least one change,
/// which names the place; inside of the table it is none. Both ways round.
pub fn check(document: &Value, edit: PlainEdit, pick: usize) -> Result<(), Box<Unseen>> {
    match edit.place(document, pick) {
        Some(place) => check_at(document, edit, &place, pick),
        None => Ok(()),
    }
}

fn check_at(
    document: &Value,
    edit: PlainEdit,
    place: &[String],
    pick: usize,
) -> Result<(), Box<Unseen>> {
    let Some((edited, path)) = edit.apply(document, place, pick) else { return Ok(()) };
    let is_empty = |side: &Value| side.as_object().is_none_or(Map::is_empty);
    if is_empty(document) || is_empty(&edited) {
        return Ok(());
    }
    for (old, new) in [(document, &edited), (&edited, document)] {
        let found = compare(
            &Snapshot::from_projection(old.clone()),
            &Snapshot::from_projection(new.clone()),
        );
        let fault = match verdict(old, new, &path) {
            Verdict::Either => None,
            Verdict::Excepted => {
                (!found.changes.is_empty()).then(|| format!("a change: {:?}", ids(&found)))
            }
            Verdict::Change if !shows(&found) => Some("no change".to_owned()),
            Verdict::Change => {
                (!names(&found, &path, [old, new])).then(|| format!("elsewhere: {:?}", ids(&found)))
            }
        };
        if let Some(fault) = fault {
            let (old, new) = (old.clone(), new.clone());
            let (edit, document) = ((edit, place.to_vec(), pick), document.clone());
            return Err(Box::new(Unseen { old, new, path, edit, document, fault }));
        }
    }
    Ok(())
}

fn ids(comparison: &Comparison) -> Vec<&str> {
    comparison.changes.iter().map(|change| change.id.as_str()).collect()
}

/// Whether anything is shown: a change, or the note that a copy of something came or went.
fn shows(comparison: &Comparison) -> bool {
    let is_copy = |kind| matches!(kind, ChangeKind::Added | ChangeKind::Removed);
    comparison.changes.iter().any(|change| !change.is_note || is_copy(change.kind))
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

enum Verdict {
    Change,
    Excepted,
    /// The place orders something: whether that changes anything depends on the rest.
    Either,
}

/// What the table says of a difference at a path. It is read here in another way than by the
/// comparison, so that one checks the other.
fn verdict(old: &Value, new: &Value, path: &[String]) -> Verdict {
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
            if is_order {
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
    if is_excepted { Verdict::Excepted } else { Verdict::Change }
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
        let mut places = Vec::new();
        collect(&smallest.document, &mut Vec::new(), &mut places);
        let smaller = places.iter().find_map(|path| {
            let mut document = smallest.document.clone();
            let (key, above) = path.split_last().filter(|_| !place.starts_with(path))?;
            match at_mut(&mut document, above)? {
                Value::Object(map) => drop(map.shift_remove(key)),
                Value::Array(list) => drop(list.remove(key.parse().ok()?)),
                _ => return None,
            }
            check_at(&document, *edit, place, *pick).err()
        });
        match smaller {
            Some(smaller) => smallest = *smaller,
            None => return smallest,
        }
    }
}

fn of_another_type(value: &Value) -> Value {
    match value {
        Value::String(text) => serde_json::from_str::<serde_json::Number>(text)
            .map_or_else(|_| json!([text]), Value::Number),
        Value::Number(number) => json!(number.to_string()),
        Value::Bool(flag) => json!(flag.to_string()),
        Value::Array(list) => json!(Value::Array(list.clone()).to_string()),
        Value::Object(map) => map.values().cloned().collect(),
        Value::Null => json!(0),
    }
}

fn is_index(key: &str) -> bool {
    key.parse::<usize>().is_ok()
}

fn collect(value: &Value, path: &mut Vec<String>, places: &mut Vec<Vec<String>>) {
    places.push(path.clone());
    let mut below = |key: String, value: &Value| {
        path.push(key);
        collect(value, path, places);
        path.pop();
    };
    match value {
        Value::Object(map) => map.iter().for_each(|(key, value)| below(key.clone(), value)),
        Value::Array(list) => {
            list.iter().enumerate().for_each(|(at, value)| below(at.to_string(), value));
        }
        _ => {}
    }
}

fn at<'v>(value: &'v Value, path: &[String]) -> Option<&'v Value> {
    path.iter().try_fold(value, |value, key| match value {
        Value::Array(list) => list.get(key.parse::<usize>().ok()?),
        other => other.get(key),
    })
}

fn at_mut<'v>(value: &'v mut Value, path: &[String]) -> Option<&'v mut Value> {
    path.iter().try_fold(value, |value, key| match value {
        Value::Array(list) => list.get_mut(key.parse::<usize>().ok()?),
        other => other.get_mut(key),
    })
}

/// An arbitrary document: made of the keys that mean something to a comparison, in any place.
pub fn document(random: &mut super::Random, depth: usize) -> Value {
    let mut map = Map::new();
    for _ in 0..1 + random.below(4) {
        let key = random.pick(KEYS).copied().unwrap_or_default();
        map.insert(key.to_owned(), any_value(random, depth));
    }
    Value::Object(map)
}

/// Keys that mean something in some place, and some that mean nothing anywhere.
pub const KEYS: &[&str] = &[
    "ids",
    "entities",
    "id",
    "name",
    "title",
    "position",
    "references",
    "updatedAt",
    "createdBy",
    "agentSettings",
    "rules",
    "behaviour",
    "personality",
    "adjectives",
    "Polite",
    "greeting",
    "knowledgeBase",
    "topics",
    "content",
    "exampleQueries",
    "query",
    "functions",
    "code",
    "parameters",
    "flows",
    "steps",
    "startStepId",
    "variantManagement",
    "variants",
    "attributes",
    "variantAttributeValues",
    "values",
    "isDefault",
    "features",
    "realTimeConfig",
    "channels",
    "voice",
    "config",
    "languages",
    "defaultLanguageCode",
    "pronunciations",
    "T1",
    "T2",
    "a",
    "b.c",
    "",
    "key",
    "value",
];

fn any_value(random: &mut super::Random, depth: usize) -> Value {
    match random.below(if depth == 0 { 8 } else { 14 }) {
        0 => Value::Null,
        1 => json!(random.once_in(2)),
        2 => json!(random.below(3)),
        3 => json!("3"),
        4 => json!(""),
        5 => json!("T1"),
        6 => json!("one two\nthree"),
        7 => json!([]),
        8 => (0..random.below(4)).map(|_| any_value(random, depth - 1)).collect(),
        9 => json!({
            "ids": ["T1", "T2"],
            "entities": {"T1": document(random, depth - 1), "T2": document(random, depth - 1)},
        }),
        _ => document(random, depth - 1),
    }
}
