//! What a person decided about the questions of a merge, and what is sent for it.

use std::collections::BTreeMap;
use std::hash::{DefaultHasher, Hash, Hasher};

use serde_json::{Value, json};

use super::conflict::{Choice, Resolution};
use super::question::{Claim, Matter, Party, Question};
use super::words;
use crate::merged_text::merged_list;

/// A decision about one question.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Decision {
    /// The value of a party. Of items of one name, those of the party stay and the others go, or keep
    /// the name that they had before.
    Take(Party),
    /// A text of one's own.
    Text(String),
    /// A text of which single places were decided. It is complete when all of them are.
    Places {
        /// What is to stand at each place; `None` where nothing is decided.
        places: Vec<Option<String>>,
        /// The text with what is decided so far.
        text: String,
    },
    /// The entries of a list.
    List(Vec<String>),
    /// A name for each of the items that have one name.
    Names(Vec<String>),
    /// One item of two: its texts, by their keys in the projection.
    One(BTreeMap<String, String>),
}

/// The decisions so far, by the question's key.
pub type Decisions = BTreeMap<Vec<String>, Decision>;

impl Question {
    /// What is sent for a decision; `None` while it is not complete.
    pub fn resolutions(&self, decision: &Decision) -> Option<Vec<Resolution>> {
        match (decision, &self.matter) {
            (Decision::Take(party), Matter::Twice { claims, .. }) => {
                Some(claims.iter().map(|claim| left(claim, *party)).collect())
            }
            (Decision::Take(party), _) => {
                let choice = side(*party);
                let all = self.conflicts.iter();
                Some(all.map(|one| resolution(&one.path, choice.clone())).collect())
            }
            (Decision::Names(names), Matter::Twice { name, claims, .. }) => {
                let is_unique = |(index, name): (usize, &String)| {
                    !name.trim().is_empty() && !names[..index].contains(name)
                };
                let is_free = claims.len() > 1 || names.first() != Some(name);
                let is_complete = names.len() == claims.len()
                    && is_free
                    && names.iter().enumerate().all(is_unique);
                let all = || claims.iter().zip(names).map(|(claim, own)| named(claim, name, own));
                is_complete.then(|| all().collect())
            }
            (Decision::One(texts), Matter::Twice { claims, .. }) => one(claims, texts),
            (Decision::Places { places, text }, _) => {
                places.iter().all(Option::is_some).then(|| vec![self.own(json!(text))])
            }
            (Decision::Text(text), _) => Some(vec![self.own(json!(text))]),
            (Decision::List(entries), _) => Some(vec![self.own(list_value(self, entries))]),
            (Decision::Names(_) | Decision::One(_), _) => None,
        }
    }

    /// What both sides make together, where that is more than a text: a list with all entries, and
    /// items of different names. `None` for what can only be one or the other.
    pub fn both(&self) -> Option<Decision> {
        match &self.matter {
            Matter::List([base, target, branch]) => {
                Some(Decision::List(merged_list(base, branch, target)))
            }
            Matter::Twice { noun, name, claims } => {
                let is_kept = |claim: &Claim| {
                    claim.party == Party::Target
                        && claims.iter().any(|one| one.party != claim.party)
                };
                // One of the target's items keeps the name; a name of an attribute has no blanks.
                let mut kept = claims.iter().position(is_kept);
                let mut number = 1;
                let names = claims.iter().enumerate().map(|(index, _)| {
                    if kept == Some(index) {
                        kept = None;
                        return name.clone();
                    }
                    number += 1;
                    let between = if *noun == "attribute" { "_" } else { " " };
                    format!("{name}{between}{number}")
                });
                Some(Decision::Names(names.collect()))
            }
            _ => None,
        }
    }

    /// One item made of two added ones, as a start: texts that differ stand one after the other.
    pub fn one_item(&self) -> Option<Decision> {
        let Matter::Twice { noun: "topic", claims, .. } = &self.matter else { return None };
        let [target, branch] = whole(claims)?;
        let texts = ["content", "actions"].map(|key| {
            let text = |claim: &Claim| {
                claim.value.get(key).and_then(Value::as_str).unwrap_or("").trim().to_owned()
            };
            let (one, other) = (text(target), text(branch));
            let joined = if one == other || other.is_empty() {
                one
            } else if one.is_empty() {
                other
            } else {
                format!("{one}\n\n{other}")
            };
            (key.to_owned(), joined)
        });
        Some(Decision::One(texts.into()))
    }

