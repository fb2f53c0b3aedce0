//! Comparing two versions.

use leptos::prelude::*;

/// Placeholder until rows exist.
#[component]
pub(crate) fn Compare() -> impl IntoView {
    view! { <main class="page" id="content"><h1 class="page__title" tabindex="-1">"Compare"</h1></main> }
}
