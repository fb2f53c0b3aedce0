//! Filling an element with what was written out.

use wasm_bindgen::JsCast;
use web_sys::CharacterData;
pub(crate) use web_sys::Element;

/// A place that a text will take.
pub(crate) const PLACE: &str = "<!---->";

/// `NodeFilter.SHOW_COMMENT` of the DOM.
const COMMENTS: u32 = 0x80;

/// Fills an element with mark-up of this program, and then puts each text into its [`PLACE`]. Texts
/// come to the browser as texts: nothing in them is ever read as HTML.
pub(crate) fn fill(element: &Element, markup: &str, texts: &[String]) {
    element.set_inner_html(markup);
    let walker = element
        .owner_document()
        .and_then(|document| document.create_tree_walker_with_what_to_show(element, COMMENTS).ok());
    let Some(walker) = walker.filter(|_| !texts.is_empty()) else { return };
    let next = || walker.next_node().ok().flatten()?.dyn_into::<CharacterData>().ok();
    let mut place = next();
    for text in texts {
        // The walker has to stand on a node that stays.
        let after = next();
        if let Some(place) = place {
            let _ = place.replace_with_with_str_1(text);
        }
        place = after;
    }
}
