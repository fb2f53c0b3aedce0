//! Values that stand in the address, so that Back, a reload and a copied link bring them back.

use leptos::prelude::*;

use crate::route::with_query_value;
use crate::state::studio::Studio;

/// A value that stands under a name after the question mark of the address. Setting it replaces the
/// address in place; a step in the history sets it. `read` gets an empty text where the address says
/// nothing, and `write` gives one for what goes without saying.
pub(crate) fn in_address<T: Clone + PartialEq + Send + Sync + 'static>(
    studio: Studio,
    name: &'static str,
    read: fn(&str) -> T,
    write: fn(&T) -> String,
) -> RwSignal<T> {
    let named = move || read(&studio.query_value(name).unwrap_or_default());
    let value = RwSignal::new(untrack(named));
    Effect::new(move |_| {
        let named = named();
        if value.with_untracked(|value| *value != named) {
            value.set(named);
        }
    });
    Effect::new(move |_| {
        let text = value.with(write);
        let query = untrack(|| studio.location.query());
        let is_named = untrack(|| studio.query_value(name)).unwrap_or_default() == text;
        if !is_named {
            studio.location.replace_query(with_query_value(&query, name, &text));
        }
    });
    value
}

/// A text that stands in the address.
pub(crate) fn text_in_address(studio: Studio, name: &'static str) -> RwSignal<String> {
    in_address(studio, name, str::to_owned, String::clone)
}
