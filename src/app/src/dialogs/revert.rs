//! Reverting changes by ordinary API calls: what will be sent, sending it, and undoing it.

use std::sync::Arc;

use diff::reversal::Plan;
use diff::{Change, Comparison};
use leptos::prelude::*;
use leptos::task::spawn_local;
use model::Snapshot;

use super::changes::preview;
use crate::parts::dialog::Dialog;
use crate::parts::form::{DialogFooter, Weight};
use crate::parts::icon::{Glyph, Icon};
use crate::parts::loaded::{Failure, Skeleton};
use crate::parts::progress::ProgressBar;
use crate::remote::Remote;
use crate::state::branch::{BranchState, use_branch};
use crate::state::comparison;
use crate::state::device::Device;
use crate::state::drafts::Drafts;
use crate::state::loader::Loader;
use crate::state::plan;
use crate::state::progress::Progress;
use crate::text::count;

/// What will be done, and the content it is measured against.
#[derive(Clone)]
pub(crate) struct Prepared {
    plan: Arc<Plan>,
    before: Arc<Snapshot>,
    /// What the branch has before and after.
    preview: Arc<Comparison>,
}

impl Prepared {
    pub(crate) async fn new(device: &dyn Device, plan: Plan, before: Arc<Snapshot>) -> Self {
        let preview = Arc::new(comparison::preview(device, &plan, &before).await);
        Self { plan: Arc::new(plan), before, preview }
    }
}

/// Shows the steps, and executes them.
#[component]
pub(crate) fn Revert(
    #[prop(into)] title: String,
    /// The verb on the button that does it.
    #[prop(into)]
    verb: String,
    /// Whether something is copied from elsewhere, and nothing reverted.
    #[prop(optional)]
    is_copy: bool,
    /// Whether what is unsaved on the branch goes as well.
    #[prop(optional)]
    with_drafts: bool,
    /// Reads both sides again and plans.
    #[prop(into)]
    prepare: Callback<Loader<Prepared>>,
    #[prop(into)] on_close: Callback<()>,
    children: Children,
) -> impl IntoView {
    let state = use_branch();
    let prepared = Loader::<Prepared>::new();
    let progress = RwSignal::new(None::<Progress>);
    let is_sending = RwSignal::new(false);
    let has_conflict = RwSignal::new(false);
    let has_drafts = Memo::new(move |_| with_drafts && state.drafts.has_any.get());
    prepare.run(prepared);
    let execute = move || {
        let Some(Prepared { plan, before, .. }) = prepared.with_untracked(Clone::clone) else {
            return;
        };
        let Some(api) = state.api() else { return };
        is_sending.set(true);
        has_conflict.set(false);
        spawn_local(async move {
            // What somebody saved since the steps were shown must not be overwritten unseen.
            let is_as_shown = match plan::content(state, &api).await {
                Ok(now) => {
                    comparison::compare(state.studio.device, &before, &now).await.changes.is_empty()
                }
                Err(_) => false,
            };
            if is_as_shown && plan::execute(state, (*plan).clone(), progress).await {
                let drafts = if with_drafts { state.drafts.take() } else { Drafts::default() };
                let done = if is_copy { "Copied" } else { "Reverted" };
                offer_undo(state, done, before, drafts);
                on_close.try_run(());
            } else {
                has_conflict.try_set(!is_as_shown);
                prepare.try_run(prepared);
            }
            is_sending.try_set(false);
        });
    };
    view! {
        <Dialog title=title wide=true on_close=on_close busy=is_sending>
            <div class="dialog__body">
                {children()}
                {move || match prepared.remote().get() {
                    Remote::Loading => view! { <Skeleton lines=6 /> }.into_any(),
                    Remote::Failed(error) => view! {
                        <Failure
                            what="The steps could not be planned"
                            error=error
                            on_retry=move |()| {
                                prepared.clear();
                                prepare.run(prepared);
                            }
                        />
                    }
                    .into_any(),
                    Remote::Ready(Prepared { plan, preview: changes, .. }) => view! {
                        <div class="release">
                            {preview(changes, "What changes on the branch")}
                            <div class="release__side">{plan_view(&plan)}</div>
                        </div>
                    }
                    .into_any(),
                }}
                <Show when=move || has_drafts.get()>
                    <p class="warning">
                        <Icon glyph=Glyph::Alert />
                        "Unsaved text on this branch is dropped as well. Undo restores it."
                    </p>
                </Show>
                <Show when=move || has_conflict.get()>
                    <p class="problem" role="alert">
                        "Not done: the branch could not be read, or somebody changed it meanwhile. The steps \
                         are those for what it has now; check them again."
                    </p>
                </Show>
                {move || progress.read().is_some().then(|| view! {
                    <ProgressBar
                        done=Signal::derive(move || progress.get().unwrap_or_default().done)
                        total=Signal::derive(move || progress.get().unwrap_or_default().total)
                        failed=Signal::derive(move || progress.get().unwrap_or_default().failed)
                        label="steps"
                    />
                })}
            </div>
            <DialogFooter
                verb=verb
                glyph=if is_copy { Glyph::Copy } else { Glyph::Revert }
                weight=if is_copy { Weight::Usual } else { Weight::Danger }
                busy=is_sending
                blocked=Signal::derive(move || {
                    prepared.with(|one| one.plan.steps.is_empty()).unwrap_or(true)
                })
                on_close=on_close
                on_verb=move |()| execute()
            />
        </Dialog>
    }
}

