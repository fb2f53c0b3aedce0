//! The question of the browser before it leaves a page with unsaved work.

use std::sync::atomic::{AtomicBool, Ordering};

use leptos::prelude::*;
use wasm_bindgen::JsCast;
use wasm_bindgen::closure::Closure;

/// Runs `last` when the page is left or put away: the last moment to store something.
pub(crate) fn on_leave(last: impl Fn() + 'static) {
    let listener = window_event_listener(leptos::ev::pagehide, move |_| last());
    on_cleanup(move || listener.remove());
}

/// Whether the page is about to be left by itself, with everything stored.
static IS_ALLOWED: AtomicBool = AtomicBool::new(false);

/// Lets the page be left without a question: what is at risk was stored.
pub(crate) fn allow() {
    IS_ALLOWED.store(true, Ordering::Relaxed);
}

/// Has the browser ask while `is_at_risk`. The listener is there only then: a page that listens
/// all the time cannot be kept for going back.
pub(crate) fn guard(is_at_risk: impl Fn() -> bool + 'static) {
    let ask =
        Closure::<dyn Fn(web_sys::BeforeUnloadEvent)>::new(|event: web_sys::BeforeUnloadEvent| {
            if !IS_ALLOWED.load(Ordering::Relaxed) {
                event.prevent_default();
                event.set_return_value("unsaved");
            }
        });
    // Given to the garbage collector of the page: it lives as long as it is listened to.
    let ask: js_sys::Function = ask.into_js_value().unchecked_into();
    let listen = move |is_listening: bool| {
        let Some(window) = web_sys::window() else { return };
        let _ = if is_listening {
            window.add_event_listener_with_callback("beforeunload", &ask)
        } else {
            window.remove_event_listener_with_callback("beforeunload", &ask)
        };
    };
    let listen = StoredValue::new_local(listen);
    Effect::new(move |was: Option<bool>| {
        let is = is_at_risk();
        if was.unwrap_or(false) != is {
            listen.with_value(|listen| listen(is));
        }
        is
    });
    on_cleanup(move || {
        listen.try_with_value(|listen| listen(false));
    });
}
