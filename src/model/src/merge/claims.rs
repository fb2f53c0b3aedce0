//! Names that more than one item would have, as questions.

use serde_json::Value;

use super::conflict::MergeConflict;
use super::names::NAMED;
use super::question::{Claim, Matter, Party, Question};
use super::words;

/// What an item of a list is called, and whether its names are unique.
fn noun(list: &[String]) -> Option<&'static str> {
    let known = NAMED.iter().position(|named| list.iter().map(String::as_str).eq(*named))?;
    Some(["topic", "variant", "attribute"][known])
}

/// The claim that a conflict stands for, with the noun and the name. Conflicts of this form are made
/// by no others: an added item is in conflict although only one side has it, a name although only one
/// side changed it.
fn claim(conflict: &MergeConflict) -> Option<(&'static str, String, Claim)> {
    let MergeConflict { path, base, ours, theirs } = conflict;
    let noun = noun(path.get(..2)?)?;
    let of = |party, value: &Value, name: String, renamed_from: Option<String>| {
        let texts = if renamed_from.is_none() { words::texts(value) } else { Vec::new() };
        (noun, name, Claim { party, path: path.clone(), renamed_from, value: value.clone(), texts })
    };
    match (path.len(), base, ours, theirs) {
        (4, None, Some(item), None) => {
            Some(of(Party::Target, item, words::name(Some(item))?, None))
        }
        (4, None, None, Some(item)) => {
            Some(of(Party::Branch, item, words::name(Some(item))?, None))
        }
        (5, Some(Value::String(old)), Some(ours), Some(theirs)) if path[4] == "name" => {
            let (party, name) = match (ours.as_str() == Some(old), theirs.as_str() == Some(old)) {
                (true, false) => (Party::Branch, theirs),
                (false, true) => (Party::Target, ours),
                _ => return None,
            };
            Some(of(party, name, name.as_str()?.to_owned(), Some(old.clone())))
        }
        _ => None,
    }
}

/// Takes the conflicts about names, those of one name as one question.
pub(super) fn take(rest: &mut Vec<&MergeConflict>) -> Vec<Question> {
    let mut all: Vec<Question> = Vec::new();
    rest.retain(|conflict| {
        let Some((noun, name, claim)) = claim(conflict) else { return true };
        let known = all.iter_mut().find(|one| match &one.matter {
            Matter::Twice { noun: known, name: of, .. } => *known == noun && *of == name,
            _ => false,
        });
        match known {
            Some(Question { conflicts, matter: Matter::Twice { claims, .. }, .. }) => {
                conflicts.push((*conflict).clone());
                claims.push(claim);
            }
            _ => all.push(Question {
                conflicts: vec![(*conflict).clone()],
                section: words::section(&conflict.path),
                item: name.clone(),
                field: "Name".to_owned(),
                matter: Matter::Twice { noun, name, claims: vec![claim] },
            }),
        }
        false
    });
    all
}
