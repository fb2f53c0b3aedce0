//! Text inside of Markdown: inert, and marked so that every renderer shows the marks.

use std::borrow::Cow;

use crate::{invisible, made_visible};

/// What became of a piece of text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Mark {
    Same,
    Removed,
    Added,
}

/// Pieces of text in one line. What was removed is struck out, what was added is bold, by the marks of
/// Markdown where these are understood, else by the tags they stand for: beside letters, a mark
/// around punctuation would be read as plain text.
pub(super) fn marked(pieces: &[(Mark, &str)]) -> String {
    let mut out = String::new();
    for (at, (mark, text)) in pieces.iter().enumerate() {
        if *mark == Mark::Same {
            out.push_str(&escaped(&without_hidden(text)));
            continue;
        }
        let text = made_visible(text);
        let solid = text.trim();
        let lead = text.len() - text.trim_start().len();
        let (lead, trail) = (&text[..lead], &text[lead + solid.len()..]);
        out.push_str(lead);
        if solid.is_empty() {
            continue;
        }
        let body = escaped(solid);
        let next = match pieces.get(at + 1) {
            _ if !trail.is_empty() => Some(' '),
            None => None,
            Some((Mark::Same, text)) => escaped(text).chars().next(),
            Some((_, text)) => Some(if text.starts_with(char::is_whitespace) { ' ' } else { '*' }),
        };
        let is_understood = flanks(out.chars().next_back(), body.chars().next())
            && flanks(next, body.chars().next_back());
        let [open, close] = match (mark, is_understood) {
            (Mark::Removed, true) => ["~~", "~~"],
            (Mark::Removed, false) => ["<del>", "</del>"],
            (_, true) => ["**", "**"],
            (_, false) => ["<strong>", "</strong>"],
        };
        out.extend([open, &body, close, trail]);
    }
    out
}

/// Whether a mark between two characters is one: it stands close to what is inside, and a sign inside
/// needs a space or a sign outside.
fn flanks(outside: Option<char>, inside: Option<char>) -> bool {
    let is_letter = |char: char| char.is_alphanumeric();
    let is_border = |char: char| char.is_ascii_punctuation() || char.is_whitespace();
    inside.is_some_and(is_letter) || outside.is_none_or(is_border)
}

/// A text that is not read as marks, entities, links, mentions, references to issues or emoji.
pub(super) fn escaped(text: &str) -> String {
    // Inside of a word an underscore is no mark, and searching for the word finds it.
    escape(text, |before, after| before.is_ascii_alphanumeric() && after.is_ascii_alphanumeric())
}

/// A name, for renderers too that read any underscore as a mark.
pub(super) fn escaped_name(name: &str) -> String {
    escape(name, |_, _| false)
}

fn escape(text: &str, keeps_underscore: impl Fn(char, char) -> bool) -> String {
    let mut out = String::with_capacity(text.len());
    let mut before = ' ';
    let mut rest = text.chars().peekable();
    let mut done = 0;
    while let Some(char) = rest.next() {
        let (above, below) = (&text[..done], &text[done + char.len_utf8()..]);
        done += char.len_utf8();
        match char {
            '&' => out.push_str("&amp;"),
            '\n' => out.push(' '),
            ':' if below.starts_with("//") => out.push_str("\\:"),
            '.' if ends_with_word(above, "www") => out.push_str("\\."),
            '_' if keeps_underscore(before, rest.peek().copied().unwrap_or(' ')) => out.push('_'),
            _ if "\\`*_[]<>#|~$".contains(char) => out.extend(['\\', char]),
            _ => out.push(char),
        }
        let next = rest.peek().copied().unwrap_or(' ');
        let is_mention = char == '@' && !before.is_alphanumeric() && next.is_alphanumeric();
        let is_issue = match char {
            '#' => next.is_ascii_digit(),
            '-' => next.is_ascii_digit() && ends_with_word(above, "gh"),
            _ => false,
        };
        if is_mention || is_issue || char == ':' && is_emoji(below) {
            // A comment: it parts the sign from the name and is not seen.
            out.push_str("<!-- -->");
        }
        before = char;
    }
    out
}

