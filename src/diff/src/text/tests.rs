//! Texts and their hunks.

use super::*;

fn diff(old: &str, new: &str) -> TextDiff {
    TextDiff::new(old, new, Syntax::Prose, Whitespace::Significant)
}

#[test]
fn applying_all_hunks_gives_the_new_text() {
    for (old, new) in [("", "a"), ("a", ""), ("a\n", "a"), ("a\nb\nc", "a\nc\nd\n"), ("\n", "\n\n")]
    {
        let diff = diff(old, new);
        assert_eq!(diff.apply(|_| true), new);
        assert_eq!(diff.apply(|_| false), old);
        assert_eq!(diff.revert(|_| true), old);
        assert_eq!(diff.revert(|_| false), new);
    }
}
