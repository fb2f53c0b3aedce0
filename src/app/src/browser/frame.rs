//! Letting the browser draw in the middle of long work.

use wasm_bindgen_futures::JsFuture;

/// Waits until the browser had time for its own work.
pub(crate) async fn next() {
    let promise = js_sys::Promise::new(&mut |resolve, _| {
        if let Some(window) = web_sys::window() {
            let _ = window.set_timeout_with_callback(&resolve);
        }
    });
    let _ = JsFuture::from(promise).await;
}
