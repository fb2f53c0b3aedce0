//! Edits of a JSON document that know nothing of agents.

use serde_json::{Map, Number, Value, json};

use super::Random;

/// What is done to a place of a document.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PlainEdit {
    /// A text becomes another one: a word, a letter, a sign that cannot be seen.
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
    /// A key is called otherwise.
    Rename,
    /// An entry is put at the end of a list.
    Push,
    /// An entry is taken out of a list.
    Pull,
    /// An entry of a list is put elsewhere in it.
    Move,
}

/// A document after an edit.
#[derive(Clone, Debug)]
pub(super) struct EditedDocument {
    pub(super) value: Value,
    /// The places that differ now, as the keys that lead to them.
    pub(super) places: Vec<Vec<String>>,
    /// The document after the edit was undone. What was taken out of an object comes last in it.
    pub(super) undone: Value,
}

impl PlainEdit {
    /// Every kind of edit.
    pub const ALL: [Self; 10] = [
        Self::Text,
        Self::Number,
        Self::Flip,
        Self::Type,
        Self::Remove,
        Self::Add,
        Self::Rename,
        Self::Push,
        Self::Pull,
        Self::Move,
    ];

    /// The document after the edit; itself if there is no place for it.
    pub fn of(self, document: &Value, pick: usize) -> Value {
        let all = places(document);
        let edited =
            self.place(document, &all, pick).and_then(|place| self.apply(document, place, pick));
        edited.map_or_else(|| document.clone(), |edited| edited.value)
    }

    /// One of the places where the edit is possible, as the keys that lead to it.
    pub(super) fn place<'p>(
        self,
        document: &Value,
        places: &'p [Vec<String>],
        pick: usize,
    ) -> Option<&'p Vec<String>> {
        let from = pick % places.len().max(1);
        let mut all = places[from..].iter().chain(&places[..from]);
        all.find(|path| at(document, path).is_some_and(|value| self.fits(value, path)))
    }

    /// The document after the edit of a place; `None` if it stays what it was.
    pub(super) fn apply(
        self,
        document: &Value,
        path: &[String],
        pick: usize,
    ) -> Option<EditedDocument> {
        let value = at(document, path).filter(|value| self.fits(value, path))?;
        let choice = pick / 7;
        let mut edited = document.clone();
        let with = |edited: Value| EditedDocument {
            value: edited,
            places: vec![path.to_vec()],
            undone: document.clone(),
        };
        let put = |mut edited: Value, new: Value| {
            if new == *value {
                return None;
            }
            *at_mut(&mut edited, path)? = new;
            Some(with(edited))
        };
        match (self, value) {
            (Self::Remove | Self::Rename, value) => {
                let (key, above) = path.split_last()?;
                let object = at_mut(&mut edited, above)?.as_object_mut()?;
                let place = object.keys().position(|known| known == key)?;
                object.shift_remove(key);
                if self == Self::Rename {
                    object.shift_insert(place, NEW_KEY.to_owned(), value.clone());
                    let mut edited = with(edited);
                    edited.places.push(above.iter().cloned().chain([NEW_KEY.to_owned()]).collect());
                    return Some(edited);
                }
                let mut undone = edited.clone();
                let object = at_mut(&mut undone, above)?.as_object_mut()?;
                // Items may have no other order than that of their keys.
                let is_item = above.last().is_some_and(|last| last == "entities");
                let place = if is_item { place } else { object.len() };
                object.shift_insert(place, key.clone(), value.clone());
                Some(EditedDocument { undone, ..with(edited) })
            }
            (Self::Add, Value::Object(_)) => {
                let values =
                    [json!("new"), json!(""), json!([]), json!({}), json!(false), json!(0)];
                let map = at_mut(&mut edited, path)?.as_object_mut()?;
                map.insert(NEW_KEY.to_owned(), values[choice % values.len()].clone());
                let place = path.iter().cloned().chain([NEW_KEY.to_owned()]).collect();
                Some(EditedDocument { places: vec![place], ..with(edited) })
            }
            (Self::Push, Value::Array(list)) => {
                let entry = list.get(choice % list.len().max(1)).cloned();
                let new = list.iter().cloned().chain([entry.unwrap_or(json!("new"))]);
                put(edited, new.collect())
            }
            (Self::Pull, Value::Array(list)) => {
                let mut new = list.clone();
                new.remove(choice % list.len());
                put(edited, new.into())
            }
            (Self::Move, Value::Array(list)) => {
                let mut new = list.clone();
                let entry = new.remove(choice % list.len());
                new.insert((choice / list.len()) % list.len(), entry);
                if new == *list {
                    new.rotate_left(1);
                }
                put(edited, new.into())
            }
            (Self::Text, Value::String(text)) => put(edited, another_text(text, choice).into()),
            (Self::Number, Value::Number(number)) => {
                put(edited, Value::Number(another_number(number, choice)?))
            }
            (Self::Flip, Value::Bool(flag)) => put(edited, json!(!flag)),
            (Self::Type, value) => put(edited, of_another_type(value, choice)),
            _ => None,
        }
    }

    fn fits(self, value: &Value, path: &[String]) -> bool {
        match (self, value) {
            (Self::Text, Value::String(_))
            | (Self::Number, Value::Number(_))
            | (Self::Flip, Value::Bool(_))
            | (Self::Add, Value::Object(_))
            | (Self::Push, Value::Array(_)) => true,
            (Self::Pull, Value::Array(list)) => !list.is_empty(),
            (Self::Move, Value::Array(list)) => list.iter().any(|entry| entry != &list[0]),
            (Self::Type, _) => !path.is_empty(),
            (Self::Remove | Self::Rename, _) => path.last().is_some_and(|key| !is_index(key)),
            _ => false,
        }
    }
}

