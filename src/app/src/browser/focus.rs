//! The page's title and where the focus is.

use wasm_bindgen::JsCast;
use web_sys::{Document, Element, HtmlElement};

/// Sets the title of the page.
pub(crate) fn set_title(title: &str) {
    if let Some(document) = document() {
        document.set_title(title);
    }
}

/// Moves the focus to the first element that matches, without scrolling the page about.
pub(crate) fn focus(selector: &str) -> bool {
    let Some(element) = find(selector) else { return false };
    element.focus().is_ok()
}

/// Moves the focus to the first field that is wrong, in the dialog that is open or the page.
pub(crate) fn first_problem() {
    let place = if super::overlay::any_dialog() { "dialog[open] " } else { "" };
    focus(&format!("{place}[aria-invalid=true]"));
}

/// Scrolls the first element that matches into view.
pub(crate) fn reveal(selector: &str) {
    if let Some(element) = find(selector) {
        bring_into_view(&element);
    }
}

/// Moves the focus to the first element in another one that matches, or to that one itself, and
/// scrolls nothing.
pub(crate) fn focus_in(place: &HtmlElement, selector: &str) {
    let found = place.query_selector(selector).ok().flatten();
    let found = found.and_then(|found| found.dyn_into::<HtmlElement>().ok());
    focus_quietly(found.as_ref().unwrap_or(place));
}

/// Moves the focus to an element and scrolls nothing.
pub(crate) fn focus_quietly(element: &HtmlElement) {
    let options = web_sys::FocusOptions::new();
    options.set_prevent_scroll(true);
    let _ = element.focus_with_options(&options);
}

/// Gives the focus back to what had it, if that is still on the page, or else to the place it was in.
pub(crate) fn return_to(kept: Option<&HtmlElement>, place: &HtmlElement) {
    focus_quietly(kept.filter(|kept| kept.is_connected()).unwrap_or(place));
}

/// Whether nothing has the focus.
pub(crate) fn is_nowhere() -> bool {
    document().is_some_and(|document| {
        document.active_element().is_none_or(|active| active.tag_name() == "BODY")
    })
}

/// Whether the element that a selector describes has the focus.
pub(crate) fn is_at(selector: &str) -> bool {
    document()
        .and_then(|document| document.active_element())
        .is_some_and(|active| active.matches(selector) == Ok(true))
}

/// Puts the focus on the heading if it stands nowhere: when the button that had it went away with
/// what it did, a keyboard would begin at the top of the page again.
pub(crate) fn rescue() {
    if is_nowhere() {
        focus("h1[tabindex]");
    }
}

/// Scrolls an element into view, if it is not in view yet.
pub(crate) fn bring_into_view(element: &Element) {
    let options = web_sys::ScrollIntoViewOptions::new();
    options.set_block(web_sys::ScrollLogicalPosition::Nearest);
    element.scroll_into_view_with_scroll_into_view_options(&options);
}

/// Scrolls an element to the top of what is in view.
pub(crate) fn bring_to_top(element: &Element) {
    let options = web_sys::ScrollIntoViewOptions::new();
    options.set_block(web_sys::ScrollLogicalPosition::Start);
    element.scroll_into_view_with_scroll_into_view_options(&options);
}

/// Whether somebody is typing: keys of one letter then belong to the text.
pub(crate) fn is_typing() -> bool {
    let Some(active) = document().and_then(|document| document.active_element()) else {
        return false;
    };
    let is_ticked = |active: &Element| active.matches("[type=checkbox], [type=radio]") == Ok(true);
    let name = active.tag_name();
    matches!(name.as_str(), "INPUT" | "TEXTAREA" | "SELECT") && !is_ticked(&active)
        || active.dyn_ref::<HtmlElement>().is_some_and(HtmlElement::is_content_editable)
}

/// The element that has the focus, to give it back later.
pub(crate) fn active() -> Option<HtmlElement> {
    document()?.active_element()?.dyn_into().ok()
}

/// Takes the focus from an element, which ends what is composed in it.
pub(crate) fn leave(id: &str) {
    if let Some(element) = by_id(id) {
        let _ = element.blur();
    }
}

/// Gives the focus to an element, or to what holds it where people cannot reach it by Tab: in a grid,
/// to the field that has the focus for its cells.
pub(crate) fn enter(element: &Element) {
    let home = element.closest(":is(a, button, [tabindex]):not([tabindex='-1'])").ok().flatten();
    let grid = || Some(element.closest("[role=grid]").ok()??.id());
    let field = || find(&format!("[aria-controls='{}']", grid()?)).map(Into::into);
    let home = home.or_else(field);
    if let Some(home) = home.and_then(|home| home.dyn_into::<HtmlElement>().ok()) {
        let _ = home.focus();
    }
}

/// The element that a selector describes and that an event happened in.
pub(crate) fn around(event: &web_sys::Event, selector: &str) -> Option<HtmlElement> {
    let target = event.target()?.dyn_into::<Element>().ok()?;
    target.closest(selector).ok()??.dyn_into().ok()
}

/// The element with an identifier.
pub(crate) fn by_id(id: &str) -> Option<HtmlElement> {
    document()?.get_element_by_id(id)?.dyn_into().ok()
}

/// Marks an element as the selected one of its grid, or takes the mark away.
pub(crate) fn select(id: &str, is_selected: bool) {
    if let Some(element) = by_id(id) {
        let _ = if is_selected {
            element.set_attribute("aria-selected", "true")
        } else {
            element.remove_attribute("aria-selected")
        };
    }
}

/// Whether a click was a touch.
pub(crate) fn is_touch(click: &web_sys::MouseEvent) -> bool {
    click.dyn_ref::<web_sys::PointerEvent>().is_some_and(|event| event.pointer_type() == "touch")
}

fn find(selector: &str) -> Option<HtmlElement> {
    document()?.query_selector(selector).ok()??.dyn_into().ok()
}

fn document() -> Option<Document> {
    web_sys::window()?.document()
}
