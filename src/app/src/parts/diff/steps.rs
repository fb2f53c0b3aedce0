//! Going from change to change.

use leptos::prelude::*;

use super::state::DiffState;
use crate::parts::handler::handler;
use crate::parts::icon::{Glyph, Icon};

/// Two buttons, and where one is: "3 of 17".
#[component]
pub(crate) fn Steps(
    state: DiffState,
    /// Whether the keys `n` and `p` do the same here.
    has_keys: bool,
) -> impl IntoView {
    let step = move |label: &'static str, key: &'static str, glyph: Glyph, by: isize| {
        view! {
            <button
                type="button"
                class="button button--small button--icon"
                aria-label=label
                title=if has_keys { format!("{label} ({key})") } else { label.to_owned() }
                on:click=handler(move |_| state.step(by))
            >
                <Icon glyph=glyph />
            </button>
        }
    };
    view! {
        {step("Previous change", "p", Glyph::ArrowUp, -1)}
        {step("Next change", "n", Glyph::ArrowDown, 1)}
        <span class="compare-bar__place">
            {move || match state.position() {
                (_, 0) => "No change shown".to_owned(),
                (Some(place), total) => format!("{place} of {total}"),
                (None, total) => format!("– of {total}"),
            }}
        </span>
    }
}
