//! Finds a query in one text.

use std::ops::Range;

use crate::NamedLine;

/// Whether a text contains a query, in any case.
pub(crate) fn contains(text: &str, query: &str) -> bool {
    let mut found = false;
    Needle::new(query, false).each(text, |_| found = true);
    found
}

/// All places of a query in one text, in bytes.
pub fn occurrences(text: &str, query: &str, match_case: bool) -> Vec<Range<usize>> {
    let mut found = Vec::new();
    Needle::new(query, match_case).each(text, |range| found.push(range));
    found
}

/// All places of a query in a line as it is shown, in bytes. A reference is found by its identifier,
/// too.
pub fn named_occurrences(line: &NamedLine, query: &str, match_case: bool) -> Vec<Range<usize>> {
    Needle::new(query, match_case).in_named(line)
}

/// A query made ready for searching.
pub(crate) enum Needle<'q> {
    Exact(&'q str),
    /// Letters of ASCII in any case.
    Ascii(&'q [u8]),
    /// The lower case of the query, by characters.
    Folded(Vec<char>),
}

impl<'q> Needle<'q> {
    /// Prepares a query.
    pub(crate) fn new(query: &'q str, match_case: bool) -> Self {
        if match_case {
            Self::Exact(query)
        } else if query.is_ascii() {
            Self::Ascii(query.as_bytes())
        } else {
            Self::Folded(query.chars().flat_map(char::to_lowercase).collect())
        }
    }

    /// Whether it finds nothing because it is empty.
    pub(crate) fn is_empty(&self) -> bool {
        match self {
            Self::Exact(query) => query.is_empty(),
            Self::Ascii(query) => query.is_empty(),
            Self::Folded(query) => query.is_empty(),
        }
    }

    /// Every place of the query in a line as it is shown, in bytes.
    pub(crate) fn in_named(&self, line: &NamedLine) -> Vec<Range<usize>> {
        let mut all = Vec::new();
        self.each(&line.text, |range| all.push(range));
        for reference in &line.references {
            let shown = &reference.shown;
            let is_found = all.iter().any(|hit| hit.start < shown.end && shown.start < hit.end);
            let mut has_key = false;
            self.each(&reference.key, |_| has_key = true);
            if has_key && !is_found {
                all.push(shown.clone());
            }
        }
        all.sort_by_key(|range| range.start);
        all
    }

    /// Every place of the query in a text, in bytes.
    pub(crate) fn each(&self, text: &str, mut found: impl FnMut(Range<usize>)) {
        if self.is_empty() {
            return;
        }
        match self {
            Self::Exact(query) => {
                text.match_indices(query).for_each(|(at, hit)| found(at..at + hit.len()));
            }
            Self::Ascii(query) => {
                let (lower, upper) = (query[0].to_ascii_lowercase(), query[0].to_ascii_uppercase());
                let bytes = text.as_bytes();
                let mut from = 0;
                while let Some(step) = memchr::memchr2(lower, upper, &bytes[from..]) {
                    let start = from + step;
                    let end = start + query.len();
                    let is_hit =
                        bytes.get(start..end).is_some_and(|part| part.eq_ignore_ascii_case(query));
                    if is_hit {
                        found(start..end);
                    }
                    from = if is_hit { end } else { start + 1 };
                }
            }
            Self::Folded(query) => {
                let mut from = 0;
                for (start, _) in text.char_indices() {
                    if start < from {
                        continue;
                    }
                    if let Some(length) = folded_prefix(&text[start..], query) {
                        from = start + length;
                        found(start..from);
                    }
                }
            }
        }
    }
}

/// The length of the beginning of a text whose lower case is the query.
fn folded_prefix(text: &str, query: &[char]) -> Option<usize> {
    let mut rest = query;
    for (at, char) in text.char_indices() {
        if rest.is_empty() {
            return Some(at);
        }
        for lower in char.to_lowercase() {
            rest = rest.strip_prefix(&[lower])?;
        }
    }
    rest.is_empty().then_some(text.len())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn case_is_ignored_in_every_alphabet() {
        assert_eq!(occurrences("Call, CALL, recall", "call", false), [0..4, 6..10, 14..18]);
        assert_eq!(occurrences("Call, call, CALL", "call", true), std::slice::from_ref(&(6..10)));
        assert_eq!(occurrences("ÄRGER ärger Arger", "ärger", false), [0..6, 7..13]);
        assert_eq!(occurrences("Οδός ΟΔΌΣ", "οδό", false), [0..6, 9..15]);
        assert_eq!(occurrences("aaaa", "aa", false), [0..2, 2..4]);
        assert!(occurrences("abc", "", false).is_empty());
        assert!(occurrences("ab", "abc", false).is_empty());
    }
}
