//! What a comparison can be asked for.

use crate::Whitespace;
use crate::text::{UnicodeWords, WordBreaker};

/// How two snapshots are compared.
#[derive(Clone, Copy, Debug)]
pub struct Settings {
    /// Whether white space in texts makes a difference.
    pub whitespace: Whitespace,
    /// Finds words in writing that has no spaces between them.
    pub words: &'static dyn WordBreaker,
}

impl Default for Settings {
    fn default() -> Self {
        Self { whitespace: Whitespace::default(), words: &UnicodeWords }
    }
}

impl From<Whitespace> for Settings {
    fn from(whitespace: Whitespace) -> Self {
        Self { whitespace, ..Self::default() }
    }
}
