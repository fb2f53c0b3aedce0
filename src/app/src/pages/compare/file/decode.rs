//! The bytes of a file as UTF-8, whatever Unicode form they are in.

use super::content::Unreadable;

/// Takes in the bytes of a file part by part.
#[derive(Default)]
pub(super) struct Decoder {
    form: Option<Form>,
    /// The start of a character whose end is in the next part.
    rest: Vec<u8>,
    text: Vec<u8>,
    /// How many pieces of the file were no characters.
    replaced: usize,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Form {
    Utf8,
    Utf16(Order),
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Order {
    Little,
    Big,
}

/// The first bytes say the form of a file, for the first character of JSON is of ASCII.
const ENOUGH: usize = 4;

impl Decoder {
    /// Takes in the next part. What is no character becomes U+FFFD.
    pub(super) fn feed(&mut self, bytes: &[u8], is_last: bool) -> Result<(), Unreadable> {
        let joined;
        let bytes = if self.rest.is_empty() {
            bytes
        } else {
            self.rest.extend_from_slice(bytes);
            joined = std::mem::take(&mut self.rest);
            &joined
        };
        let form = match self.form {
            Some(form) => form,
            None if bytes.len() < ENOUGH && !is_last => {
                self.rest = bytes.to_vec();
                return Ok(());
            }
            None => form_of(bytes)?,
        };
        self.form = Some(form);
        match form {
            Form::Utf8 => self.utf8(bytes, is_last),
            Form::Utf16(order) => self.utf16(bytes, order, is_last),
        }
        Ok(())
    }

    /// The text without its mark, and how many pieces of the file were no characters.
    pub(super) fn finish(mut self) -> (Vec<u8>, usize) {
        if self.text.starts_with(MARK) {
            self.text.drain(..MARK.len());
        }
        (self.text, self.replaced)
    }

    fn utf8(&mut self, mut bytes: &[u8], is_last: bool) {
        while let Err(error) = std::str::from_utf8(bytes) {
            let (valid, after) = bytes.split_at(error.valid_up_to());
            self.text.extend_from_slice(valid);
            match error.error_len() {
                None if !is_last => {
                    self.rest = after.to_vec();
                    return;
                }
                length => {
                    self.replace();
                    bytes = &after[length.unwrap_or(after.len())..];
                }
            }
        }
        self.text.extend_from_slice(bytes);
    }

    fn utf16(&mut self, bytes: &[u8], order: Order, is_last: bool) {
        let (pairs, half) = bytes.as_chunks::<2>();
        let unit = |pair: &[u8; 2]| match order {
            Order::Little => u16::from_le_bytes(*pair),
            Order::Big => u16::from_be_bytes(*pair),
        };
        let waits = |pair: &&[u8; 2]| !is_last && (0xD800..0xDC00).contains(&unit(pair));
        let (pairs, first_half) = match pairs.split_last() {
            Some((last, before)) if waits(&last) => (before, Some(last)),
            _ => (pairs, None),
        };
        let mut buffer = [0; 4];
        for found in char::decode_utf16(pairs.iter().map(unit)) {
            match found {
                Ok(char) => self.text.extend_from_slice(char.encode_utf8(&mut buffer).as_bytes()),
                Err(_) => self.replace(),
            }
        }
        self.rest = first_half.into_iter().flatten().chain(half).copied().collect();
        if is_last && !self.rest.is_empty() {
            self.replace();
        }
    }

    fn replace(&mut self) {
        self.replaced += 1;
        self.text.extend_from_slice("\u{fffd}".as_bytes());
    }
}

/// The byte order mark in UTF-8.
const MARK: &[u8] = "\u{feff}".as_bytes();

fn form_of(bytes: &[u8]) -> Result<Form, Unreadable> {
    match bytes {
        [0xFF, 0xFE, 0, 0, ..] | [0, 0, 0xFE, 0xFF, ..] => Err(Unreadable::Utf32),
        [_, 0, 0, 0, ..] | [0, 0, 0, _, ..] => Err(Unreadable::Utf32),
        [0xFF, 0xFE, ..] => Ok(Form::Utf16(Order::Little)),
        [0xFE, 0xFF, ..] => Ok(Form::Utf16(Order::Big)),
        [0x1F, 0x8B, ..] | [b'P', b'K', 3, 4, ..] => Err(Unreadable::Compressed),
        [low, 0, ..] if *low != 0 => Ok(Form::Utf16(Order::Little)),
        [0, low, ..] if *low != 0 => Ok(Form::Utf16(Order::Big)),
        _ => Ok(Form::Utf8),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn decoded(bytes: &[u8], part: usize) -> Option<(String, usize)> {
        let mut decoder = Decoder::default();
        let mut parts = bytes.chunks(part).peekable();
        while let Some(part) = parts.next() {
            decoder.feed(part, parts.peek().is_none()).ok()?;
        }
        let (text, replaced) = decoder.finish();
        Some((String::from_utf8(text).unwrap(), replaced))
    }

    fn utf16(text: &str, order: Order) -> Vec<u8> {
        let bytes = |unit: u16| match order {
            Order::Little => unit.to_le_bytes(),
            Order::Big => unit.to_be_bytes(),
        };
        text.encode_utf16().flat_map(bytes).collect()
    }

    #[test]
    fn every_unicode_form_is_read_however_the_parts_are_cut() {
        let text = "{\"a\": \"é 你好 😀 \u{10ffff}\"}";
        for part in 1..12 {
            let expected = Some((text.to_owned(), 0));
            assert_eq!(decoded(text.as_bytes(), part), expected);
            assert_eq!(decoded(format!("\u{feff}{text}").as_bytes(), part), expected);
            for order in [Order::Little, Order::Big] {
                assert_eq!(decoded(&utf16(text, order), part), expected);
                assert_eq!(decoded(&utf16(&format!("\u{feff}{text}"), order), part), expected);
            }
        }
    }

    #[test]
    fn what_is_no_character_is_replaced_and_counted() {
        for part in 1..8 {
            let expected = Some(("\"a\u{fffd}b\u{fffd}\"".to_owned(), 2));
            assert_eq!(decoded(b"\"a\xffb\xe4\xbd\"", part), expected);
            let mut half = utf16("\"a", Order::Little);
            half.extend([0x3D, 0xD8]);
            half.extend(utf16("b", Order::Little));
            half.extend([0x00, 0xDC]);
            half.extend(utf16("\"", Order::Little));
            assert_eq!(decoded(&half, part), expected);
        }
        assert_eq!(decoded(b"\"a\xe4", 2), Some(("\"a\u{fffd}".to_owned(), 1)));
        assert_eq!(decoded(b"\"\0a\0b", 2), Some(("\"a\u{fffd}".to_owned(), 1)));
        assert_eq!(decoded(b"", 1), Some((String::new(), 0)));
    }

    #[test]
    fn what_is_no_text_is_refused() {
        for bytes in
            [b"\xff\xfe\0\0{\0\0\0", b"\0\0\xfe\xff\0\0\0{", b"{\0\0\0}\0\0\0", b"\0\0\0{\0\0\0}"]
        {
            assert_eq!(decoded(bytes, 3), None);
        }
        assert_eq!(decoded(b"PK\x03\x04zip", 3), None);
        assert_eq!(decoded(b"\x1f\x8b\x08gzip", 3), None);
    }
}
