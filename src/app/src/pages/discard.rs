//! Throwing the draft away: back to the last published version, by ordinary API calls.

use std::sync::Arc;

use client::ApiError;
use diff::reversal::{self, Plan};
use leptos::prelude::*;
use leptos::task::spawn_local;
use model::Snapshot;

use crate::parts::dialog::Dialog;
use crate::parts::icon::{Glyph, Icon};
use crate::parts::loaded::{Failure, Skeleton};
use crate::parts::progress::{Progress, ProgressBar};
use crate::parts::small::count;
use crate::state::branch::{BranchState, use_branch};
use crate::state::loader::{Loader, Remote};
use crate::state::plan;
use crate::state::side;

/// What will be done, and the content it is measured against.
#[derive(Clone)]
struct Prepared {
    plan: Arc<Plan>,
    before: Arc<Snapshot>,
}

/// Shows what goes, asks, and does it.
#[component]
pub(crate) fn Discard(#[prop(into)] on_close: Callback<()>) -> impl IntoView {
    let state = use_branch();
    let prepared = Loader::<Prepared>::new();
    let progress = RwSignal::new(None::<Progress>);
    prepare(state, prepared);
    let is_busy = Memo::new(move |_| {
        progress.read().as_ref().is_some_and(|at| !at.is_over() && at.failed.is_empty())
    });
    let discard = move || {
        let Some(Prepared { plan, before }) = prepared.peek(Clone::clone) else { return };
        spawn_local(async move {
            // What is unsaved belongs to the draft as well, and would come back with the next save.
            state.behavior_draft.try_set(None);
            state.topic_drafts.try_update(|drafts| drafts.clear());
            if plan::carry_out(state, (*plan).clone(), progress).await {
                offer_undo(state, before);
                on_close.try_run(());
            } else {
                prepare(state, prepared);
            }
        });
    };
    view! {
        <Dialog title="Discard the draft" on_close=on_close busy=is_busy>
            <div class="dialog__body">
                <p>
                    "The draft goes back to the last published version. There is no call for this in the \
                     API, so it is done with ordinary ones, a step after the other:"
                </p>
                {move || match prepared.remote().get() {
                    Remote::Loading => view! { <Skeleton lines=3 /> }.into_any(),
                    Remote::Failed(error) => view! {
                        <Failure
                            what="The difference could not be read"
                            error=error
                            on_retry=move |()| {
                                prepared.clear();
                                prepare(state, prepared);
                            }
                        />
                    }
                    .into_any(),
                    Remote::Ready(Prepared { plan, .. }) => plan_view(&plan),
                }}
                {move || progress.read().is_some().then(|| view! {
                    <ProgressBar
                        progress=Signal::derive(move || progress.get().unwrap_or_default())
                        label="steps"
                    />
                })}
            </div>
            <footer class="dialog__foot">
                <button
                    type="button"
                    class="button"
                    autofocus=true
                    disabled=is_busy
                    on:click=move |_| on_close.run(())
                >
                    "Cancel"
                </button>
                <button
                    type="button"
                    class="button button--danger"
                    class:button--busy=is_busy
                    disabled=move || {
                        is_busy.get() || prepared.read(|one| one.plan.steps.is_empty()).unwrap_or(true)
                    }
                    on:click=move |_| discard()
                >
                    <Icon glyph=Glyph::Trash />
                    "Discard the draft"
                </button>
            </footer>
        </Dialog>
    }
}

/// The steps of a plan, and what it cannot do.
pub(crate) fn plan_view(plan: &Plan) -> AnyView {
    let steps: Vec<AnyView> =
        plan.steps.iter().map(|step| view! { <li>{step.label()}</li> }.into_any()).collect();
    let unsupported: Vec<AnyView> = plan
        .unsupported
        .iter()
        .map(|one| view! { <li>{one.what.clone()} ": " {one.reason}</li> }.into_any())
        .collect();
    view! {
        {if steps.is_empty() {
            view! { <p class="quiet">"There is nothing that the API can take back."</p> }.into_any()
        } else {
            view! {
                <p><strong>{count(steps.len(), "step")}</strong></p>
                <ol class="steps">{steps}</ol>
            }
            .into_any()
        }}
        {(!unsupported.is_empty()).then(|| view! {
            <div class="warning">
                <Icon glyph=Glyph::Alert />
                <div>
                    <p>"Stays as it is, because the API has no call for it:"</p>
                    <ul class="steps">{unsupported}</ul>
                </div>
            </div>
        })}
    }
    .into_any()
}

/// Reads both sides afresh and plans the way back.
fn prepare(state: BranchState, prepared: Loader<Prepared>) {
    let Some(api) = state.api() else { return };
    let (studio, agent) = (state.studio, state.at().agent);
    let published = state.unpublished.old_side(state);
    let question = async move {
        let target = side::read(studio, api, agent, published, None);
        let (target, current) = futures_util::join!(target, plan::content(state));
        let target = target.map_err(|error| match error {
            side::SideError::Api(error) => error,
            side::SideError::NotFound(_) => ApiError::Unreachable(client::Lost::Failed),
        })?;
        let current = Arc::new(current?);
        let plan = Arc::new(reversal::plan(&current, &target, |change| !change.is_note));
        Ok(Prepared { plan, before: current })
    };
    prepared.ask(question, |_| ());
}

/// Says that it is done, and offers the draft back.
pub(crate) fn offer_undo(state: BranchState, before: Arc<Snapshot>) {
    state.studio.notices.done_with("Taken back", "Undo", move || {
        let before = Arc::clone(&before);
        spawn_local(async move {
            let progress = RwSignal::new(None);
            match plan::content(state).await {
                Ok(current) => {
                    let plan = reversal::plan(&current, &before, |change| !change.is_note);
                    if plan::carry_out(state, plan, progress).await {
                        state.studio.notices.done("Everything is back");
                    } else if let Some((what, why)) = progress
                        .get_untracked()
                        .and_then(|at: Progress| at.failed.into_iter().next())
                    {
                        state.studio.notices.problem(format!("Not all of it is back: {what}"), why);
                    }
                }
                Err(error) => state.was_refused("It could not be undone", &error),
            }
        });
    });
}
