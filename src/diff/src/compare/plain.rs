//! Finds every place in which two projections differ, knowing nothing of agents.
//!
//! A comparison by items could overlook something: a key it does not know, a shape it does not
//! expect. What it does not show is found here and shown by its path.

use std::collections::HashSet;

use model::Coverage;
use serde_json::{Map, Value};

use super::claims::Claims;
use super::entity::{Entity, entities};
use super::equivalence::{Equivalence, identical};
use crate::exceptions::Allowance;

/// A place in which both sides differ and that no item shows.
#[derive(Debug)]
pub(super) struct Place<'a> {
    /// The keys that lead to it.
    pub(super) path: Vec<&'a str>,
    pub(super) old: Option<&'a Value>,
    pub(super) new: Option<&'a Value>,
}

/// All places in which two projections differ, without exceptions, what items show, and what cannot
/// be compared.
pub(super) fn unexplained<'a>(
    [old, new]: [&'a Value; 2],
    equivalence: Equivalence,
    coverage: Coverage,
    claims: &Claims<'a>,
) -> Vec<Place<'a>> {
    let mut walk = PlainWalk { claims, coverage, path: Vec::new(), places: Vec::new() };
    // The API answers `{}` for an empty agent: then what is empty on the other side is no news.
    let is_empty = |side: &Value| side.as_object().is_some_and(Map::is_empty);
    if !is_empty(old) && !is_empty(new) {
        walk.visit(Some(old), Some(new), equivalence);
    }
    walk.places
}

/// Texts that both the public endpoints and a projection always hold. Of everything else they hold
/// defaults, empty lists and deleted attributes differ, and only items are compared. `*` stands for
/// one key.
const PUBLIC: [&[&str]; 6] = [
    &["agentSettings", "rules", "behaviour"],
    &["knowledgeBase", "topics", "entities", "*", "name"],
    &["knowledgeBase", "topics", "entities", "*", "content"],
    &["knowledgeBase", "topics", "entities", "*", "actions"],
    &["variantManagement", "variants", "entities", "*", "name"],
    &["variantManagement", "attributes", "entities", "*", "name"],
];

/// Whether the public endpoints tell of a place, or of something in it.
fn is_public(path: &[&str]) -> bool {
    let is_key = |(known, key): (&&str, &&str)| *known == "*" || known == key;
    PUBLIC.iter().any(|known| known.iter().zip(path).all(is_key))
}

/// Where the order of items means nothing: they belong to variants, which have an order of their own.
const ROWS_OF_THE_GRID: [&str; 2] = ["variantManagement", "variantAttributeValues"];

/// How many keys lead to an item: `knowledgeBase.topics.entities` and its own.
const UPPER: usize = 3;

struct PlainWalk<'w, 'a> {
    claims: &'w Claims<'a>,
    coverage: Coverage,
    path: Vec<&'a str>,
    places: Vec<Place<'a>>,
}

