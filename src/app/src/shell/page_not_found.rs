//! An address that leads nowhere.

use leptos::prelude::*;

use crate::parts::handler::handler;
use crate::parts::icon::Glyph;
use crate::parts::loaded::Empty;
use crate::route::Route;
use crate::state::studio::use_studio;

/// Says that there is nothing here, and leads back.
#[component]
pub(crate) fn PageNotFound() -> impl IntoView {
    let studio = use_studio();
    view! {
        <main class="page" id="content">
            <h1 class="hidden" tabindex="-1">"Not found"</h1>
            <Empty
                glyph=Glyph::Search
                title="There is nothing at this address"
                text="The link may be incomplete, or its target was deleted."
            >
                <button
                    type="button"
                    class="button button--primary"
                    on:click=handler(move |_| studio.go(&Route::Agents))
                >
                    "All agents"
                </button>
            </Empty>
        </main>
    }
}
