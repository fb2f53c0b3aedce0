//! Which item of the one side is which item of the other.

use std::collections::{HashMap, HashSet};

use super::entity::{Entity, words_of};
use super::equivalence::Equivalence;
use super::{order, reuse};
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

/// An item and what became of it.
#[derive(Clone, Copy, Debug)]
pub(super) struct Match<'a> {
    pub(super) old: Option<(usize, Entity<'a>)>,
    pub(super) new: Option<(usize, Entity<'a>)>,
    /// Whether it stands elsewhere among its neighbours, and was not merely pushed there.
    pub(super) is_moved: bool,
    /// Whether both sides have it under one identifier and write it in the same way.
    pub(super) is_identical: bool,
    /// Whether the other side uses its identifier for something else.
    pub(super) is_reused: bool,
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
    let mut pairing = Pairing { old, new, partner: &mut partner, taken: vec![false; old.len()] };
    if in_step {
        (0..old.len()).for_each(|at| pairing.pair(at, at));
    } else {
        pairing.by(&|entity| Some((entity.key, entity.id)));
        pairing.by(&|entity| Some((entity.id, "")));
        pairing.by(&|entity| Some((entity.key, "")));
    }
    let (reused, are_identical) = reuse::parted(old, new, pairing.partner, equivalence);
    for &(before, after) in &reused {
        pairing.part(before, after);
    }
    if !in_step || !reused.is_empty() {
        pairing.by(&|entity| Some((entity.given_name()?, "")));
        if !reused.is_empty() {
            pairing.by_content(equivalence);
        }
        pairing.by_similarity(equivalence);
    }
    // What has no name and was found nowhere else is taken for the same thing after all.
    for &(before, after) in &reused {
        let is_free = !pairing.taken[before] && pairing.partner[after].is_none();
        if is_free && new[after].given_name().is_none() {
            pairing.pair(before, after);
        }
    }
    let mut found = in_reading_order(old, new, &partner);
    for found in &mut found {
        found.is_identical = found.new.is_some_and(|(at, _)| are_identical[at]);
    }
    if !reused.is_empty() {
        mark_reused(&mut found);
    }
    found
}

/// Marks what one side alone has under an identifier that the other side has as well.
fn mark_reused(found: &mut [Match]) {
    let ids = |side: fn(&Match) -> bool, found: &[Match]| -> HashSet<String> {
        let one_sided = found.iter().filter(|found| side(found));
        one_sided.filter_map(|m| Some(m.old.or(m.new)?.1.id.to_owned())).collect()
    };
    let old_ids = ids(|m| m.new.is_none(), found);
    let new_ids = ids(|m| m.old.is_none(), found);
    for found in found.iter_mut().filter(|found| found.old.is_none() != found.new.is_none()) {
        let id = found.old.or(found.new).map(|(_, entity)| entity.id);
        found.is_reused = id.is_some_and(|id| old_ids.contains(id) && new_ids.contains(id));
    }
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

    fn part(&mut self, old: usize, new: usize) {
        self.partner[new] = None;
        self.taken[old] = false;
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

    /// Pairs what is the same apart from its identifier, in order where several are.
    fn by_content(&mut self, equivalence: Equivalence) {
        let mut by_content: HashMap<String, Vec<usize>> = HashMap::new();
        for at in self.free_old().collect::<Vec<_>>().into_iter().rev() {
            let content = reuse::content(&self.old[at], equivalence);
            by_content.entry(content).or_default().push(at);
        }
        for at in self.free_new() {
            let places = by_content.get_mut(&reuse::content(&self.new[at], equivalence));
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
        let bag = |entity: &Entity| words_of(entity.value, equivalence, &["id"]);
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
            is_identical: false,
            is_reused: false,
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
