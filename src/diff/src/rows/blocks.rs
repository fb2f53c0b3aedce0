//! Rows that belong together, before they are made.

use super::lines::hunk_len;
use super::view::{GapId, Opened, View};
use crate::text::Whitespace;
use crate::{Comparison, Content, TextDiff};

/// A run of rows of one kind.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Block {
    Section(usize),
    Item(usize),
    Notice(usize),
    Field(At),
    Value(At),
    /// Unchanged lines, from these on.
    Same {
        at: At,
        old: usize,
        new: usize,
    },
    /// Rows of a hunk, from the `skip`-th on.
    Hunk {
        at: At,
        hunk: usize,
        skip: usize,
    },
    Gap {
        at: At,
        hunk: usize,
        hidden: usize,
    },
    Entry {
        at: At,
        entry: usize,
    },
    GridDefault(At),
    GridHead(At),
    GridRows(At),
}

/// A field: its item, and its place among the fields of that.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct At {
    pub(crate) item: u32,
    pub(crate) field: u32,
}

impl At {
    pub(super) fn new(item: usize, field: usize) -> Self {
        Self { item: item as u32, field: field as u32 }
    }

    pub(super) fn content<'a>(&self, comparison: &'a Comparison) -> &'a Content {
        &comparison.items[self.item as usize].fields[self.field as usize].content
    }

    pub(super) fn text<'a>(&self, comparison: &'a Comparison) -> Option<&'a TextDiff> {
        match self.content(comparison) {
            Content::Text(text) | Content::Json(text) => Some(text),
            _ => None,
        }
    }

    pub(super) fn gap(&self, hunk: usize) -> GapId {
        GapId { item: self.item as usize, field: self.field as usize, hunk }
    }
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
    at: At,
    view: &View,
    push: &mut impl FnMut(Block, usize),
) {
    let Some(text) = at.text(comparison) else { return };
    let hides = comparison.whitespace == Whitespace::Ignored;
    let mut between = Vec::new();
    let (mut old, mut new) = (0, 0);
    let mut is_first = true;
    for (index, hunk) in text.hunks().iter().enumerate() {
        push_same(&mut between, old, new, hunk.old.start - old);
        (old, new) = (hunk.old.end, hunk.new.end);
        let len = hunk_len(text, index, view.mode);
        if hides && text.is_whitespace_only(index) {
            between.push(Stretch::Hunk { hunk: index, len });
            continue;
        }
        let edges = (if is_first { 0 } else { view.context }, view.context);
        between_hunks(&between, at, index, edges, view, push);
        push(Block::Hunk { at, hunk: index, skip: 0 }, len);
        between.clear();
        is_first = false;
    }
    push_same(&mut between, old, new, text.old_lines().len() - old);
    let edges = (if is_first { 0 } else { view.context }, 0);
    between_hunks(&between, at, text.hunks().len(), edges, view, push);
}

fn push_same(between: &mut Vec<Stretch>, old: usize, new: usize, len: usize) {
    if len > 0 {
        between.push(Stretch::Same { old, new, len });
    }
}

/// What stands between two hunks: context at both edges, and a gap if enough is left.
fn between_hunks(
    between: &[Stretch],
    at: At,
    hunk: usize,
    edges: (usize, usize),
    view: &View,
    push: &mut impl FnMut(Block, usize),
) {
    let total: usize = between.iter().map(Stretch::len).sum();
    let opened: Opened = view.gaps.get(&at.gap(hunk)).copied().unwrap_or_default();
    let top = edges.0.saturating_add(opened.top).min(total);
    let bottom = edges.1.saturating_add(opened.bottom).min(total);
    // A gap takes a row itself, so it has to hide more than one.
    let hidden = total.saturating_sub(top.saturating_add(bottom));
    if hidden <= 1 {
        rows_of(between, at, 0..total, push);
    } else {
        rows_of(between, at, 0..top, push);
        push(Block::Gap { at, hunk, hidden }, 1);
        rows_of(between, at, total - bottom..total, push);
    }
}

fn rows_of(
    between: &[Stretch],
    at: At,
    range: std::ops::Range<usize>,
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
