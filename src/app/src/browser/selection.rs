//! What the browser has selected in a comparison.

use wasm_bindgen::JsCast;
use web_sys::{ClipboardEvent, Element, EventTarget, MouseEvent, Node};

/// One end of a selection: a row, and a character of the text of its side.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct End {
    pub(crate) row: usize,
    pub(crate) offset: usize,
}

/// Both ends of the selection, in order, if it is in rows of a comparison. An end elsewhere counts as
/// one at the edge of what is in sight of them.
pub(crate) fn ends() -> Option<(End, End)> {
    let selection = web_sys::window()?.get_selection().ok()??;
    if selection.is_collapsed() {
        return None;
    }
    let (from, to) = (selection.anchor_node()?, selection.focus_node()?);
    let anchor = end_of(&from, selection.anchor_offset());
    let focus = end_of(&to, selection.focus_offset());
    let (anchor, focus) = match (anchor, focus) {
        (Some(anchor), Some(focus)) => (anchor, focus),
        (Some(anchor), None) => (anchor, edge(&from, &to)?),
        (None, Some(focus)) => (edge(&to, &from)?, focus),
        (None, None) => return None,
    };
    Some(if anchor <= focus { (anchor, focus) } else { (focus, anchor) })
}

/// The first or the last place in sight of the rows around `inside`, whichever is nearer to a node
/// that is in none of them.
fn edge(inside: &Node, outside: &Node) -> Option<End> {
    let place = element_of(inside)?.closest(".diff").ok()??;
    let frame = place.get_bounding_client_rect();
    let rows = place.query_selector_all("[data-row]").ok()?;
    let mut in_sight = Vec::new();
    for row in (0..rows.length()).filter_map(|at| rows.item(at)?.dyn_into::<Element>().ok()) {
        let at = row.get_bounding_client_rect();
        if at.bottom() > frame.top() && at.top() < frame.bottom() {
            in_sight.extend(row_of(&row));
        }
    }
    if inside.compare_document_position(outside) & Node::DOCUMENT_POSITION_PRECEDING != 0 {
        in_sight.first().map(|row| End { row: *row, offset: 0 })
    } else {
        in_sight.last().map(|row| End { row: *row, offset: usize::MAX })
    }
}

/// Selects all of the text below a third click, which the browser would take line by line as it is
/// broken here.
pub(crate) fn take_text(event: &MouseEvent) -> Option<()> {
    let target = event.target().filter(|_| event.detail() > 2)?;
    let text = target.dyn_ref::<Element>()?.closest(".side__text").ok()??;
    event.prevent_default();
    web_sys::window()?.get_selection().ok()??.select_all_children(&text).ok()
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
    let element = element_of(node)?;
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

fn element_of(node: &Node) -> Option<Element> {
    node.dyn_ref::<Element>().cloned().or_else(|| node.parent_element())
}

fn row_of(element: &Element) -> Option<usize> {
    element.closest("[data-row]").ok()??.get_attribute("data-row")?.parse().ok()
}
