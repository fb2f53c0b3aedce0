//! The clipboard.

use wasm_bindgen_futures::JsFuture;

/// Puts text on the clipboard, and says whether the browser allowed it.
pub(crate) async fn copy(text: &str) -> bool {
    let Some(window) = web_sys::window() else { return false };
    // A page that is not on a secure origin has no clipboard at all.
    let has_clipboard = js_sys::Reflect::has(&window.navigator(), &"clipboard".into());
    if has_clipboard != Ok(true) {
        return false;
    }
    JsFuture::from(window.navigator().clipboard().write_text(text)).await.is_ok()
}

/// The plain text of a paste; empty where there is none.
pub(crate) fn pasted(event: &web_sys::ClipboardEvent) -> String {
    event.clipboard_data().and_then(|data| data.get_data("text/plain").ok()).unwrap_or_default()
}
