//! What a release changes: the same view as on the comparison page, inside a dialog.

use std::sync::Arc;

use diff::{ChangeKind, Comparison, Mode};
use leptos::prelude::*;

use crate::parts::diff::{DiffBody, DiffState, PtrEq, Steps};
use crate::parts::handler::handler;
use crate::parts::icon::{Glyph, Icon};
use crate::parts::loaded::{Failure, Skeleton};
use crate::remote::Remote;
use crate::route::href;
use crate::state::loader::Loader;
use crate::state::pending::Pending;
use crate::text::count;

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
    let href = href(&path);
    let comparison = Signal::derive(move || {
        pending.remote().with(|remote| remote.ready().map(|all| PtrEq(all.comparison.clone())))
    });
    let link = view! {
        <a class="button button--small" href=href on:click=handler(move |_| on_leave.run(()))>
            <Icon glyph=Glyph::Compare />
            "Compare"
        </a>
    };
    let waiting = move || waiting(pending, on_retry);
    changes(comparison, title, link.into_any(), waiting.into())
}

/// The same for a comparison that is there already and stands nowhere else.
pub(crate) fn preview(comparison: Arc<Comparison>, title: &str) -> AnyView {
    changes(
        Signal::stored(Some(PtrEq(comparison))),
        title.to_owned(),
        ().into_any(),
        ViewFn::default(),
    )
}

/// The heading with its numbers, and the rows. The rows alone are a landmark: two of one name, one
/// in the other, would be one too many.
fn changes(
    comparison: Signal<Option<PtrEq<Comparison>>>,
    title: String,
    link: AnyView,
    waiting: ViewFn,
) -> AnyView {
    let title = StoredValue::new(title);
    let diff = DiffState::new(comparison, Mode::Unified);
    let has_changes = Memo::new(move |_| {
        comparison.with(|all| all.as_ref().map(|all| !all.0.changes.is_empty()))
    });
    view! {
        <div class="changes">
            <div class="changes__head">
                <h3 class="changes__title">{title.get_value()}</h3>
                {move || comparison.get().map(|all| totals(&all.0))}
                <span class="bar__space"></span>
                <Show when=move || has_changes.get() == Some(true)>
                    <Steps state=diff has_keys=false />
                </Show>
                {link}
            </div>
            {move || match has_changes.get() {
                Some(true) => view! { <DiffBody state=diff actions=None label=title.get_value() /> }
                    .into_any(),
                Some(false) => {
                    view! { <p class="quiet">"Both sides have the same content."</p> }.into_any()
                }
                None => waiting.run(),
            }}
        </div>
    }
    .into_any()
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
