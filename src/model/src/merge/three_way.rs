//! What a merge will do, worked out before it is asked for: the merged content and the conflicts.
//!
//! As the API does (contract §2.3): objects are merged key by key, everything else is taken whole
//! from the side that changed it, and a value that both sides changed differently is a conflict.

use serde_json::{Map, Value};

use super::conflict::{MergeConflict, NOISE, is_noise};
use super::value::{Answers, Sides, at, at_mut, chosen};
use super::{names, order, rows};

/// A merge of two contents that began as one.
#[derive(Clone, Debug, PartialEq)]
pub struct ThreeWay {
    /// The merged projection. Where a conflict has no answer, it has the value of the target.
    pub merged: Value,
    /// The conflicts without an answer, in the order of the projection. As the API does, timestamps
    /// are listed beside real conflicts; alone they are none.
    pub conflicts: Vec<MergeConflict>,
}

/// Merges the projections `ours` (the target) and `theirs` (the branch), which both began as `base`.
pub fn merge(base: &Value, ours: &Value, theirs: &Value, answers: &Answers) -> ThreeWay {
    let copies = copies([base, ours, theirs]);
    let mut merger = Merger { answers, copies: &copies, path: Vec::new(), conflicts: Vec::new() };
    let merged = merger.merge([Some(base), Some(ours), Some(theirs)]);
    let mut conflicts = merger.conflicts;
    let mut merged = merged.unwrap_or_default();
    rows::settle(&mut merged, ours, theirs);
    names::settle(&mut merged, [base, ours, theirs], answers, &mut conflicts);
    if conflicts.iter().all(MergeConflict::is_noise) {
        conflicts.clear();
    }
    for (copy, original) in &copies {
        let value = at(&merged, original).cloned();
        if let (Some(value), Some(place)) = (value, at_mut(&mut merged, copy)) {
            *place = value;
        }
    }
    ThreeWay { merged, conflicts }
}

struct Merger<'a> {
    answers: &'a Answers,
    copies: &'a [(Vec<String>, [&'static str; 2])],
    path: Vec<String>,
    conflicts: Vec<MergeConflict>,
}

impl Merger<'_> {
    fn merge(&mut self, sides: Sides<'_>) -> Option<Value> {
        let [base, ours, theirs] = sides;
        if theirs == base || ours == theirs {
            return ours.cloned();
        }
        if ours == base {
            return theirs.cloned();
        }
        match (ours, theirs) {
            (Some(Value::Object(ours)), Some(Value::Object(theirs))) => {
                let nothing = Map::new();
                let base = base.and_then(Value::as_object).unwrap_or(&nothing);
                Some(Value::Object(self.objects(base, ours, theirs)))
            }
            // One side deleted it, and the other one changed only who edited it when.
            (None, Some(left)) | (Some(left), None)
                if base.is_some_and(|base| alike(base, left)) =>
            {
                None
            }
            _ => self.conflict(sides),
        }
    }

    fn objects(
        &mut self,
        base: &Map<String, Value>,
        ours: &Map<String, Value>,
        theirs: &Map<String, Value>,
    ) -> Map<String, Value> {
        let is_list = |side: &Map<String, Value>| {
            side.get("ids").is_some_and(Value::is_array)
                && side.get("entities").is_some_and(Value::is_object)
        };
        let is_ordered = is_list(ours) && is_list(theirs);
        let mut merged = Map::new();
        for key in ours.keys().chain(theirs.keys().filter(|key| !ours.contains_key(*key))) {
            if is_ordered && key == "ids" {
                // The order depends on which items are left.
                merged.insert(key.clone(), Value::Null);
                continue;
            }
            self.path.push(key.clone());
            let value = self.merge([base.get(key), ours.get(key), theirs.get(key)]);
            self.path.pop();
            if let Some(value) = value {
                merged.insert(key.clone(), value);
            }
        }
        if is_ordered {
            let ids = order::merged([base, ours, theirs], &merged);
            merged.insert("ids".to_owned(), Value::Array(ids));
        }
        merged
    }

    fn conflict(&mut self, sides: Sides<'_>) -> Option<Value> {
        let [base, ours, theirs] = sides;
        if self.copies.iter().any(|(copy, _)| self.path.starts_with(copy)) {
            return theirs.cloned();
        }
        let is_noise = is_noise(&self.path);
        let is_date = self.path.last().is_some_and(|key| key.ends_with("At"));
        if let Some(choice) = self.answers.get(&self.path) {
            return chosen(choice, sides);
        }
        if !is_noise || is_date {
            self.conflicts.push(MergeConflict {
                path: self.path.clone(),
                base: base.cloned(),
                ours: ours.cloned(),
                theirs: theirs.cloned(),
            });
        }
        if is_noise { theirs.cloned() } else { ours.cloned() }
    }
}

/// Whether two values differ in nothing but who edited them when, and what is derived from texts.
fn alike(one: &Value, other: &Value) -> bool {
    let counts = |key: &str| key != "references" && !NOISE.contains(&key);
    match (one, other) {
        (Value::Object(one), Value::Object(other)) => {
            let keys = |map: &Map<String, Value>| map.keys().filter(|key| counts(key)).count();
            let mut all = one.iter().filter(|(key, _)| counts(key));
            keys(one) == keys(other)
                && all.all(|(key, one)| other.get(key).is_some_and(|other| alike(one, other)))
        }
        (Value::Array(one), Value::Array(other)) => {
            one.len() == other.len() && one.iter().zip(other).all(|(one, other)| alike(one, other))
        }
        _ => one == other,
    }
}

/// Values that the platform stores a second time, and that are the same there on all three sides: the
/// path of the copy, and that of the original, which it follows.
fn copies(sides: [&Value; 3]) -> Vec<(Vec<String>, [&'static str; 2])> {
    const MULTILINGUAL: &str = "multilingualAgentSettings";
    let mut found = Vec::new();
    let mut look = |copy: &[&str], key: &'static str| {
        let original = ["agentSettings", key];
        let is_copy = |side: &Value| {
            at(side, copy).is_some_and(|copy| !copy.is_null() && Some(copy) == at(side, &original))
        };
        if sides.into_iter().all(is_copy) {
            found.push((copy.iter().map(|key| (*key).to_owned()).collect(), original));
        }
    };
    for key in ["rules", "role", "personality"] {
        look(&[MULTILINGUAL, key], key);
    }
    for (key, single, list) in [
        ("greeting", &["channels", "voice", "config", "greeting"][..], "greetings"),
        ("disclaimerMessage", &["channels", "voice", "disclaimer"], "disclaimerMessages"),
    ] {
        look(single, key);
        let all = at(sides[0], &[MULTILINGUAL, list, "entities"]).and_then(Value::as_object);
        for id in all.into_iter().flat_map(Map::keys) {
            look(&[MULTILINGUAL, list, "entities", id], key);
        }
    }
    found
}

#[cfg(test)]
mod tests;
