//! Saving a topic without overwriting what somebody else saved meanwhile.

use client::ApiError;
use leptos::prelude::*;
use model::{Topic, TopicEdit, TopicId};

use super::open;
use crate::route::TopicPlace;
use crate::state::branch::BranchState;
use crate::state::drafts::TopicDraft;

/// The course of saving; its states exclude each other.
#[derive(Clone, PartialEq)]
pub(super) enum Saving {
    Idle,
    Busy,
    /// Refused; what was typed is still there.
    Failed(ApiError),
    /// Somebody else changed the same fields since this edit began.
    Conflict {
        theirs: Topic,
        fields: Vec<&'static str>,
    },
    /// Somebody else deleted it since this edit began.
    Deleted,
}

/// Saves a draft. `anyway` saves over what somebody else changed.
pub(super) async fn save(
    state: BranchState,
    saving: RwSignal<Saving>,
    draft: TopicDraft,
    anyway: bool,
) {
    let (Some(api), at) = (state.api(), state.at()) else { return };
    saving.set(Saving::Busy);
    let Some(base) = &draft.base else {
        return create(state, saving, draft.mine).await;
    };
    let mine = TopicEdit::between(base, &draft.mine);
    let id = draft.mine.id.clone();
    // The API has no way to say "only if unchanged", so look first.
    let present = match api.topic(&at, &id).await {
        Ok(present) => present,
        Err(error) if error.is_not_found() => {
            saving.try_set(Saving::Deleted);
            return;
        }
        Err(error) => return fail(state, saving, error),
    };
    let theirs = TopicEdit::between(base, &present);
    let fields = mine.conflicts_with(&theirs);
    if !fields.is_empty() && !anyway {
        saving.try_set(Saving::Conflict { theirs: present, fields });
        return;
    }
    // Only the fields of this edit are sent: what others changed in other fields stays.
    if let Err(error) = api.edit_topic(&at, &id, &mine).await {
        return fail(state, saving, error);
    }
    let saved = mine.apply(&present);
    put_saved(state, &saved);
    rebase_draft(state, &draft.mine, &saved);
    saving.try_set(Saving::Idle);
    state.was_saved();
}

/// Creates a topic and opens it.
pub(super) async fn create(state: BranchState, saving: RwSignal<Saving>, topic: Topic) {
    let (Some(api), at) = (state.api(), state.at()) else { return };
    saving.try_set(Saving::Busy);
    match api.create_topic(&at, &topic).await {
        Ok(saved) => {
            rebase_draft(state, &topic, &saved);
            let id = saved.id.clone();
            state.topics.update(|topics| topics.push(saved));
            state.was_saved();
            // If the person went to another topic meanwhile, that one stays open.
            match saving.try_set(Saving::Idle) {
                None => open::open(state, TopicPlace::Open(id)),
                Some(_) => state.studio.notices.done(format!("“{}” created", topic.name)),
            }
        }
        Err(error) => fail(state, saving, error),
    }
}

/// Rebases what was typed during the save on what is saved now.
fn rebase_draft(state: BranchState, sent: &Topic, saved: &Topic) {
    let drafts = state.topic_drafts.try_get_untracked().unwrap_or_default();
    let typed = drafts.get(&sent.id).cloned();
    state.drop_topic_draft(&sent.id);
    if let Some(typed) = typed.filter(|typed| typed.mine != *sent) {
        set_draft_over(state, sent, &typed.mine, saved);
    }
}

/// Puts what was typed since `sent` on top of what is saved.
fn set_draft_over(state: BranchState, sent: &Topic, typed: &Topic, saved: &Topic) {
    let mine = TopicEdit::between(sent, typed).apply(saved);
    let draft = TopicDraft { base: Some(saved.clone()), mine };
    state.topic_drafts.try_update(|drafts| drafts.insert(saved.id.clone(), draft));
}

/// Deletes a topic and offers to bring it back, with what was typed and not saved. `open` is the
/// topic that the page shows, for as long as it does.
pub(super) async fn delete(state: BranchState, open: Memo<Option<Topic>>, topic: Topic) {
    let (Some(api), at) = (state.api(), state.at()) else { return };
    match api.delete_topic(&at, &topic.id).await {
        Err(error) if !error.is_not_found() => {
            state.was_refused(&format!("“{}” was not deleted", topic.name), &error);
        }
        _ => {
            if open.try_get_untracked().is_some() {
                open::open(state, TopicPlace::List);
            }
            let typed = remove(state, &topic.id);
            state.was_saved();
            let name = topic.name.clone();
            state.studio.notices.done_with(format!("“{name}” deleted"), "Undo", move || {
                leptos::task::spawn_local(bring_back(state, topic.clone(), typed.clone()));
            });
        }
    }
}

/// Removes a topic that was deleted from the page, and gives what was typed for it and not saved.
pub(super) fn remove(state: BranchState, id: &TopicId) -> Option<Topic> {
    let drafts = state.topic_drafts.try_get_untracked().unwrap_or_default();
    let typed = drafts.get(id).map(|draft| draft.mine.clone());
    state.topics.update(|topics| topics.retain(|one| one.id != *id));
    state.drop_topic_draft(id);
    typed
}

/// Creates a deleted topic again, with a new identifier and with what was typed and not saved.
pub(super) async fn restore(
    state: BranchState,
    topic: &Topic,
    typed: Option<&Topic>,
) -> Result<Option<TopicId>, ApiError> {
    let (Some(api), at) = (state.api(), state.at()) else { return Ok(None) };
    // The API takes no new topic without content, but may have had one.
    let content = if topic.content.is_empty() { " ".to_owned() } else { topic.content.clone() };
    let saved = api.create_topic(&at, &Topic { content, ..topic.clone() }).await?;
    if let Some(typed) = typed {
        set_draft_over(state, topic, typed, &saved);
    }
    let id = saved.id.clone();
    state.topics.update(|topics| topics.push(saved));
    Ok(Some(id))
}

async fn bring_back(state: BranchState, topic: Topic, typed: Option<Topic>) {
    match restore(state, &topic, typed.as_ref()).await {
        Ok(None) => {}
        Ok(Some(id)) => {
            state.was_saved();
            state.studio.notices.done(format!("“{}” is back", topic.name));
            open::open(state, TopicPlace::Open(id));
        }
        Err(error) => {
            // It is not lost: it opens as a new topic that is not saved.
            let mine = Topic { id: TopicId::default(), ..typed.unwrap_or(topic) };
            state.topic_drafts.try_update(|drafts| {
                drafts.insert(TopicId::default(), TopicDraft { base: None, mine })
            });
            open::open(state, TopicPlace::New);
            state.was_refused("It was not saved again; it is here as an unsaved topic", &error);
        }
    }
}

fn put_saved(state: BranchState, saved: &Topic) {
    state.topics.update(|topics| match topics.iter_mut().find(|topic| topic.id == saved.id) {
        Some(topic) => *topic = saved.clone(),
        None => topics.push(saved.clone()),
    });
}

fn fail(state: BranchState, saving: RwSignal<Saving>, error: ApiError) {
    if error.is_unauthorized() || error.is_read_only() {
        state.was_refused("The topic was not saved", &error);
    }
    saving.try_set(Saving::Failed(error));
}
