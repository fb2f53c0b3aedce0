//! What the browser has selected in a comparison.

use wasm_bindgen::JsCast;
use web_sys::{ClipboardEvent, Element, EventTarget, Node};

/// One end of a selection: a row, and a character of the text of its side.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct End {
    pub(crate) row: usize,
    pub(crate) offset: usize,
}

/// Both ends of the selection, in order, if both are in rows of a comparison.
pub(crate) fn ends() -> Option<(End, End)> {
    let selection = web_sys::window()?.get_selection().ok()??;
    if selection.is_collapsed() {
        return None;
    }
    let anchor = end_of(&selection.anchor_node()?, selection.anchor_offset())?;
    let focus = end_of(&selection.focus_node()?, selection.focus_offset())?;
    Some(if anchor <= focus { (anchor, focus) } else { (focus, anchor) })
}

/// The row of a comparison an event happened in, and whether on the old side.
pub(crate) fn place_of(target: Option<EventTarget>) -> Option<(usize, bool)> {
    let element: Element = target?.dyn_into().ok()?;
    let side = element.closest("[data-side]").ok()??;
    Some((row_of(&element)?, side.get_attribute("data-side")? == "old"))
}

/// Puts a text on the clipboard in the course of a copy.
pub(crate) fn put(event: &ClipboardEvent, text: &str) {
    if let Some(data) = event.clipboard_data() {
        let _ = data.set_data("text/plain", text);
        event.prevent_default();
    }
}

fn end_of(node: &Node, offset: u32) -> Option<End> {
    let element: Element = match node.dyn_ref::<Element>() {
        Some(element) => element.clone(),
        None => node.parent_element()?,
    };
    let row = row_of(&element)?;
    let text = element.closest(".side__text").ok().flatten();
    let offset = match text {
        Some(text) => length_before(&text, node, offset),
        None => 0,
    };
    Some(End { row, offset })
}

/// How many characters of a text stand before a place in it.
fn length_before(text: &Element, node: &Node, offset: u32) -> usize {
    let measure = || -> Option<usize> {
        let range = web_sys::Range::new().ok()?;
        range.set_start(text, 0).ok()?;
        range.set_end(node, offset).ok()?;
        Some(String::from(range.to_string()).chars().count())
    };
    let skipped = text.get_attribute("data-skipped").and_then(|count| count.parse().ok());
    measure().unwrap_or(0) + skipped.unwrap_or(0)
}

/// The row of a comparison an event happened in.
pub(crate) fn row_at(target: Option<EventTarget>) -> Option<usize> {
    row_of(&target?.dyn_into().ok()?)
}

fn row_of(element: &Element) -> Option<usize> {
    element.closest("[data-row]").ok()??.get_attribute("data-row")?.parse().ok()
}
