//! Which lines differ: a histogram difference, tidied for human readers.

use std::borrow::Cow;
use std::hash::Hash;
use std::ops::Range;

use imara_diff::{Algorithm, Diff, InternedInput, Interner};

use super::whitespace::{Whitespace, reduced};
use super::{Lines, Syntax};

/// Lines of the old text that were replaced by lines of the new one; either side may be empty.
/// Between two hunks there is at least one unchanged line.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Hunk {
    /// Lines of the old text, counted from 0.
    pub old: Range<usize>,
    /// Lines of the new text, counted from 0.
    pub new: Range<usize>,
}

/// The hunks between two texts.
pub(super) fn line_hunks(
    old: &Lines,
    new: &Lines,
    syntax: Syntax,
    whitespace: Whitespace,
) -> Vec<Hunk> {
    if old.text() == new.text() {
        return Vec::new();
    }
    if whitespace == Whitespace::Significant || syntax == Syntax::Json {
        return hunks_of(old.iter(), new.iter());
    }
    let lines = |side| -> Vec<Reduced> {
        let lines: &Lines = side;
        let text = if lines.is_empty() { Vec::new() } else { reduced(lines.text(), syntax) };
        text.into_iter().map(Reduced).collect()
    };
    hunks_of(lines(old).into_iter(), lines(new).into_iter())
}

fn hunks_of<T>(
    old: impl ExactSizeIterator<Item = T>,
    new: impl ExactSizeIterator<Item = T>,
) -> Vec<Hunk>
where
    T: Hash + Eq + AsRef<[u8]>,
{
    let mut input = InternedInput {
        before: Vec::with_capacity(old.len()),
        after: Vec::with_capacity(new.len()),
        interner: Interner::new(old.len() + new.len()),
    };
    input.update_before(old);
    input.update_after(new);
    let mut diff = Diff::compute(Algorithm::Histogram, &input);
    diff.postprocess_lines(&input);
    let range = |lines: Range<u32>| lines.start as usize..lines.end as usize;
    diff.hunks().map(|hunk| Hunk { old: range(hunk.before), new: range(hunk.after) }).collect()
}

/// A line without the white space that does not count.
#[derive(Hash, PartialEq, Eq)]
struct Reduced<'a>(Cow<'a, str>);

impl AsRef<[u8]> for Reduced<'_> {
    fn as_ref(&self) -> &[u8] {
        self.0.as_bytes()
    }
}