/// The steps of a plan, and what it cannot do.
fn plan_view(plan: &Plan) -> AnyView {
    let steps: Vec<AnyView> =
        plan.steps.iter().map(|step| view! { <li>{step.label()}</li> }.into_any()).collect();
    view! {
        {if steps.is_empty() {
            view! { <p class="quiet">"There is nothing that the API can change."</p> }.into_any()
        } else {
            view! {
                <p><strong>{count(steps.len(), "step")}</strong></p>
                <ol class="steps">{steps}</ol>
            }
            .into_any()
        }}
        {unsupported(plan, "Does not change, because the API has no call for it:")}
    }
    .into_any()
}

/// What a plan cannot do, under a sentence that says what becomes of it.
pub(super) fn unsupported(plan: &Plan, sentence: &'static str) -> Option<AnyView> {
    let all: Vec<AnyView> = plan
        .unsupported
        .iter()
        .map(|one| view! { <li>{one.what.clone()} ": " {one.reason}</li> }.into_any())
        .collect();
    (!all.is_empty()).then(|| {
        view! {
            <div class="warning">
                <Icon glyph=Glyph::Alert />
                <div>
                    <p>{sentence}</p>
                    <ul class="steps">{all}</ul>
                </div>
            </div>
        }
        .into_any()
    })
}

/// Says that it is done, and offers everything back.
fn offer_undo(state: BranchState, done: &'static str, before: Arc<Snapshot>, drafts: Drafts) {
    state.studio.notices.done_with(done, "Undo", move || {
        let (before, drafts) = (Arc::clone(&before), drafts.clone());
        let Some(api) = state.api() else { return };
        spawn_local(async move {
            let progress = RwSignal::new(None);
            match plan::content(state, &api).await {
                Ok(current) => {
                    let chosen = |change: &Change| !change.is_note;
                    let plan =
                        comparison::reversal(state.studio.device, &current, &before, chosen).await;
                    if plan::execute(state, plan, progress).await {
                        state.drafts.put_back(drafts);
                        state.studio.notices.done("Everything is back");
                    } else if let Some((what, why)) = progress
                        .get_untracked()
                        .and_then(|at: Progress| at.failed.into_iter().next())
                    {
                        state
                            .studio
                            .notices
                            .problem(format!("Not everything was restored: {what}"), why);
                    }
                }
                Err(error) => state.was_refused("It could not be undone", &error),
            }
        });
    });
}
