//! What holds for every agent.

use model::Snapshot;
use proptest::prelude::*;
use serde_json::{Map, Number, Value, json};

use crate::generate::{Random, Size, Target, agent, edit};
use crate::{Comparison, Part, compare};

fn compared(old: &Value, new: &Value) -> Comparison {
    compare(&Snapshot::from_projection(old.clone()), &Snapshot::from_projection(new.clone()))
}

/// The agent with everything rewritten that is not an edit.
fn rewritten(value: &Value, random: &mut Random, is_free: bool) -> Value {
    match value {
        Value::Object(map) => {
            let mut entries: Vec<(String, Value)> = map
                .iter()
                .map(|(key, value)| {
                    let inner_free = is_free || key == "features";
                    let value = match key.as_str() {
                        "createdAt" | "updatedAt" | "createdBy" | "updatedBy" if !is_free => {
                            json!(random.number().to_string())
                        }
                        "references" if !is_free => {
                            json!({"topics": {random.number().to_string(): true}})
                        }
                        _ => rewritten(value, random, inner_free),
                    };
                    (key.clone(), value)
                })
                .collect();
            random.shuffle(&mut entries);
            if !is_free && random.once_in(3) {
                entries.push((format!("nothing{}", random.below(100)), Value::Null));
            }
            entries.into_iter().collect::<Map<_, _>>().into()
        }
        Value::Array(items) => {
            items.iter().map(|item| rewritten(item, random, is_free)).collect::<Vec<_>>().into()
        }
        Value::Number(number) => Value::Number(rewritten_number(number, random)),
        Value::String(text) if !is_free && text.contains('\n') => {
            let end = *random.pick(&["\n", "\r\n", "\r"]).unwrap();
            let text = text.strip_suffix('\n').unwrap_or(text);
            let tail = if random.once_in(2) { end } else { "" };
            Value::from(text.replace('\n', end) + tail)
        }
        other => other.clone(),
    }
}

fn rewritten_number(number: &Number, random: &mut Random) -> Number {
    let text = number.to_string();
    if text.contains(['e', 'E']) {
        return number.clone();
    }
    let text = match random.below(4) {
        0 if text.contains('.') => format!("{text}00"),
        0 => format!("{text}.0"),
        1 => format!("{text}e0"),
        2 if !text.contains('.') && text != "0" => format!("{text}0E-1"),
        _ => text,
    };
    serde_json::from_str(&text).unwrap()
}

fn sample_agents() -> impl Strategy<Value = Value> {
    any::<u64>().prop_map(|seed| agent(&mut Random::new(seed), Size::SMALL))
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn bookkeeping_is_no_change(old in sample_agents(), seed: u64) {
        let new = rewritten(&old, &mut Random::new(seed), false);
        let found = compared(&old, &new);
        prop_assert_eq!(found.changes, vec![]);
    }

    #[test]
    fn one_edit_is_one_change(
        old in sample_agents(),
        target in prop::sample::select(Target::ALL.to_vec()),
        seed: u64,
        is_rewritten: bool,
    ) {
        let mut random = Random::new(seed);
        let mut new = old.clone();
        let edited = edit(&mut new, target, &mut random).unwrap();
        if is_rewritten {
            new = rewritten(&new, &mut random, false);
        }
        let found = compared(&old, &new);
        let all: Vec<_> =
            found.changes.iter().map(|change| (change.section, change.kind, change.is_note)).collect();
        prop_assert_eq!(all, vec![(edited.section, edited.kind, false)]);
        prop_assert_eq!(found.totals().changes(), 1);
        prop_assert_eq!(found.totals().of(edited.kind), 1);
    }

    #[test]
    fn swapped_sides_mirror_the_result(
        old in sample_agents(),
        targets in prop::collection::vec(prop::sample::select(Target::ALL.to_vec()), 0..12),
        seed: u64,
    ) {
        let mut random = Random::new(seed);
        let mut new = old.clone();
        for target in targets {
            edit(&mut new, target, &mut random);
        }
        let listed = |old, new, mirror: bool| {
            let mut all: Vec<_> = compared(old, new)
                .changes
                .into_iter()
                .map(|change| {
                    let kind = if mirror { change.kind.mirrored() } else { change.kind };
                    (change.id, kind, change.is_note)
                })
                .collect();
            all.sort();
            all
        };
        prop_assert_eq!(listed(&old, &new, false), listed(&new, &old, true));
    }

    #[test]
    fn every_change_has_its_own_name_and_place(
        old in sample_agents(),
        targets in prop::collection::vec(prop::sample::select(Target::ALL.to_vec()), 0..20),
        seed: u64,
    ) {
        let mut random = Random::new(seed);
        let mut new = old.clone();
        for target in targets {
            edit(&mut new, target, &mut random);
        }
        let found = compared(&old, &new);
        for (index, change) in found.changes.iter().enumerate() {
            prop_assert_eq!(found.find(&change.id), Some(index));
            let safe = |char: char| char.is_ascii_alphanumeric() || "-_.~".contains(char);
            prop_assert!(change.id.as_str().chars().all(safe), "{}", change.id);
            prop_assert!(found.items[change.item].changes.contains(&index));
            prop_assert_eq!(found.section_of(change.item), change.section);
            if let Some(field) = change.part.field() {
                prop_assert!(found.items[change.item].fields[field].changes.contains(&index));
            }
            if !matches!(change.part, Part::Item | Part::Name | Part::Position) {
                let (old, new) = found.texts_of(change).unwrap();
                prop_assert_ne!(old, new);
            }
        }
    }
}
