//! Taking the place of the loading screen.

/// Removes what index.html shows until the program has arrived.
pub(crate) fn remove_loading_screen() {
    let element = web_sys::window()
        .and_then(|window| window.document())
        .and_then(|document| document.get_element_by_id("start"));
    if let Some(element) = element {
        element.remove();
    }
}
