//! Puts the conflicts of a merge together into questions, in words.

use serde_json::Value;

use super::conflict::MergeConflict;
use super::question::{Matter, Party, Question};
use super::{claims, words};
use crate::snapshot::Section;

/// The questions that conflicts raise, in the order of the sections. `contents` are projections in
/// which the names of what they are about are found, the best one first.
pub fn questions(conflicts: &[MergeConflict], contents: &[&Value]) -> Vec<Question> {
    let mut rest: Vec<&MergeConflict> = conflicts.iter().filter(|one| !one.is_noise()).collect();
    let mut all = claims::take(&mut rest);
    all.extend(deletions(&mut rest, contents));
    all.extend(rest.into_iter().map(|conflict| one(conflict, contents)));
    let place = |question: &Question| {
        let place = conflicts.iter().position(|one| one.path == question.key());
        let section = Section::ALL.iter().position(|section| *section == question.section);
        (section, place)
    };
    all.sort_by_key(place);
    all
}

const VALUES: [&str; 2] = ["variantManagement", "variantAttributeValues"];
const VARIANTS: [&str; 2] = ["variantManagement", "variants"];

fn starts(path: &[String], keys: [&str; 2]) -> bool {
    path.iter().take(2).map(String::as_str).eq(keys)
}

/// Takes items that one side deleted. A variant and its cells are one item.
fn deletions(rest: &mut Vec<&MergeConflict>, contents: &[&Value]) -> Vec<Question> {
    let is_deletion = |one: &&MergeConflict| {
        let is_item = one.path.len() > 1 && one.path[one.path.len() - 2] == "entities";
        is_item && one.base.is_some() && (one.ours.is_none() != one.theirs.is_none())
    };
    let (taken, others) = std::mem::take(rest).into_iter().partition::<Vec<_>, _>(is_deletion);
    *rest = others;
    let mut all: Vec<Question> = Vec::new();
    for conflict in taken {
        let is_variant = |path: &[String]| starts(path, VALUES) || starts(path, VARIANTS);
        let same = |question: &&mut Question| {
            let key = question.key();
            is_variant(key) && is_variant(&conflict.path) && key.last() == conflict.path.last()
        };
        let by = if conflict.ours.is_none() { Party::Target } else { Party::Branch };
        let left = conflict.ours.as_ref().or(conflict.theirs.as_ref());
        let edited = words::edited(conflict.base.as_ref(), left, contents);
        if let Some(known) = all.iter_mut().find(same) {
            known.conflicts.push(conflict.clone());
            if let Matter::Deleted { edited: known, .. } = &mut known.matter {
                known.extend(edited);
            }
            continue;
        }
        all.push(Question {
            conflicts: vec![conflict.clone()],
            section: words::section(&conflict.path),
            item: words::item(&conflict.path, contents)
                .or_else(|| words::name(conflict.base.as_ref()))
                .unwrap_or_default(),
            field: String::new(),
            matter: Matter::Deleted { by, edited },
        });
    }
    all
}

/// The question of a single value.
fn one(conflict: &MergeConflict, contents: &[&Value]) -> Question {
    let path = &conflict.path;
    let sides = [&conflict.base, &conflict.ours, &conflict.theirs].map(Option::as_ref);
    let text = |side: Option<&Value>| side.map(|value| words::value(path, value));
    let is_cell = starts(path, VALUES) && path.len() == 6;
    let are = |is: fn(&Value) -> bool| {
        sides.iter().any(Option::is_some) && sides.into_iter().flatten().all(is)
    };
    let matter = if is_cell {
        Matter::Cell {
            variant: words::item(&path[..4], contents).unwrap_or_else(|| path[3].clone()),
            attribute: words::attribute(&path[5], contents).unwrap_or_else(|| path[5].clone()),
            values: sides.map(text),
        }
    } else if are(Value::is_string) {
        Matter::Text(sides.map(|side| text(side).unwrap_or_default()))
    } else if are(words::is_list) {
        Matter::List(sides.map(|side| side.map(words::entries).unwrap_or_default()))
    } else {
        Matter::Setting(sides.map(|side| text(side).unwrap_or_else(|| "Not there".to_owned())))
    };
    let item = words::item(path, contents);
    let field = match &matter {
        Matter::Cell { attribute, .. } => attribute.clone(),
        _ => words::field(path, item.is_some()),
    };
    let section = words::section(path);
    let item = item.unwrap_or_else(|| section.label().to_owned());
    Question { conflicts: vec![conflict.clone()], section, item, field, matter }
}

#[cfg(test)]
mod tests;
