//! Texts as the browser knows them.

use model::{Letters, LookAlike};

/// What the browser knows of letters.
pub(crate) struct BrowserLetters;

impl Letters for BrowserLetters {
    fn composed(&self, text: &str) -> String {
        js_sys::JsString::from(text).normalize("NFC").into()
    }

    fn is_mark(&self, char: char) -> bool {
        js_sys::RegExp::new(r"^\p{M}", "u").test(char.encode_utf8(&mut [0; 4]))
    }
}

/// A warning about a name that can hardly be told from one of the others.
pub(crate) fn look_alike<'a>(
    name: &str,
    others: impl IntoIterator<Item = &'a str>,
) -> Option<String> {
    LookAlike::of(name, others, &BrowserLetters).map(|found| found.message())
}
