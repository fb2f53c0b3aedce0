//! Rows that belong together, before they are made.

use std::ops::Range;

use super::field_ref::FieldRef;
use super::lines::{hunk_len, hunk_rows};
use super::view::{GapId, Opened, View};
use crate::text::Whitespace;
use crate::{Comparison, Hunk, TextDiff};

/// A run of rows of one kind.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Block {
    Section(usize),
    Item(usize),
    Notice(usize),
    Field(FieldRef),
    Value(FieldRef),
    /// Unchanged lines, from these on.
    Same {
        at: FieldRef,
        old: usize,
        new: usize,
    },
    /// Rows of a hunk, from the `skip`-th on.
    Hunk {
        at: FieldRef,
        hunk: usize,
        skip: usize,
    },
    Gap {
        at: FieldRef,
        hunk: usize,
        hidden: usize,
    },
    Entry {
        at: FieldRef,
        entry: usize,
    },
    GridDefault(FieldRef),
    GridHead(FieldRef),
    GridRows(FieldRef),
}

/// A stretch of a text: lines that are the same, or a hunk that is not to be seen as one.
#[derive(Clone, Copy)]
enum Stretch {
    Same { old: usize, new: usize, len: usize },
    Hunk { hunk: usize, len: usize },
}

/// The blocks of a text: hunks with some context, and gaps for the rest.
pub(super) fn text_blocks(
    comparison: &Comparison,
    at: FieldRef,
    view: &View,
    push: &mut impl FnMut(Block, usize),
) {
    let Some(text) = at.text(comparison) else { return };
    for hunk in 0..=text.hunks().len() {
        if is_hidden(comparison, text, hunk) {
            continue;
        }
        let between = Between::of(comparison, at, text, view, hunk);
        let hidden = between.hidden(view);
        if hidden.is_empty() {
            rows_of(&between.stretches, at, 0..between.len, push);
        } else {
            rows_of(&between.stretches, at, 0..hidden.start, push);
            push(Block::Gap { at, hunk, hidden: hidden.len() }, 1);
            rows_of(&between.stretches, at, hidden.end..between.len, push);
        }
        if hunk < text.hunks().len() {
            push(Block::Hunk { at, hunk, skip: 0 }, hunk_len(text, hunk, view.mode));
        }
    }
}

/// The blocks that a gap hides.
pub(super) fn hidden_blocks(
    comparison: &Comparison,
    at: FieldRef,
    view: &View,
    hunk: usize,
    push: &mut impl FnMut(Block, usize),
) {
    let Some(text) = at.text(comparison) else { return };
    let between = Between::of(comparison, at, text, view, hunk);
    rows_of(&between.stretches, at, between.hidden(view), push);
}

/// How far which gap has to be opened to show a line; `None` if the line is in no gap.
pub(super) fn opening_for(
    comparison: &Comparison,
    at: FieldRef,
    view: &View,
    line: usize,
    is_old: bool,
) -> Option<(GapId, Opened)> {
    let text = at.text(comparison)?;
    let side = |hunk: &Hunk| if is_old { hunk.old.clone() } else { hunk.new.clone() };
    let mut hunk = text.hunks().partition_point(|hunk| side(hunk).end <= line);
    while is_hidden(comparison, text, hunk) {
        hunk += 1;
    }
    let between = Between::of(comparison, at, text, view, hunk);
    let row = between.row_of(text, view, line, is_old)?;
    let hidden = between.hidden(view);
    if !hidden.contains(&row) {
        return None;
    }
    // From the nearer side, and some rows further.
    let margin = view.context + 1;
    let mut opened = view.gaps.get(&between.gap).copied().unwrap_or_default();
    if row - hidden.start <= hidden.end - row {
        opened.top += row - hidden.start + margin;
    } else {
        opened.bottom += hidden.end - row + margin;
    }
    Some((between.gap, opened))
}

/// Whether a hunk is not to be seen: where white space is ignored, one of white space only.
fn is_hidden(comparison: &Comparison, text: &TextDiff, hunk: usize) -> bool {
    comparison.whitespace == Whitespace::Ignored
        && hunk < text.hunks().len()
        && text.is_whitespace_only(hunk)
}

