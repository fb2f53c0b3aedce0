//! Doing the same with several topics, with progress and what failed.

use std::collections::BTreeSet;

use leptos::prelude::*;
use leptos::task::spawn_local;
use model::{TopicEdit, TopicId};

use crate::parts::handler::handler;
use crate::parts::progress::ProgressBar;
use crate::state::branch::{BranchState, use_branch};
use crate::state::progress::Progress;
use crate::text::{count, sentence};

/// What a change of several topics is done to, and where it shows.
#[derive(Clone, Copy)]
struct Bulk {
    state: BranchState,
    selected: RwSignal<BTreeSet<TopicId>>,
    progress: RwSignal<Option<Progress>>,
}

/// What can be done with the selected topics.
#[component]
pub(super) fn BulkBar(selected: RwSignal<BTreeSet<TopicId>>) -> impl IntoView {
    let state = use_branch();
    let progress = RwSignal::new(None::<Progress>);
    let is_busy = Memo::new(move |_| progress.read().as_ref().is_some_and(|at| !at.is_over()));
    let bulk = Bulk { state, selected, progress };
    let start = move |is_active: bool| {
        if !is_busy.get_untracked() {
            spawn_local(set_active(bulk, selected.get_untracked(), is_active));
        }
    };
    view! {
        <div class="bulk" role="group" aria-label="Selected topics">
            <span class="bulk__count">{move || format!("{} selected", selected.read().len())}</span>
            <button type="button" class="button button--small" disabled=is_busy on:click=handler(move |_| start(true))>
                "Activate"
            </button>
            <button type="button" class="button button--small" disabled=is_busy on:click=handler(move |_| start(false))>
                "Deactivate"
            </button>
            <button
                type="button"
                class="button button--small button--quiet"
                disabled=is_busy
                on:click=handler(move |_| selected.set(BTreeSet::new()))
            >
                "Clear"
            </button>
            {move || progress.read().is_some().then(|| view! {
                <ProgressBar
                    done=Signal::derive(move || progress.get().unwrap_or_default().done)
                    total=Signal::derive(move || progress.get().unwrap_or_default().total)
                    failed=Signal::derive(move || progress.get().unwrap_or_default().failed)
                    label="topics"
                />
            })}
        </div>
    }
}

/// Sets topics active or not, one after the other, and offers to take that back. What failed stays
/// selected, so that trying again is one click.
async fn set_active(bulk: Bulk, ids: BTreeSet<TopicId>, is_active: bool) {
    let Bulk { state, selected, progress } = bulk;
    let (Some(api), at) = (state.api(), state.at()) else { return };
    let wanted: Vec<(TopicId, String)> = state
        .topics
        .peek(|topics| {
            topics
                .iter()
                .filter(|topic| ids.contains(&topic.id) && topic.is_active != is_active)
                .map(|topic| (topic.id.clone(), topic.name.clone()))
                .collect()
        })
        .unwrap_or_default();
    let mut at_now = Progress::of(wanted.len());
    progress.try_set(Some(at_now.clone()));
    let (mut changed, mut failed) = (BTreeSet::new(), BTreeSet::new());
    for (id, name) in wanted {
        let edit = TopicEdit { is_active: Some(is_active), ..TopicEdit::default() };
        match api.edit_topic(&at, &id, &edit).await {
            Ok(()) => {
                state.topics.change(|topics| {
                    if let Some(topic) = topics.iter_mut().find(|topic| topic.id == id) {
                        topic.is_active = is_active;
                    }
                });
                changed.insert(id);
            }
            Err(error) => {
                at_now.failed.push((name, sentence(&error.to_string())));
                failed.insert(id);
                if error.is_read_only() || error.is_unauthorized() {
                    // It would be the same answer for every other one.
                    state.was_refused("The topics were not changed", &error);
                    at_now.done = at_now.total;
                    progress.try_set(Some(at_now));
                    return;
                }
            }
        }
        at_now.done += 1;
        progress.try_set(Some(at_now.clone()));
    }
    state.was_saved();
    let word = if is_active { "activated" } else { "deactivated" };
    let told = format!(
        "{} {word}{}",
        count(changed.len(), "topic"),
        if failed.is_empty() { String::new() } else { format!("; {} failed", failed.len()) }
    );
    if changed.is_empty() {
        state.studio.notices.done(told);
    } else {
        state.studio.notices.done_with(told, "Undo", move || {
            spawn_local(set_active(bulk, changed.clone(), !is_active));
        });
    }
    selected.try_set(failed);
}
