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
