//! The lines of a copy of a text: elements beside each other, of which only some are drawn again.

use web_sys::Element;

use super::markup;

/// Replaces elements inside of another one, from `from` on, by what was written out.
pub(crate) fn replace(
    place: &Element,
    from: usize,
    removed: usize,
    markup: &str,
    texts: &[String],
) {
    let children = place.children();
    if from == 0 && removed == children.length() as usize {
        markup::fill(place, markup, texts);
        return;
    }
    let Some(new) = place.owner_document().and_then(|document| document.create_element("div").ok())
    else {
        return;
    };
    markup::fill(&new, markup, texts);
    for _ in 0..removed {
        if let Some(old) = children.item(from as u32) {
            old.remove();
        }
    }
    let after = children.item(from as u32);
    while let Some(line) = new.first_element_child() {
        let _ = place.insert_before(&line, after.as_deref());
    }
}
