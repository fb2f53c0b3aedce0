//! Lists: an entry that was inserted, removed, moved or edited is one change.

use std::collections::HashMap;

use serde_json::Value;

use super::equivalence::Equivalence;
use super::order;
use super::printed::printed;
use super::schema::label_of;
use crate::sorted::sorted;
use crate::text::{Bag, normal, paired};
use crate::{ChangeKind, ListDiff, ListEntry, Syntax, TextDiff, Whitespace};

/// Compares two lists.
pub(super) fn compare(old: &[Value], new: &[Value], equivalence: Equivalence) -> ListDiff {
    let whitespace = equivalence.whitespace();
    let breaker = equivalence.settings.words;
    let (old_texts, new_texts) = (texts(old, equivalence), texts(new, equivalence));
    let sides = Sides { old, new, old_texts: &old_texts, new_texts: &new_texts };
    let entries = aligned(&sides)
        .into_iter()
        .filter_map(|(old, new, is_moved)| {
            let text =
                |texts: &[String], at: Option<usize>| at.map_or("", |at| &texts[at]).to_owned();
            let (mut old_text, mut new_text) = (text(&old_texts, old), text(&new_texts, new));
            let both = old.zip(new).map(|(old, new)| (&sides.old[old], &sides.new[new]));
            let is_same = both.is_none_or(|(old, new)| equivalence.entry().same(old, new));
            if let Some((old, new)) = both.filter(|_| !is_same && old_text == new_text) {
                // A text that became a number, or another key, for instance: as JSON they differ.
                let print = |value| printed(value, equivalence.entry());
                (old_text, new_text) = (print(old), print(new));
            }
            let kind = match (old, new) {
                (None, _) => ChangeKind::Added,
                (_, None) => ChangeKind::Removed,
                _ if !is_same => ChangeKind::Edited,
                _ if is_moved => ChangeKind::Moved,
                _ => return None,
            };
            let text = TextDiff::with_words(old_text, new_text, Syntax::Prose, whitespace, breaker);
            Some(ListEntry { kind, old, new, text })
        })
        .collect();
    ListDiff { entries, old_len: old.len(), new_len: new.len() }
}

/// The old list with the chosen entries as the new one has them.
pub(crate) fn apply(old: &[Value], new: &[Value], chosen: impl Fn(usize) -> bool) -> Vec<Value> {
    let equivalence = Equivalence::new(Whitespace::Significant);
    let diff = compare(old, new, equivalence);
    // The order is the new one as soon as one chosen entry was moved; else the old one.
    let takes_order = diff
        .entries
        .iter()
        .enumerate()
        .any(|(at, entry)| entry.kind == ChangeKind::Moved && chosen(at));
    let by_old: HashMap<usize, (usize, &ListEntry)> =
        diff.entries.iter().enumerate().filter_map(|(at, e)| Some((e.old?, (at, e)))).collect();
    let (old_texts, new_texts) = (texts(old, equivalence), texts(new, equivalence));
    let rows = aligned(&Sides { old, new, old_texts: &old_texts, new_texts: &new_texts });
    let mut result: Vec<(usize, Value)> = Vec::with_capacity(rows.len());
    let mut last_old = 0;
    for (old_at, new_at, _) in rows {
        let value = match (old_at, new_at) {
            (Some(old_at), None) => {
                let (at, _) = by_old[&old_at];
                (!chosen(at)).then(|| old[old_at].clone())
            }
            (None, Some(new_at)) => {
                let at = diff.entries.iter().position(|e| e.new == Some(new_at) && e.old.is_none());
                at.is_some_and(&chosen).then(|| new[new_at].clone())
            }
            (Some(old_at), Some(new_at)) => {
                let is_new = by_old.get(&old_at).is_some_and(|(at, _)| chosen(*at));
                Some(if is_new { new[new_at].clone() } else { old[old_at].clone() })
            }
            (None, None) => None,
        };
        last_old = old_at.unwrap_or(last_old);
        result.extend(value.map(|value| (last_old, value)));
    }
    if !takes_order {
        result = sorted(result, |a, b| a.0.cmp(&b.0));
    }
    result.into_iter().map(|(_, value)| value).collect()
}

struct Sides<'a> {
    old: &'a [Value],
    new: &'a [Value],
    old_texts: &'a [String],
    new_texts: &'a [String],
}

/// What became of which entry, and whether it moved.
fn aligned(sides: &Sides) -> Vec<(Option<usize>, Option<usize>, bool)> {
    let is_flipped = sides.old_texts > sides.new_texts;
    let mut partner = if is_flipped {
        let swapped = Sides {
            old: sides.new,
            new: sides.old,
            old_texts: sides.new_texts,
            new_texts: sides.old_texts,
        };
        inverse(&partners(&swapped), sides.new.len())
    } else {
        partners(sides)
    };
    partner.resize(sides.new.len(), None);
    let pairs: Vec<(usize, usize)> =
        partner.iter().enumerate().filter_map(|(new, old)| Some((new, (*old)?))).collect();
    let moved: HashMap<usize, bool> = order::moved_pairs(&pairs, is_flipped)
        .into_iter()
        .zip(&pairs)
        .map(|(flag, (new, _))| (*new, flag))
        .collect();
    order::in_reading_order(sides.old.len(), &partner)
        .into_iter()
        .map(|(old, new)| (old, new, new.is_some_and(|new| moved.get(&new) == Some(&true))))
        .collect()
}

fn inverse(partner: &[Option<usize>], length: usize) -> Vec<Option<usize>> {
    let mut inverse = vec![None; length];
    for (at, partner) in partner.iter().enumerate() {
        if let Some(partner) = partner {
            inverse[*partner] = Some(at);
        }
    }
    inverse
}

