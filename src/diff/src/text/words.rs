//! Which words differ inside a changed line.

use std::ops::Range;

use imara_diff::{Algorithm, Diff, Interner, NoSliderHeuristic, Token};

use super::encoding::decomposed;
use super::marks::{Side, byte_changes, merge_islands, mostly_replaced};
use super::token::tokens;
use super::word_breaker::{UnicodeWords, WordBreaker};
use super::{Hunk, Syntax, WordChange, WordDiff};

/// From so many words on, clauses that both sides share are looked for first. What is left to
/// compare word by word is then small, however long the line.
const LONG: usize = 1_000;
/// Compares two versions of one line word by word, without a limit on its length.
pub fn words(old: &str, new: &str, syntax: Syntax) -> WordDiff {
    words_with(old, new, syntax, &UnicodeWords)
}

/// Compares two versions of one line word by word, of which a breaker finds the words. The same
/// letters in another encoding are no difference.
pub fn words_with(old: &str, new: &str, syntax: Syntax, breaker: &dyn WordBreaker) -> WordDiff {
    // The same pair gives the same changes whichever side is the old one.
    if (old.len(), old) > (new.len(), new) {
        let mut diff = words_with(new, old, syntax, breaker);
        for change in &mut diff.changes {
            std::mem::swap(&mut change.old, &mut change.new);
        }
        return diff;
    }
    if old == new {
        return WordDiff::default();
    }
    let old = Side { line: old, tokens: tokens(old, syntax, breaker) };
    let new = Side { line: new, tokens: tokens(new, syntax, breaker) };
    let (old_ids, new_ids, distinct) = intern(&old, &new);
    let mut hunks = Vec::new();
    if old_ids.len().min(new_ids.len()) > LONG {
        long_hunks(&old_ids, &new_ids, distinct, &mut hunks);
    } else {
        word_hunks(&old_ids, &new_ids, distinct, (0, 0), &mut hunks);
    }
    if mostly_replaced(&old, &new, &hunks) {
        let whole = WordChange { old: 0..old.line.len(), new: 0..new.line.len() };
        return WordDiff { changes: vec![whole], replaced: true };
    }
    if syntax == Syntax::Prose {
        merge_islands(&old, &new, &mut hunks);
    }
    WordDiff { changes: byte_changes(&old, &new, &hunks), replaced: false }
}

fn intern(old: &Side, new: &Side) -> (Vec<Token>, Vec<Token>, u32) {
    let mut interner = Interner::new(old.tokens.len() + new.tokens.len());
    let old_ids =
        (0..old.tokens.len()).map(|at| interner.intern(decomposed(old.text(at)))).collect();
    let new_ids =
        (0..new.tokens.len()).map(|at| interner.intern(decomposed(new.text(at)))).collect();
    (old_ids, new_ids, interner.num_tokens())
}

/// Compares words by Myers' algorithm: the histogram of lines is no help where most tokens repeat.
fn word_hunks(
    old: &[Token],
    new: &[Token],
    distinct: u32,
    (old_at, new_at): (usize, usize),
    hunks: &mut Vec<Hunk>,
) {
    let mut diff = Diff::default();
    diff.compute_with(Algorithm::Myers, old, new, distinct);
    diff.postprocess_with(old, new, NoSliderHeuristic);
    hunks.extend(diff.hunks().map(|hunk| Hunk {
        old: old_at + hunk.before.start as usize..old_at + hunk.before.end as usize,
        new: new_at + hunk.after.start as usize..new_at + hunk.after.end as usize,
    }));
}

/// Compares clauses first, then the words of those that differ.
fn long_hunks(old: &[Token], new: &[Token], distinct: u32, hunks: &mut Vec<Hunk>) {
    let (old_clauses, new_clauses) = (clauses(old), clauses(new));
    let mut interner = Interner::new(old_clauses.len() + new_clauses.len());
    let mut ids = |side: &[Token], clauses: &[Range<usize>]| -> Vec<Token> {
        clauses.iter().map(|clause| interner.intern(side[clause.clone()].to_vec())).collect()
    };
    let (old_ids, new_ids) = (ids(old, &old_clauses), ids(new, &new_clauses));
    let mut diff = Diff::default();
    diff.compute_with(Algorithm::Histogram, &old_ids, &new_ids, interner.num_tokens());
    let words_of = |clauses: &[Range<usize>], range: Range<u32>, end: usize| {
        let start = |clause: u32| clauses.get(clause as usize).map_or(end, |clause| clause.start);
        start(range.start)..start(range.end)
    };
    for hunk in diff.hunks() {
        let before = words_of(&old_clauses, hunk.before, old.len());
        let after = words_of(&new_clauses, hunk.after, new.len());
        let at = (before.start, after.start);
        word_hunks(&old[before], &new[after], distinct, at, hunks);
    }
}

/// Cuts a long line where its words say so, so that both sides are cut alike around the same
/// words: after about every eighth word, the same word each time.
fn clauses(words: &[Token]) -> Vec<Range<usize>> {
    let mut clauses = Vec::with_capacity(words.len() / 6);
    let mut start = 0;
    for (at, word) in words.iter().enumerate() {
        if word.0.wrapping_mul(0x9E37_79B1) >> 29 == 0 {
            clauses.push(start..at + 1);
            start = at + 1;
        }
    }
    if start < words.len() {
        clauses.push(start..words.len());
    }
    clauses
}
