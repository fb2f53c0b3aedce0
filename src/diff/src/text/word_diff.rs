//! Which words of a line differ: the result of comparing two versions of it.

use std::ops::Range;

use super::encoding::same_letters;

/// The difference between two versions of one line, in bytes of each.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct WordDiff {
    /// What was replaced by what, in order; either range may be empty.
    pub changes: Vec<WordChange>,
    /// Whether so little is shared that the line counts as another one.
    pub replaced: bool,
}

/// One run of words that became another.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct WordChange {
    /// Bytes of the old line.
    pub old: Range<usize>,
    /// Bytes of the new line.
    pub new: Range<usize>,
}

/// A piece of a line and whether it differs from the other side.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Span {
    /// Bytes of the line.
    pub range: Range<usize>,
    /// Whether the other side has something else there.
    pub changed: bool,
}

/// A piece of both sides read as one text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Piece {
    /// Bytes of the new line that are the same in the old one.
    Same(Range<usize>),
    /// Bytes of the old line that were removed.
    Removed(Range<usize>),
    /// Bytes of the new line that were not there.
    Added(Range<usize>),
}

impl WordDiff {
    /// The old line in pieces, from its start to its end.
    pub fn old_spans(&self, length: usize) -> Vec<Span> {
        spans(self.changes.iter().map(|change| &change.old), length)
    }

    /// The new line in pieces, from its start to its end.
    pub fn new_spans(&self, length: usize) -> Vec<Span> {
        spans(self.changes.iter().map(|change| &change.new), length)
    }

    /// Whether what is the same on both sides is encoded otherwise.
    pub fn has_other_encoding(&self, old: &str, new: &str) -> bool {
        let end = [WordChange { old: old.len()..old.len(), new: new.len()..new.len() }];
        let mut at = (0, 0);
        self.changes.iter().chain(&end).any(|change| {
            let same = (&old[at.0..change.old.start], &new[at.1..change.new.start]);
            at = (change.old.end, change.new.end);
            same.0 != same.1 && same_letters(same.0, same.1)
        })
    }

    /// Both lines as one text in which removed words stand before the words that replace them.
    pub fn pieces(&self, new_length: usize) -> Vec<Piece> {
        let mut pieces = Vec::with_capacity(self.changes.len() * 3 + 1);
        let mut at = 0;
        for change in &self.changes {
            pieces.push(Piece::Same(at..change.new.start));
            pieces.push(Piece::Removed(change.old.clone()));
            pieces.push(Piece::Added(change.new.clone()));
            at = change.new.end;
        }
        pieces.push(Piece::Same(at..new_length));
        pieces.retain(|piece| !piece.range().is_empty());
        pieces
    }
}

impl Piece {
    /// The bytes, of the old line for what is removed and of the new one otherwise.
    pub fn range(&self) -> &Range<usize> {
        match self {
            Self::Same(range) | Self::Removed(range) | Self::Added(range) => range,
        }
    }
}

fn spans<'a>(changed: impl Iterator<Item = &'a Range<usize>>, length: usize) -> Vec<Span> {
    let mut spans = Vec::new();
    let mut at = 0;
    for range in changed.filter(|range| !range.is_empty()) {
        spans.push(Span { range: at..range.start, changed: false });
        spans.push(Span { range: range.clone(), changed: true });
        at = range.end;
    }
    spans.push(Span { range: at..length, changed: false });
    spans.retain(|span| !span.range.is_empty());
    spans
}
