//! Lines cut into words: what is compared inside a changed line.

use std::ops::Range;

use super::Syntax;
use super::word_breaker::{WordBreaker, words};

/// The tokens of a line, in order. White space between them is no token. A token never begins or
/// ends inside of what a reader sees as one character.
pub(super) fn tokens(line: &str, syntax: Syntax, breaker: &dyn WordBreaker) -> Vec<Range<usize>> {
    let mut tokens = Vec::with_capacity(line.len() / 5 + 1);
    let mut references = match syntax {
        Syntax::Prose => model::references(line),
        Syntax::Code | Syntax::Json => Vec::new(),
    }
    .into_iter()
    .map(|reference| reference.range)
    .peekable();

    let bytes = line.as_bytes();
    let mut at = 0;
    while at < bytes.len() {
        while references.next_if(|range| range.start < at).is_some() {}
        let reference = references.next_if(|range| range.start == at).map(|range| range.end);
        let end = reference.unwrap_or_else(|| ascii_token(bytes, at, syntax));
        if bytes.get(end).is_none_or(u8::is_ascii) && end > at {
            if !bytes[at].is_ascii_whitespace() {
                tokens.push(at..end);
            }
            at = end;
        } else {
            // What touches a character beyond ASCII is cut by the rules of Unicode, up to the
            // next white space that nothing combines with.
            let end = unicode_stretch(bytes, at);
            cut_unicode(&line[at..end], at, breaker, &mut tokens);
            at = end;
        }
    }
    tokens
}

/// Where the token that begins at `at` ends, if everything is ASCII; `at` itself if it is not.
fn ascii_token(bytes: &[u8], at: usize, syntax: Syntax) -> usize {
    let run = |from: usize, of: fn(&u8) -> bool| {
        bytes[from..].iter().position(|byte| !of(byte)).map_or(bytes.len(), |step| from + step)
    };
    let first = bytes[at];
    if first.is_ascii_whitespace() {
        run(at, u8::is_ascii_whitespace)
    } else if is_word(&first) {
        let mut end = run(at, is_word);
        // "don't" and "3.50" are one word each.
        while let (Some(joint), Some(next)) = (bytes.get(end), bytes.get(end + 1)) {
            let before = bytes[end - 1];
            let joins = match joint {
                b'\'' => syntax == Syntax::Prose && before.is_ascii_alphabetic() && is_letter(next),
                b'.' | b',' => before.is_ascii_digit() && next.is_ascii_digit(),
                _ => false,
            };
            if !joins {
                break;
            }
            end = run(end + 1, is_word);
        }
        end
    } else if first.is_ascii() {
        let operator = |length: usize| {
            bytes.get(at..at + length).is_some_and(|text| OPERATORS.contains(&text))
        };
        match syntax {
            Syntax::Prose => at + 1,
            Syntax::Code | Syntax::Json => {
                at + [3, 2].into_iter().find(|&length| operator(length)).unwrap_or(1)
            }
        }
    } else {
        at
    }
}

/// What a reader of Python or JSON takes for one sign.
const OPERATORS: &[&[u8]] = &[
    b"\"\"\"", b"'''", b"**=", b"//=", b"<<=", b">>=", b"...", b"==", b"!=", b"<=", b">=", b"->",
    b":=", b"+=", b"-=", b"*=", b"/=", b"%=", b"&=", b"|=", b"^=", b"**", b"//", b"<<", b">>",
    b"{{", b"}}",
];

fn is_word(byte: &u8) -> bool {
    byte.is_ascii_alphanumeric() || *byte == b'_'
}

fn is_letter(byte: &u8) -> bool {
    byte.is_ascii_alphabetic()
}

/// Where the text that has to be cut by the rules of Unicode ends.
fn unicode_stretch(bytes: &[u8], at: usize) -> usize {
    let mut end = at;
    loop {
        // White space at the very start belongs to the stretch if something combines with it.
        let solid = bytes[end..].iter().position(|byte| !byte.is_ascii_whitespace());
        let Some(solid) = solid.map(|step| end + step) else { return bytes.len() };
        let space = bytes[solid..].iter().position(u8::is_ascii_whitespace);
        let Some(space) = space.map(|step| solid + step) else { return bytes.len() };
        let after = bytes[space..].iter().position(|byte| !byte.is_ascii_whitespace());
        match after.map(|step| bytes[space + step]) {
            Some(byte) if !byte.is_ascii() => end = space,
            _ => return space,
        }
    }
}

fn cut_unicode(
    text: &str,
    offset: usize,
    breaker: &dyn WordBreaker,
    tokens: &mut Vec<Range<usize>>,
) {
    for (at, word) in words(text, breaker) {
        if !word.chars().all(char::is_whitespace) {
            tokens.push(offset + at..offset + at + word.len());
        }
    }
}

/// Whether a token is a word, not a mere sign.
pub(super) fn is_wordlike(token: &str) -> bool {
    token.chars().any(char::is_alphanumeric)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::UnicodeWords;

    fn check(syntax: Syntax, line: &str, expected: &[&str]) {
        let found: Vec<&str> =
            tokens(line, syntax, &UnicodeWords).into_iter().map(|range| &line[range]).collect();
        assert_eq!(found, expected, "{line}");
    }

    #[test]
    fn prose_is_cut_into_words_marks_and_references() {
        check(
            Syntax::Prose,
            "Don't call {{fn:book_table}}, pay $5.50 for $party_size!",
            &[
                "Don't",
                "call",
                "{{fn:book_table}}",
                ",",
                "pay",
                "$",
                "5.50",
                "for",
                "$party_size",
                "!",
            ],
        );
        check(Syntax::Prose, "naïve “quote” end", &["naïve", "“", "quote", "”", "end"]);
        check(Syntax::Prose, "  \t ", &[]);
        check(Syntax::Prose, "", &[]);
    }

    #[test]
    fn code_is_cut_into_names_numbers_and_operators() {
        check(
            Syntax::Code,
            "if a_1 != 3.14: return f(x)->y",
            &["if", "a_1", "!=", "3.14", ":", "return", "f", "(", "x", ")", "->", "y"],
        );
        check(
            Syntax::Json,
            r#"{"städte": 12,"a":true}"#,
            &["{", "\"", "städte", "\"", ":", "12", ",", "\"", "a", "\"", ":", "true", "}"],
        );
    }

    #[test]
    fn a_grapheme_is_never_split_into_tokens() {
        check(Syntax::Prose, "a \u{301}b", &["a", " \u{301}", "b"]);
        check(Syntax::Prose, "$nai\u{308}ve", &["$", "nai\u{308}ve"]);
        check(Syntax::Prose, "ok 👨‍👩‍👧 fine", &["ok", "👨‍👩‍👧", "fine"]);
        check(Syntax::Code, "x = \"e\u{301}\"", &["x", "=", "\"", "e\u{301}", "\""]);
    }
}
