//! Executing a plan of ordinary API calls that reverts changes: for reverting in a
//! comparison and for throwing a draft away.

use client::ApiError;
use diff::reversal::{Plan, Step};
use leptos::prelude::*;
use model::{BranchRef, Snapshot};

use crate::state::branch::BranchState;
use crate::state::progress::Progress;
use crate::state::studio::Api;
use crate::text::error_text;

/// Executes a plan on the open branch step by step, and reports its progress. Gives whether all went
/// well.
pub(crate) async fn execute(
    state: BranchState,
    plan: Plan,
    progress: RwSignal<Option<Progress>>,
) -> bool {
    let (Some(api), at) = (state.api(), state.at()) else { return false };
    let answer = run(&api, &at, plan, progress).await;
    if let Err(error) = &answer
        && (error.is_read_only() || error.is_unauthorized())
    {
        state.was_refused("It was not done", error);
    }
    reload(state);
    answer.is_ok()
}

/// Executes a plan on any branch. Stops at the first step that fails: those after it may rest on it.
pub(crate) async fn run(
    api: &Api,
    at: &BranchRef,
    plan: Plan,
    progress: RwSignal<Option<Progress>>,
) -> Result<(), ApiError> {
    let mut ids = plan.ids;
    let mut now = Progress::of(plan.steps.len());
    progress.try_set(Some(now.clone()));
    for planned in &plan.steps {
        let step = planned.resolved(&ids);
        match send(api, at, &step).await {
            Ok(made) => {
                if let (Some(old), Some(new)) = (planned.makes(), made) {
                    ids.set(old, new);
                }
                now.done += 1;
            }
            Err(error) => {
                now.failed.push((planned.label(), error_text(&error)));
                progress.try_set(Some(now));
                return Err(error);
            }
        }
        progress.try_set(Some(now.clone()));
    }
    Ok(())
}

/// Reads what the open branch contains now.
pub(crate) async fn content(state: BranchState, api: &Api) -> Result<Snapshot, ApiError> {
    content_of(state, api, &state.at()).await
}

/// Reads what a branch contains now.
pub(crate) async fn content_of(
    state: BranchState,
    api: &Api,
    at: &BranchRef,
) -> Result<Snapshot, ApiError> {
    let account = state.studio.account_for(api, &at.agent).await?;
    api.branch_snapshot(&account, at).await
}

/// Sends one step, and gives the identifier of what it made.
async fn send(api: &Api, at: &BranchRef, step: &Step) -> Result<Option<String>, ApiError> {
    match step {
        Step::SetBehavior { behavior } => api.set_behavior(at, behavior).await.map(|_| None),
        Step::CreateTopic { topic } => {
            api.create_topic(at, topic).await.map(|made| Some(made.id.to_string()))
        }
        Step::EditTopic { id, edit, .. } => api.edit_topic(at, id, edit).await.map(|()| None),
        Step::DeleteTopic { id, .. } => deleted(api.delete_topic(at, id).await),
        Step::CreateAttribute { name, .. } => {
            api.create_attribute(at, name).await.map(|made| Some(made.id.to_string()))
        }
        Step::RenameAttribute { id, name, .. } => {
            api.rename_attribute(at, id, name).await.map(|_| None)
        }
        Step::DeleteAttribute { id, .. } => deleted(api.delete_attribute(at, id).await),
        Step::CreateVariant { name, values, .. } => {
            api.create_variant(at, name, values).await.map(|made| Some(made.id.to_string()))
        }
        Step::EditVariant { id, name, values, .. } => {
            api.edit_variant(at, id, name.as_deref(), values.as_ref()).await.map(|_| None)
        }
        Step::SetDefaultVariant { id, .. } => api.set_default_variant(at, id).await.map(|_| None),
        Step::DeleteVariant { id, .. } => deleted(api.delete_variant(at, id).await),
    }
}

/// That somebody else deleted it already is no error: it was to be deleted.
fn deleted(answer: Result<(), ApiError>) -> Result<Option<String>, ApiError> {
    match answer {
        Err(error) if !error.is_not_found() => Err(error),
        _ => Ok(None),
    }
}

/// Everything on the screen may be another now.
fn reload(state: BranchState) {
    state.was_saved();
    state.resources.load_topics();
    state.load_grid();
    state.resources.load_behavior();
}