/// Whether a text ends with a word, in any case.
fn ends_with_word(text: &str, word: &str) -> bool {
    let mut before = text.chars().rev();
    word.chars()
        .rev()
        .all(|letter| before.next().is_some_and(|it| it.eq_ignore_ascii_case(&letter)))
        && before.next().is_none_or(|it| !it.is_alphanumeric())
}

/// Whether what follows a colon is the name of an emoji, up to the second colon.
fn is_emoji(below: &str) -> bool {
    let is_part =
        |char: char| char.is_ascii_lowercase() || char.is_ascii_digit() || "_+-".contains(char);
    let name = below.trim_start_matches(is_part);
    name.starts_with(':') && name.len() < below.len()
}

/// A text in which what nobody can see is named; spaces and tabs, which are seen, stay.
pub(super) fn without_hidden(text: &str) -> Cow<'_, str> {
    visible_but(text, |char| invisible(char).is_some_and(|found| found.is_space()))
}

/// A line of code in which what cannot be told from a space is named as well; tabs stay.
pub(super) fn visible_in_code(line: &str) -> Cow<'_, str> {
    visible_but(line, |char| char == '\t')
}

/// A text in which every character that cannot be seen is named, but some.
fn visible_but(text: &str, stays: impl Fn(char) -> bool) -> Cow<'_, str> {
    if !text.chars().any(|char| invisible(char).is_some() && !stays(char)) {
        return Cow::Borrowed(text);
    }
    let mut out = String::new();
    for part in text.split_inclusive(&stays) {
        let solid = part.trim_end_matches(&stays);
        out.push_str(&made_visible(solid));
        out.push_str(&part[solid.len()..]);
    }
    Cow::Owned(out)
}

/// A value as code in a line.
pub(super) fn code(value: &str) -> String {
    if value.is_empty() {
        return "(empty)".to_owned();
    }
    let value = made_visible(value).replace('\n', " ⏎ ");
    let ticks = "`".repeat(runs_of_ticks(&value).into_iter().max().unwrap_or_default() + 1);
    let is_stripped = value.starts_with(' ') && value.ends_with(' ') && !value.trim().is_empty();
    let has_ticks = value.starts_with('`') || value.ends_with('`');
    let space = if is_stripped || has_ticks { " " } else { "" };
    format!("{ticks}{space}{value}{space}{ticks}")
}

