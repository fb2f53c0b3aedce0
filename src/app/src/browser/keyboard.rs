//! Keys: those that work anywhere on a page, and which of them belong to an input method.

use std::cell::Cell;
use std::ops::Deref;

use leptos::ev::KeyboardEvent;
use leptos::prelude::*;
use wasm_bindgen::JsCast;

use crate::browser::{clock, focus};

/// What the browser gives as the code of a key that went to an input method (UI Events §6.3.1).
const OF_INPUT_METHOD: u32 = 229;
/// The longest time from the end of a composition to the key that ended it, in milliseconds. Nobody
/// presses a key so soon after another one.
const SAME_MOMENT: f64 = 2.0;

thread_local! {
    /// When the last composition ended, on the clock of [`clock::ticks`].
    static COMPOSED_AT: Cell<f64> = const { Cell::new(f64::NEG_INFINITY) };
}

/// A key that was pressed for the page, and not for an input method: what picks a candidate, ends a
/// composition or cancels it does nothing else. All that listens to keys gets them as this.
pub(crate) struct Key(KeyboardEvent);

impl Key {
    /// The key of an event; `None` where it belongs to a composition.
    pub(crate) fn of(event: KeyboardEvent) -> Option<Self> {
        (!belongs_to_composition(&event)).then_some(Self(event))
    }
}

impl Deref for Key {
    type Target = KeyboardEvent;

    fn deref(&self) -> &KeyboardEvent {
        &self.0
    }
}

fn belongs_to_composition(event: &KeyboardEvent) -> bool {
    let since_end = event.time_stamp() - COMPOSED_AT.get();
    event.is_composing() || is_of_composition(event.key_code(), can_end(event), since_end)
}

/// Whether a key can end a composition.
fn can_end(event: &KeyboardEvent) -> bool {
    matches!(event.key().as_str(), "Enter" | "Escape" | "Tab")
}

/// Whether a key belongs to a composition although the browser does not say so: Safari ends the
/// composition first, and only then reports the key that ended it, as one outside of it.
fn is_of_composition(code: u32, can_end: bool, since_end: f64) -> bool {
    code == OF_INPUT_METHOD || can_end && since_end <= SAME_MOMENT
}

/// Notes when compositions end, and keeps the browser from closing a dialog or sending a form at the
/// key that ended one.
pub(crate) fn follow_compositions() {
    // Both stay as long as the page.
    let _ = window_event_listener(leptos::ev::compositionend, |_| COMPOSED_AT.set(clock::ticks()));
    let _ = window_event_listener(leptos::ev::keydown, |event| {
        // Of other keys the input method makes text: they are not to be prevented.
        if can_end(&event) && !event.is_composing() && belongs_to_composition(&event) {
            event.prevent_default();
        }
    });
}

/// Runs `handle` for every key pressed while the calling component is on the page. What a handler
/// prevents, later ones and the browser do not get.
pub(crate) fn on_key(handle: impl Fn(&Key) + 'static) {
    let listener = window_event_listener(leptos::ev::keydown, move |event| {
        if !event.default_prevented()
            && let Some(key) = Key::of(event)
        {
            handle(&key);
        }
    });
    on_cleanup(move || listener.remove());
}

/// Whether the key of commands is held: ⌘ on a Mac, Ctrl elsewhere.
pub(crate) fn has_command(event: &Key) -> bool {
    (event.ctrl_key() || event.meta_key()) && !event.alt_key()
}

/// Whether this is a plain letter, pressed while nobody is typing and no dialog is open.
pub(crate) fn is_plain(event: &Key) -> bool {
    let is_bare = !event.ctrl_key() && !event.meta_key() && !event.alt_key();
    is_bare && !focus::is_typing() && !super::overlay::any_dialog()
}

/// Submits the form around a field of several lines at Ctrl+Enter or ⌘+Enter.
pub(crate) fn submit_at_command(event: &Key) {
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

#[cfg(test)]
mod tests {
    use super::*;

    const LONG_AGO: f64 = f64::INFINITY;

    #[test]
    fn keys_of_an_input_method_are_no_keys_of_the_page() {
        assert!(is_of_composition(OF_INPUT_METHOD, false, LONG_AGO));
        assert!(is_of_composition(OF_INPUT_METHOD, true, 3.0), "the last Enter, in Safari");
        assert!(!is_of_composition(13, true, LONG_AGO));
    }

    #[test]
    fn the_key_that_has_just_ended_a_composition_does_nothing_else() {
        assert!(is_of_composition(13, true, -4.0), "pressed before the composition ended");
        assert!(is_of_composition(27, true, 0.5));
        assert!(!is_of_composition(13, true, 40.0), "the next one counts");
        assert!(!is_of_composition(65, false, 0.5), "a letter ends no composition");
    }
}
