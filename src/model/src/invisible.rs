//! Characters that cannot be seen, or are easily taken for others.

use std::borrow::Cow;

/// A character as it is shown to a person who has to see it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Invisible {
    /// The character.
    pub char: char,
    /// A sign that stands for it.
    pub sign: &'static str,
    /// What Unicode calls it, in short.
    pub name: &'static str,
}

impl Invisible {
    /// Its code point: "U+200B".
    pub fn code_point(&self) -> String {
        format!("U+{:04X}", u32::from(self.char))
    }

    /// Whether it is seen as some space, if not as which one. What ends a line is none.
    pub fn is_space(&self) -> bool {
        let is_line_end = matches!(self.char, '\u{2028}' | '\u{2029}');
        self.char == '\t' || (self.char.is_whitespace() && !self.char.is_control() && !is_line_end)
    }

    /// The ordinary space, which is invisible only where white space is all that differs.
    pub const SPACE: Self = Self { char: ' ', sign: "·", name: "space" };

    /// All of it in one piece: "[U+200B zero-width space]".
    pub fn label(&self) -> String {
        format!("[{} {}]", self.code_point(), self.name)
    }
}

/// How a character is shown that cannot be seen or is easily taken for another one; `None` for every
/// other character. Spaces and line feeds are such only beside others: see [`made_visible`].
pub fn invisible(char: char) -> Option<Invisible> {
    let (sign, name) = match char {
        '\t' => ("⇥", "tab"),
        '\r' => ("␍", "carriage return"),
        '\u{0B}' => ("␋", "line tabulation"),
        '\u{0C}' => ("␌", "form feed"),
        '\u{7F}' => ("␡", "delete"),
        '\u{85}' => ("↵", "next line"),
        '\u{A0}' => ("⍽", "no-break space"),
        '\u{AD}' => ("‧", "soft hyphen"),
        '\u{34F}' => ("◌", "combining grapheme joiner"),
        '\u{61C}' => ("⇄", "Arabic letter mark"),
        '\u{115F}' | '\u{1160}' | '\u{3164}' | '\u{FFA0}' => ("␣", "Hangul filler"),
        '\u{1680}' => ("␣", "ogham space"),
        '\u{180E}' => ("␣", "Mongolian vowel separator"),
        '\u{2000}' | '\u{2002}' => ("␣", "en space"),
        '\u{2001}' | '\u{2003}' => ("␣", "em space"),
        '\u{2004}' => ("␣", "three-per-em space"),
        '\u{2005}' => ("␣", "four-per-em space"),
        '\u{2006}' => ("␣", "six-per-em space"),
        '\u{2007}' => ("␣", "figure space"),
        '\u{2008}' => ("␣", "punctuation space"),
        '\u{2009}' => ("␣", "thin space"),
        '\u{200A}' => ("␣", "hair space"),
        '\u{200B}' => ("∅", "zero-width space"),
        '\u{200C}' => ("∅", "zero-width non-joiner"),
        '\u{200D}' => ("∅", "zero-width joiner"),
        '\u{200E}' => ("⇄", "left-to-right mark"),
        '\u{200F}' => ("⇄", "right-to-left mark"),
        '\u{2028}' => ("↵", "line separator"),
        '\u{2029}' => ("↵", "paragraph separator"),
        '\u{202A}' => ("⇄", "left-to-right embedding"),
        '\u{202B}' => ("⇄", "right-to-left embedding"),
        '\u{202C}' => ("⇄", "pop directional formatting"),
        '\u{202D}' => ("⇄", "left-to-right override"),
        '\u{202E}' => ("⇄", "right-to-left override"),
        '\u{202F}' => ("⍽", "narrow no-break space"),
        '\u{205F}' => ("␣", "mathematical space"),
        '\u{2060}' => ("∅", "word joiner"),
        '\u{2061}'..='\u{2064}' => ("∅", "invisible operator"),
        '\u{2066}' => ("⇄", "left-to-right isolate"),
        '\u{2067}' => ("⇄", "right-to-left isolate"),
        '\u{2068}' => ("⇄", "first strong isolate"),
        '\u{2069}' => ("⇄", "pop directional isolate"),
        '\u{206A}'..='\u{206F}' => ("∅", "deprecated format character"),
        '\u{2800}' => ("␣", "blank Braille pattern"),
        '\u{3000}' => ("␣", "ideographic space"),
        '\u{FE00}'..='\u{FE0F}' | '\u{E0100}'..='\u{E01EF}' => ("◌", "variation selector"),
        '\u{FEFF}' => ("∅", "zero-width no-break space"),
        '\u{FFF9}'..='\u{FFFB}' => ("∅", "interlinear annotation"),
        '\u{E0001}' | '\u{E0020}'..='\u{E007F}' => ("∅", "tag"),
        '\n' => return None,
        control if control.is_control() => ("�", "control character"),
        _ => return None,
    };
    Some(Invisible { char, sign, name })
}