/// The old place of every new entry: by identifier where entries have one, else what stayed in
/// order, then what is equal, then what is similar.
fn partners(sides: &Sides) -> Vec<Option<usize>> {
    let mut partner = vec![None; sides.new.len()];
    if let (Some(old_ids), Some(new_ids)) = (ids(sides.old), ids(sides.new)) {
        let places: HashMap<&str, usize> =
            old_ids.iter().enumerate().map(|(at, id)| (*id, at)).collect();
        for (at, id) in new_ids.iter().enumerate() {
            partner[at] = places.get(id).copied();
        }
    } else {
        // Printed one to a line, lists are texts: what the line algorithm keeps has not moved.
        let one_line = |texts: &[String]| -> String {
            texts.iter().map(|text| text.replace('\n', "\u{2028}") + "\n").collect()
        };
        let lines = TextDiff::new(
            one_line(sides.old_texts),
            one_line(sides.new_texts),
            Syntax::Prose,
            Whitespace::Significant,
        );
        let (mut old_at, mut new_at) = (0, 0);
        let end = (sides.old.len(), sides.new.len());
        let hunks = lines.hunks().iter().map(|hunk| (hunk.old.clone(), hunk.new.clone()));
        for (old, new) in hunks.chain([(end.0..end.0, end.1..end.1)]) {
            while old_at < old.start.min(end.0) && new_at < new.start.min(end.1) {
                partner[new_at] = Some(old_at);
                (old_at, new_at) = (old_at + 1, new_at + 1);
            }
            (old_at, new_at) = (old.end, new.end);
        }
        pair_equal(sides, &mut partner);
    }
    pair_similar(sides, &mut partner);
    partner
}

fn free(sides: &Sides, partner: &[Option<usize>]) -> (Vec<usize>, Vec<usize>) {
    let mut is_free = vec![true; sides.old.len()];
    partner.iter().flatten().for_each(|&at| is_free[at] = false);
    let old = (0..sides.old.len()).filter(|&at| is_free[at]).collect();
    let new = (0..partner.len()).filter(|&at| partner[at].is_none()).collect();
    (old, new)
}

fn pair_equal(sides: &Sides, partner: &mut [Option<usize>]) {
    let (old, new) = free(sides, partner);
    let mut places: HashMap<&str, Vec<usize>> = HashMap::new();
    for at in old.into_iter().rev() {
        places.entry(&sides.old_texts[at]).or_default().push(at);
    }
    for at in new {
        let found = places.get_mut(sides.new_texts[at].as_str()).and_then(Vec::pop);
        partner[at] = found;
    }
}

fn pair_similar(sides: &Sides, partner: &mut [Option<usize>]) {
    let (old, new) = free(sides, partner);
    let bags = |places: &[usize], texts: &[String]| -> Vec<Bag> {
        places.iter().map(|&at| Bag::of(&texts[at])).collect()
    };
    if let ([old], [new]) = (old.as_slice(), new.as_slice()) {
        // One entry was removed and one added at the same place: it was rewritten.
        let stands_at = |partner: &[Option<usize>], new: usize| {
            new.checked_sub(1).map_or(Some(0), |before| partner[before].map(|at| at + 1))
        };
        if stands_at(partner, *new) == Some(*old) {
            partner[*new] = Some(*old);
            return;
        }
    }
    for (i, j) in paired(&bags(&old, sides.old_texts), &bags(&new, sides.new_texts)) {
        partner[new[j]] = Some(old[i]);
    }
}

/// The identifiers of entries, if all have one and no two the same.
fn ids(list: &[Value]) -> Option<Vec<&str>> {
    let by = |key: &str| -> Option<Vec<&str>> {
        let ids: Vec<&str> =
            list.iter().map(|entry| entry.get(key)?.as_str()).collect::<Option<_>>()?;
        let mut places: HashMap<&str, usize> = HashMap::new();
        ids.iter().all(|id| places.insert(id, 0).is_none()).then_some(ids)
    };
    by("id").or_else(|| by("key"))
}

/// Every entry as text: its own, or its parts line by line.
pub(super) fn texts(list: &[Value], equivalence: Equivalence) -> Vec<String> {
    list.iter().map(|entry| text(entry, equivalence.entry())).collect()
}

fn text(entry: &Value, equivalence: Equivalence) -> String {
    match entry {
        Value::String(text) if !equivalence.is_literal() => normal(text).into_owned(),
        Value::String(text) => text.clone(),
        Value::Object(map) if map.values().all(|value| !value.is_object() && !value.is_array()) => {
            let parts: Vec<(&String, String)> = map
                .iter()
                .filter(|(key, value)| *key != "id" && !equivalence.below(key).is_unset(value))
                .map(|(key, value)| (key, scalar(value, equivalence)))
                .collect();
            match parts.as_slice() {
                [(_, only)] => only.clone(),
                _ if map.len() == 2 && map.contains_key("key") && map.contains_key("value") => {
                    format!(
                        "{}: {}",
                        scalar(&map["key"], equivalence),
                        scalar(&map["value"], equivalence)
                    )
                }
                _ => {
                    let is_literal = equivalence.is_literal();
                    let parts = sorted(parts, |a, b| a.0.cmp(b.0));
                    let line = |(key, value): (&String, String)| {
                        let label = if is_literal { key.into() } else { label_of(key) };
                        format!("{label}: {value}")
                    };
                    parts.into_iter().map(line).collect::<Vec<_>>().join("\n")
                }
            }
        }
        other => printed(other, equivalence),
    }
}

/// A value as people read it.
pub(super) fn scalar(value: &Value, equivalence: Equivalence) -> String {
    match value.as_str() {
        Some(text) if equivalence.is_literal() => text.to_owned(),
        Some(text) => normal(text).into_owned(),
        None => printed(value, equivalence),
    }
}
