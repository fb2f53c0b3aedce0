//! Where on the screen a character of a text field is: the browser does not tell. A copy of the text
//! that is laid out alike does.

use wasm_bindgen::JsCast;
use web_sys::{DomRect, Element, HtmlElement, Node, Range};

use super::field::length;

/// `NodeFilter.SHOW_TEXT` of the DOM.
const TEXTS: u32 = 0x4;

/// Puts an element over the place before a character of a line of the copy, as high as its line:
/// `before` is the text of the line that stands before the character.
pub(crate) fn put(marker: &HtmlElement, copy: &Element, line: usize, before: &str) {
    let Some(row) = copy.children().item(line as u32) else { return };
    let (Some(at), Some(frame)) = (place(&row, length(before)), marker.offset_parent()) else {
        return;
    };
    let frame = frame.get_bounding_client_rect();
    let style = marker.style();
    for (name, value) in [
        ("left", at.left() - frame.left()),
        ("top", at.top() - frame.top()),
        ("height", at.height()),
    ] {
        let _ = style.set_property(name, &format!("{}px", value.round() as i64));
    }
}

fn place(row: &Element, offset: u32) -> Option<DomRect> {
    let document = row.owner_document()?;
    let walker = document.create_tree_walker_with_what_to_show(row, TEXTS).ok()?;
    let mut left = offset;
    let mut last: Option<Node> = None;
    while let Some(node) = walker.next_node().ok()? {
        let size = length(&node.node_value().unwrap_or_default());
        if left < size {
            return at(&node, left);
        }
        left -= size;
        last = Some(node);
    }
    let last = last?;
    at(&last, length(&last.node_value().unwrap_or_default()))
}

fn at(node: &Node, offset: u32) -> Option<DomRect> {
    let range = Range::new().ok()?;
    range.set_start(node, offset).ok()?;
    range.collapse_with_to_start(true);
    let places = range.get_client_rects()?;
    // Behind the end of a line of the screen there are two.
    let last = places.length().checked_sub(1)?;
    places.item(last)?.dyn_into().ok()
}
