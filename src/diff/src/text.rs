//! The difference between two texts: lines, then words inside of changed lines.

mod encoding;
mod hunks;
mod lines;
mod marks;
mod pairing;
mod similarity;
mod syntax;
#[cfg(test)]
mod tests;
mod token;
mod whitespace;
mod word_breaker;
mod word_diff;
mod words;

use std::ops::Range;
use std::sync::{Arc, OnceLock};

pub(crate) use encoding::{decomposed, same_letters};
pub use hunks::Hunk;
pub use lines::Lines;
pub(crate) use pairing::paired;
pub(crate) use similarity::Bag;
pub use syntax::Syntax;
pub(crate) use whitespace::same_but_whitespace;
pub use whitespace::{Whitespace, normal};
use whitespace::{reduced, same_lines, same_solid};
pub use word_breaker::{UnicodeWords, WordBreaker};
pub use word_diff::{Piece, Span, WordChange, WordDiff};
pub use words::{words, words_with};

/// Two texts and the hunks between them. Hunks are found at once; which line of a hunk became
/// which, and which words differ, is found when asked for the first time.
///
/// The old text with all hunks applied is the new text, byte for byte, and the new text with all
/// hunks reverted is the old one. (Where white space is ignored, up to white space.)
#[derive(Debug)]
pub struct TextDiff {
    old: Lines,
    new: Lines,
    hunks: Vec<Hunk>,
    syntax: Syntax,
    whitespace: Whitespace,
    /// Whether the algorithms were given the new text first: they see every pair of texts in one
    /// order, so that swapped sides mirror the result.
    flipped: bool,
    breaker: &'static dyn WordBreaker,
    /// Both texts without the white space that does not count.
    reduced: OnceLock<[Vec<String>; 2]>,
    details: OnceLock<Box<[Detail]>>,
}

/// What is found about a hunk on demand.
#[derive(Debug, Default)]
struct Detail {
    pairs: OnceLock<Box<[LinePair]>>,
}

/// A line that was edited, as both sides have it.
#[derive(Debug)]
pub struct LinePair {
    /// The line of the old text, counted from 0.
    pub old: usize,
    /// The line of the new text, counted from 0.
    pub new: usize,
    words: OnceLock<Arc<WordDiff>>,
}

impl TextDiff {
    /// Compares two texts.
    pub fn new(
        old: impl Into<Arc<str>>,
        new: impl Into<Arc<str>>,
        syntax: Syntax,
        whitespace: Whitespace,
    ) -> Self {
        Self::with_words(old, new, syntax, whitespace, &UnicodeWords)
    }

    /// Compares two texts, of which a breaker finds the words.
    pub fn with_words(
        old: impl Into<Arc<str>>,
        new: impl Into<Arc<str>>,
        syntax: Syntax,
        whitespace: Whitespace,
        breaker: &'static dyn WordBreaker,
    ) -> Self {
        let (old, new) = (Lines::new(old), Lines::new(new));
        let flipped = (old.text().len(), old.text()) > (new.text().len(), new.text());
        let hunks = if flipped {
            let mut hunks = hunks::line_hunks(&new, &old, syntax, whitespace);
            hunks.iter_mut().for_each(|hunk| std::mem::swap(&mut hunk.old, &mut hunk.new));
            hunks
        } else {
            hunks::line_hunks(&old, &new, syntax, whitespace)
        };
        Self {
            old,
            new,
            hunks,
            syntax,
            whitespace,
            flipped,
            breaker,
            reduced: OnceLock::new(),
            details: OnceLock::new(),
        }
    }

    /// A text that only one side has, in one hunk.
    pub fn one_sided(text: impl Into<Arc<str>>, is_old: bool, syntax: Syntax) -> Self {
        let (text, none) = (text.into(), Arc::from(""));
        let (old, new) = if is_old { (text, none) } else { (none, text) };
        Self::new(old, new, syntax, Whitespace::Significant)
    }

    /// The old text.
    pub fn old_lines(&self) -> &Lines {
        &self.old
    }

    /// The new text.
    pub fn new_lines(&self) -> &Lines {
        &self.new
    }

    /// How the text is cut into words.
    pub fn syntax(&self) -> Syntax {
        self.syntax
    }

    /// What changed, from the top of the text to its end.
    pub fn hunks(&self) -> &[Hunk] {
        &self.hunks
    }