    /// A number that changes when any of the three sides does: what was decided about other values
    /// does not count.
    pub fn fingerprint(&self) -> u64 {
        let mut hasher = DefaultHasher::new();
        for conflict in &self.conflicts {
            conflict.path.hash(&mut hasher);
            for side in [&conflict.base, &conflict.ours, &conflict.theirs] {
                side.as_ref().map(Value::to_string).hash(&mut hasher);
            }
        }
        hasher.finish()
    }

    /// A value of one's own; a party's value is sent as such.
    fn own(&self, value: Value) -> Resolution {
        let parties = [Party::Target, Party::Branch, Party::Before];
        let same = parties.into_iter().find(|party| self.value(*party) == Some(&value));
        resolution(self.key(), same.map_or(Choice::Value(value), side))
    }
}

/// The list of texts that a person made, in the form that the list has: objects stay objects.
pub(super) fn list_value(question: &Question, entries: &[String]) -> Value {
    let sides = [Party::Target, Party::Branch, Party::Before];
    let known =
        || sides.into_iter().filter_map(|party| question.value(party)?.as_array()).flatten();
    let entry = |text: &String| {
        let same = known().find(|entry| words::entry(entry).as_deref() == Some(text));
        same.cloned().unwrap_or_else(|| match known().find_map(Value::as_object) {
            Some(form) => {
                let key = form.iter().find(|(_, value)| value.is_string()).map(|(key, _)| key);
                Value::Object(
                    key.map(|key| (key.clone(), text.as_str().into())).into_iter().collect(),
                )
            }
            None => text.as_str().into(),
        })
    };
    entries.iter().map(entry).collect()
}

fn resolution(path: &[String], choice: Choice) -> Resolution {
    Resolution { path: path.to_vec(), choice }
}

fn side(party: Party) -> Choice {
    match party {
        Party::Target => Choice::Ours,
        Party::Branch => Choice::Theirs,
        Party::Before => Choice::Base,
    }
}

/// What becomes of an item when those of a party stay.
fn left(claim: &Claim, party: Party) -> Resolution {
    let choice = match (claim.party == party, &claim.renamed_from, claim.party) {
        (true, ..) => side(claim.party),
        (false, Some(_), _) => Choice::Base,
        // A side without the item leaves it out.
        (false, None, Party::Target) => Choice::Theirs,
        (false, None, _) => Choice::Ours,
    };
    resolution(&claim.path, choice)
}

fn named(claim: &Claim, taken: &str, name: &str) -> Resolution {
    if name == taken {
        return resolution(&claim.path, side(claim.party));
    }
    let mut value = json!(name);
    if claim.renamed_from.is_none() {
        value = claim.value.clone();
        value["name"] = json!(name);
    }
    resolution(&claim.path, Choice::Value(value))
}

/// The two items that both sides added, the target's first; `None` where there are others.
fn whole(claims: &[Claim]) -> Option<[&Claim; 2]> {
    let [one, other] = claims else { return None };
    let are_added = one.renamed_from.is_none() && other.renamed_from.is_none();
    match (one.party, other.party) {
        (Party::Target, Party::Branch) if are_added => Some([one, other]),
        (Party::Branch, Party::Target) if are_added => Some([other, one]),
        _ => None,
    }
}

/// The target's item with these texts, and with the example queries of both; the branch's goes.
fn one(claims: &[Claim], texts: &BTreeMap<String, String>) -> Option<Vec<Resolution>> {
    let [target, branch] = whole(claims)?;
    let mut value = target.value.clone();
    for (key, text) in texts {
        value[key] = json!(text);
    }
    let queries =
        |claim: &Claim| claim.value.get("exampleQueries").and_then(Value::as_array).cloned();
    if let (Some(mut all), Some(more)) = (queries(target), queries(branch)) {
        let new: Vec<_> = more.into_iter().filter(|query| !all.contains(query)).collect();
        all.extend(new);
        value["exampleQueries"] = Value::Array(all);
    }
    Some(vec![
        resolution(&target.path, Choice::Value(value)),
        resolution(&branch.path, Choice::Ours),
    ])
}

#[cfg(test)]
mod tests;
