//! Finds a query in one text.
//!
//! The same letters are found in any encoding, and a hit is made of whole letters: `e` is not found in
//! an `é` that is written as `e` and an accent.

use std::ops::Range;

use unicode_normalization::char::{canonical_combining_class, decompose_canonical};
use unicode_segmentation::GraphemeCursor;

use crate::NamedLine;
use crate::text::decomposed;

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
pub(crate) struct Needle<'q> {
    query: Query<'q>,
    match_case: bool,
}

enum Query<'q> {
    Ascii(&'q [u8]),
    /// Its letters without their accents, and these after them.
    Letters(Vec<char>),
}

impl<'q> Needle<'q> {
    /// Prepares a query.
    pub(crate) fn new(query: &'q str, match_case: bool) -> Self {
        let query = if query.is_ascii() {
            Query::Ascii(query.as_bytes())
        } else {
            let letters = decomposed(query);
            Query::Letters(letters.chars().flat_map(|char| folded(char, match_case)).collect())
        };
        Self { query, match_case }
    }

    /// Whether it finds nothing because it is empty.
    pub(crate) fn is_empty(&self) -> bool {
        match &self.query {
            Query::Ascii(query) => query.is_empty(),
            Query::Letters(query) => query.is_empty(),
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
        match &self.query {
            Query::Ascii(query) => self.each_ascii(text, query, &mut found),
            Query::Letters(query) => self.each_letters(text, query, &mut found),
        }
    }

    fn each_ascii(&self, text: &str, query: &[u8], found: &mut dyn FnMut(Range<usize>)) {
        let (lower, upper) = match self.match_case {
            true => (query[0], query[0]),
            false => (query[0].to_ascii_lowercase(), query[0].to_ascii_uppercase()),
        };
        let bytes = text.as_bytes();
        let mut from = 0;
        while let Some(step) = memchr::memchr2(lower, upper, &bytes[from..]) {
            let start = from + step;
            let end = start + query.len();
            let is_hit = bytes.get(start..end).is_some_and(|part| {
                part == query || !self.match_case && part.eq_ignore_ascii_case(query)
            });
            if is_hit && is_border(text, end) {
                found(start..end);
                from = end;
            } else {
                from = start + 1;
            }
        }
    }

    fn each_letters(&self, text: &str, query: &[char], found: &mut dyn FnMut(Range<usize>)) {
        let mut from = 0;
        for (start, char) in text.char_indices() {
            if start < from || !self.begins_with(char, query[0]) {
                continue;
            }
            let end = self.prefix(&text[start..], query).map(|length| start + length);
            if let Some(end) = end.filter(|end| is_border(text, start) && is_border(text, *end)) {
                found(start..end);
                from = end;
            }
        }
    }

    fn begins_with(&self, char: char, first: char) -> bool {
        if char.is_ascii() {
            return folded(char, self.match_case).next() == Some(first);
        }
        let mut parts = 0;
        let mut is_first = false;
        decompose_canonical(char, |part| {
            is_first |= parts == 0 && folded(part, self.match_case).next() == Some(first);
            parts += 1;
        });
        is_first
    }

    /// The length of the letters that a text begins with and that are the query.
    fn prefix(&self, text: &str, query: &[char]) -> Option<usize> {
        let mut rest = query;
        let mut chars = text.char_indices().peekable();
        while let Some((start, first)) = chars.next() {
            let mut end = start + first.len_utf8();
            // Accents have several orders.
            while let Some((at, mark)) = chars.next_if(|(_, char)| is_accent(*char)) {
                end = at + mark.len_utf8();
            }
            for char in decomposed(&text[start..end]).chars() {
                for char in folded(char, self.match_case) {
                    rest = rest.strip_prefix(&[char])?;
                }
            }
            if rest.is_empty() {
                return Some(end);
            }
        }
        None
    }
}

fn is_accent(char: char) -> bool {
    !char.is_ascii() && canonical_combining_class(char) != 0
}

/// A character as it is compared: in lower case, and with one form of sigma, unless case matters.
fn folded(char: char, match_case: bool) -> impl Iterator<Item = char> {
    let lower =
        (!match_case).then(|| char.to_lowercase().map(|it| if it == 'ς' { 'σ' } else { it }));
    lower.into_iter().flatten().chain(match_case.then_some(char))
}

/// Whether a place is between two letters, and not inside of one.
fn is_border(text: &str, at: usize) -> bool {
    // Between a letter of ASCII and another one, which is what most texts are made of.
    text.as_bytes().get(at).is_none_or(u8::is_ascii)
        || GraphemeCursor::new(at, text.len(), true).is_boundary(text, 0) != Ok(false)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn case_is_ignored_in_every_alphabet() {
        assert_eq!(occurrences("Call, CALL, recall", "call", false), [0..4, 6..10, 14..18]);
        assert_eq!(occurrences("Call, call, CALL", "call", true), std::slice::from_ref(&(6..10)));
        assert_eq!(occurrences("ÄRGER ärger Arger", "ärger", false), [0..6, 7..13]);
        assert_eq!(occurrences("ÄRGER ärger", "ärger", true), std::slice::from_ref(&(7..13)));
        assert_eq!(occurrences("Οδός ΟΔΌΣ", "οδό", false), [0..6, 9..15]);
        assert_eq!(occurrences("Οδός ΟΔΌΣ", "οδός", false), [0..8, 9..17]);
        assert_eq!(occurrences("aaaa", "aa", false), [0..2, 2..4]);
        assert!(occurrences("abc", "", false).is_empty());
        assert!(occurrences("ab", "abc", false).is_empty());
    }

    #[test]
    fn letters_are_found_in_every_encoding() {
        for match_case in [true, false] {
            let found = |text: &str, query: &str| occurrences(text, query, match_case);
            assert_eq!(found("caf\u{e9}, cafe\u{301}", "caf\u{e9}"), [0..5, 7..13]);
            assert_eq!(found("caf\u{e9}, cafe\u{301}", "cafe\u{301}"), [0..5, 7..13]);
            assert_eq!(found("\u{1e69} s\u{307}\u{323}", "s\u{323}\u{307}"), [0..3, 4..9]);
            assert_eq!(found("\u{ac00}", "\u{1100}\u{1161}"), std::slice::from_ref(&(0..3)));
        }
    }

    #[test]
    fn half_a_letter_is_never_found() {
        for (text, query) in [
            ("cafe\u{301}", "e"),
            ("cafe\u{301}", "cafe"),
            ("caf\u{e9}", "e"),
            ("cafe\u{301}", "\u{301}"),
            ("\u{1e69}", "s"),
            ("s\u{307}\u{323}", "s\u{307}"),
            ("\u{ac01}", "\u{ac00}"),
            ("\u{915}\u{93f}", "\u{915}"),
            ("\u{1f469}\u{200d}\u{1f4bb}", "\u{1f469}"),
            ("\u{1f469}\u{200d}\u{1f4bb}", "\u{1f4bb}"),
            ("\u{1f44d}\u{1f3fd}", "\u{1f44d}"),
        ] {
            assert!(occurrences(text, query, true).is_empty(), "{query:?} in {text:?}");
            assert!(occurrences(text, query, false).is_empty(), "{query:?} in {text:?}");
        }
        assert_eq!(occurrences("e\u{301} e", "e", false), std::slice::from_ref(&(4..5)));
        assert_eq!(occurrences("né, NE", "ne", false), std::slice::from_ref(&(5..7)));
    }
}
