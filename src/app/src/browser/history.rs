//! The address bar.

use wasm_bindgen::JsValue;

/// Replaces the address of this entry of the history, without going anywhere.
pub(crate) fn replace(address: &str) {
    let Some(history) = web_sys::window().and_then(|window| window.history().ok()) else { return };
    let state = history.state().unwrap_or(JsValue::NULL);
    let _ = history.replace_state_with_url(&state, "", Some(address));
}

/// The address of a place of this origin in full, for links that are given away.
pub(crate) fn absolute(path: &str) -> String {
    let origin = web_sys::window().and_then(|window| window.location().origin().ok());
    format!("{}{path}", origin.unwrap_or_default())
}
