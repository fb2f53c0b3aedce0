//! What happens when the program itself breaks: a panic leaves a frozen page, so say so.

use web_sys::{Document, Element};

/// Shows a recovery screen on a panic. Unsaved text is on this device already and comes back
/// after reloading.
pub(crate) fn install() {
    std::panic::set_hook(Box::new(|info| {
        web_sys::console::error_1(&info.to_string().into());
        if let Some(document) = web_sys::window().and_then(|window| window.document()) {
            let _ = show(&document, &info.to_string());
        }
    }));
}

fn show(document: &Document, detail: &str) -> Result<(), wasm_bindgen::JsValue> {
    if document.get_element_by_id("recovery").is_some() {
        return Ok(());
    }
    let add =
        |parent: &Element, name: &str, text: &str| -> Result<Element, wasm_bindgen::JsValue> {
            let element = document.create_element(name)?;
            element.set_text_content(Some(text));
            parent.append_child(&element)?;
            Ok(element)
        };
    let Some(body) = document.body() else { return Ok(()) };
    let screen = document.create_element("div")?;
    screen.set_id("recovery");
    screen.set_attribute("role", "alertdialog")?;
    screen.set_attribute("aria-labelledby", "recovery-title")?;
    screen.set_class_name("recovery");
    body.append_child(&screen)?;
    add(&screen, "h1", "Agent Studio has stopped")?.set_id("recovery-title");
    add(
        &screen,
        "p",
        "A fault in the program stopped this page. What you typed is stored on this device and comes \
         back when you reload. What was saved before is with the API.",
    )?;
    let reload = add(&screen, "a", "Reload")?;
    reload.set_class_name("button button--primary");
    reload.set_attribute("href", "")?;
    let details = add(&screen, "details", "")?;
    add(&details, "summary", "Details for a report")?;
    add(&details, "pre", detail)?;
    Ok(())
}
