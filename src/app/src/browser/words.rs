//! The words of writing that has no spaces between them, by the dictionaries of the browser.

use diff::{UnicodeWords, WordBreaker};
use js_sys::{Array, Function, Object, Reflect};
use wasm_bindgen::{JsCast, JsValue};

/// The dictionaries of the browser (`Intl.Segmenter`); the rules of Unicode where it has none.
#[derive(Clone, Copy, Debug)]
pub(crate) struct BrowserWords;

/// In bytes. A longer line would keep the page busy; it is cut by the rules of Unicode.
const LONG: usize = 20_000;

impl WordBreaker for BrowserWords {
    fn word_ends(&self, text: &str) -> Vec<usize> {
        let starts = if text.len() > LONG { None } else { word_starts(text) };
        match starts {
            Some(starts) => byte_ends(text, starts),
            None => UnicodeWords.word_ends(text),
        }
    }
}

/// What cuts texts, and its method that does.
struct Segmenter {
    this: JsValue,
    segment: Function,
}

impl Segmenter {
    /// That of the browser, which older ones lack.
    fn new() -> Option<Self> {
        let get = |of: &JsValue, key: &str| Reflect::get(of, &key.into()).ok();
        let intl = get(&js_sys::global(), "Intl")?;
        let class: Function = get(&intl, "Segmenter")?.dyn_into().ok()?;
        let options = Object::new();
        Reflect::set(&options, &"granularity".into(), &"word".into()).ok()?;
        // No language: what a text is written in is seen from its letters.
        let arguments = Array::of2(&JsValue::UNDEFINED, &options);
        let this = Reflect::construct(&class, &arguments).ok()?;
        let segment = get(&this, "segment")?.dyn_into().ok()?;
        Some(Self { this, segment })
    }
}

/// Where words and what stands between them begin, in UTF-16.
fn word_starts(text: &str) -> Option<Vec<usize>> {
    thread_local! {
        static SEGMENTER: Option<Segmenter> = Segmenter::new();
    }
    SEGMENTER.with(|segmenter| {
        let Segmenter { this, segment } = segmenter.as_ref()?;
        let segments = segment.call1(this, &text.into()).ok()?;
        let index = JsValue::from("index");
        let start = |one: JsValue| Some(Reflect::get(&one, &index).ok()?.as_f64()? as usize);
        Array::from(&segments).iter().map(start).collect()
    })
}

/// Where words end in bytes, from where they begin in UTF-16.
fn byte_ends(text: &str, starts: Vec<usize>) -> Vec<usize> {
    let mut starts = starts.into_iter().filter(|start| *start > 0).peekable();
    let mut ends = Vec::new();
    let mut units = 0;
    for (at, char) in text.char_indices() {
        while starts.next_if(|start| *start < units).is_some() {}
        if starts.next_if_eq(&units).is_some() {
            ends.push(at);
        }
        units += char.len_utf16();
    }
    ends.push(text.len());
    ends
}

#[cfg(test)]
mod tests {
    use super::byte_ends;

    #[test]
    fn places_in_the_browsers_text_become_places_in_bytes() {
        // "明日" and "🙂" take two units each.
        let text = "明日🙂はa";
        let words = |starts: Vec<usize>| {
            let mut from = 0;
            let ends = byte_ends(text, starts);
            ends.into_iter()
                .map(|end| &text[std::mem::replace(&mut from, end)..end])
                .collect::<Vec<_>>()
        };
        assert_eq!(words(vec![0, 2, 4, 5]), ["明日", "🙂", "は", "a"]);
        assert_eq!(words(vec![0]), [text]);
        // In the middle of a pair is no place.
        assert_eq!(words(vec![0, 3, 5]), ["明日🙂は", "a"]);
    }
}
