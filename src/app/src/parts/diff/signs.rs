//! Signs in a text for the characters of it that cannot be seen.

use std::ops::Range;

use diff::{Invisible, SignWidth};

use crate::parts::html::Html;

/// Writes a part of a text, with a sign for each character that cannot be seen: its code point and
/// name are there on hover, and for screen readers. Where the part `differs` from the other side, spaces
/// are told apart as well, and ordinary ones too if there is nothing else.
pub(crate) fn write(text: &str, part: Range<usize>, differs: bool, html: &mut Html) {
    let written = &text[part];
    if differs && !written.is_empty() && written.chars().all(char::is_whitespace) {
        return white_space(written, html);
    }
    let mut at = 0;
    for sign in diff::signs(written) {
        if differs || sign.width == SignWidth::Own {
            plain(&written[at..sign.place.start], html);
            self::sign(sign.invisible, sign.width, &written[sign.place.clone()], html);
            at = sign.place.end;
        }
    }
    plain(&written[at..], html);
}

fn plain(text: &str, html: &mut Html) {
    if !text.is_empty() {
        html.text(text);
    }
}

/// Every character with its sign.
fn white_space(text: &str, html: &mut Html) {
    for char in text.chars() {
        let sign = diff::invisible(char).unwrap_or(Invisible::SPACE);
        let width = if sign.is_space() { SignWidth::OfSpace } else { SignWidth::Own };
        self::sign(sign, width, char.encode_utf8(&mut [0; 4]), html);
    }
}

fn sign(sign: Invisible, width: SignWidth, place: &str, html: &mut Html) {
    html.markup(match width {
        SignWidth::Own => "<span class=\"invisible\" role=\"img\" title=\"",
        SignWidth::OfSpace => "<span class=\"invisible invisible--space\" role=\"img\" title=\"",
        SignWidth::None => "<span class=\"invisible invisible--joiner\" role=\"img\" title=\"",
    });
    name(sign, html);
    html.markup("\" aria-label=\"");
    name(sign, html);
    html.markup("\" data-sign=\"");
    html.markup(sign.sign);
    html.markup("\">");
    plain(place, html);
    html.markup("</span>");
}

fn name(sign: Invisible, html: &mut Html) {
    html.code_point(sign.char);
    html.markup(" ");
    html.markup(sign.name);
}

#[cfg(test)]
mod tests {
    use super::*;

    fn written(text: &str, differs: bool) -> Html {
        let mut html = Html::default();
        write(text, 0..text.len(), differs, &mut html);
        html
    }

    /// What stands before a sign, the sign with its character, and what stands behind it.
    fn expected(before: &str, opening: &'static str, char: &str, after: &str) -> Html {
        let mut html = Html::default();
        plain(before, &mut html);
        html.markup(opening);
        plain(char, &mut html);
        html.markup("</span>");
        plain(after, &mut html);
        html
    }

    #[test]
    fn a_sign_says_which_character_it_stands_for_and_the_character_stays() {
        let opening = "<span class=\"invisible\" role=\"img\" title=\"U+200B zero-width space\" \
                       aria-label=\"U+200B zero-width space\" data-sign=\"∅\">";
        for differs in [true, false] {
            let html = written("a\u{200B}b", differs);
            assert_eq!(html, expected("a", opening, "\u{200B}", "b"));
        }
    }

    #[test]
    fn spaces_have_signs_where_they_differ() {
        let mut same = Html::default();
        same.text("10\u{A0}000");
        assert_eq!(written("10\u{A0}000", false), same);
        let opening = "<span class=\"invisible invisible--space\" role=\"img\" \
                       title=\"U+00A0 no-break space\" aria-label=\"U+00A0 no-break space\" \
                       data-sign=\"⍽\">";
        assert_eq!(written("10\u{A0}000", true), expected("10", opening, "\u{A0}", "000"));
        let opening = "<span class=\"invisible invisible--space\" role=\"img\" \
                       title=\"U+0020 space\" aria-label=\"U+0020 space\" data-sign=\"·\">";
        assert_eq!(written(" ", true), expected("", opening, " ", ""));
        assert_ne!(written("\t", true), written("    ", true));
    }

    #[test]
    fn a_joiner_is_never_parted_from_its_letter() {
        let opening = "<span class=\"invisible invisible--joiner\" role=\"img\" \
                       title=\"U+200C zero-width non-joiner\" \
                       aria-label=\"U+200C zero-width non-joiner\" data-sign=\"∅\">";
        assert_eq!(written("می\u{200C}خ", true), expected("می\u{200C}", opening, "", "خ"));
        let mut same = Html::default();
        same.text("می\u{200C}خ");
        assert_eq!(written("می\u{200C}خ", false), same);
    }
}