/// What stands between two hunks that are to be seen, or at the edge of the text.
struct Between {
    gap: GapId,
    stretches: Vec<Stretch>,
    /// How many rows these are.
    len: usize,
    /// How many of them are context of the hunk above and of the one below.
    edges: (usize, usize),
}

impl Between {
    /// What stands before a hunk, or after the last one.
    fn of(
        comparison: &Comparison,
        at: FieldRef,
        text: &TextDiff,
        view: &View,
        hunk: usize,
    ) -> Self {
        let hunks = text.hunks();
        let mut first = hunk;
        while first > 0 && is_hidden(comparison, text, first - 1) {
            first -= 1;
        }
        let (mut old, mut new) = match first.checked_sub(1) {
            Some(above) => (hunks[above].old.end, hunks[above].new.end),
            None => (0, 0),
        };
        let mut stretches = Vec::new();
        let push_same = |old: usize, new: usize, len: usize, stretches: &mut Vec<Stretch>| {
            if len > 0 {
                stretches.push(Stretch::Same { old, new, len });
            }
        };
        for (hidden, lines) in (first..).zip(&hunks[first..hunk]) {
            push_same(old, new, lines.old.start - old, &mut stretches);
            let len = hunk_len(text, hidden, view.mode);
            stretches.push(Stretch::Hunk { hunk: hidden, len });
            (old, new) = (lines.old.end, lines.new.end);
        }
        let end = hunks.get(hunk).map_or(text.old_lines().len(), |hunk| hunk.old.start);
        push_same(old, new, end - old, &mut stretches);
        let edge = |is_there: bool| if is_there { view.context } else { 0 };
        Self {
            gap: at.gap(hunk),
            len: stretches.iter().map(Stretch::len).sum(),
            stretches,
            edges: (edge(first > 0), edge(hunk < hunks.len())),
        }
    }

    /// The row of a line among these.
    fn row_of(&self, text: &TextDiff, view: &View, line: usize, is_old: bool) -> Option<usize> {
        let mut start = 0;
        for stretch in &self.stretches {
            let offset = match *stretch {
                Stretch::Same { old, new, len } => {
                    let first = if is_old { old } else { new };
                    line.checked_sub(first).filter(|offset| *offset < len)
                }
                Stretch::Hunk { hunk, .. } => hunk_rows(text, hunk, view.mode, 0)
                    .position(|row| if is_old { row.old } else { row.new } == Some(line)),
            };
            if let Some(offset) = offset {
                return Some(start + offset);
            }
            start += stretch.len();
        }
        None
    }

    /// The rows that are not shown. A gap takes a row itself, so it hides more than one or none.
    fn hidden(&self, view: &View) -> Range<usize> {
        let opened: Opened = view.gaps.get(&self.gap).copied().unwrap_or_default();
        let top = self.edges.0.saturating_add(opened.top).min(self.len);
        let bottom = self.edges.1.saturating_add(opened.bottom).min(self.len);
        if top.saturating_add(bottom).saturating_add(1) < self.len {
            top..self.len - bottom
        } else {
            0..0
        }
    }
}

fn rows_of(
    between: &[Stretch],
    at: FieldRef,
    range: Range<usize>,
    push: &mut impl FnMut(Block, usize),
) {
    let mut start = 0;
    for stretch in between {
        let (from, to) = (range.start.max(start), range.end.min(start + stretch.len()));
        if from < to {
            let skip = from - start;
            let block = match *stretch {
                Stretch::Same { old, new, .. } => {
                    Block::Same { at, old: old + skip, new: new + skip }
                }
                Stretch::Hunk { hunk, .. } => Block::Hunk { at, hunk, skip },
            };
            push(block, to - from);
        }
        start += stretch.len();
    }
}

impl Stretch {
    fn len(&self) -> usize {
        match self {
            Self::Same { len, .. } | Self::Hunk { len, .. } => *len,
        }
    }
}
