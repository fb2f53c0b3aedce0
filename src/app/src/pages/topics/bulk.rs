//! Doing the same with several topics, with progress and what failed.

use std::collections::BTreeSet;

use leptos::prelude::*;
use leptos::task::spawn_local;
use model::{Topic, TopicEdit, TopicId};

use crate::parts::form::Confirm;
use crate::parts::handler::handler;
use crate::parts::progress::ProgressBar;
use crate::route::TopicPlace;
use crate::state::branch::{BranchState, use_branch};
use crate::state::progress::Progress;
use crate::state::topics::{Deleted, open, remove, restore};
use crate::text::{as_message, count, error_text};

/// How many topics the question names before it deletes them.
const NAMED: usize = 5;

/// What a change of several topics is done to, and where it shows.
#[derive(Clone, Copy)]
struct Bulk {
    state: BranchState,
    /// What is open beside the list.
    place: Memo<TopicPlace>,
    selected: RwSignal<BTreeSet<TopicId>>,
    progress: RwSignal<Option<Progress>>,
}

/// What can be done with the selected topics.
#[component]
pub(super) fn BulkBar(
    selected: RwSignal<BTreeSet<TopicId>>,
    place: Memo<TopicPlace>,
) -> impl IntoView {
    let state = use_branch();
    let progress = RwSignal::new(None::<Progress>);
    let is_busy = Memo::new(move |_| progress.read().as_ref().is_some_and(|at| !at.is_over()));
    let is_asking = RwSignal::new(false);
    let bulk = Bulk { state, place, selected, progress };
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
                class="button button--small"
                disabled=move || is_busy.get() || state.is_protected()
                on:click=handler(move |_| is_asking.set(true))
            >
                "Delete…"
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
        {move || is_asking.get().then(|| view! { <DeleteTopics bulk=bulk is_asking=is_asking /> })}
    }
}

/// Asks before the selected topics are deleted.
#[component]
fn DeleteTopics(bulk: Bulk, is_asking: RwSignal<bool>) -> impl IntoView {
    let topics = topics_of(bulk.state, &bulk.selected.get_untracked());
    let drafts = bulk.state.drafts.topics.read_untracked();
    let unsaved = topics.iter().filter(|topic| drafts.contains_key(&topic.id)).count();
    let what = count(topics.len(), "topic");
    let names = named(&topics);
    view! {
        <Confirm
            title=format!("Delete {what}?")
            verb=format!("Delete {what}")
            on_close=move |()| is_asking.set(false)
            on_confirm=move |()| {
                is_asking.set(false);
                spawn_local(delete(bulk, topics.clone()));
            }
        >
            <p>{names}</p>
            {(unsaved > 0).then(|| view! {
                <p class="warning">{count(unsaved, "topic")} " with unsaved text, which is deleted as well."</p>
            })}
            <p>"Undo brings everything back, in its place."</p>
        </Confirm>
    }
}

/// The names of topics, as far as a question has room for them.
fn named(topics: &[Topic]) -> String {
    let mut names: Vec<String> =
        topics.iter().take(NAMED).map(|topic| format!("“{}”", topic.name)).collect();
    if topics.len() > NAMED {
        names.push(format!("and {} more", topics.len() - NAMED));
    }
    names.join(", ")
}

/// The topics with these identifiers, as they are saved.
fn topics_of(state: BranchState, ids: &BTreeSet<TopicId>) -> Vec<Topic> {
    let wanted = |topics: &Vec<Topic>| {
        topics.iter().filter(|topic| ids.contains(&topic.id)).cloned().collect()
    };
    state.resources.topics.with_untracked(wanted).unwrap_or_default()
}

