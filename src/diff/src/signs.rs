//! Where signs stand in a text that is shown, for the characters of it that cannot be seen.

use std::ops::Range;

use unicode_segmentation::UnicodeSegmentation;

use model::{Invisible, invisible, is_joined};

/// A sign for a character that cannot be seen or is easily taken for another one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Sign {
    /// The bytes of the character.
    pub char: Range<usize>,
    /// What of the text the sign stands for. Empty behind a visible character that the invisible one
    /// belongs to: that is never cut.
    pub place: Range<usize>,
    /// The character.
    pub invisible: Invisible,
    /// How wide the sign is.
    pub width: SignWidth,
}

/// How wide a sign is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SignWidth {
    /// Its own: the character has none. Such a sign is always shown.
    Own,
    /// That of its character, which is seen as some space. Shown where it differs.
    OfSpace,
    /// None: the character shapes the letters around it, as writing in its script does every day.
    /// Shown where it differs.
    None,
}

/// The signs of a text, in order.
pub fn signs(text: &str) -> Vec<Sign> {
    if text.bytes().all(|byte| (b' '..0x7F).contains(&byte)) {
        return Vec::new();
    }
    text.grapheme_indices(true).flat_map(|(at, grapheme)| of_grapheme(at, grapheme)).collect()
}

/// How many of the signs of a grapheme have a width of their own, and whether one of them stands for all
/// of it.
pub(crate) fn own_signs(grapheme: &str) -> (usize, bool) {
    if grapheme.chars().all(|char| invisible(char).is_none()) {
        return (0, false);
    }
    let own = of_grapheme(0, grapheme).filter(|sign| sign.width == SignWidth::Own);
    own.fold((0, false), |(count, _), sign| (count + 1, !sign.place.is_empty()))
}

/// The signs of what is seen as one character, which begins at `start`.
fn of_grapheme(start: usize, grapheme: &str) -> impl Iterator<Item = Sign> {
    let end = start + grapheme.len();
    let mut before = None;
    grapheme.char_indices().filter_map(move |(at, char)| {
        let after = grapheme[at + char.len_utf8()..].chars().next();
        let last = before.replace(char);
        let invisible = invisible(char).filter(|_| !is_joined(last, char, after))?;
        let width = match char {
            '\u{200C}' | '\u{200D}' if last.is_some_and(is_shaped) => SignWidth::None,
            _ if invisible.is_space() => SignWidth::OfSpace,
            _ => SignWidth::Own,
        };
        let is_alone = char.len_utf8() == grapheme.len();
        let place = if is_alone { start..end } else { end..end };
        let at = start + at;
        Some(Sign { char: at..at + char.len_utf8(), place, invisible, width })
    })
}

/// Whether a letter is of a script in which joiners are everyday spelling: Arabic to Mongolian.
fn is_shaped(char: char) -> bool {
    matches!(u32::from(char), 0x0600..=0x10FF | 0x1200..=0x1CFF)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(text: &str) -> Vec<(&'static str, Range<usize>, SignWidth)> {
        signs(text).into_iter().map(|sign| (sign.invisible.name, sign.place, sign.width)).collect()
    }

    #[test]
    fn what_has_no_width_gets_some() {
        assert_eq!(found("a\u{200B}b"), [("zero-width space", 1..4, SignWidth::Own)]);
        assert_eq!(found("\u{202E}x"), [("right-to-left override", 0..3, SignWidth::Own)]);
        assert_eq!(found("a\u{2028}b"), [("line separator", 1..4, SignWidth::Own)]);
        assert_eq!(found("a\rb"), [("carriage return", 1..2, SignWidth::Own)]);
        assert_eq!(found("plain text, 我们, naïve"), []);
    }

    #[test]
    fn spaces_keep_their_width() {
        assert_eq!(
            found("\ta\u{A0}b"),
            [("tab", 0..1, SignWidth::OfSpace), ("no-break space", 2..4, SignWidth::OfSpace)]
        );
    }

    #[test]
    fn a_sign_never_cuts_what_is_seen_as_one_character() {
        for text in ["👨‍👩‍👧", "🏴󠁧󠁢󠁥󠁮󠁧󠁿", "1️⃣", "🇮🇪", "❤️", "葛\u{E0100}"]
        {
            assert_eq!(found(text), [], "{text}");
        }
        // A joiner inside of an Indic cluster, one of everyday Persian, and one that is out of place.
        let indic = "क्\u{200D}ष";
        assert_eq!(
            found(indic),
            [("zero-width joiner", indic.len()..indic.len(), SignWidth::None)]
        );
        assert_eq!(found("می\u{200C}خواهم"), [("zero-width non-joiner", 7..7, SignWidth::None)]);
        assert_eq!(found("pay\u{200D}pal"), [("zero-width joiner", 6..6, SignWidth::Own)]);
    }
}
