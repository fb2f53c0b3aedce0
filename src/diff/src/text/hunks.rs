//! Which lines differ: a histogram difference, tidied for human readers.

use std::hash::{Hash, Hasher};
use std::ops::Range;

use imara_diff::{Algorithm, Diff, InternedInput, Interner};

use super::{Lines, Whitespace};

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
pub(super) fn line_hunks(old: &Lines, new: &Lines, whitespace: Whitespace) -> Vec<Hunk> {
    if old.text() == new.text() {
        return Vec::new();
    }
    match whitespace {
        Whitespace::Significant => hunks_of(old, new, |line| line),
        Whitespace::Ignored => hunks_of(old, new, Bare),
    }
}

fn hunks_of<'a, T>(old: &'a Lines, new: &'a Lines, token: impl Fn(&'a str) -> T) -> Vec<Hunk>
where
    T: Hash + Eq + AsRef<[u8]>,
{
    let mut input = InternedInput {
        before: Vec::with_capacity(old.len()),
        after: Vec::with_capacity(new.len()),
        interner: Interner::new(old.len() + new.len()),
    };
    input.update_before(old.iter().map(&token));
    input.update_after(new.iter().map(&token));
    let mut diff = Diff::compute(Algorithm::Histogram, &input);
    diff.postprocess_lines(&input);
    let range = |lines: Range<u32>| lines.start as usize..lines.end as usize;
    diff.hunks().map(|hunk| Hunk { old: range(hunk.before), new: range(hunk.after) }).collect()
}

/// A line of which only the characters that are not white space count.
struct Bare<'a>(&'a str);

impl Bare<'_> {
    fn chars(&self) -> impl Iterator<Item = char> {
        self.0.chars().filter(|char| !char.is_whitespace())
    }
}

impl Hash for Bare<'_> {
    fn hash<H: Hasher>(&self, state: &mut H) {
        self.chars().for_each(|char| state.write_u32(char.into()));
    }
}

impl PartialEq for Bare<'_> {
    fn eq(&self, other: &Self) -> bool {
        self.0 == other.0 || self.chars().eq(other.chars())
    }
}

impl Eq for Bare<'_> {}

impl AsRef<[u8]> for Bare<'_> {
    fn as_ref(&self) -> &[u8] {
        self.0.as_bytes()
    }
}