/// Deletes topics one after the other, and offers to bring them back. What failed stays selected.
async fn delete(bulk: Bulk, topics: Vec<Topic>) {
    let Bulk { state, place, selected, progress } = bulk;
    let (Some(api), at) = (state.api(), state.at()) else { return };
    let mut left: BTreeSet<TopicId> = topics.iter().map(|topic| topic.id.clone()).collect();
    let mut at_now = Progress::of(topics.len());
    progress.try_set(Some(at_now.clone()));
    let mut deleted: Vec<Deleted> = Vec::new();
    for topic in topics {
        match api.delete_topic(&at, &topic.id).await {
            Err(error) if !error.is_not_found() => {
                at_now.failed.push((topic.name, error_text(&error)));
                if error.is_read_only() || error.is_unauthorized() {
                    // It would be the same answer for every other one.
                    state.was_refused("The topics were not deleted", &error);
                    at_now.done = at_now.total;
                    progress.try_set(Some(at_now));
                    break;
                }
            }
            _ => {
                left.remove(&topic.id);
                deleted.push(remove(state, topic));
            }
        }
        at_now.done += 1;
        progress.try_set(Some(at_now.clone()));
    }
    let shown = place.try_get_untracked();
    if deleted.iter().any(|one| shown == Some(TopicPlace::Open(one.topic.id.clone()))) {
        open(state, TopicPlace::List);
    }
    offer_back(state, deleted, left.len());
    selected.try_set(left);
}

/// Says how many topics were deleted, and offers to bring them back.
fn offer_back(state: BranchState, deleted: Vec<Deleted>, failed: usize) {
    let failures = if failed == 0 { String::new() } else { format!("; {failed} failed") };
    let text = format!("{} deleted{failures}", count(deleted.len(), "topic"));
    if deleted.is_empty() {
        state.studio.notices.info(text);
        return;
    }
    state.was_saved();
    state.studio.notices.done_with(text, "Undo", move || {
        spawn_local(bring_back(state, deleted.clone()));
    });
}

/// Creates deleted topics again, with what was typed for them; offers once more those that failed.
async fn bring_back(state: BranchState, deleted: Vec<Deleted>) {
    let total = deleted.len();
    let mut failed: Vec<Deleted> = Vec::new();
    let mut reason = None;
    // Backwards: each knows what was before it when it was deleted.
    for one in deleted.into_iter().rev() {
        if let Err(error) = restore(state, &one).await {
            reason = Some(error);
            failed.insert(0, one);
        }
    }
    if failed.len() < total {
        state.was_saved();
    }
    let Some(error) = reason else {
        let verb = if total == 1 { "is" } else { "are" };
        state.studio.notices.done(format!("{} {verb} back", count(total, "topic")));
        return;
    };
    if error.is_read_only() || error.is_unauthorized() {
        state.was_refused("The topics were not created again", &error);
    }
    let topics: Vec<Topic> = failed.iter().map(|one| one.topic.clone()).collect();
    let text = format!("Not created again: {}. {}", named(&topics), as_message(&error.to_string()));
    state.studio.notices.problem_with(text, "Try again", move || {
        spawn_local(bring_back(state, failed.clone()));
    });
}

/// Sets topics active or not, one after the other, and offers to take that back. What failed stays
/// selected, so that trying again is one click.
async fn set_active(bulk: Bulk, ids: BTreeSet<TopicId>, is_active: bool) {
    let Bulk { state, selected, progress, .. } = bulk;
    let (Some(api), at) = (state.api(), state.at()) else { return };
    let wanted: Vec<(TopicId, String)> = state
        .resources
        .topics
        .with_untracked(|topics| {
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
                state.resources.topics.update(|topics| {
                    if let Some(topic) = topics.iter_mut().find(|topic| topic.id == id) {
                        topic.is_active = is_active;
                    }
                });
                changed.insert(id);
            }
            Err(error) => {
                at_now.failed.push((name, error_text(&error)));
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
    let text = format!(
        "{} {word}{}",
        count(changed.len(), "topic"),
        if failed.is_empty() { String::new() } else { format!("; {} failed", failed.len()) }
    );
    if changed.is_empty() {
        state.studio.notices.done(text);
    } else {
        state.studio.notices.done_with(text, "Undo", move || {
            spawn_local(set_active(bulk, changed.clone(), !is_active));
        });
    }
    selected.try_set(failed);
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_question_names_the_first_topics_and_counts_the_others() {
        let topics = |count: usize| -> Vec<Topic> {
            let topic = |at: usize| Topic { name: format!("T{at}"), ..Topic::default() };
            (1..=count).map(topic).collect()
        };
        assert_eq!(named(&topics(2)), "“T1”, “T2”");
        assert_eq!(named(&topics(5)), "“T1”, “T2”, “T3”, “T4”, “T5”");
        assert_eq!(named(&topics(7)), "“T1”, “T2”, “T3”, “T4”, “T5”, and 2 more");
    }
}