/// How many ticks stand side by side, run by run.
pub(super) fn runs_of_ticks(text: &str) -> Vec<usize> {
    text.split(|char| char != '`').map(str::len).collect()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use pulldown_cmark::{Event, Options, Parser, Tag, TagEnd};

    use super::*;

    /// What a renderer shows of a line: plain, struck-out and bold text in their order.
    fn rendered(markdown: &str, options: Options) -> Vec<(Mark, String)> {
        let mut shown: Vec<(Mark, String)> = Vec::new();
        let mut mark = Mark::Same;
        let line = format!("- {markdown}\n");
        for event in Parser::new_ext(&line, options) {
            match event {
                Event::Start(Tag::Strong) => mark = Mark::Added,
                Event::Start(Tag::Strikethrough) => mark = Mark::Removed,
                Event::End(TagEnd::Strong | TagEnd::Strikethrough) => mark = Mark::Same,
                Event::InlineHtml(tag) => {
                    mark = match &*tag {
                        "<strong>" => Mark::Added,
                        "<del>" => Mark::Removed,
                        "</strong>" | "</del>" => Mark::Same,
                        "<!-- -->" => mark,
                        other => panic!("{other} in {markdown}"),
                    }
                }
                Event::Text(text) => match shown.last_mut() {
                    Some((last, before)) if *last == mark => before.push_str(&text),
                    _ => shown.push((mark, text.into_string())),
                },
                Event::Start(Tag::List(_) | Tag::Item) | Event::End(_) => {}
                other => panic!("{other:?} in {markdown}"),
            }
        }
        shown
    }

    fn piece() -> impl Strategy<Value = String> {
        prop_oneof![
            "[a-z]{1,5}",
            "[ a-z,.;:!?*_~`<>&@#|\\[\\]\\(\\)0-9-]{1,8}",
            Just(", thanks".to_owned()),
            Just("（你好）".to_owned()),
            Just("&amp; @ann #12 <b> `x` [a](b)".to_owned()),
            Just("https://a.example www.b.example GH-3 :tada:".to_owned()),
            Just("| a | b |\n|---|---|".replace('\n', " ")),
        ]
    }

    proptest! {
        #[test]
        fn every_mark_is_seen_and_nothing_else_is_one(
            pieces in prop::collection::vec(
                (prop::sample::select(vec![Mark::Same, Mark::Removed, Mark::Added]), piece()),
                1..6,
            ),
        ) {
            let mut joined: Vec<(Mark, String)> = Vec::new();
            for (mark, text) in pieces {
                match joined.last_mut() {
                    Some((last, before)) if *last == mark => before.push_str(&text),
                    _ => joined.push((mark, text)),
                }
            }
            let borrowed: Vec<(Mark, &str)> =
                joined.iter().map(|(mark, text)| (*mark, text.as_str())).collect();
            let line = format!("edited: {}", marked(&borrowed));
            let shown = rendered(&line, Options::ENABLE_STRIKETHROUGH | Options::ENABLE_TABLES);
            let of = |mark: Mark, all: &[(Mark, String)]| -> String {
                let parts = all.iter().filter(|(found, _)| *found == mark);
                parts.flat_map(|(_, text)| text.chars()).filter(|char| !char.is_whitespace()).collect()
            };
            for mark in [Mark::Removed, Mark::Added] {
                prop_assert_eq!(of(mark, &shown), of(mark, &joined), "{}", line);
            }
            let plain = format!("edited:{}", of(Mark::Same, &joined));
            prop_assert_eq!(of(Mark::Same, &shown), plain, "{}", line);
        }
    }

    #[test]
    fn marks_of_markdown_are_used_where_they_are_understood() {
        let check = |pieces: &[(Mark, &str)], expected: &str| assert_eq!(marked(pieces), expected);
        use Mark::{Added, Removed, Same};
        check(
            &[(Same, "at "), (Removed, "nine"), (Added, "ten"), (Same, ".")],
            "at ~~nine~~**ten**.",
        );
        check(&[(Same, "call us"), (Added, ", thanks")], "call us<strong>, thanks</strong>");
        check(&[(Same, "Fish &"), (Added, "amp;"), (Same, " Chips")], "Fish &amp;**amp;** Chips");
        let shown = "<strong>\\[U+200B zero-width space\\]</strong>a";
        check(&[(Added, "\u{200B}"), (Same, "a")], shown);
    }

    #[test]
    fn links_mentions_issues_and_emoji_are_only_text() {
        for (text, expected) in [
            ("see https://a.example/b", "see https\\://a.example/b"),
            ("WWW.a.example", "WWW\\.a.example"),
            ("awww.no", "awww.no"),
            ("@ann and a@b.example", "@<!-- -->ann and a@b.example"),
            ("fix #12, GH-3, gh-4", "fix \\#<!-- -->12, GH-<!-- -->3, gh-<!-- -->4"),
            ("high-3, GH-x", "high-3, GH-x"),
            ("at :tada: 10:30:45", "at :<!-- -->tada: 10:<!-- -->30:45"),
            ("a: b:", "a: b:"),
        ] {
            assert_eq!(escaped(text), expected);
        }
    }

    #[test]
    fn a_value_is_code_as_it_is() {
        assert_eq!(code("a`b"), "``a`b``");
        assert_eq!(code(" a "), "`  a  `");
        assert_eq!(code("a\tb\nc"), "`a[U+0009 tab]b ⏎ c`");
        assert_eq!(code(""), "(empty)");
    }
}
