//! Typing by an input method, as for Japanese or Korean.

use serde_json::json;

use super::Window;

/// Ends a composition by a key in the order of Safari: the key comes last, and says that it is none of
/// the composition. Answers whether the page let the browser act on the key.
const LIKE_SAFARI: &str = r#"
    const [text, key] = arguments;
    const field = document.activeElement;
    const tell = (event) => field.dispatchEvent(event);
    const bubbles = true;
    tell(new CompositionEvent("compositionstart", { bubbles, data: "" }));
    field.setRangeText(text, field.selectionStart, field.selectionEnd, "end");
    const inputType = "insertCompositionText";
    tell(new InputEvent("input", { bubbles, data: text, inputType, isComposing: true }));
    tell(new CompositionEvent("compositionend", { bubbles, data: text }));
    const last = { key, code: key, keyCode: 229, which: 229, isComposing: false };
    return tell(new KeyboardEvent("keydown", { bubbles, cancelable: true, ...last }));
"#;

/// A key that goes to the input method: it picks a candidate, or takes the composition back.
const OF_METHOD: &str = r#"
    const code = { key: arguments[0], keyCode: 229, isComposing: true };
    const event = new KeyboardEvent("keydown", { bubbles: true, cancelable: true, ...code });
    document.activeElement.dispatchEvent(event);
"#;

impl Window {
    /// Composes this, where the focus is: it stands there and is not final.
    pub(crate) async fn compose(&self, text: &str) {
        let end = text.encode_utf16().count();
        let state = json!({ "text": text, "selectionStart": end, "selectionEnd": end });
        self.cdp("Input.imeSetComposition", state).await;
    }

    /// Presses a key during a composition.
    pub(crate) async fn key_of_method(&self, key: &str) {
        self.script(OF_METHOD, vec![json!(key)]).await;
    }

    /// Composes this and ends it with a key, as Safari tells it. Answers whether the browser would have
    /// acted on the key: sent a form, closed a dialog.
    pub(crate) async fn compose_like_safari(&self, text: &str, key: &str) -> bool {
        self.script(LIKE_SAFARI, vec![json!(text), json!(key)]).await == json!(true)
    }
}
