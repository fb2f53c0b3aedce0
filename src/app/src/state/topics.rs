//! Creating and deleting topics, bringing them back, and going to one.

use client::ApiError;
use leptos::prelude::*;
use leptos::task::spawn_local;
use model::{BranchRef, Edit, Fields, Topic, TopicId};

use crate::route::{Page, Route, TopicPlace, href};
use crate::state::branch::BranchState;
use crate::state::drafts::TopicDraft;
use crate::state::save::topic::SavedTopic;
use crate::state::save::{Editable, Saving};
use crate::state::studio::Api;

/// Goes to a place on the page of topics.
pub(crate) fn open(state: BranchState, place: TopicPlace) {
    state.studio.go_to(untrack(|| address(state, place)));
}

/// The address of a place on the page of topics, with the search and the order that the list has.
pub(crate) fn address(state: BranchState, place: TopicPlace) -> String {
    let studio = state.studio;
    let path_of = |place| Route::Agent(state.at(), Page::Topics(place)).path();
    let path = path_of(place);
    let query = studio.location.query();
    let is_here = studio.location.path().starts_with(&href(&path_of(TopicPlace::List)));
    if is_here && !query.is_empty() { format!("{path}?{query}") } else { path }
}

/// Creates a topic and opens it.
pub(crate) async fn create(state: BranchState, saving: RwSignal<Saving<Topic>>, topic: Topic) {
    let (Some(api), at) = (state.api(), state.at()) else { return };
    saving.try_set(Saving::Busy);
    match send(state, &api, &at, &topic).await {
        Ok(saved) => {
            let id = saved.id.clone();
            state.drafts.change(|drafts| drafts.topic_was_saved(&topic, &saved));
            state.resources.topics.update(|topics| topics.push(saved));
            state.was_saved();
            // If the person went to another topic meanwhile, that one stays open.
            match saving.try_set(Saving::Idle) {
                None => open(state, TopicPlace::Open(id)),
                Some(_) => state.studio.notices.done(format!("“{}” created", topic.name)),
            }
        }
        Err(error) => {
            if error.is_unauthorized() || error.is_read_only() {
                state.was_refused(SavedTopic::NOT_SAVED, &error);
            }
            saving.try_set(Saving::Failed(error));
        }
    }
}

/// Creates a topic. Where its answer was lost, or the API has such a topic already, it may be the
/// one: a topic with every field the same that was not there before.
async fn send(
    state: BranchState,
    api: &Api,
    at: &BranchRef,
    topic: &Topic,
) -> Result<Topic, ApiError> {
    let error = match api.create_topic(at, topic).await {
        Err(error) if error.is_uncertain() || error.is_conflict() => error,
        answer => return answer,
    };
    let is_known = |id: &TopicId| {
        let has = |topics: &Vec<Topic>| topics.iter().any(|one| one.id == *id);
        state.resources.topics.with_untracked(has)
    };
    let Ok(all) = api.topics(at).await else { return Err(error) };
    let is_it =
        |one: &Topic| is_known(&one.id) == Some(false) && one.changed_by_hand(topic).is_empty();
    all.into_iter().find(is_it).ok_or(error)
}

/// Deletes a topic and offers to bring it back, with what was typed and not saved. `shown` is the
/// topic that the page shows, for as long as it does.
pub(crate) async fn delete(state: BranchState, shown: Memo<Option<Topic>>, topic: Topic) {
    let (Some(api), at) = (state.api(), state.at()) else { return };
    match api.delete_topic(&at, &topic.id).await {
        Err(error) if !error.is_not_found() => {
            state.was_refused(&format!("“{}” was not deleted", topic.name), &error);
        }
        _ => {
            if shown.try_get_untracked().is_some() {
                open(state, TopicPlace::List);
            }
            let deleted = remove(state, topic);
            state.was_saved();
            let text = format!("“{}” deleted", deleted.topic.name);
            state.studio.notices.done_with(text, "Undo", move || {
                spawn_local(bring_back(state, deleted.clone()));
            });
        }
    }
}

/// A topic that was deleted.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Deleted {
    pub(crate) topic: Topic,
    /// What was typed for it and not saved.
    pub(crate) typed: Option<Topic>,
    /// The topic that was before it in the list.
    pub(crate) after: Option<TopicId>,
}

/// Removes a topic that was deleted from the page.
pub(crate) fn remove(state: BranchState, topic: Topic) -> Deleted {
    let mut after = None;
    state.resources.topics.update(|topics| {
        let place = topics.iter().position(|one| one.id == topic.id);
        after = place.and_then(|place| topics.get(place.checked_sub(1)?).map(|one| one.id.clone()));
        topics.retain(|one| one.id != topic.id);
    });
    let mut typed = None;
    state.drafts.change(|drafts| typed = drafts.topics.remove(&topic.id));
    Deleted { topic, typed: typed.map(|draft| draft.mine), after }
}

/// Creates a deleted topic again, with a new identifier, in its old place, and with what was typed
/// and not saved. Of several, the last to be deleted is to be created first.
pub(crate) async fn restore(
    state: BranchState,
    deleted: &Deleted,
) -> Result<Option<TopicId>, ApiError> {
    let (Some(api), at) = (state.api(), state.at()) else { return Ok(None) };
    let Deleted { topic, typed, after } = deleted;
    // The API takes no new topic without content, but may have had one.
    let content = if topic.content.is_empty() { " ".to_owned() } else { topic.content.clone() };
    let saved = send(state, &api, &at, &Topic { content, ..topic.clone() }).await?;
    let unsaved = typed.clone().and_then(|mine| Edit { base: topic.clone(), mine }.rebase(&saved));
    if unsaved.is_some() {
        state.drafts.change(|drafts| SavedTopic(saved.id.clone()).set_edit(drafts, unsaved));
    }
    let (id, restored) = (saved.id.clone(), state.resources.restored);
    restored.remember(&topic.id, &id, after.clone());
    state.resources.topics.update(|topics| {
        topics.push(saved);
        *topics = restored.arrange(std::mem::take(topics));
    });
    Ok(Some(id))
}

async fn bring_back(state: BranchState, deleted: Deleted) {
    match restore(state, &deleted).await {
        Ok(None) => {}
        Ok(Some(id)) => {
            state.was_saved();
            state.studio.notices.done(format!("“{}” is back", deleted.topic.name));
            open(state, TopicPlace::Open(id));
        }
        Err(error) => keep_deleted(state, deleted, &error),
    }
}

/// A topic that could not be created again is not lost: it opens as a new topic that is not saved.
/// Where another new topic is unsaved, a message holds it.
fn keep_deleted(state: BranchState, deleted: Deleted, error: &ApiError) {
    let mut has_opened = false;
    state.drafts.change(|drafts| {
        drafts.topics.entry(TopicId::default()).or_insert_with(|| {
            has_opened = true;
            let mine = deleted.typed.clone().unwrap_or_else(|| deleted.topic.clone());
            TopicDraft { base: None, mine: Topic { id: TopicId::default(), ..mine } }
        });
    });
    if has_opened {
        open(state, TopicPlace::New);
        state.was_refused("It was not saved again; it is here as an unsaved topic", error);
    } else {
        let text = format!("“{}” was not created again: {error}", deleted.topic.name);
        state.studio.notices.problem_with(text, "Try again", move || {
            spawn_local(bring_back(state, deleted.clone()));
        });
    }
}
