//! From words that differ to marks that can be read.

use std::ops::Range;

use super::token::is_wordlike;
use super::{Hunk, WordChange};

/// When the shared words are a smaller part than this, the line is marked as replaced as a whole.
const SHARED_AT_LEAST: f32 = 0.2;
/// Shared words shorter than this in sum, between changes twice as long, only look shared.
const ISLAND: usize = 12;

/// One version of a line, cut into tokens.
pub(super) struct Side<'a> {
    pub(super) line: &'a str,
    pub(super) tokens: Vec<Range<usize>>,
}

impl<'a> Side<'a> {
    pub(super) fn text(&self, token: usize) -> &'a str {
        &self.line[self.tokens[token].clone()]
    }

    /// Bytes in words, without signs and white space.
    fn weight(&self, tokens: Range<usize>) -> usize {
        tokens.map(|at| self.text(at)).filter(|text| is_wordlike(text)).map(str::len).sum()
    }

    /// Where a stretch of tokens begins, white space before it included.
    fn start(&self, token: usize) -> usize {
        if token == 0 { 0 } else { self.tokens[token - 1].end }
    }

    /// Where a stretch of tokens ends, white space after it included.
    fn end(&self, token: usize) -> usize {
        self.tokens.get(token).map_or(self.line.len(), |next| next.start)
    }
}

/// Whether too little is shared to speak of an edit.
pub(super) fn mostly_replaced(old: &Side, new: &Side, hunks: &[Hunk]) -> bool {
    let changed = |side: &Side, range: fn(&Hunk) -> &Range<usize>| -> (usize, usize) {
        let changed = hunks.iter().map(|hunk| side.weight(range(hunk).clone())).sum();
        (changed, side.weight(0..side.tokens.len()))
    };
    let (removed, old_total) = changed(old, |hunk| &hunk.old);
    let (_, new_total) = changed(new, |hunk| &hunk.new);
    let shared = (old_total - removed) as f32;
    shared < SHARED_AT_LEAST * old_total.max(new_total) as f32
}

/// Joins changes between which only signs, or a few short words, happen to be equal.
pub(super) fn merge_islands(old: &Side, new: &Side, hunks: &mut Vec<Hunk>) {
    let size = |hunk: &Hunk| old.weight(hunk.old.clone()).max(new.weight(hunk.new.clone()));
    let mut merged: Vec<Hunk> = Vec::with_capacity(hunks.len());
    for hunk in hunks.drain(..) {
        if let Some(last) = merged.last_mut() {
            let island = last.old.end..hunk.old.start;
            let weight = old.weight(island.clone());
            let is_small =
                island.len() <= 3 && weight <= ISLAND && weight * 2 <= size(last).min(size(&hunk));
            if is_small {
                last.old.end = hunk.old.end;
                last.new.end = hunk.new.end;
                continue;
            }
        }
        merged.push(hunk);
    }
    *hunks = merged;
}

/// Turns changed tokens into changed bytes, and finds the white space that changed between equal
/// ones.
pub(super) fn byte_changes(old: &Side, new: &Side, hunks: &[Hunk]) -> Vec<WordChange> {
    let mut changes = Vec::with_capacity(hunks.len());
    let (mut i, mut j) = (0, 0);
    for hunk in hunks {
        // Stretches of equal tokens: only the white space before each can differ.
        while i < hunk.old.start {
            push_change(old, new, i..i, j..j, &mut changes);
            (i, j) = (i + 1, j + 1);
        }
        push_change(old, new, hunk.old.clone(), hunk.new.clone(), &mut changes);
        // The white space before the next token is part of this change.
        (i, j) = (hunk.old.end + 1, hunk.new.end + 1);
    }
    while i <= old.tokens.len() {
        push_change(old, new, i..i, j..j, &mut changes);
        (i, j) = (i + 1, j + 1);
    }
    changes
}

/// Adds the change from some tokens to others with the white space around them, without what the
/// white space has in common.
fn push_change(
    old: &Side,
    new: &Side,
    old_tokens: Range<usize>,
    new_tokens: Range<usize>,
    changes: &mut Vec<WordChange>,
) {
    let mut change = WordChange {
        old: old.start(old_tokens.start)..old.end(old_tokens.end),
        new: new.start(new_tokens.start)..new.end(new_tokens.end),
    };
    let (old_text, new_text) = (&old.line[change.old.clone()], &new.line[change.new.clone()]);
    if old_text == new_text {
        return;
    }
    // Only white space between tokens is cut off: a space inside of a token has something on it.
    let lead = |side: &Side, tokens: &Range<usize>, text: &str| {
        if tokens.is_empty() {
            text.len()
        } else {
            side.tokens[tokens.start].start - side.start(tokens.start)
        }
    };
    let leading = lead(old, &old_tokens, old_text).min(lead(new, &new_tokens, new_text));
    let prefix = common(old_text[..].chars(), new_text.chars(), leading);
    let tail = |side: &Side, tokens: &Range<usize>, text: &str| {
        if tokens.is_empty() {
            text.len()
        } else {
            side.end(tokens.end) - side.tokens[tokens.end - 1].end
        }
    };
    let trailing = tail(old, &old_tokens, old_text).min(tail(new, &new_tokens, new_text));
    let trailing = trailing.min(old_text.len() - prefix).min(new_text.len() - prefix);
    let suffix = common(old_text.chars().rev(), new_text.chars().rev(), trailing);
    change.old = change.old.start + prefix..change.old.end - suffix;
    change.new = change.new.start + prefix..change.new.end - suffix;
    changes.push(change);
}

/// The length in bytes of what both begin with, at most `limit`.
fn common(old: impl Iterator<Item = char>, new: impl Iterator<Item = char>, limit: usize) -> usize {
    let mut length = 0;
    for (a, b) in old.zip(new) {
        if a != b || length + a.len_utf8() > limit {
            break;
        }
        length += a.len_utf8();
    }
    length
}
