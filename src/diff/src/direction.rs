//! In which direction a paragraph is written.

/// Whether a paragraph runs from right to left: whether its first letter belongs to such a script
/// (rules P2 and P3 of the Unicode Bidirectional Algorithm). All pieces of a line that is broken to a
/// width have the direction of the line.
pub fn is_right_to_left(paragraph: &str) -> bool {
    let mut isolates = 0_usize;
    for char in paragraph.chars() {
        match char {
            '\u{2066}'..='\u{2068}' => isolates += 1,
            '\u{2069}' => isolates = isolates.saturating_sub(1),
            _ if isolates > 0 => {}
            '\u{200F}' | '\u{61C}' => return true,
            '\u{200E}' => return false,
            _ if char.is_alphabetic() => return is_of_right_to_left(char),
            _ => {}
        }
    }
    false
}

/// Whether anything in a text runs from right to left.
pub fn has_right_to_left(text: &str) -> bool {
    !text.is_ascii()
        && text.chars().any(|char| {
            is_of_right_to_left(char)
                || matches!(char, '\u{200F}' | '\u{61C}' | '\u{202B}' | '\u{202E}' | '\u{2067}')
        })
}

/// Whether a letter is of a script that is written from right to left.
fn is_of_right_to_left(char: char) -> bool {
    matches!(u32::from(char),
        0x0590..=0x08FF                      // Hebrew, Arabic, Syriac, Thaana, N'Ko and others
        | 0xFB1D..=0xFDFF | 0xFE70..=0xFEFC  // presentation forms
        | 0x10800..=0x10FFF | 0x1E800..=0x1EFFF
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_first_letter_gives_the_direction() {
        for text in ["שלום", "  (12) مرحبا hello", "\u{200F}hello", "\u{2066}abc\u{2069} שלום"]
        {
            assert!(is_right_to_left(text), "{text}");
        }
        for text in ["", "12 + 3", "hello שלום", "日本語", "\u{200E}שלום", "\u{2067}אב\u{2069} abc"]
        {
            assert!(!is_right_to_left(text), "{text}");
        }
    }

    #[test]
    fn a_word_anywhere_is_found() {
        assert!(has_right_to_left("Hotel הבית") && has_right_to_left("a\u{202E}b"));
        assert!(!has_right_to_left("Hôtel 日本") && !has_right_to_left(""));
    }
}
