//! Throwing the draft away.

use leptos::prelude::*;

/// Placeholder until reversal exists.
#[component]
pub(crate) fn Discard(#[prop(into)] on_close: Callback<()>) -> impl IntoView {
    let _ = on_close;
}
