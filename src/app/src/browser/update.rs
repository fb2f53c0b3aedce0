//! Whether the server has another studio by now than the one that runs here.

use wasm_bindgen::JsCast;
use web_sys::HtmlScriptElement;

use super::{fetch, leaving};

/// Whether the page that the server has now starts another program than this one. Where it cannot be
/// asked, it has not changed.
pub(crate) async fn is_newer_served() -> bool {
    let Some(own) = start_script() else { return false };
    match fetch::own_file("index.html").await {
        Some(page) => !page.contains(&own),
        None => false,
    }
}

/// Loads the page again. Unsaved text is stored on this device first, so that the browser need not
/// ask.
pub(crate) fn reload() {
    leaving::allow();
    if let Some(window) = web_sys::window() {
        let _ = window.location().reload();
    }
}

/// The file that starts this program; its name has the hash of its content.
fn start_script() -> Option<String> {
    let document = web_sys::window()?.document()?;
    let script = document.query_selector("script[type=module][src]").ok()??;
    let source = script.dyn_into::<HtmlScriptElement>().ok()?.src();
    source.rsplit('/').next().map(str::to_owned)
}