    /// Whether a hunk changes nothing but the amount of white space.
    pub fn is_whitespace_only(&self, hunk: usize) -> bool {
        let Hunk { old, new } = self.hunks[hunk].clone();
        if !same_solid(self.old.slice(old.clone()), self.new.slice(new.clone())) {
            return false;
        }
        let [before, after] = self.reduced.get_or_init(|| {
            [&self.old, &self.new].map(|side| {
                let lines = reduced(side.text(), self.syntax);
                lines.into_iter().map(|line| line.into_owned()).collect()
            })
        });
        old.end <= before.len() && new.end <= after.len() && same_lines(&before[old], &after[new])
    }

    /// Whether a hunk changes nothing but the encoding of letters.
    pub fn is_encoding_only(&self, hunk: usize) -> bool {
        let Hunk { old, new } = &self.hunks[hunk];
        // A blank line that came or went has no letters, but is a line.
        old.len() == new.len()
            && same_letters(self.old.slice(old.clone()), self.new.slice(new.clone()))
    }

    /// The lines of a hunk that are one line edited, in order. Lines in none of the pairs were
    /// removed or added.
    pub fn pairs(&self, hunk: usize) -> &[LinePair] {
        let details =
            self.details.get_or_init(|| self.hunks.iter().map(|_| Detail::default()).collect());
        details[hunk].pairs.get_or_init(|| {
            let Hunk { old, new } = self.hunks[hunk].clone();
            let pairs = if self.flipped {
                let pairs = pairing::pairs(&self.new, &self.old, new, old);
                pairs.into_iter().map(|(new, old)| (old, new)).collect()
            } else {
                pairing::pairs(&self.old, &self.new, old, new)
            };
            let pair = |(old, new)| LinePair { old, new, words: OnceLock::new() };
            pairs.into_iter().map(pair).collect()
        })
    }

    /// Which words differ between the two lines of a pair.
    pub fn words(&self, pair: &LinePair) -> Arc<WordDiff> {
        let words = || {
            let (old, new) = (self.old.line(pair.old), self.new.line(pair.new));
            let mut diff = words_with(old, new, self.syntax, self.breaker);
            if self.whitespace == Whitespace::Ignored && self.syntax == Syntax::Prose {
                diff.changes.retain(|change| {
                    let is_amount =
                        touches_space(old, &change.old) && touches_space(new, &change.new);
                    let parts = (&old[change.old.clone()], &new[change.new.clone()]);
                    !(is_amount && same_but_whitespace(parts.0, parts.1, Syntax::Prose))
                });
            }
            Arc::new(diff)
        };
        Arc::clone(pair.words.get_or_init(words))
    }

    /// The old text with the chosen hunks applied.
    pub fn apply(&self, chosen: impl Fn(usize) -> bool) -> String {
        let mut parts = Vec::with_capacity(self.hunks.len() * 2 + 1);
        let mut at = 0;
        for (index, hunk) in self.hunks.iter().enumerate() {
            push_lines(&mut parts, &self.old, at..hunk.old.start);
            if chosen(index) {
                push_lines(&mut parts, &self.new, hunk.new.clone());
            } else {
                push_lines(&mut parts, &self.old, hunk.old.clone());
            }
            at = hunk.old.end;
        }
        push_lines(&mut parts, &self.old, at..self.old.len());
        parts.join("\n")
    }

    /// The new text with the chosen hunks reverted.
    pub fn revert(&self, chosen: impl Fn(usize) -> bool) -> String {
        let mut parts = Vec::with_capacity(self.hunks.len() * 2 + 1);
        let mut at = 0;
        for (index, hunk) in self.hunks.iter().enumerate() {
            push_lines(&mut parts, &self.new, at..hunk.new.start);
            if chosen(index) {
                push_lines(&mut parts, &self.old, hunk.old.clone());
            } else {
                push_lines(&mut parts, &self.new, hunk.new.clone());
            }
            at = hunk.new.end;
        }
        push_lines(&mut parts, &self.new, at..self.new.len());
        parts.join("\n")
    }
}

impl PartialEq for TextDiff {
    fn eq(&self, other: &Self) -> bool {
        let key = |diff: &Self| (diff.syntax, diff.whitespace);
        key(self) == key(other) && self.old == other.old && self.new == other.new
    }
}

/// Whether a piece of a line is white space, stands beside some, or at an end of the line.
fn touches_space(line: &str, piece: &Range<usize>) -> bool {
    let is_space = |char: Option<char>| char.is_none_or(char::is_whitespace);
    is_space(line[..piece.start].chars().next_back())
        || is_space(line[piece.end..].chars().next())
        || !piece.is_empty() && line[piece.clone()].chars().all(char::is_whitespace)
}

fn push_lines<'a>(parts: &mut Vec<&'a str>, lines: &'a Lines, range: Range<usize>) {
    if !range.is_empty() {
        parts.push(lines.slice(range));
    }
}
