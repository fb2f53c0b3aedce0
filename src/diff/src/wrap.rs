//! Breaks lines to a width, as the page shows them.

use std::ops::Range;

use unicode_segmentation::UnicodeSegmentation;
use unicode_width::UnicodeWidthStr;

use crate::signs::own_signs;

/// Measures text. Widths add up: what draws the text must not kern or join letters.
pub trait TextMeasurer {
    /// The width of one character of ASCII other than a tab.
    fn ascii(&self, byte: u8) -> f32;

    /// The width of what is seen as one character.
    fn grapheme(&self, grapheme: &str) -> f32;

    /// The width of a sign for a character that cannot be seen: see [`crate::signs`].
    fn sign(&self) -> f32;

    /// Tabs lead to the next multiple of this.
    fn tab(&self) -> f32;

    /// The width that all characters of printable ASCII have, if they have the same.
    fn fixed(&self) -> Option<f32> {
        None
    }
}

/// A fixed-width font, measured in its cells.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Cells {
    /// How many cells a tab takes at most.
    pub tab: usize,
}

impl TextMeasurer for Cells {
    fn ascii(&self, byte: u8) -> f32 {
        if byte.is_ascii_control() { 0.0 } else { 1.0 }
    }

    fn grapheme(&self, grapheme: &str) -> f32 {
        grapheme.width() as f32
    }

    fn sign(&self) -> f32 {
        1.0
    }

    fn tab(&self) -> f32 {
        self.tab as f32
    }

    fn fixed(&self) -> Option<f32> {
        Some(1.0)
    }
}

/// A font whose characters were measured beforehand.
pub struct Measured<F> {
    /// The width of every character of ASCII.
    pub ascii: [f32; 128],
    /// Measures everything else.
    pub other: F,
    /// The width of a sign for a character that cannot be seen.
    pub sign: f32,
    /// Tabs lead to the next multiple of this.
    pub tab: f32,
}

impl<F: Fn(&str) -> f32> TextMeasurer for Measured<F> {
    fn ascii(&self, byte: u8) -> f32 {
        self.ascii[usize::from(byte & 0x7F)]
    }

    fn grapheme(&self, grapheme: &str) -> f32 {
        (self.other)(grapheme)
    }

    fn sign(&self) -> f32 {
        self.sign
    }

    fn tab(&self) -> f32 {
        self.tab
    }
}

/// Breaks a line into pieces that fit a width: after white space where possible, otherwise between
/// characters. White space at the end of a piece may stick out. All pieces together are the line;
/// an empty line is one empty piece.
pub fn wrap(line: &str, width: f32, measurer: &impl TextMeasurer) -> Vec<Range<usize>> {
    let mut pieces = Vec::new();
    break_line(line, width, measurer, |piece| pieces.push(piece));
    pieces
}

/// How many pieces [`wrap`] gives.
pub fn count_wraps(line: &str, width: f32, measurer: &impl TextMeasurer) -> usize {
    let mut count = 0;
    break_line(line, width, measurer, |_| count += 1);
    count
}

/// Rounding must not break a line that fits.
const SLACK: f32 = 0.01;

fn break_line(
    line: &str,
    width: f32,
    measurer: &impl TextMeasurer,
    piece: impl FnMut(Range<usize>),
) {
    let width = width + SLACK;
    match measurer.fixed() {
        Some(cell) if is_plain(line.as_bytes()) => {
            break_plain(line.as_bytes(), ((width / cell) as usize).max(1), piece);
        }
        _ => break_any(line, width, measurer, piece),
    }
}

/// Whether every byte is a character of printable ASCII.
fn is_plain(line: &[u8]) -> bool {
    // Without leaving early, so that many bytes are looked at at once.
    line.iter().fold(true, |plain, byte| plain & (byte.wrapping_sub(b' ') < 0x5F))
}

/// The same as [`break_any`] where every byte is as wide as every other, without looking at most
/// of them.
fn break_plain(line: &[u8], columns: usize, mut piece: impl FnMut(Range<usize>)) {
    let mut start = 0;
    while line.len() - start > columns {
        let full = start + columns;
        // White space sticks out; the first character behind it begins the next piece.
        let next = full + line[full..].iter().take_while(|byte| **byte == b' ').count();
        if next == line.len() {
            break;
        }
        let space = if next > full { None } else { memchr::memrchr(b' ', &line[start..full]) };
        let end = space.map_or(next, |space| start + space + 1);
        piece(start..end);
        start = end;
    }
    piece(start..line.len());
}

fn break_any(
    line: &str,
    width: f32,
    measurer: &impl TextMeasurer,
    mut piece: impl FnMut(Range<usize>),
) {
    let mut pen = Pen { start: 0, x: 0.0, chance: None };
    let bytes = line.as_bytes();
    let mut at = 0;
    while at < bytes.len() {
        // Two characters of ASCII in a row: the first one stands alone.
        let is_plain = bytes[at].is_ascii()
            && bytes.get(at + 1).is_none_or(u8::is_ascii)
            && !(bytes[at] == b'\r' && bytes.get(at + 1) == Some(&b'\n'));
        let (length, advance, is_space) = if bytes[at] == b'\t' && is_plain {
            let tab = measurer.tab().max(1.0);
            (1, tab - pen.x % tab, true)
        } else if is_plain && !bytes[at].is_ascii_control() {
            (1, measurer.ascii(bytes[at]), bytes[at] == b' ')
        } else {
            let grapheme = line[at..].graphemes(true).next().unwrap_or_default();
            let is_space = grapheme.chars().all(char::is_whitespace);
            // A no-break space is white space that holds words together.
            (grapheme.len(), shown_width(grapheme, measurer), is_space && grapheme != "\u{a0}")
        };
        if !is_space {
            while pen.x + advance > width && at > pen.start {
                let end = pen.break_at(at);
                piece(end.0..end.1);
            }
        }
        pen.x += advance;
        at += length;
        // Ideographs can be parted everywhere; they are the ones that are written wide.
        let is_wide = length > 1 && !is_space && line[at - length..at].width() == 2;
        if is_space || is_wide {
            pen.chance = Some((at, pen.x));
        }
    }
    piece(pen.start..line.len());
}

