//! The rows of one text: which line stands beside which, in every mode.

use std::sync::Arc;

use super::Mode;
use crate::{LinePair, Syntax, TextDiff, WordDiff};

/// What a row of text is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum LineKind {
    /// The line is on both sides.
    Same,
    /// The line was removed.
    Removed,
    /// The line is new.
    Added,
    /// One line that became another; [`LineRow::words`] says in which words.
    Edited,
    /// A removed line beside an added one, in one row to save space.
    Replaced,
    /// An entry of a list that stands elsewhere.
    Moved,
}

/// A row of text.
#[derive(Clone, Debug)]
pub struct LineRow<'a> {
    /// What happened.
    pub kind: LineKind,
    /// The old line.
    pub old: Option<NumberedLine<'a>>,
    /// The new line.
    pub new: Option<NumberedLine<'a>>,
    /// The words that differ, if the line was edited. In unified mode, where the two sides of a
    /// line stand in two rows, both rows have them.
    pub words: Option<Arc<WordDiff>>,
    /// How the text is cut into words.
    pub syntax: Syntax,
    /// The change it belongs to, as an index into [`crate::Comparison::changes`].
    pub change: Option<usize>,
}

/// A line with its number.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct NumberedLine<'a> {
    /// Counted from 1; of an entry of a list, the number of the entry, and none on its other lines.
    pub number: Option<usize>,
    /// The text, without its line end.
    pub text: &'a str,
}

/// A row of a hunk, by the numbers of its lines.
#[derive(Clone, Copy)]
pub(crate) struct HunkRow<'a> {
    pub(crate) kind: LineKind,
    pub(crate) old: Option<usize>,
    pub(crate) new: Option<usize>,
    pub(crate) pair: Option<&'a LinePair>,
}

/// How many rows a hunk takes.
pub(super) fn hunk_len(text: &TextDiff, hunk: usize, mode: Mode) -> usize {
    let lines = &text.hunks()[hunk];
    let both = lines.old.len() + lines.new.len();
    match mode {
        Mode::Unified => both,
        Mode::Reading if is_one_sided(text, hunk) => both,
        Mode::Reading => both - text.pairs(hunk).len(),
        Mode::SideBySide if is_one_sided(text, hunk) => both,
        Mode::SideBySide => {
            let mut rows = 0;
            let (mut old, mut new) = (lines.old.start, lines.new.start);
            for pair in text.pairs(hunk) {
                rows += (pair.old - old).max(pair.new - new) + 1;
                (old, new) = (pair.old + 1, pair.new + 1);
            }
            rows + (lines.old.end - old).max(lines.new.end - new)
        }
    }
}

fn is_one_sided(text: &TextDiff, hunk: usize) -> bool {
    let lines = &text.hunks()[hunk];
    lines.old.is_empty() || lines.new.is_empty()
}

/// The rows of a hunk from the `skip`-th on.
pub(crate) fn hunk_rows(
    text: &TextDiff,
    hunk: usize,
    mode: Mode,
    skip: usize,
) -> Box<dyn Iterator<Item = HunkRow<'_>> + '_> {
    let lines = text.hunks()[hunk].clone();
    let removed = |old| HunkRow { kind: LineKind::Removed, old: Some(old), new: None, pair: None };
    let added = |new| HunkRow { kind: LineKind::Added, old: None, new: Some(new), pair: None };
    if is_one_sided(text, hunk) {
        let (old, new) =
            (lines.old.start + skip..lines.old.end, lines.new.start + skip..lines.new.end);
        return Box::new(old.map(removed).chain(new.map(added)));
    }
    let pairs = text.pairs(hunk);
    if mode == Mode::Unified && text.syntax() != Syntax::Prose {
        // As programmers are used to: everything removed, then everything added.
        let pair_of_old = |line: usize| pairs.binary_search_by_key(&line, |pair| pair.old).ok();
        let pair_of_new = |line: usize| pairs.binary_search_by_key(&line, |pair| pair.new).ok();
        let old = lines.old.map(move |line| HunkRow {
            pair: pair_of_old(line).map(|at| &pairs[at]),
            ..removed(line)
        });
        let new = lines.new.map(move |line| HunkRow {
            pair: pair_of_new(line).map(|at| &pairs[at]),
            ..added(line)
        });
        return Box::new(old.chain(new).skip(skip));
    }
    // Up to each pair, and after the last one, stand lines that have no partner.
    let stops = pairs.iter().map(Some).chain([None]);
    let mut at = (lines.old.start, lines.new.start);
    let rows = stops.flat_map(move |pair| {
        let stop = pair.map_or((lines.old.end, lines.new.end), |pair| (pair.old, pair.new));
        let (old, new) = (at.0..stop.0, at.1..stop.1);
        at = (stop.0 + 1, stop.1 + 1);
        let mut rows = Vec::with_capacity(old.len() + new.len() + 2);
        if mode == Mode::SideBySide {
            let both = old.len().min(new.len());
            rows.extend(old.clone().zip(new.clone()).map(|(old, new)| HunkRow {
                kind: LineKind::Replaced,
                old: Some(old),
                new: Some(new),
                pair: None,
            }));
            rows.extend(old.skip(both).map(removed));
            rows.extend(new.skip(both).map(added));
        } else {
            rows.extend(old.map(removed));
            rows.extend(new.map(added));
        }
        if let Some(pair) = pair {
            if mode == Mode::Unified {
                rows.push(HunkRow { pair: Some(pair), ..removed(pair.old) });
                rows.push(HunkRow { pair: Some(pair), ..added(pair.new) });
            } else {
                let (old, new) = (Some(pair.old), Some(pair.new));
                rows.push(HunkRow { kind: LineKind::Edited, old, new, pair: Some(pair) });
            }
        }
        rows
    });
    Box::new(rows.skip(skip))
}

/// Turns a row of a hunk into a row of the page.
pub(super) fn line_row<'a>(
    text: &'a TextDiff,
    row: HunkRow<'a>,
    change: Option<usize>,
) -> LineRow<'a> {
    LineRow {
        kind: row.kind,
        old: row.old.map(|line| numbered(line, text.old_lines().line(line))),
        new: row.new.map(|line| numbered(line, text.new_lines().line(line))),
        words: row.pair.map(|pair| text.words(pair)),
        syntax: text.syntax(),
        change,
    }
}

/// A line that is on both sides.
pub(super) fn same_row(text: &TextDiff, old: usize, new: usize) -> LineRow<'_> {
    let row = HunkRow { kind: LineKind::Same, old: Some(old), new: Some(new), pair: None };
    line_row(text, row, None)
}

fn numbered(line: usize, text: &str) -> NumberedLine<'_> {
    NumberedLine { number: Some(line + 1), text }
}
