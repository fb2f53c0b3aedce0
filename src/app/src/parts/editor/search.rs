//! Finding text in an editor: the same letters in every encoding, and never a part of a letter.

use std::collections::HashMap;
use std::ops::Range;

/// What is looked for.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Query {
    /// The text, of one line. Nothing is found if it is empty.
    pub(super) text: String,
    pub(super) matches_case: bool,
    pub(super) whole_words: bool,
}

/// What is known of letters.
pub(super) struct Letters {
    /// A text with every letter taken apart from its accents (Unicode NFD).
    pub(super) decomposed: fn(&str) -> String,
    /// Whether a position of a text, in bytes, is between letters.
    pub(super) is_boundary: fn(&str, usize) -> bool,
}

/// A line made comparable, with the position in bytes that each of its characters comes from.
struct Folded {
    chars: Vec<char>,
    origins: Vec<usize>,
}

/// All places of a query in a text, in bytes, which do not overlap.
pub(super) fn find(text: &str, query: &Query, letters: &Letters) -> Vec<Range<usize>> {
    let mut sizes = HashMap::new();
    let needle = fold(&query.text, query.matches_case, letters, &mut sizes).chars;
    let mut found = Vec::new();
    if needle.is_empty() {
        return found;
    }
    let mut start = 0;
    for line in text.split('\n') {
        let folded = fold(line, query.matches_case, letters, &mut sizes);
        let origin = |at: usize| folded.origins.get(at).copied().unwrap_or(line.len());
        let mut at = 0;
        while at + needle.len() <= folded.chars.len() {
            let end = at + needle.len();
            let range = origin(at)..origin(end);
            let is_hit = folded.chars[at] == needle[0]
                && folded.chars[at..end] == needle[..]
                && (at == 0 || origin(at - 1) != range.start)
                && origin(end - 1) != range.end
                && is_whole(line, &range, letters)
                && (!query.whole_words || is_word(line, &range));
            if is_hit {
                found.push(start + range.start..start + range.end);
            }
            at = if is_hit { end } else { at + 1 };
        }
        start += line.len() + 1;
    }
    found
}

/// A text in which every hit is replaced: the part that changes, in bytes, and what takes its place.
pub(super) fn replaced(
    text: &str,
    hits: &[Range<usize>],
    replacement: &str,
) -> Option<(Range<usize>, String)> {
    let range = hits.first()?.start..hits.last()?.end;
    let mut new = String::with_capacity(range.len());
    let mut at = range.start;
    for hit in hits {
        new.push_str(&text[at..hit.start]);
        new.push_str(replacement);
        at = hit.end;
    }
    Some((range, new))
}

fn fold(
    line: &str,
    matches_case: bool,
    letters: &Letters,
    sizes: &mut HashMap<char, usize>,
) -> Folded {
    let mut folded =
        Folded { chars: Vec::with_capacity(line.len()), origins: Vec::with_capacity(line.len()) };
    if line.is_ascii() {
        let lower = |byte: u8| if matches_case { byte } else { byte.to_ascii_lowercase() };
        folded.chars.extend(line.bytes().map(|byte| char::from(lower(byte))));
        folded.origins.extend(0..line.len());
        return folded;
    }
    // Taking a text apart puts accents of one letter in order: the parts of a character may change
    // places, but only inside of its letter, and never their number.
    let whole = (letters.decomposed)(line);
    let mut parts = whole.chars();
    for (at, char) in line.char_indices() {
        let size = *sizes
            .entry(char)
            .or_insert_with(|| (letters.decomposed)(char.encode_utf8(&mut [0; 4])).chars().count());
        for part in parts.by_ref().take(size) {
            if matches_case {
                folded.chars.push(part);
                folded.origins.push(at);
            } else {
                for lower in part.to_lowercase() {
                    folded.chars.push(lower);
                    folded.origins.push(at);
                }
            }
        }
    }
    folded
}

