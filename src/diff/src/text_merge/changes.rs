//! What one side changed in the base, to the byte.

use std::ops::Range;

use crate::text::{Lines, Syntax, TextDiff, Whitespace, WordBreaker, WordChange};

/// Bytes of the base that were replaced by bytes of one side; either range may be empty.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Edit {
    pub(super) base: Range<usize>,
    pub(super) side: Range<usize>,
}

/// The edits that make `side` of `base`, in order, with something unchanged between them. Applied,
/// they give `side` byte for byte.
pub(super) fn edits(
    base: &str,
    side: &str,
    syntax: Syntax,
    breaker: &'static dyn WordBreaker,
) -> Vec<Edit> {
    let diff = TextDiff::with_words(base, side, syntax, Whitespace::Significant, breaker);
    let mut walk =
        Walk { old: diff.old_lines(), new: diff.new_lines(), at: (0, 0), edits: Vec::new() };
    for (index, hunk) in diff.hunks().iter().enumerate() {
        walk.same_lines(hunk.old.start, hunk.new.start);
        for pair in diff.pairs(index) {
            walk.replaced_lines(pair.old, pair.new);
            walk.edited_line(&diff.words(pair).changes);
        }
        walk.replaced_lines(hunk.old.end, hunk.new.end);
    }
    walk.same_lines(diff.old_lines().len(), diff.new_lines().len());
    walk.edits
}

/// Goes through both texts line by line.
struct Walk<'a> {
    old: &'a Lines,
    new: &'a Lines,
    /// The next line of each.
    at: (usize, usize),
    edits: Vec<Edit>,
}

impl Walk<'_> {
    /// Lines that are the same, up to these. A line feed may have come to the last one.
    fn same_lines(&mut self, old: usize, new: usize) {
        while self.at.0 < old && self.at.1 < new {
            self.edited_line(&[]);
        }
    }

    /// Lines without a partner, up to these.
    fn replaced_lines(&mut self, old: usize, new: usize) {
        let (base, side) = (bytes(self.old, self.at.0..old), bytes(self.new, self.at.1..new));
        self.push(base, side);
        self.at = (old, new);
    }

    /// One line with its partner, of which words changed.
    fn edited_line(&mut self, changes: &[WordChange]) {
        let (old, new) = self.at;
        let base = content(self.old, old);
        let side = content(self.new, new);
        let mut before = (base.start, side.start);
        for change in changes {
            let start = (base.start + change.old.start, side.start + change.new.start);
            let end = (base.start + change.old.end, side.start + change.new.end);
            self.unless_equal(before.0..start.0, before.1..start.1);
            self.push(start.0..end.0, start.1..end.1);
            before = end;
        }
        self.unless_equal(before.0..base.end, before.1..side.end);
        let next = (bytes(self.old, old..old + 1).end, bytes(self.new, new..new + 1).end);
        self.unless_equal(base.end..next.0, side.end..next.1);
        self.at = (old + 1, new + 1);
    }

    /// What the words call the same may still be encoded or spaced otherwise.
    fn unless_equal(&mut self, base: Range<usize>, side: Range<usize>) {
        if self.old.text()[base.clone()] != self.new.text()[side.clone()] {
            self.push(base, side);
        }
    }

    fn push(&mut self, base: Range<usize>, side: Range<usize>) {
        match self.edits.last_mut() {
            _ if base.is_empty() && side.is_empty() => {}
            Some(last) if last.base.end == base.start && last.side.end == side.start => {
                (last.base.end, last.side.end) = (base.end, side.end);
            }
            _ => self.edits.push(Edit { base, side }),
        }
    }
}

/// A line without its line feed.
fn content(lines: &Lines, index: usize) -> Range<usize> {
    let start = lines.start(index);
    start..start + lines.line(index).len()
}

/// Lines with their line feeds. The last line of a text has none.
fn bytes(lines: &Lines, range: Range<usize>) -> Range<usize> {
    let at = |line: usize| lines.start(line).min(lines.text().len());
    at(range.start)..at(range.end)
}
