//! Matching the patterns of a schema, which is left to whoever has regular expressions of ECMAScript.

/// Regular expressions of ECMAScript, which JSON Schema has: the page asks the browser, so that it
/// carries none of its own.
pub trait Patterns {
    /// Whether a pattern matches somewhere in a text; `None` for a pattern that cannot be read.
    fn matches(&self, pattern: &str, text: &str) -> Option<bool>;
}

#[cfg(test)]
pub(crate) mod testing {
    use super::Patterns;

    /// The same without a browser.
    pub(crate) struct TestPatterns;

    impl Patterns for TestPatterns {
        fn matches(&self, pattern: &str, text: &str) -> Option<bool> {
            // What ECMAScript spells otherwise.
            let pattern = pattern
                .replace(r"\d", "[0-9]")
                .replace(r"\D", "[^0-9]")
                .replace(r"\w", "[A-Za-z0-9_]")
                .replace(r"\W", "[^A-Za-z0-9_]");
            fancy_regex::Regex::new(&pattern).ok()?.is_match(text).ok()
        }
    }
}
