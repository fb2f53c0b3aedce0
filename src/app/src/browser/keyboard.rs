//! Keys that work anywhere on a page.

use leptos::ev::KeyboardEvent;
use leptos::prelude::*;
use wasm_bindgen::JsCast;

use crate::browser::focus;

/// Runs `handle` for every key pressed while the calling component is on the page. What a handler
/// prevents, later ones and the browser do not get.
pub(crate) fn on_key(handle: impl Fn(&KeyboardEvent) + 'static) {
    let listener = window_event_listener(leptos::ev::keydown, move |event| {
        if !event.default_prevented() {
            handle(&event);
        }
    });
    on_cleanup(move || listener.remove());
}

/// Whether the key of commands is held: ⌘ on a Mac, Ctrl elsewhere.
pub(crate) fn has_command(event: &KeyboardEvent) -> bool {
    (event.ctrl_key() || event.meta_key()) && !event.alt_key()
}

/// Whether this is a plain letter, pressed while nobody is typing and no dialog is open.
pub(crate) fn is_plain(event: &KeyboardEvent) -> bool {
    let is_bare = !event.ctrl_key() && !event.meta_key() && !event.alt_key();
    is_bare && !focus::is_typing() && !super::overlay::any_dialog()
}

/// Submits the form around a field of several lines at Ctrl+Enter or ⌘+Enter.
pub(crate) fn submit_at_command(event: &KeyboardEvent) {
    if event.key() != "Enter" || !has_command(event) {
        return;
    }
    let form = event
        .target()
        .and_then(|target| target.dyn_into::<web_sys::Element>().ok())
        .and_then(|field| field.closest("form").ok().flatten())
        .and_then(|form| form.dyn_into::<web_sys::HtmlFormElement>().ok());
    if let Some(form) = form {
        event.prevent_default();
        let _ = form.request_submit();
    }
}

/// Whether the person sits at a Mac, where ⌘ takes the place of Ctrl.
pub(crate) fn is_mac() -> bool {
    web_sys::window()
        .and_then(|window| window.navigator().user_agent().ok())
        .is_some_and(|agent| agent.contains("Mac"))
}
