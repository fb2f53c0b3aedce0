//! The clipboard of the browser.

use serde_json::json;

use super::Window;
use crate::stage::until;

/// Pastes what another program has put on the clipboard, where the focus is.
const PASTE: &str = r#"
    const clipboardData = new DataTransfer();
    for (const [type, data] of Object.entries(arguments[0])) clipboardData.setData(type, data);
    const event = { clipboardData, bubbles: true, cancelable: true };
    document.activeElement.dispatchEvent(new ClipboardEvent("paste", event));
"#;

impl Window {
    /// Pastes a plain text and the same as HTML, where the focus is.
    pub(crate) async fn paste(&self, plain: &str, html: &str) {
        let data = json!({ "text/plain": plain, "text/html": html });
        self.script(PASTE, vec![data]).await;
    }

    /// Lets this page use the clipboard, as a person is asked to.
    pub(crate) async fn allow_clipboard(&self) {
        let permissions = json!({
            "origin": &*self.origin,
            "permissions": ["clipboardReadWrite", "clipboardSanitizedWrite"],
        });
        self.cdp("Browser.grantPermissions", permissions).await;
        self.cdp("Emulation.setFocusEmulationEnabled", json!({ "enabled": true })).await;
    }

    /// What is on the clipboard.
    pub(crate) async fn clipboard(&self) -> String {
        let script = "navigator.clipboard.readText().then(arguments[0], (error) => arguments[0](`${error}`))";
        self.script_later(script, vec![]).await.as_str().unwrap().to_owned()
    }

    /// The same, once it contains this.
    pub(crate) async fn clipboard_with(&self, text: &str) -> String {
        until(format!("{text:?} on the clipboard"), async || {
            Some(self.clipboard().await).filter(|copied| copied.contains(text))
        })
        .await
    }
}
