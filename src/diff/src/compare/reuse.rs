//! Identifiers that name something else by now: positions, or those that were given away again.

use std::collections::{HashMap, HashSet};

use super::entity::{Entity, words_of};
use super::equivalence::{Equivalence, identical};
use super::printed::printed;
use crate::text::same_letters;

/// With at least so many words on both sides, things less similar than [`OTHER`] are others.
const WORDS: usize = 8;
const OTHER: f32 = 0.2;

/// Of the pairs of old and new items with one identifier, those that are two different things, and
/// by the places of the new ones, which are identical.
pub(super) fn parted(
    old: &[Entity],
    new: &[Entity],
    partner: &[Option<usize>],
    equivalence: Equivalence,
) -> (Vec<(usize, usize)>, Vec<bool>) {
    let mut are_identical = vec![false; new.len()];
    let pairs = partner.iter().enumerate().filter_map(|(at, old)| Some(((*old)?, at)));
    let (mut renamed, mut unnamed) = (Vec::new(), Vec::new());
    for (before, after) in pairs {
        if identical(old[before].value, new[after].value) {
            are_identical[after] = true;
            continue;
        }
        let names = (old[before].given_name(), new[after].given_name());
        match names {
            (Some(one), Some(other)) if one == other => {}
            (Some(one), Some(other)) if same_letters(one, other) => {}
            (Some(_), Some(_)) => renamed.push((before, after)),
            (None, None) => unnamed.push((before, after)),
            _ => {}
        }
    }
    let mut parted = Vec::new();
    if !renamed.is_empty() {
        let old_names: HashSet<&str> = old.iter().filter_map(Entity::given_name).collect();
        let new_names: HashSet<&str> = new.iter().filter_map(Entity::given_name).collect();
        parted.extend(renamed.into_iter().filter(|&(before, after)| {
            let has_moved = |names: &HashSet<&str>, entity: &Entity| {
                entity.given_name().is_some_and(|name| names.contains(name))
            };
            let is_name_elsewhere =
                has_moved(&new_names, &old[before]) || has_moved(&old_names, &new[after]);
            is_other(&old[before], &new[after], is_name_elsewhere, equivalence)
        }));
    }
    parted.extend(shifted(old, new, unnamed, equivalence));
    (parted, are_identical)
}

/// Whether two items of different names have nothing else in common.
fn is_other(old: &Entity, new: &Entity, is_name_elsewhere: bool, equivalence: Equivalence) -> bool {
    const NAMES: [&str; 3] = ["id", "name", "title"];
    let [old_words, new_words] =
        [old, new].map(|entity| words_of(entity.value, equivalence, &NAMES));
    let fewest = old_words.hashes().len().min(new_words.hashes().len());
    let similarity = old_words.similarity(&new_words);
    if fewest >= WORDS {
        return similarity < OTHER;
    }
    let names = [old, new].map(|entity| crate::text::Bag::of(entity.name()));
    // Few words are no evidence, unless none of them is the same, and none of the names either.
    similarity == 0.0 && (is_name_elsewhere || fewest > 0 && names[0].similarity(&names[1]) == 0.0)
}

/// Of pairs without names, those whose content stands elsewhere on the other side, unchanged.
fn shifted(
    old: &[Entity],
    new: &[Entity],
    pairs: Vec<(usize, usize)>,
    equivalence: Equivalence,
) -> Vec<(usize, usize)> {
    let differs = |&(before, after): &(usize, usize)| {
        !equivalence.item(new[after].key).same(old[before].value, new[after].value)
    };
    let edited: Vec<(usize, usize)> = pairs.into_iter().filter(differs).collect();
    if edited.is_empty() {
        return edited;
    }
    let content = |entity: &Entity| content(entity, equivalence);
    let side = |items: &[Entity], at: fn(&(usize, usize)) -> usize| -> HashMap<String, usize> {
        edited.iter().map(|pair| (content(&items[at(pair)]), at(pair))).collect()
    };
    let (old_contents, new_contents) = (side(old, |pair| pair.0), side(new, |pair| pair.1));
    let is_elsewhere = |&(before, after): &(usize, usize)| {
        let moved_to = new_contents.get(&content(&old[before]));
        let came_from = old_contents.get(&content(&new[after]));
        moved_to.is_some_and(|at| *at != after) || came_from.is_some_and(|at| *at != before)
    };
    edited.iter().filter(|pair| is_elsewhere(pair)).copied().collect()
}

/// An item without its identifier: the same for items of the same content.
pub(super) fn content(entity: &Entity, equivalence: Equivalence) -> String {
    let mut value = entity.value.clone();
    if let Some(map) = value.as_object_mut() {
        map.shift_remove("id");
    }
    printed(&value, equivalence.item(entity.key))
}
