//! Which item of the one side is which item of the other.

use std::cmp::Ordering;
use std::collections::HashMap;

use serde_json::Value;

use super::equivalence::Equivalence;
use super::schema::NAME_KEYS;
use super::{number, order};
use crate::sorted::sorted;
use crate::text::Bag;

/// Items less similar than this are not the same item re-created.
const MIN_SIMILARITY: f32 = 0.5;
/// Items with fewer words than this are only recognised by their names.
const WORDS: usize = 8;
/// When there are more pairs than this to compare, items are only recognised by their names.
const PAIRS: usize = 4_000_000;
/// Words that so many items share do not distinguish items.
const COMMON: usize = 32;

/// One item of a collection.
#[derive(Clone, Copy, Debug)]
pub(super) struct Entity<'a> {
    pub(super) key: &'a str,
    /// Its identifier: what it says itself, else its key.
    pub(super) id: &'a str,
    pub(super) value: &'a Value,
}

impl<'a> Entity<'a> {
    /// The name people know it by.
    pub(super) fn name(&self) -> &'a str {
        let text = |key: &&str| self.value.get(key).and_then(Value::as_str);
        NAME_KEYS.iter().filter_map(text).find(|name| !name.is_empty()).unwrap_or(self.id)
    }

    /// The name, if it is one that was given.
    fn given_name(&self) -> Option<&'a str> {
        ["name", "title"]
            .iter()
            .find_map(|key| self.value.get(key)?.as_str())
            .filter(|n| !n.is_empty())
    }
}

/// Whether a value is a collection: `{"ids": […], "entities": {…}}`.
pub(super) fn is_collection(value: &Value) -> bool {
    entity_map(value).is_some()
}

fn entity_map(value: &Value) -> Option<&serde_json::Map<String, Value>> {
    value.as_object()?.get("entities")?.as_object()
}

/// The items of a collection in their order: that of `ids`, or of `position` where items have one.
pub(super) fn entities<'a>(collection: Option<&'a Value>) -> Vec<Entity<'a>> {
    let Some(map) = collection.and_then(entity_map) else { return Vec::new() };
    let entities: Vec<Entity> = map
        .iter()
        .filter(|(_, value)| !value.is_null())
        .map(|(key, value)| {
            let id = value.get("id").and_then(Value::as_str).unwrap_or(key);
            Entity { key, id, value }
        })
        .collect();
    let position = |entity: &Entity<'a>| entity.value.get("position").and_then(Value::as_number);
    if entities.iter().all(|entity| position(entity).is_some()) {
        return sorted(entities, |a, b| match (position(a), position(b)) {
            (Some(first), Some(second)) => number::order(first, second).then(a.id.cmp(b.id)),
            _ => Ordering::Equal,
        });
    }
    let ids = collection.and_then(|value| value.get("ids")).and_then(Value::as_array);
    let ids: Vec<&str> = ids.into_iter().flatten().filter_map(Value::as_str).collect();
    let in_order = ids.len() == entities.len()
        && ids.iter().zip(&entities).all(|(id, entity)| *id == entity.id || *id == entity.key);
    if in_order {
        return entities;
    }
    let mut place: HashMap<&str, usize> = HashMap::with_capacity(ids.len());
    for (at, id) in ids.iter().enumerate() {
        place.entry(id).or_insert(at);
    }
    let place_of = |entity: &Entity| {
        place.get(entity.key).or_else(|| place.get(entity.id)).copied().unwrap_or(usize::MAX)
    };
    sorted(entities, |a, b| place_of(a).cmp(&place_of(b)))
}

/// An item and what became of it.
#[derive(Clone, Copy, Debug)]
pub(super) struct Match<'a> {
    pub(super) old: Option<(usize, Entity<'a>)>,
    pub(super) new: Option<(usize, Entity<'a>)>,
    /// Whether it stands elsewhere among its neighbours, and was not merely pushed there.
    pub(super) is_moved: bool,
}

impl Match<'_> {
    /// Whether both sides have it, under different identifiers.
    pub(super) fn is_recreated(&self) -> bool {
        matches!((&self.old, &self.new), (Some((_, old)), Some((_, new)))
            if old.id != new.id && old.key != new.key)
    }
}

/// Matches the items of two collections: by identifier, then by name, then by similarity. The result
/// is in the order of the new side, with what was removed where it stood.
pub(super) fn matches<'a>(
    old: &[Entity<'a>],
    new: &[Entity<'a>],
    equivalence: Equivalence,
) -> Vec<Match<'a>> {
    let mut partner: Vec<Option<usize>> = vec![None; new.len()];
    let in_step = old.len() == new.len()
        && old.iter().zip(new).all(|(old, new)| old.key == new.key && old.id == new.id);
    if in_step {
        partner.iter_mut().enumerate().for_each(|(at, partner)| *partner = Some(at));
    } else {
        let mut pairing =
            Pairing { old, new, partner: &mut partner, taken: vec![false; old.len()] };
        pairing.by(&|entity| Some((entity.key, entity.id)));
        pairing.by(&|entity| Some((entity.id, "")));
        pairing.by(&|entity| Some((entity.key, "")));
        pairing.by(&|entity| Some((entity.given_name()?, "")));
        pairing.by_similarity(equivalence);
    }
    in_reading_order(old, new, &partner)
}

struct Pairing<'p, 'a> {
    old: &'p [Entity<'a>],
    new: &'p [Entity<'a>],
    /// For every new item, the old one it was.
    partner: &'p mut [Option<usize>],
    taken: Vec<bool>,
}

