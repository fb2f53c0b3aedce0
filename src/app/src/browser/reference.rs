//! References that are written out in rows.

use wasm_bindgen::JsCast;
use web_sys::Element;
pub(crate) use web_sys::EventTarget;

/// A reference on the page.
pub(crate) struct At {
    element: Element,
    /// Its row.
    pub(crate) row: usize,
    /// Its number in the row.
    pub(crate) number: usize,
}

/// The reference an event happened at.
pub(crate) fn at(target: Option<EventTarget>) -> Option<At> {
    let target: Element = target?.dyn_into().ok()?;
    let element = target.closest("[data-reference]").ok()??;
    let number = element.get_attribute("data-reference")?.parse().ok()?;
    let row = element.closest("[data-row]").ok()??.get_attribute("data-row")?.parse().ok()?;
    Some(At { element, row, number })
}

impl At {
    /// Says what it is, on hover and to screen readers.
    pub(crate) fn set_title(&self, title: &str) {
        let _ = self.element.set_attribute("title", title);
    }
}

/// Whether nothing is selected: a click that ends a selection opens nothing.
pub(crate) fn nothing_selected() -> bool {
    let selection = web_sys::window().and_then(|window| window.get_selection().ok().flatten());
    selection.is_none_or(|selection| selection.is_collapsed())
}
