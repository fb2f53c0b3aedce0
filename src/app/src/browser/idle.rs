//! Work for when the page has nothing else to do.

use js_sys::{Function, Promise};
use leptos::prelude::set_timeout;
use wasm_bindgen::JsValue;
use wasm_bindgen_futures::JsFuture;
use web_sys::IdleRequestOptions;

/// The longest wait, in milliseconds: a busy page gets its work as well, only later.
const LONGEST: u32 = 1_000;

/// Waits until the page is idle.
pub(crate) async fn turn() {
    let promise = Promise::new(&mut |resolve, _| {
        let options = IdleRequestOptions::new();
        options.set_timeout(LONGEST);
        let asked = web_sys::window().is_some_and(|window| {
            window.request_idle_callback_with_options(&resolve, &options).is_ok()
        });
        // Not every browser can say when it is idle.
        if !asked {
            soon(resolve);
        }
    });
    let _ = JsFuture::from(promise).await;
}

fn soon(resolve: Function) {
    let call = move || {
        let _ = resolve.call0(&JsValue::NULL);
    };
    set_timeout(call, std::time::Duration::from_millis(LONGEST.into()));
}
