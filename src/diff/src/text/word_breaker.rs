//! How writing without spaces between words is cut into them.

use std::fmt;

use unicode_segmentation::UnicodeSegmentation;

/// Cuts text into words. Chinese, Japanese, Thai and the like need a dictionary for that, which this
/// crate does not carry: a page can bring that of its browser.
pub trait WordBreaker: fmt::Debug + Send + Sync {
    /// Where the words of a text end, in bytes, in order; the last one at the end of the text.
    /// Ends inside of what a reader sees as one character are passed over.
    fn word_ends(&self, text: &str) -> Vec<usize>;
}

/// The borders that Unicode defines without a dictionary: ideographs stand alone.
#[derive(Clone, Copy, Debug, Default)]
pub struct UnicodeWords;

impl WordBreaker for UnicodeWords {
    fn word_ends(&self, text: &str) -> Vec<usize> {
        text.split_word_bound_indices().map(|(at, word)| at + word.len()).collect()
    }
}

/// Cuts a text with characters beyond ASCII into words, never inside of what is seen as one
/// character. Where no dictionary is needed, every breaker gives the same.
pub(super) fn words<'t>(text: &'t str, breaker: &dyn WordBreaker) -> Vec<(usize, &'t str)> {
    if !text.chars().any(needs_dictionary) {
        return text.split_word_bound_indices().collect();
    }
    let mut graphemes = text.grapheme_indices(true).map(|(at, part)| at + part.len()).peekable();
    let mut words = Vec::new();
    let mut start = 0;
    for end in breaker.word_ends(text).into_iter().chain([text.len()]) {
        let end = end.min(text.len());
        while graphemes.next_if(|border| *border < end).is_some() {}
        if end > start && graphemes.peek() == Some(&end) {
            words.push((start, &text[start..end]));
            start = end;
        }
    }
    words
}

/// Whether a character belongs to a script that is written without spaces between words.
fn needs_dictionary(char: char) -> bool {
    matches!(u32::from(char),
        0x0E00..=0x0EFF       // Thai, Lao
        | 0x1000..=0x109F     // Burmese
        | 0x1780..=0x17FF     // Khmer
        | 0x3040..=0x30FF     // Hiragana, Katakana
        | 0x3400..=0x4DBF | 0x4E00..=0x9FFF | 0xF900..=0xFAFF | 0x20000..=0x3FFFF // ideographs
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Cuts after every second character, some of them wrongly.
    #[derive(Debug)]
    struct Pairs;

    impl WordBreaker for Pairs {
        fn word_ends(&self, text: &str) -> Vec<usize> {
            let ends: Vec<usize> =
                text.char_indices().map(|(at, char)| at + char.len_utf8()).collect();
            ends.into_iter().skip(1).step_by(2).chain([1_000]).collect()
        }
    }

    fn cut<'t>(text: &'t str, breaker: &dyn WordBreaker) -> Vec<&'t str> {
        words(text, breaker).into_iter().map(|(_, word)| word).collect()
    }

    #[test]
    fn a_breaker_is_asked_where_a_dictionary_is_needed() {
        assert_eq!(cut("我们九点开门", &Pairs), ["我们", "九点", "开门"]);
        assert_eq!(cut("我们九", &UnicodeWords), ["我", "们", "九"]);
        assert_eq!(cut("naïve “one”", &Pairs), cut("naïve “one”", &UnicodeWords));
    }

    #[test]
    fn a_border_inside_of_a_character_is_passed_over() {
        assert_eq!(cut("か\u{3099}き", &Pairs), ["か\u{3099}", "き"]);
        let text = "คe\u{301}\u{302}ก";
        assert_eq!(cut(text, &Pairs).concat(), text);
    }
}
