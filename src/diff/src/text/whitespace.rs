//! Line ends and white space: what of them counts.

use std::borrow::Cow;

/// Whether white space makes a difference.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Whitespace {
    /// It does.
    #[default]
    Significant,
    /// Lines that differ in nothing else are the same.
    Ignored,
}

/// A text as it is compared: line ends are line feeds, and one at the very end does not count.
pub fn normal(text: &str) -> Cow<'_, str> {
    let text = if memchr::memchr(b'\r', text.as_bytes()).is_some() {
        Cow::Owned(text.replace("\r\n", "\n").replace('\r', "\n"))
    } else {
        Cow::Borrowed(text)
    };
    match text {
        Cow::Borrowed(text) => Cow::Borrowed(text.strip_suffix('\n').unwrap_or(text)),
        Cow::Owned(mut text) => {
            if text.ends_with('\n') {
                text.pop();
            }
            Cow::Owned(text)
        }
    }
}

/// Whether two texts have the same characters apart from white space.
pub(crate) fn same_but_whitespace(old: &str, new: &str) -> bool {
    let solid = |char: &char| !char.is_whitespace();
    old.chars().filter(solid).eq(new.chars().filter(solid))
}
