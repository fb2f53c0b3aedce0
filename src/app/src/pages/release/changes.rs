//! What a release changes: the same view as in the room of comparisons, inside a dialog.

use diff::{ChangeKind, Comparison, Mode};
use leptos::prelude::*;

use crate::parts::diff::{DiffBody, DiffState, Shared, Steps};
use crate::parts::handler::handler;
use crate::parts::icon::{Glyph, Icon};
use crate::parts::loaded::{Failure, Skeleton};
use crate::parts::small::count;
use crate::state::loader::{Loader, Remote};
use crate::state::unpublished::Pending;

/// The difference between two contents, for dialogs.
#[component]
pub(crate) fn Changes(
    pending: Loader<Pending>,
    #[prop(into)] title: String,
    /// Where the same comparison stands with all that can be done about it.
    #[prop(into)]
    path: String,
    /// Called before the person goes there.
    #[prop(into)]
    on_leave: Callback<()>,
    /// Reads both sides again.
    #[prop(optional, into)]
    on_retry: Option<Callback<()>>,
) -> impl IntoView {
    let title = StoredValue::new(title);
    let href = crate::href(&path);
    let comparison = Signal::derive(move || {
        pending.remote().with(|remote| remote.ready().map(|all| Shared(all.comparison.clone())))
    });
    let diff = DiffState::new(comparison, Mode::Unified);
    let has_changes = Memo::new(move |_| {
        comparison.with(|all| all.as_ref().is_some_and(|all| !all.0.changes.is_empty()))
    });
    view! {
        <section class="changes" aria-label=title.get_value()>
            <div class="changes__head">
                <h3 class="changes__title">{title.get_value()}</h3>
                {move || comparison.get().map(|all| totals(&all.0))}
                <span class="bar__space"></span>
                <Show when=move || has_changes.get()>
                    <Steps state=diff has_keys=false />
                </Show>
                <a class="button button--small" href=href.clone() on:click=handler(move |_| on_leave.run(()))>
                    <Icon glyph=Glyph::Compare />
                    "Compare"
                </a>
            </div>
            {move || match (has_changes.get(), comparison.with(Option::is_some)) {
                (true, _) => view! { <DiffBody state=diff actions=None label=title.get_value() /> }
                    .into_any(),
                (false, true) => {
                    view! { <p class="quiet">"Both sides have the same content."</p> }.into_any()
                }
                (false, false) => waiting(pending, on_retry),
            }}
        </section>
    }
}

fn waiting(pending: Loader<Pending>, on_retry: Option<Callback<()>>) -> AnyView {
    pending.remote().with(|remote| match remote {
        Remote::Failed(error) => view! {
            <Failure
                what="What changes could not be read"
                error=error.clone()
                on_retry=move |()| if let Some(on_retry) = on_retry { on_retry.run(()) }
            />
        }
        .into_any(),
        _ => view! { <Skeleton lines=4 /> }.into_any(),
    })
}

fn totals(comparison: &Comparison) -> AnyView {
    let totals = comparison.totals();
    let kinds = ChangeKind::ALL.into_iter().filter(|kind| totals.of(*kind) > 0).map(|kind| {
        let class = format!("count count--{}", kind.label());
        view! { <span class=class>{totals.of(kind)} " " {kind.label()}</span> }
    });
    view! {
        <span class="changes__count">{count(totals.changes(), "change")}</span>
        {kinds.collect_view()}
    }
    .into_any()
}
