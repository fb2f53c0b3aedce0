//! Work for when the page has nothing else to do.

use std::time::Duration;

use leptos::prelude::*;
use wasm_bindgen::JsCast;
use wasm_bindgen::closure::Closure;

/// How long to wait where the browser cannot say when it is idle.
const OTHERWISE: Duration = Duration::from_secs(2);

/// Runs something once, when the page is idle.
pub(crate) fn when_idle(run: impl FnOnce() + 'static) {
    let Some(window) = web_sys::window() else { return };
    let run = Closure::once_into_js(run);
    let function: &js_sys::Function = run.unchecked_ref();
    if window.request_idle_callback(function).is_err() {
        let function = function.clone();
        set_timeout(
            move || {
                let _ = function.call0(&wasm_bindgen::JsValue::NULL);
            },
            OTHERWISE,
        );
    }
}
