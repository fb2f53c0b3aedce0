//! The same letters in different encodings: `é` as one character and as two.

use std::borrow::Cow;

use unicode_normalization::char::{canonical_combining_class, decompose_canonical};

/// Whether two texts are the same letters, however they are encoded.
pub(crate) fn same_letters(old: &str, new: &str) -> bool {
    old == new || !old.is_ascii() && !new.is_ascii() && decomposed(old) == decomposed(new)
}

/// A text in its canonical decomposition: the same for texts of the same letters.
pub(crate) fn decomposed(text: &str) -> Cow<'_, str> {
    if text.is_ascii() {
        return Cow::Borrowed(text);
    }
    let mut marks: Vec<(u8, char)> = Vec::new();
    let mut out = String::with_capacity(text.len() + 8);
    for char in text.chars() {
        decompose_canonical(char, |part| {
            let class = canonical_combining_class(part);
            if class == 0 {
                flush(&mut marks, &mut out);
                out.push(part);
            } else {
                marks.push((class, part));
            }
        });
    }
    flush(&mut marks, &mut out);
    Cow::Owned(out)
}

/// Writes combining marks in their canonical order.
fn flush(marks: &mut Vec<(u8, char)>, out: &mut String) {
    marks.sort_by_key(|(class, _)| *class);
    out.extend(marks.drain(..).map(|(_, mark)| mark));
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn letters_are_the_same_in_every_encoding() {
        for (one, other) in [
            ("caf\u{e9}", "cafe\u{301}"),
            ("\u{1e69}", "s\u{307}\u{323}"),
            ("\u{ac00}", "\u{1100}\u{1161}"),
            ("\u{212b}", "\u{c5}"),
        ] {
            assert!(same_letters(one, other), "{one} {other}");
        }
        assert!(!same_letters("cafe", "caf\u{e9}"));
        assert!(!same_letters("\u{fb01}", "fi"));
    }
}
