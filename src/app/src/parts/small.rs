//! Small things that stand in many places.

use leptos::prelude::*;
use model::Timestamp;

use crate::browser::{clock, keyboard};

/// A time, relative, with the exact one on hover.
#[component]
pub(crate) fn Time(#[prop(into)] at: Option<Timestamp>) -> impl IntoView {
    match at {
        None => view! { <span class="time">"at an unknown time"</span> }.into_any(),
        Some(at) => view! {
            <time class="time" datetime=clock::iso(at) title=clock::exact(at)>
                {at.relative_to(clock::now())}
            </time>
        }
        .into_any(),
    }
}

/// Keys as a person presses them: `Mod` is ⌘ or Ctrl.
#[component]
pub(crate) fn Keys(
    /// Keys with spaces between them, such as `Mod S`.
    keys: &'static str,
) -> impl IntoView {
    let names = keys.split(' ').map(|key| {
        let name = match key {
            "Mod" if keyboard::is_mac() => "⌘",
            "Mod" => "Ctrl",
            other => other,
        };
        view! { <kbd class="key">{name}</kbd> }
    });
    view! { <span class="keys">{names.collect_view()}</span> }
}
