//! What floats above the page: dialogs and menus of the browser's own top layer.

use leptos::prelude::*;
use wasm_bindgen::JsCast;
/// What a menu stands beside.
pub(crate) use web_sys::HtmlElement as Anchor;
use web_sys::{Element, HtmlDialogElement, HtmlElement};

/// Opens a dialog so that nothing behind it can be reached.
pub(crate) fn open(dialog: &HtmlDialogElement) {
    if !dialog.open() {
        let _ = dialog.show_modal();
    }
}

/// Closes a dialog; the browser gives the focus back.
pub(crate) fn close(dialog: &HtmlDialogElement) {
    if dialog.open() {
        dialog.close();
    }
}

/// Whether a dialog is open.
pub(crate) fn any_dialog() -> bool {
    has_any("dialog[open]")
}

/// Whether a dialog, a menu or a list is open.
pub(crate) fn any_open() -> bool {
    has_any("dialog[open], :popover-open")
}

fn has_any(selector: &str) -> bool {
    web_sys::window()
        .and_then(|window| window.document())
        .is_some_and(|document| matches!(document.query_selector(selector), Ok(Some(_))))
}

/// Shows a popover beside its anchor, inside the window.
pub(crate) fn show_beside(popover: &HtmlElement, anchor: &Element) {
    // Not yet in web-sys without its unstable flag, hence by name.
    call(popover, "showPopover");
    place(popover, anchor);
}

/// Hides a popover.
pub(crate) fn hide(popover: &HtmlElement) {
    if is_shown(popover) {
        call(popover, "hidePopover");
    }
}

fn call(element: &HtmlElement, method: &str) {
    let function = js_sys::Reflect::get(element, &method.into())
        .ok()
        .and_then(|value| value.dyn_into::<js_sys::Function>().ok());
    if let Some(function) = function {
        let _ = function.call0(element);
    }
}

/// Whether a floating element is to be seen.
pub(crate) fn is_shown(floating: &HtmlElement) -> bool {
    floating.matches(":popover-open").unwrap_or(false)
}

/// Puts a floating element under its anchor, or above it where there is more space.
fn place(floating: &HtmlElement, anchor: &Element) {
    const GAP: f64 = 4.0;
    let Some(window) = web_sys::window() else { return };
    let size = |value: Result<wasm_bindgen::JsValue, _>| {
        value.ok().and_then(|value| value.as_f64()).unwrap_or_default()
    };
    let (width, height) = (size(window.inner_width()), size(window.inner_height()));
    let at = anchor.get_bounding_client_rect();
    let own = floating.get_bounding_client_rect();
    let below = height - at.bottom();
    let top = if own.height() + GAP <= below || below >= at.top() {
        at.bottom() + GAP
    } else {
        (at.top() - own.height() - GAP).max(GAP)
    };
    let is_in_right_half = at.left() + at.width() / 2.0 > width / 2.0;
    let left = if is_in_right_half { at.right() - own.width() } else { at.left() };
    let left = left.min(width - own.width() - GAP).max(GAP);
    let style = floating.style();
    let _ = style.set_property("top", &pixels(top));
    let _ = style.set_property("left", &pixels(left));
    let _ = style.set_property("max-height", &pixels((height - top - GAP).max(120.0)));
}

/// The focusable items of a menu or list, in order.
pub(crate) fn items(container: &Element, selector: &str) -> Vec<HtmlElement> {
    let Ok(found) = container.query_selector_all(selector) else { return Vec::new() };
    (0..found.length())
        .filter_map(|index| found.item(index))
        .filter_map(|node| node.dyn_into().ok())
        .collect()
}

/// Runs `then` after the browser has drawn what was changed just now.
pub(crate) fn after_drawing(then: impl FnOnce() + 'static) {
    request_animation_frame(then);
}

/// A length of the screen for a style, in whole pixels.
fn pixels(length: f64) -> String {
    format!("{}px", length.round() as i64)
}