impl<'a> Pairing<'_, 'a> {
    fn free_old(&self) -> impl Iterator<Item = usize> + '_ {
        (0..self.old.len()).filter(|&at| !self.taken[at])
    }

    fn free_new(&self) -> Vec<usize> {
        (0..self.new.len()).filter(|&at| self.partner[at].is_none()).collect()
    }

    fn pair(&mut self, old: usize, new: usize) {
        self.partner[new] = Some(old);
        self.taken[old] = true;
    }

    /// Pairs what has the same mark on both sides, in order where several have it.
    fn by(&mut self, mark: &dyn Fn(&Entity<'a>) -> Option<(&'a str, &'a str)>) {
        let mut by_mark: HashMap<(&str, &str), Vec<usize>> = HashMap::new();
        for at in self.free_old() {
            if let Some(mark) = mark(&self.old[at]) {
                by_mark.entry(mark).or_default().push(at);
            }
        }
        by_mark.values_mut().for_each(|places| places.reverse());
        for at in self.free_new() {
            let places = mark(&self.new[at]).and_then(|mark| by_mark.get_mut(&mark));
            if let Some(old) = places.and_then(Vec::pop) {
                self.pair(old, at);
            }
        }
    }

    /// Pairs what shares enough rare words, the most similar first.
    fn by_similarity(&mut self, equivalence: Equivalence) {
        if self.free_old().count() * self.free_new().len() > PAIRS {
            return;
        }
        let bag = |entity: &Entity| {
            let mut bag = Bag::default();
            add_words(entity.value, equivalence, &mut bag);
            bag.seal();
            bag
        };
        let old: Vec<(usize, Bag)> = self.free_old().map(|at| (at, bag(&self.old[at]))).collect();
        let new: Vec<(usize, Bag)> =
            self.free_new().into_iter().map(|at| (at, bag(&self.new[at]))).collect();
        let mut holders: HashMap<u32, Vec<usize>> = HashMap::new();
        for (at, (_, bag)) in old.iter().enumerate() {
            for &hash in bag.hashes() {
                let holders = holders.entry(hash).or_default();
                if holders.last() != Some(&at) {
                    holders.push(at);
                }
            }
        }
        let mut candidates = Vec::new();
        for (new_at, bag) in &new {
            let rare = bag.hashes().iter().filter_map(|hash| holders.get(hash));
            let rare = rare.filter(|holders| holders.len() <= COMMON);
            let mut is_near = vec![false; old.len()];
            rare.flatten().for_each(|&at| is_near[at] = true);
            for at in (0..old.len()).filter(|&at| is_near[at]) {
                let (old_at, old_bag) = &old[at];
                let enough = bag.hashes().len().min(old_bag.hashes().len()) >= WORDS;
                let similarity = old_bag.similarity(bag);
                if enough && similarity >= MIN_SIMILARITY {
                    candidates.push((similarity, *old_at, *new_at));
                }
            }
        }
        let candidates = sorted(candidates, |a: &(f32, usize, usize), b| {
            b.0.total_cmp(&a.0).then((a.1 + a.2).cmp(&(b.1 + b.2)))
        });
        for (_, old, new) in candidates {
            if !self.taken[old] && self.partner[new].is_none() {
                self.pair(old, new);
            }
        }
    }
}

fn add_words(value: &Value, equivalence: Equivalence, bag: &mut Bag) {
    match value {
        Value::String(text) => bag.add(text),
        Value::Array(items) => items.iter().for_each(|item| add_words(item, equivalence, bag)),
        Value::Object(map) => {
            for (key, value) in map {
                if key != "id" && !equivalence.is_bookkeeping(key, value) {
                    add_words(value, equivalence, bag);
                }
            }
        }
        Value::Null | Value::Bool(_) | Value::Number(_) => {}
    }
}

fn in_reading_order<'a>(
    old: &[Entity<'a>],
    new: &[Entity<'a>],
    partner: &[Option<usize>],
) -> Vec<Match<'a>> {
    let moved = moved_items(old, new, partner);
    order::in_reading_order(old.len(), partner)
        .into_iter()
        .map(|(before, after)| Match {
            old: before.map(|at| (at, old[at])),
            new: after.map(|at| (at, new[at])),
            is_moved: after.is_some_and(|at| moved[at]),
        })
        .collect()
}

/// Which new items stand elsewhere than before. One that was re-created stands where it was made,
/// which is no news.
fn moved_items(old: &[Entity], new: &[Entity], partner: &[Option<usize>]) -> Vec<bool> {
    let mut moved = vec![false; new.len()];
    let pairs: Vec<(usize, usize)> = partner
        .iter()
        .enumerate()
        .filter_map(|(at, partner)| Some((at, (*partner)?)))
        .filter(|&(at, place)| old[place].id == new[at].id || old[place].key == new[at].key)
        .collect();
    let by_old = sorted(pairs.clone(), |a, b| a.1.cmp(&b.1));
    let keys = |pairs: &[(usize, usize)]| -> Vec<&str> {
        pairs.iter().map(|&(at, place)| new[at].key.min(old[place].key)).collect()
    };
    let is_flipped = pairs != by_old && keys(&pairs) > keys(&by_old);
    for (flag, (at, _)) in order::moved_pairs(&pairs, is_flipped).into_iter().zip(pairs) {
        moved[at] = flag;
    }
    moved
}
