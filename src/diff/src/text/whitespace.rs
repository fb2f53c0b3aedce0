//! Line ends and white space: what of them counts.

use std::borrow::Cow;

use super::Syntax;

/// Whether white space makes a difference.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Whitespace {
    /// It does.
    #[default]
    Significant,
    /// Its amount does not. Words are never joined or parted, and the indentation of code, as of
    /// text in code, always counts.
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

/// Whether two texts differ in nothing but the amount of white space.
pub(crate) fn same_but_whitespace(old: &str, new: &str, syntax: Syntax) -> bool {
    old == new
        || same_solid(old, new)
            && same_lines(&reduced(&normal(old), syntax), &reduced(&normal(new), syntax))
}

/// Whether two texts have the same characters apart from white space: far cheaper to find out.
pub(super) fn same_solid(old: &str, new: &str) -> bool {
    let solid = |char: &char| !char.is_whitespace();
    old.chars().filter(solid).eq(new.chars().filter(solid))
}

/// Whether some reduced lines are the same, apart from blank ones.
pub(super) fn same_lines<S: AsRef<str>>(old: &[S], new: &[S]) -> bool {
    let filled = |line: &&S| !line.as_ref().is_empty();
    let (old, new) = (old.iter().filter(filled), new.iter().filter(filled));
    old.map(AsRef::as_ref).eq(new.map(AsRef::as_ref))
}

/// Every line of a text with no more white space than tells it apart from others: blank lines are
/// empty, and lines whose white space counts are as they are.
pub(super) fn reduced(text: &str, syntax: Syntax) -> Vec<Cow<'_, str>> {
    match syntax {
        Syntax::Prose => {
            let mut is_code = false;
            text.split('\n').map(|line| prose_line(line, &mut is_code)).collect()
        }
        Syntax::Code => {
            let mut quote = None;
            text.split('\n').map(|line| code_line(line, &mut quote)).collect()
        }
        Syntax::Json => text.split('\n').map(Cow::Borrowed).collect(),
    }
}

fn is_space(char: char) -> bool {
    matches!(char, ' ' | '\t')
}

fn prose_line<'t>(line: &'t str, is_code: &mut bool) -> Cow<'t, str> {
    let text = line.trim_matches(is_space);
    let is_fence = text.starts_with("```") || text.starts_with("~~~");
    let was_code = std::mem::replace(is_code, *is_code != is_fence);
    // Markdown takes lines with such an indent for code.
    let is_indented = line.starts_with("    ") || line.starts_with('\t');
    if (was_code || is_indented) && !is_fence {
        let end = line.trim_end_matches(is_space);
        return if end.is_empty() { Cow::Borrowed("") } else { Cow::Borrowed(line) };
    }
    joined(text, |_| false)
}

/// A line of Python. `quote` is the mark that ends a text over several lines, if the line begins
/// inside of one.
fn code_line<'t>(line: &'t str, quote: &mut Option<&'static str>) -> Cow<'t, str> {
    let begins_in_text = quote.is_some();
    let indent = line.len() - line.trim_start_matches(is_space).len();
    // Which bytes stand in a text.
    let mut in_text = vec![false; line.len()];
    let mut single = None;
    let mut at = 0;
    while let Some(char) = line[at..].chars().next() {
        let rest = &line[at..];
        let mark = ["\"\"\"", "'''"].into_iter().find(|mark| rest.starts_with(mark));
        let length = match (*quote, single, mark) {
            (Some(end), _, Some(mark)) if end == mark => {
                *quote = None;
                3
            }
            (None, None, Some(mark)) => {
                *quote = Some(mark);
                3
            }
            (None, None, _) if char == '#' => break,
            (None, None, _) if matches!(char, '"' | '\'') => {
                single = Some(char);
                1
            }
            (None, Some(end), _) if end == char => {
                single = None;
                1
            }
            (None, None, _) => char.len_utf8(),
            _ if char == '\\' && rest.len() > 1 => {
                1 + rest[1..].chars().next().map_or(0, char::len_utf8)
            }
            _ => char.len_utf8(),
        };
        let is_text = quote.is_some() || single.is_some();
        in_text[at..at + length].fill(is_text);
        at += length;
    }
    if begins_in_text || quote.is_some() {
        // What stands in such a text is the text of a person: all of it counts.
        return Cow::Borrowed(if line.is_empty() { "\n" } else { line });
    }
    let text = line.trim_end_matches(is_space);
    if text.len() <= indent {
        return Cow::Borrowed("");
    }
    match joined(&text[indent..], |at| in_text[indent + at]) {
        Cow::Borrowed(_) => Cow::Borrowed(text),
        Cow::Owned(rest) => Cow::Owned(format!("{}{rest}", &text[..indent])),
    }
}

/// A text with one space for every run of white space that is not exempt.
fn joined(text: &str, is_exempt: impl Fn(usize) -> bool) -> Cow<'_, str> {
    let is_plain = !text.contains('\t') && !text.contains("  ");
    if is_plain {
        return Cow::Borrowed(text);
    }
    let mut out = String::with_capacity(text.len());
    let mut was_space = false;
    for (at, char) in text.char_indices() {
        let is_run = is_space(char) && !is_exempt(at);
        if !is_run {
            out.push(char);
        } else if !was_space {
            out.push(' ');
        }
        was_space = is_run;
    }
    Cow::Owned(out)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(syntax: Syntax, old: &str, new: &str, expected: bool) {
        assert_eq!(same_but_whitespace(old, new, syntax), expected, "{old:?} {new:?}");
        assert_eq!(same_but_whitespace(new, old, syntax), expected, "{new:?} {old:?}");
    }

    #[test]
    fn in_prose_the_amount_of_white_space_makes_no_difference() {
        check(Syntax::Prose, "a  b\tc", "a b  c", true);
        check(Syntax::Prose, "  a \n\n\nb", "a\nb  ", true);
        check(Syntax::Prose, "now here", "nowhere", false);
        check(Syntax::Prose, "1 000", "10 00", false);
        check(Syntax::Prose, "a b", "a\nb", false);
        check(Syntax::Prose, "a b", "a\u{a0}b", false);
        check(Syntax::Prose, "```\nif a:\n  b\n```", "```\nif a:\nb\n```", false);
        check(Syntax::Prose, "So:\n\n    if a:\n        b", "So:\n\n    if a:\n    b", false);
        check(Syntax::Prose, "```\na\n```\n  b", "```\na\n```\nb", true);
    }

    #[test]
    fn in_code_indentation_and_texts_count() {
        check(Syntax::Code, "x  =  1  # a", "x = 1 # a", true);
        check(Syntax::Code, "if a:\n\n    b() ", "if a:\n    b()", true);
        check(Syntax::Code, "if a:\n    b()\n    c()", "if a:\n    b()\nc()", false);
        check(Syntax::Code, "x = 'a  b'", "x = 'a b'", false);
        check(Syntax::Code, "x = \"a'  b\"  + y", "x = \"a'  b\" + y", true);
        check(Syntax::Code, "x = '\\'  b'", "x = '\\' b'", false);
        check(Syntax::Code, "x = \"\"\"\n  a\n\"\"\"", "x = \"\"\"\na\n\"\"\"", false);
        check(Syntax::Code, "x = '''a\n\nb'''", "x = '''a\nb'''", false);
        check(Syntax::Code, "x = '''a'''  + b", "x = '''a''' + b", true);
        check(Syntax::Code, "# it's  a\nx  = 1", "# it's a\nx = 1", true);
    }
}