impl<'a> PlainWalk<'_, 'a> {
    fn visit(&mut self, old: Option<&'a Value>, new: Option<&'a Value>, equivalence: Equivalence) {
        if let Some(before) = old
            && let Some(partner) = self.claims.partner(before)
        {
            self.compare(Some(before), Some(partner), equivalence);
            if new.is_some_and(|new| !self.claims.is_partner(new)) {
                self.compare(None, new, equivalence);
            }
        } else if new.is_some_and(|new| self.claims.is_partner(new)) {
            // It was compared at the place of its partner.
            if old.is_some() {
                self.compare(old, None, equivalence);
            }
        } else {
            self.compare(old, new, equivalence);
        }
    }

    fn compare(
        &mut self,
        old: Option<&'a Value>,
        new: Option<&'a Value>,
        equivalence: Equivalence,
    ) {
        if equivalence.zone.allows().is_some() && equivalence.same_option(old, new) {
            return;
        }
        if let (Some(before @ Value::Object(old)), Some(after @ Value::Object(new))) = (old, new) {
            self.order(before, after, equivalence);
            return self.objects(old, new, equivalence);
        }
        if equivalence.same_option(old, new) || self.claims.explain(old, new) {
            return;
        }
        match (old, new) {
            (Some(Value::Number(_)), Some(Value::Number(_)))
                if equivalence.zone.allows() == Some(Allowance::Numbering) => {}
            (Some(value @ Value::Object(map)), None) | (None, Some(value @ Value::Object(map)))
                if self.coverage == Coverage::Public || self.claims.explain_part_of(value) =>
            {
                // Items show parts of what only one side has.
                for (key, value) in map {
                    let pair =
                        if old.is_some() { (Some(value), None) } else { (None, Some(value)) };
                    if !is_list_of_keys(key, map, map, equivalence) {
                        self.entry(key, pair.0, pair.1, equivalence);
                    }
                }
            }
            _ => self.push(old, new),
        }
    }

    /// Sees to it that the order of the items of a collection is shown.
    fn order(&mut self, old: &'a Value, new: &'a Value, equivalence: Equivalence) {
        let (Some(old_ids), Some(new_ids)) = (old.get("ids"), new.get("ids")) else { return };
        let (Value::Object(old_map), Value::Object(new_map)) = (old, new) else { return };
        if identical(old_ids, new_ids)
            || !is_list_of_keys("ids", old_map, new_map, equivalence)
            || self.path == ROWS_OF_THE_GRID
        {
            return;
        }
        let (old_items, new_items) = (entities(Some(old)), entities(Some(new)));
        let keys = |items: &[Entity<'a>]| items.iter().map(|item| item.key).collect::<HashSet<_>>();
        let (of_old, of_new) = (keys(&old_items), keys(&new_items));
        let before = old_items.iter().map(|item| item.key).filter(|key| of_new.contains(key));
        let after = new_items.iter().map(|item| item.key).filter(|key| of_old.contains(key));
        let mut items = old_items.iter().chain(&new_items);
        if before.ne(after) && !items.any(|item| self.claims.is_moved(item.value)) {
            self.path.push("ids");
            self.push(Some(old_ids), Some(new_ids));
            self.path.pop();
        }
    }

    fn push(&mut self, old: Option<&'a Value>, new: Option<&'a Value>) {
        self.places.push(Place { path: self.path.clone(), old, new });
    }

    fn objects(
        &mut self,
        old: &'a Map<String, Value>,
        new: &'a Map<String, Value>,
        equivalence: Equivalence,
    ) {
        // Mostly the keys come in the same order: then nothing has to be looked up.
        let mut in_step = new.iter();
        let mut found = 0;
        for (key, before) in old {
            let after = match in_step.next() {
                Some((new_key, value)) if new_key == key => Some(value),
                _ => new.get(key),
            };
            found += usize::from(after.is_some());
            if !is_list_of_keys(key, old, new, equivalence) {
                self.entry(key, Some(before), after, equivalence);
            }
        }
        if found < new.len() {
            for (key, after) in new.iter().filter(|(key, _)| !old.contains_key(*key)) {
                if !is_list_of_keys(key, old, new, equivalence) {
                    self.entry(key, None, Some(after), equivalence);
                }
            }
        }
    }

    /// Whether a value holds whole collections: to find out whether those are identical would look at
    /// everything once for each level above the items.
    fn is_upper(&self, value: &Value) -> bool {
        self.path.len() < UPPER && value.is_object()
    }

    fn entry(
        &mut self,
        key: &'a str,
        old: Option<&'a Value>,
        new: Option<&'a Value>,
        equivalence: Equivalence,
    ) {
        if let (Some(old), Some(new)) = (old, new)
            && (self.claims.are_same(old)
                || !self.is_upper(old) && identical(old, new)
                || self.claims.explain(Some(old), Some(new)))
        {
            return;
        }
        self.path.push(key);
        if self.coverage == Coverage::Whole || is_public(&self.path) {
            self.visit(old, new, equivalence.below(key));
        }
        self.path.pop();
    }
}

/// Whether an entry only repeats the keys of the `entities` beside it, on both sides.
fn is_list_of_keys(
    key: &str,
    old: &Map<String, Value>,
    new: &Map<String, Value>,
    equivalence: Equivalence,
) -> bool {
    let is_list = |side: &Map<String, Value>| match side.get("ids") {
        Some(Value::Array(ids)) => ids.iter().all(Value::is_string),
        Some(_) => false,
        None => true,
    };
    let has_entities =
        |side: &Map<String, Value>| side.get("entities").is_some_and(Value::is_object);
    key == "ids"
        && !equivalence.is_literal()
        && [old, new].into_iter().all(|side| has_entities(side) && is_list(side))
}