/// A text in which such characters are written out by code point and name. A joiner or a selector
/// between characters that form one sign with it, as in emoji, stays.
pub fn made_visible(text: &str) -> Cow<'_, str> {
    if text.bytes().all(|byte| (b' '..0x7F).contains(&byte) || byte == b'\n') {
        return Cow::Borrowed(text);
    }
    let mut out = String::with_capacity(text.len());
    let mut before = None;
    let mut rest = text.chars().peekable();
    while let Some(char) = rest.next() {
        match invisible(char).filter(|_| !is_joined(before, char, rest.peek().copied())) {
            Some(invisible) => out.push_str(&invisible.label()),
            None => out.push(char),
        }
        before = Some(char);
    }
    Cow::Owned(out)
}

/// The characters of a text that are easily missed where it is written, with their positions in bytes.
/// Those that belong where they stand are none: tabs, what forms one sign with its neighbours, joiners
/// inside words of scripts that need them, the space of Chinese and Japanese.
pub fn invisibles(text: &str) -> Vec<(usize, Invisible)> {
    let mut found = Vec::new();
    if text.is_ascii() && text.bytes().all(|byte| byte >= b' ' || b"\t\n".contains(&byte)) {
        return found;
    }
    let mut before = None;
    let mut rest = text.char_indices().peekable();
    while let Some((at, char)) = rest.next() {
        let after = rest.peek().map(|(_, char)| *char);
        let belongs = match char {
            '\t' => true,
            '\u{200C}' | '\u{200D}' => {
                before.is_some_and(needs_joiners) && after.is_none_or(needs_joiners)
            }
            '\u{3000}' => [before, after].into_iter().flatten().any(is_wide),
            _ => false,
        };
        let one = if belongs || is_joined(before, char, after) { None } else { invisible(char) };
        found.extend(one.map(|one| (at, one)));
        before = Some(char);
    }
    found
}

/// Whether a character that cannot be seen forms one sign with those around it: in an emoji, a flag, or
/// a form of an ideograph.
pub fn is_joined(before: Option<char>, char: char, after: Option<char>) -> bool {
    match char {
        '\u{200D}' => before.is_some_and(is_pictograph) && after.is_some_and(is_pictograph),
        '\u{FE00}'..='\u{FE0F}' | '\u{E0100}'..='\u{E01EF}' => {
            before.is_some_and(|char| !char.is_ascii_alphabetic() && !char.is_whitespace())
        }
        // The flags of England, Scotland and Wales are a black flag and tags.
        '\u{E0020}'..='\u{E007F}' => before
            .is_some_and(|char| char == '\u{1F3F4}' || matches!(char, '\u{E0020}'..='\u{E007E}')),
        _ => false,
    }
}

/// Whether a letter is of Arabic or of a script of India, which spell with joiners.
fn needs_joiners(char: char) -> bool {
    matches!(u32::from(char), 0x600..=0x8FF | 0x900..=0xDFF | 0xFB50..=0xFDFF | 0xFE70..=0xFEFC)
}

/// Whether a character is as wide as an ideographic space.
fn is_wide(char: char) -> bool {
    matches!(u32::from(char), 0x2E80..=0x2FFF | 0x3001..=0xD7AF | 0xF900..=0xFAFF | 0xFF00..=0xFFEF)
}

/// Whether a character is one of those that emoji are made of.
fn is_pictograph(char: char) -> bool {
    matches!(u32::from(char), 0x200D | 0x2190..=0x2BFF | 0x3030 | 0xFE0F | 0x1F000..=0x1FAFF)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_cannot_be_seen_is_named() {
        let found = invisible('\u{200B}').unwrap();
        assert_eq!((found.code_point().as_str(), found.name), ("U+200B", "zero-width space"));
        assert_eq!(made_visible("a\u{200B}b\tc"), "a[U+200B zero-width space]b[U+0009 tab]c");
        assert_eq!(made_visible("10\u{A0}000"), "10[U+00A0 no-break space]000");
        assert_eq!(made_visible("\u{1}"), "[U+0001 control character]");
        assert_eq!(made_visible("a\u{2028}b"), "a[U+2028 line separator]b");
        // A tag without a flag before it says something that nobody sees.
        assert_eq!(made_visible("a\u{E0041}"), "a[U+E0041 tag]");
        assert!(!invisible('\u{2028}').unwrap().is_space() && invisible('\t').unwrap().is_space());
    }

    #[test]
    fn what_belongs_where_it_stands_is_not_missed() {
        let positions = |text| -> Vec<_> { invisibles(text).iter().map(|(at, _)| *at).collect() };
        assert_eq!(positions("a\u{200B}b\u{A0}c\u{AD}"), [1, 5, 8]);
        assert_eq!(positions("\u{FEFF}x\u{200D}y \u{3000}z"), [0, 4, 9]);
        for text in ["a\tb\n", "می\u{200C}خواهم", "👨‍👩‍👧 ❤️", "予約\u{3000}確認", "क\u{94D}\u{200D}ष"]
        {
            assert!(positions(text).is_empty(), "{text}");
        }
        assert_eq!(positions("bell \u{7} and tab\t"), [5]);
    }

    #[test]
    fn what_can_be_seen_stays_as_it_is() {
        for text in ["plain\ntext", "naïve “quotes”", "我们", "👨‍👩‍👧 ❤️ 1️⃣", "🏴󠁧󠁢󠁥󠁮󠁧󠁿", "नमस्ते"]
        {
            assert_eq!(made_visible(text), text);
        }
        assert!(invisible('\n').is_none() && invisible(' ').is_none());
    }
}