/// The width of a grapheme with the signs that are shown of it.
fn shown_width(grapheme: &str, measurer: &impl TextMeasurer) -> f32 {
    match own_signs(grapheme) {
        (0, _) => measurer.grapheme(grapheme),
        (_, true) => measurer.sign(),
        (count, false) => measurer.grapheme(grapheme) + count as f32 * measurer.sign(),
    }
}

/// Where the current piece begins, how wide it is, and where it could end.
struct Pen {
    start: usize,
    x: f32,
    chance: Option<(usize, f32)>,
}

impl Pen {
    /// Ends the piece at the last chance, or right here, and begins the next one.
    fn break_at(&mut self, at: usize) -> (usize, usize) {
        let (end, x) = self.chance.take().unwrap_or((at, self.x));
        let piece = (self.start, end);
        self.start = end;
        self.x -= x;
        piece
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const CELLS: Cells = Cells { tab: 4 };

    fn check(line: &str, width: usize, expected: &[&str]) {
        let pieces = wrap(line, width as f32, &CELLS);
        let texts: Vec<&str> = pieces.iter().map(|piece| &line[piece.clone()]).collect();
        assert_eq!(texts, expected);
        assert_eq!(texts.concat(), line);
        assert_eq!(count_wraps(line, width as f32, &CELLS), expected.len());
    }

    #[test]
    fn lines_break_between_words() {
        check("", 5, &[""]);
        check("hello", 5, &["hello"]);
        check("hello world", 5, &["hello ", "world"]);
        check("hello   world", 6, &["hello   ", "world"]);
        check("a b c d e", 3, &["a b ", "c d ", "e"]);
        check("  indented text", 8, &["  ", "indented ", "text"]);
        check("trailing   ", 8, &["trailing   "]);
    }

    #[test]
    fn words_that_are_too_long_break_anywhere() {
        check("abcdefgh", 3, &["abc", "def", "gh"]);
        check("ab cdefgh", 3, &["ab ", "cde", "fgh"]);
        check("ab", 0, &["a", "b"]);
    }

    #[test]
    fn a_grapheme_is_never_wrapped_inside() {
        check("e\u{301}e\u{301}e\u{301}", 2, &["e\u{301}e\u{301}", "e\u{301}"]);
        check("👨‍👩‍👧👨‍👩‍👧", 2, &["👨‍👩‍👧", "👨‍👩‍👧"]);
        check("a\u{301} b", 1, &["a\u{301} ", "b"]);
        check("日本語です", 4, &["日本", "語で", "す"]);
        check("ab日本", 4, &["ab日", "本"]);
    }

    #[test]
    fn tabs_lead_to_the_next_stop() {
        check("\tab", 5, &["\t", "ab"]);
        check("\tab", 6, &["\tab"]);
        check("abc\tde", 6, &["abc\tde"]);
        check("a\tbcdef", 6, &["a\t", "bcdef"]);
    }

    #[test]
    fn a_sign_for_what_cannot_be_seen_takes_its_room() {
        check("ab\u{200B}cd", 4, &["ab\u{200B}c", "d"]);
        check("\u{202E}\u{202D}ab", 2, &["\u{202E}\u{202D}", "ab"]);
        check("a\u{200D}b", 2, &["a\u{200D}", "b"]);
        check("a\rb", 2, &["a\r", "b"]);
        // Everyday Persian: the joiner takes none.
        check("می\u{200C}خو", 4, &["می\u{200C}خو"]);
    }

    #[test]
    fn both_ways_of_breaking_agree() {
        let mut random = crate::generate::Random::new(5);
        for _ in 0..2000 {
            let length = random.below(40);
            let line: String =
                (0..length).map(|_| if random.once_in(4) { ' ' } else { 'x' }).collect();
            let columns = 1 + random.below(12);
            let (mut plain, mut any) = (Vec::new(), Vec::new());
            break_plain(line.as_bytes(), columns, |piece| plain.push(piece));
            break_any(&line, columns as f32 + SLACK, &CELLS, |piece| any.push(piece));
            assert_eq!(plain, any, "{line:?} {columns}");
        }
    }

    #[test]
    fn measured_fonts_wrap_by_their_widths() {
        let mut ascii = [1.0; 128];
        ascii[usize::from(b'i')] = 0.25;
        let measurer = Measured {
            ascii,
            other: |text: &str| text.chars().count() as f32,
            sign: 1.0,
            tab: 4.0,
        };
        assert_eq!(wrap("iiiiiiii mm", 3.0, &measurer), [0..9, 9..11]);
        assert_eq!(count_wraps("éé éé", 2.0, &measurer), 2);
    }
}
