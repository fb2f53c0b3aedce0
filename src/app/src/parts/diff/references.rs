//! References in texts: by name, in the colour of their kind, with what they are on hover and focus,
//! and a way to what they stand for.

use std::ops::Range;

use diff::{Layout, NamedLine, NamedReference, Piece, Row, WordDiff, named_pieces};
use leptos::prelude::*;
use model::{NamedItem, ReferenceKind, Standing};

use super::line::Mark;
use super::state::DiffState;
use crate::browser::reference;

/// A reference that a person follows.
#[derive(Clone, Debug)]
pub(crate) struct Followed {
    /// What it stands for.
    pub(crate) kind: ReferenceKind,
    /// Whether that exists, on the side that was pointed at.
    pub(crate) exists: bool,
    /// What it is, in words.
    pub(crate) about: String,
    /// Whether the page may be left: a dialog only shows.
    pub(crate) may_leave: bool,
}

/// Goes to what a reference stands for, or says what it is. Provided by what surrounds the pages.
#[derive(Clone, Copy)]
pub(crate) struct FollowReference(pub(crate) Callback<Followed>);

/// The marks of the references of a line.
pub(super) fn marks(line: &NamedLine, is_old: bool) -> Vec<(Range<usize>, Mark)> {
    let mark = |(index, reference): (usize, &NamedReference)| {
        (reference.shown.clone(), mark(reference, Some(number(index, is_old))))
    };
    line.references.iter().enumerate().map(mark).collect()
}

/// The same where what is pointed at cannot be told: in values and cells.
pub(super) fn plain_marks(line: &NamedLine) -> Vec<(Range<usize>, Mark)> {
    line.references.iter().map(|one| (one.shown.clone(), mark(one, None))).collect()
}

/// What was removed and what was added in one text, with its marks.
pub(super) fn merged(
    old: &NamedLine,
    new: &NamedLine,
    words: &WordDiff,
    length: usize,
) -> (NamedLine<'static>, Vec<(Range<usize>, Mark)>) {
    let mut text = String::new();
    let (mut references, mut marks) = (Vec::new(), Vec::new());
    for (piece, shown) in named_pieces(old, new, words, length) {
        let start = text.len();
        text.push_str(shown);
        let is_old = match piece {
            Piece::Same(_) => false,
            Piece::Removed(_) => {
                marks.push((start..text.len(), Mark::Removed));
                true
            }
            Piece::Added(_) => {
                marks.push((start..text.len(), Mark::Added));
                false
            }
        };
        let line = if is_old { old } else { new };
        let at = line.range(piece.range().clone());
        for (index, reference) in line.references.iter().enumerate() {
            let found = &reference.shown;
            if at.start <= found.start && found.end <= at.end {
                let shown = start + found.start - at.start..start + found.end - at.start;
                marks.push((shown.clone(), mark(reference, Some(number(index, is_old)))));
                references.push(NamedReference { shown, ..reference.clone() });
            }
        }
    }
    (NamedLine { text: text.into(), references }, marks)
}

/// The number of a reference in its row: both sides have their own.
fn number(index: usize, is_old: bool) -> usize {
    index * 2 + usize::from(is_old)
}

fn mark(reference: &NamedReference, number: Option<usize>) -> Mark {
    let is_missing = reference.standing == Standing::Missing;
    Mark::Reference { kind: reference.kind, is_missing, number }
}

/// What a reference on the page is.
fn found(layout: &Layout, row: usize, number: usize) -> Option<Followed> {
    let Row::Line(line) = layout.row(row)? else { return None };
    let names = &layout.comparison().names;
    let [old, new] =
        names.row(line.old.map(|line| line.text), line.new.map(|line| line.text), line.syntax);
    let is_old = number % 2 == 1;
    let shown = if is_old { old } else { new }?;
    let reference = shown.references.get(number / 2)?;
    let item = names.side(is_old).find(reference.kind, &reference.key);
    Some(Followed {
        kind: reference.kind,
        exists: reference.standing == Standing::Exists,
        about: about(reference, item),
        may_leave: true,
    })
}

/// What a reference is, in words.
fn about(reference: &NamedReference, item: Option<&NamedItem>) -> String {
    let (label, key) = (reference.kind.label(), &reference.key);
    let name = item.map(|item| item.name.as_str()).filter(|name| !name.is_empty() && name != key);
    let mut text = match name {
        Some(name) => format!("{label} “{name}”, {key}"),
        None => format!("{label} {key}"),
    };
    match (reference.standing, item.map_or("", |item| &item.detail)) {
        (Standing::Missing, _) => text.push_str(": does not exist"),
        (_, "") => {}
        (_, detail) => text.extend([": ", detail]),
    }
    let mut letters = text.chars();
    let first = letters.next().map(|letter| letter.to_uppercase().to_string());
    first.unwrap_or_default() + letters.as_str()
}

/// Says on a reference what it is, once somebody points at it or comes to it by keys.
pub(super) fn describe(state: DiffState, target: Option<reference::EventTarget>) {
    let Some(at) = reference::at(target) else { return };
    let about = state.layout_now().and_then(|layout| found(&layout, at.row, at.number));
    if let Some(about) = about {
        at.set_title(&about.about);
    }
}

/// Follows the reference at which something happened. Returns whether there is one.
pub(super) fn follow(
    state: DiffState,
    target: Option<reference::EventTarget>,
    may_leave: bool,
    follow: Option<FollowReference>,
) -> bool {
    let place = reference::at(target).zip(state.layout_now());
    let found = place.and_then(|(at, layout)| found(&layout, at.row, at.number));
    match (found, follow) {
        (Some(found), Some(follow)) => {
            follow.0.run(Followed { may_leave, ..found });
            true
        }
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_reference_says_what_it_is() {
        let reference = |standing| NamedReference {
            stored: 0..1,
            shown: 0..1,
            kind: ReferenceKind::Handoff,
            standing,
            key: "H-1".to_owned(),
        };
        let item = NamedItem {
            kind: ReferenceKind::Handoff,
            id: "H-1".to_owned(),
            name: "Desk".to_owned(),
            detail: "Reception".to_owned(),
            exists: true,
        };
        let exists = reference(Standing::Exists);
        assert_eq!(about(&exists, Some(&item)), "Handoff “Desk”, H-1: Reception");
        let missing = reference(Standing::Missing);
        assert_eq!(about(&missing, None), "Handoff H-1: does not exist");
    }
}