/// A key that no document has.
const NEW_KEY: &str = "zzNew";

fn another_text(text: &str, choice: usize) -> String {
    let middle = text.char_indices().map(|(at, _)| at).nth(text.chars().count() / 2);
    let (before, after) = text.split_at(middle.unwrap_or_default());
    let mut rest = after.chars();
    let first = rest.next().map(String::from).unwrap_or_default();
    let rest = rest.as_str();
    match choice % 12 {
        0 => format!("{text} zz"),
        1 => format!("zz {text}"),
        2 => format!("{before}z{after}"),
        3 => format!("{before}{rest}"),
        4 => format!("{before} {after}"),
        5 => format!("{before}\u{200b}{after}"),
        6 => format!("{before}\nzz\n{after}"),
        7 => format!("{before}{}{rest}", swapped_case(&first)),
        8 => format!("{before}7{rest}"),
        9 => format!("{before}{first}{first}{rest}"),
        10 => format!("{text} "),
        _ => String::new(),
    }
}

fn swapped_case(letter: &str) -> String {
    let upper = letter.to_uppercase();
    if upper == letter { letter.to_lowercase() } else { upper }
}

fn another_number(number: &Number, choice: usize) -> Option<Number> {
    let text = number.as_str();
    let other = match choice % 4 {
        0 => return Number::from_f64(number.as_f64()? + 1.5),
        // Beyond what a floating-point number can tell apart.
        1 if !text.contains(['.', 'e', 'E']) => format!("{text}.00000000000000000001"),
        2 if !text.starts_with('-') => format!("-{text}"),
        _ => format!("{}1", text.split(['.', 'e', 'E']).next().unwrap_or_default()),
    };
    let other: Number = serde_json::from_str(&other).ok()?;
    // Minus nothing is nothing.
    (other.as_f64() != number.as_f64() || choice % 4 == 1).then_some(other)
}

fn of_another_type(value: &Value, choice: usize) -> Value {
    let others = match value {
        Value::String(text) => {
            let number = serde_json::from_str::<Number>(text);
            [number.map_or_else(|_| json!([text]), Value::Number), json!({"a": text}), Value::Null]
        }
        Value::Number(number) => [json!(number.to_string()), json!([number]), Value::Null],
        Value::Bool(flag) => [json!(flag.to_string()), json!(u8::from(*flag)), Value::Null],
        Value::Array(list) => {
            let keys = list.iter().enumerate().map(|(at, value)| (at.to_string(), value.clone()));
            [json!(json!(list).to_string()), keys.collect::<Map<_, _>>().into(), Value::Null]
        }
        Value::Object(map) => {
            [map.values().cloned().collect(), json!(json!(map).to_string()), Value::Null]
        }
        Value::Null => [json!(0), json!(""), json!([])],
    };
    others[choice % others.len()].clone()
}

pub(super) fn is_index(key: &str) -> bool {
    key.parse::<usize>().is_ok()
}

/// Every place of a document, as the keys that lead to it.
pub(super) fn places(document: &Value) -> Vec<Vec<String>> {
    let mut places = Vec::new();
    collect(document, &mut Vec::new(), &mut places);
    places
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

pub(super) fn at<'v>(value: &'v Value, path: &[String]) -> Option<&'v Value> {
    path.iter().try_fold(value, |value, key| match value {
        Value::Array(list) => list.get(key.parse::<usize>().ok()?),
        other => other.get(key),
    })
}

pub(super) fn at_mut<'v>(value: &'v mut Value, path: &[String]) -> Option<&'v mut Value> {
    path.iter().try_fold(value, |value, key| match value {
        Value::Array(list) => list.get_mut(key.parse::<usize>().ok()?),
        other => other.get_mut(key),
    })
}

/// An arbitrary document: made of the keys that mean something to a comparison, in any place.
pub fn document(random: &mut Random, depth: usize) -> Value {
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

fn any_value(random: &mut Random, depth: usize) -> Value {
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