/// Whether a place begins and ends between letters.
fn is_whole(line: &str, range: &Range<usize>, letters: &Letters) -> bool {
    let is_plain = |at: usize| {
        // Between two characters of ASCII is always a boundary.
        let (before, after) = (line[..at].bytes().next_back(), line[at..].bytes().next());
        before.is_none_or(|byte| byte.is_ascii()) && after.is_none_or(|byte| byte.is_ascii())
    };
    [range.start, range.end].into_iter().all(|at| is_plain(at) || (letters.is_boundary)(line, at))
}

/// Whether a place is no part of a longer word.
fn is_word(line: &str, range: &Range<usize>) -> bool {
    let is_inside = |at: usize| {
        let (before, after) = (line[..at].chars().next_back(), line[at..].chars().next());
        before.is_some_and(is_of_word) && after.is_some_and(is_of_word)
    };
    !is_inside(range.start) && !is_inside(range.end)
}

fn is_of_word(char: char) -> bool {
    char == '_' || char.is_alphanumeric()
}

#[cfg(test)]
mod tests {
    use unicode_normalization::UnicodeNormalization;
    use unicode_segmentation::UnicodeSegmentation;

    use super::*;

    const LETTERS: Letters = Letters {
        decomposed: |text| text.nfd().collect(),
        is_boundary: |text, at| {
            at == text.len() || text.grapheme_indices(true).any(|(start, _)| start == at)
        },
    };

    fn places(text: &str, query: &str) -> Vec<String> {
        let query = Query { text: query.to_owned(), ..Query::default() };
        find(text, &query, &LETTERS).into_iter().map(|range| text[range].to_owned()).collect()
    }

    #[test]
    fn letters_are_found_in_every_case_and_encoding() {
        assert_eq!(places("Call, CALL\nrecall", "call"), ["Call", "CALL", "call"]);
        assert_eq!(places("Caf\u{e9} CAFE\u{301}", "cafe\u{301}"), ["Caf\u{e9}", "CAFE\u{301}"]);
        assert_eq!(places("Caf\u{e9} CAFE\u{301}", "CAF\u{c9}"), ["Caf\u{e9}", "CAFE\u{301}"]);
        // Two accents in another order.
        assert_eq!(places("a s\u{307}\u{323} b", "\u{1e69}"), ["s\u{307}\u{323}"]);
        assert_eq!(places("한국 예약", "예약"), ["예약"]);
        assert_eq!(places("aaaa", "aa"), ["aa", "aa"]);
        assert!(places("text", "").is_empty() && places("", "x").is_empty());
    }

    #[test]
    fn a_part_of_a_letter_is_not_found() {
        assert!(places("caf\u{e9} cafe\u{301}", "e").is_empty());
        assert!(places("cafe\u{301}", "\u{301}").is_empty());
        assert!(places("👨‍👩‍👧", "👩").is_empty());
        assert!(places("한", "\u{1112}").is_empty());
        assert_eq!(places("👨‍👩‍👧 👩", "👩"), ["👩"]);
        assert_eq!(places("नमस्ते", "नम"), ["नम"]);
    }

    #[test]
    fn case_and_whole_words_count_when_asked_for() {
        let text = "Call recall call_back CALL, call";
        let count = |matches_case, whole_words| {
            let text_of = "call".to_owned();
            find(text, &Query { text: text_of, matches_case, whole_words }, &LETTERS).len()
        };
        assert_eq!(
            (count(false, false), count(true, false), count(false, true), count(true, true)),
            (5, 3, 3, 1)
        );
    }

    #[test]
    fn everything_is_replaced_in_one_step() {
        let text = "one two\none";
        let hits = find(text, &Query { text: "one".into(), ..Query::default() }, &LETTERS);
        let (range, new) = replaced(text, &hits, "1").unwrap();
        assert_eq!((&text[..range.start], &*new, &text[range.end..]), ("", "1 two\n1", ""));
        assert_eq!(replaced(text, &[], "1"), None);
    }
}
