//! What stands where something is loading, failed or empty.

use leptos::prelude::*;

use crate::parts::handler::handler;
use crate::parts::icon::{Glyph, Icon};
use crate::remote::{Extent, LoadError, Remote};

/// Grey bars of about the final size while something loads.
#[component]
pub(crate) fn Skeleton(
    /// How many lines.
    #[prop(default = 6)]
    lines: usize,
) -> impl IntoView {
    view! {
        <div class="skeleton" role="status" aria-label="Loading">
            {(0..lines)
                .map(|line| {
                    let class = match line % 3 {
                        0 => "skeleton__line",
                        1 => "skeleton__line skeleton__line--short",
                        _ => "skeleton__line skeleton__line--middle",
                    };
                    view! { <div class=class></div> }
                })
                .collect_view()}
        </div>
    }
}

/// What happened, what to do, and a way to try again.
#[component]
pub(crate) fn Failure(
    /// What was wanted: "The topics could not be loaded".
    #[prop(into)]
    what: String,
    error: LoadError,
    /// Tries again.
    #[prop(into)]
    on_retry: Callback<()>,
) -> impl IntoView {
    view! {
        <div class="state state--failed" role="alert">
            <Icon glyph=Glyph::Alert />
            <h2 class="state__title">{what}</h2>
            <p class="state__text">{error.message()} " " {error.advice()}</p>
            <button type="button" class="button" on:click=handler(move |_| on_retry.run(()))>
                <Icon glyph=Glyph::Refresh />
                "Try again"
            </button>
            {error.details().map(|(code, id)| view! {
                <details class="state__details">
                    <summary>"Details"</summary>
                    <p>{code}</p>
                    <p>{id}</p>
                </details>
            })}
        </div>
    }
}

/// Shows a value that has to be loaded: bars while it loads, why it failed with a way to try again,
/// what stands for an empty one, or the value. What it shows is drawn anew only when that changes.
#[component]
pub(crate) fn Loaded(
    /// How the value stands.
    #[prop(into)]
    remote: Signal<Remote<Extent>>,
    /// What failed: "The topics could not be loaded".
    what: &'static str,
    /// How many lines it has about, while it loads.
    lines: usize,
    /// Drops the failure and loads again.
    #[prop(into)]
    on_retry: Callback<()>,
    /// What stands for an empty value, where it can be empty.
    #[prop(optional, into)]
    empty: ViewFn,
    children: ChildrenFn,
) -> impl IntoView {
    move || match remote.get() {
        Remote::Loading => view! { <Skeleton lines=lines /> }.into_any(),
        Remote::Failed(error) => {
            view! { <Failure what=what error=error on_retry=on_retry /> }.into_any()
        }
        Remote::Ready(Extent::Empty) => empty.run(),
        Remote::Ready(Extent::Filled) => children(),
    }
}

/// Says that nothing is left of a list that is searched or filtered, with the way back to all of it.
#[component]
pub(crate) fn NoMatch(
    #[prop(into)] text: Signal<String>,
    action: &'static str,
    #[prop(into)] on_show: Callback<()>,
) -> impl IntoView {
    view! {
        <p class="table__none" role="status">
            {text}
            " "
            <button type="button" class="link" on:click=handler(move |_| on_show.run(()))>
                {action}
            </button>
        </p>
    }
}

/// What this is, why it is empty, and the one next action.
#[component]
pub(crate) fn Empty(
    glyph: Glyph,
    #[prop(into)] title: String,
    #[prop(into)] text: String,
    /// The next action.
    #[prop(optional)]
    children: Option<Children>,
) -> impl IntoView {
    view! {
        <div class="state">
            <Icon glyph=glyph />
            <h2 class="state__title">{title}</h2>
            <p class="state__text">{text}</p>
            {children.map(|children| children())}
        </div>
    }
}
