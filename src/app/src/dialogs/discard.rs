//! Discarding the draft: back to the last published version, by ordinary API calls.

use std::sync::Arc;

use leptos::prelude::*;

use super::revert::{Prepared, Revert};
use crate::remote::LoadError;
use crate::state::branch::{BranchState, use_branch};
use crate::state::comparison;
use crate::state::loader::Loader;
use crate::state::plan;
use crate::state::side;

/// Shows what will be discarded, and discards it.
#[component]
pub(crate) fn Discard(#[prop(into)] on_close: Callback<()>) -> impl IntoView {
    let state = use_branch();
    view! {
        <Revert
            title="Discard the draft"
            verb="Discard the draft"
            with_drafts=true
            prepare=move |prepared| prepare(state, prepared)
            on_close=on_close
        >
            <p>
                "The draft is reverted to the last published version, step by step:"
            </p>
        </Revert>
    }
}

/// Reads both sides again and plans the steps.
fn prepare(state: BranchState, prepared: Loader<Prepared>) {
    let Some(api) = state.api() else { return };
    let (studio, agent) = (state.studio, state.at().agent);
    let published = state.unpublished.old_side();
    let question = async move {
        let target = side::read(studio, api.clone(), agent, published, None);
        let (target, current) = futures_util::join!(target, plan::content(state, &api));
        let (target, current) = (target?, Arc::new(current?));
        let plan =
            comparison::reversal(studio.device, &current, &target, |change| !change.is_note).await;
        Ok::<_, LoadError>(Prepared::new(studio.device, plan, current).await)
    };
    prepared.fetch(question, |_| ());
}
