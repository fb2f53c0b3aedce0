//! What stays on this device. Never the API key.

use leptos::prelude::*;
use web_sys::Storage;

/// Reads a value; `None` where there is none or storage is forbidden.
pub(crate) fn read(key: &str) -> Option<String> {
    local()?.get_item(key).ok().flatten()
}

/// The names of all values.
pub(crate) fn names() -> Vec<String> {
    let Some(storage) = local() else { return Vec::new() };
    let count = storage.length().unwrap_or_default();
    (0..count).filter_map(|index| storage.key(index).ok().flatten()).collect()
}

/// Writes a value, and gives whether the browser stored it.
pub(crate) fn write(key: &str, value: &str) -> bool {
    local().is_some_and(|storage| storage.set_item(key, value).is_ok())
}

/// Removes a value.
pub(crate) fn remove(key: &str) {
    if let Some(storage) = local() {
        let _ = storage.remove_item(key);
    }
}

/// Runs `then` when another tab has changed something, while the calling component lives.
pub(crate) fn on_change(then: impl Fn() + 'static) {
    let listener = window_event_listener(leptos::ev::storage, move |_| then());
    on_cleanup(move || listener.remove());
}

fn local() -> Option<Storage> {
    web_sys::window()?.local_storage().ok().flatten()
}
