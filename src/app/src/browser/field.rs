//! A text field of several lines: its selection, and changes that a person can undo.

use std::ops::Range;

use leptos::prelude::*;
use wasm_bindgen::JsCast;
use wasm_bindgen::closure::Closure;
pub(crate) use web_sys::HtmlTextAreaElement as Field;
use web_sys::{Event, EventInit, HtmlDocument, InputEvent};

/// More lines than this are typed by one command for each, and each lays the text out again.
const FEW_LINES: usize = 8;

/// Replaces a part of the text of a field, in bytes, by another one, with the caret behind it. The
/// browser takes it for typing: it reports an input, and its own undo takes all of it back in one step.
///
/// `execCommand` is deprecated and has no successor: `setRangeText` empties what can be undone.
pub(crate) fn replace(field: &Field, text: &str, range: Range<usize>, new: &str) {
    if field.read_only() || field.value() != text || range.is_empty() && new.is_empty() {
        return;
    }
    super::focus::focus_quietly(field);
    select(field, text, &range);
    if new.split('\n').nth(FEW_LINES).is_some() && command("insertHTML", &escaped(new)) {
        let wanted = format!("{}{new}{}", &text[..range.start], &text[range.end..]);
        if field.value() == wanted {
            return;
        }
        command("undo", "");
        if field.value() != text {
            field.set_value(text);
        }
        select(field, text, &range);
    }
    let verb = if new.is_empty() { "delete" } else { "insertText" };
    if command(verb, new) {
        return;
    }
    let (start, end) = (offset(text, range.start), offset(text, range.end));
    let _ = field.set_range_text_with_start_and_end_and_mode(new, start, end, "end");
    let options = EventInit::new();
    options.set_bubbles(true);
    if let Ok(event) = Event::new_with_event_init_dict("input", &options) {
        let _ = field.dispatch_event(&event);
    }
}

/// Chromium inserts text of many lines as HTML in one step: 16 s become 0.1 s for 3,000 lines. In a
/// text field only its text arrives, in which nothing is mark-up.
fn escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;")
}

fn command(verb: &str, value: &str) -> bool {
    let document = web_sys::window().and_then(|window| window.document());
    document.and_then(|document| document.dyn_into::<HtmlDocument>().ok()).is_some_and(|document| {
        document.exec_command_with_show_ui_and_value(verb, false, value) == Ok(true)
    })
}

/// Whether an input is of a composition that goes on.
pub(crate) fn is_composing(input: &Event) -> bool {
    input.dyn_ref::<InputEvent>().is_some_and(InputEvent::is_composing)
}

/// Runs something whenever what is selected may be another, as long as the calling component lives.
pub(crate) fn on_selection(run: impl Fn() + 'static) {
    let Some(document) = web_sys::window().and_then(|window| window.document()) else { return };
    let callback = Closure::<dyn Fn()>::new(run);
    let name = "selectionchange";
    let _ = document.add_event_listener_with_callback(name, callback.as_ref().unchecked_ref());
    let kept = StoredValue::new_local(Some((document, callback)));
    on_cleanup(move || {
        if let Some((document, callback)) = kept.try_update_value(Option::take).flatten() {
            let callback = callback.as_ref().unchecked_ref();
            let _ = document.remove_event_listener_with_callback(name, callback);
        }
    });
}

/// Selects a part of the text of a field, in bytes.
pub(crate) fn select(field: &Field, text: &str, range: &Range<usize>) {
    let start = offset(text, range.start);
    let end = start + length(&text[range.clone()]);
    let _ = field.set_selection_range(start, end);
}

/// What is selected in a field that holds a text, in bytes.
pub(crate) fn selection(field: &Field, text: &str) -> Range<usize> {
    let start = field.selection_start().ok().flatten().unwrap_or_default();
    let end = field.selection_end().ok().flatten().unwrap_or_default();
    let start_at = position(text, start);
    start_at..start_at + position(&text[start_at..], end.saturating_sub(start))
}

/// The length of a text as the browser counts it.
pub(super) fn length(text: &str) -> u32 {
    if text.is_ascii() { text.len() as u32 } else { text.encode_utf16().count() as u32 }
}

fn offset(text: &str, at: usize) -> u32 {
    length(&text[..at])
}

/// The position in bytes behind so many units of the browser, or before a character that they cut.
fn position(text: &str, units: u32) -> usize {
    let units = units as usize;
    if text.as_bytes().get(..units).is_some_and(<[u8]>::is_ascii) {
        return units;
    }
    let mut left = units;
    for (at, char) in text.char_indices() {
        if left < char.len_utf16() {
            return at;
        }
        left -= char.len_utf16();
    }
    text.len()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn positions_are_translated_both_ways() {
        let text = "a\u{e9}\u{1F600}\n中b";
        for (at, _) in text.char_indices() {
            assert_eq!(position(text, offset(text, at)), at);
        }
        assert_eq!(position(text, 3), 3, "in the middle of a surrogate pair");
        assert_eq!(position(text, 99), text.len());
        assert_eq!((length(text), length("abc")), (7, 3));
        assert_eq!(position("abc", 2), 2);
    }

    #[test]
    fn nothing_in_a_text_is_markup() {
        assert_eq!(escaped("a <b>&amp;\n"), "a &lt;b&gt;&amp;amp;\n");
    }
}
