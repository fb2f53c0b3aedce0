//! Texts as the browser knows them.

/// A text with every letter and its accents as one sign where there is one: two spellings of the
/// same letters become one.
pub(crate) fn composed(text: &str) -> String {
    js_sys::JsString::from(text).normalize("NFC").into()
}
