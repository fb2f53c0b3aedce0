//! What a person sees as one letter, as the browser knows it.

use js_sys::Intl::{Segmenter, SegmenterGranularity, SegmenterOptions};
use js_sys::{Array, JsString, Reflect};

use super::field::length;

/// A text with every letter taken apart from its accents: texts of the same letters become the same.
pub(crate) fn decomposed(text: &str) -> String {
    JsString::from(text).normalize("NFD").into()
}

/// Whether a position in a text, in bytes, is between letters, and not inside of one.
pub(crate) fn is_boundary(text: &str, at: usize) -> bool {
    thread_local! {
        // Older browsers have none.
        static LETTERS: Option<Segmenter> = has_segmenter().then(|| {
            let options = SegmenterOptions::new();
            options.set_granularity(SegmenterGranularity::Grapheme);
            Segmenter::new(&Array::new(), &options)
        });
    }
    let offset = length(&text[..at]);
    LETTERS.with(|letters| {
        let letter = letters.as_ref().and_then(|letters| letters.segment(text).containing(offset));
        letter.is_none_or(|letter| letter.index() == offset)
    })
}

fn has_segmenter() -> bool {
    let intl = Reflect::get(&js_sys::global(), &"Intl".into());
    intl.and_then(|intl| Reflect::has(&intl, &"Segmenter".into())) == Ok(true)
}
