//! Saving an edit without overwriting what somebody else saved meanwhile.
//!
//! The API has no conditional write, so every save reads first. `model::Edit` compares what was
//! stored when the edit began, what is typed and what is stored now; where both changed one text,
//! the two edits are brought together, and a person is asked only about the places that both wrote.
//! What a person decides is an edit again, on top of what they have seen: it is compared in its turn
//! with what is stored when it is written. What differs between kinds of content is in an
//! [`Editable`].

pub(crate) mod all;
pub(crate) mod behavior;
pub(crate) mod cells;
pub(crate) mod topic;

use client::ApiError;
use leptos::prelude::*;
use model::{BranchRef, Edit, Fields, MergedText, SaveCheck, Sides};

use crate::browser::focus;
use crate::state::branch::BranchState;
use crate::state::branch::resources::Resources;
use crate::state::drafts::Drafts;
use crate::state::pieces;
use crate::state::studio::Api;

/// The course of a save; its states exclude each other.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Saving<T: Fields> {
    /// Nothing is under way.
    Idle,
    /// Requests are under way.
    Busy,
    /// It is saved, together with what somebody else had changed in the same fields.
    Merged {
        /// The fields that have both.
        fields: Vec<T::Field>,
        /// What was typed.
        mine: T,
        /// What is stored.
        stored: T,
    },
    /// The API refused it, or gave no answer; what was typed is still there.
    Failed(ApiError),
    /// Somebody else changed the same places since the edit began.
    Conflict {
        /// The fields that both changed: what of them is settled, and where a person has to decide.
        merges: Vec<(T::Field, MergedText)>,
        /// What is stored now.
        theirs: T,
    },
    /// Somebody else deleted it since the edit began.
    Deleted,
}

impl<T: Fields> Saving<T> {
    pub(crate) fn is_busy(&self) -> bool {
        matches!(self, Self::Busy)
    }

    pub(crate) fn is_failed(&self) -> bool {
        matches!(self, Self::Failed(_))
    }
}

/// A kind of content that is edited in place: how it is read and written.
pub(crate) trait Editable: Clone + Send + Sync + 'static {
    /// What is edited, field by field.
    type Value: Fields<Field: Send + Sync> + PartialEq + Send + Sync + 'static;

    /// What a message says when it was refused: "The behavior was not saved".
    const NOT_SAVED: &'static str;

    /// What people call a field; the only field of a value has no name.
    fn label(field: &<Self::Value as Fields>::Field) -> Option<&'static str>;

    /// A field as text.
    fn text(value: &Self::Value, field: &<Self::Value as Fields>::Field) -> String;

    /// Sets a field of which somebody else's text and one's own were brought together.
    fn set_text(value: &mut Self::Value, field: &<Self::Value as Fields>::Field, text: String);

    /// Brings two edits of a field together that is no text, where that needs nobody to decide.
    fn settle(
        _: &<Self::Value as Fields>::Field,
        _: Sides<'_, Self::Value>,
    ) -> Option<Self::Value> {
        None
    }

    /// Reads what is stored now; `None` when it was deleted.
    async fn read(&self, api: &Api, at: &BranchRef) -> Result<Option<Self::Value>, ApiError>;

    /// Writes the named fields of `value`, and gives what is stored then.
    async fn write(
        &self,
        api: &Api,
        at: &BranchRef,
        fields: &[<Self::Value as Fields>::Field],
        value: Self::Value,
    ) -> Result<Self::Value, ApiError>;

    /// Shows what is stored.
    fn show_stored(&self, resources: Resources, stored: Self::Value);

    /// The unsaved edit, if there is one.
    fn edit(&self, drafts: &Drafts) -> Option<Edit<Self::Value>>;

    /// Replaces the unsaved edit.
    fn set_edit(&self, drafts: &mut Drafts, edit: Option<Edit<Self::Value>>);
}

/// Saves an edit: the fields that differ, together with what somebody else changed in them, unless
/// both wrote the same places.
pub(crate) async fn save<E: Editable>(
    state: BranchState,
    what: E,
    saving: RwSignal<Saving<E::Value>>,
) {
    let (Some(api), at) = (state.api(), state.at()) else { return };
    let Some(edit) = what.edit(&state.drafts.all()) else { return };
    saving.try_set(Saving::Busy);
    match send(&api, &at, &what, &edit).await {
        Ok(Sent { stored, merged }) => {
            was_saved(state, &what, &edit, &stored, &merged);
            state.studio.notices.recovered(E::NOT_SAVED);
            let mine = edit.mine;
            if !merged.is_empty() {
                let text = "Saved, together with what somebody else changed";
                state.studio.notices.done_with(text, "Look", || focus::reveal(".saved-together"));
            }
            saving.try_set(match merged.is_empty() {
                true => Saving::Idle,
                false => Saving::Merged { fields: merged, mine, stored },
            });
            state.was_saved();
        }
        Err(Unsaved::Failed(error)) => {
            if error.is_unauthorized() || error.is_read_only() {
                state.was_refused(E::NOT_SAVED, &error);
            }
            saving.try_set(Saving::Failed(error));
        }
        Err(Unsaved::Conflict { merges, theirs }) => {
            saving.try_set(Saving::Conflict { merges, theirs });
        }
        Err(Unsaved::Deleted) => {
            saving.try_set(Saving::Deleted);
        }
    }
}

/// What a save did.
struct Sent<T: Fields> {
    stored: T,
    /// The fields in which somebody else's changes are stored together with one's own.
    merged: Vec<T::Field>,
}

/// Why an edit is not saved.
enum Unsaved<T: Fields> {
    Failed(ApiError),
    Conflict { merges: Vec<(T::Field, MergedText)>, theirs: T },
    Deleted,
}

/// Reads, compares and writes.
async fn send<E: Editable>(
    api: &Api,
    at: &BranchRef,
    what: &E,
    edit: &Edit<E::Value>,
) -> Result<Sent<E::Value>, Unsaved<E::Value>> {
    let current = what.read(api, at).await.map_err(Unsaved::Failed)?;
    let Some(current) = current else { return Err(Unsaved::Deleted) };
    let mut merges = Vec::new();
    if let SaveCheck::Conflict { fields, .. } = edit.check_resolved(Some(&current), E::settle) {
        for field in fields {
            let text = |value| E::text(value, &field);
            let texts = [text(&edit.base), text(&edit.mine), text(&current)];
            let merged = pieces::merge_texts(texts).await;
            merges.push((field, merged));
        }
    }
    match settled::<E>(edit, &current, &merges, |_, merged| merged.text()) {
        SaveCheck::Save { fields, value } => {
            let merged = edit.mine.differing(&value);
            let merged = edit.changed().into_iter().filter(|field| merged.contains(field));
            let merged = merged.collect();
            let stored = what.write(api, at, &fields, value).await.map_err(Unsaved::Failed)?;
            Ok(Sent { stored, merged })
        }
        SaveCheck::Nothing => Ok(Sent { stored: current, merged: Vec::new() }),
        SaveCheck::Conflict { theirs, .. } => Err(Unsaved::Conflict { merges, theirs }),
        SaveCheck::Deleted => Err(Unsaved::Deleted),
    }
}

/// What saving an edit would do with the texts that `text` gives for the fields that both changed.
fn settled<E: Editable>(
    edit: &Edit<E::Value>,
    current: &E::Value,
    merges: &[(<E::Value as Fields>::Field, MergedText)],
    text: impl Fn(usize, &MergedText) -> Option<String>,
) -> SaveCheck<E::Value> {
    edit.check_resolved(Some(current), |field, sides| {
        E::settle(field, sides).or_else(|| {
            let place = merges.iter().position(|(merged, _)| merged == field)?;
            let mut value = sides.mine.clone();
            E::set_text(&mut value, field, text(place, &merges[place].1)?);
            Some(value)
        })
    })
}

/// Shows what is stored; what was typed while it was being saved stays unsaved on top of it.
fn was_saved<E: Editable>(
    state: BranchState,
    what: &E,
    sent: &Edit<E::Value>,
    stored: &E::Value,
    merged: &[<E::Value as Fields>::Field],
) {
    what.show_stored(state.resources, stored.clone());
    state.drafts.change(|drafts| {
        let typed = what.edit(drafts);
        what.set_edit(drafts, typed.and_then(|typed| sent.since_save(&typed.mine, stored, merged)));
    });
}

/// Drops the edit, with a way to bring it back. Gives what was dropped.
pub(crate) fn revert<E: Editable>(
    state: BranchState,
    what: &E,
    saving: RwSignal<Saving<E::Value>>,
    message: &str,
) {
    let dropped = what.edit(&state.drafts.all());
    state.drafts.change(|drafts| what.set_edit(drafts, None));
    saving.try_set(Saving::Idle);
    let what = what.clone();
    state.studio.notices.done_with(message, "Undo", move || {
        state.drafts.change(|drafts| what.set_edit(drafts, dropped.clone()));
    });
}

/// Ends a conflict with what a person decided: the text of each field that was asked about, in their
/// order. It is an edit of what they have seen; nothing is sent yet.
pub(crate) fn decide<E: Editable>(
    state: BranchState,
    what: &E,
    saving: RwSignal<Saving<E::Value>>,
    decided: &[String],
) {
    let Some(Saving::Conflict { merges, theirs }) = saving.try_get_untracked() else { return };
    what.show_stored(state.resources, theirs.clone());
    state.drafts.change(|drafts| {
        let Some(edit) = what.edit(drafts) else { return };
        let text = |place: usize, _: &MergedText| decided.get(place).cloned();
        match settled::<E>(&edit, &theirs, &merges, text) {
            SaveCheck::Save { value, .. } => {
                what.set_edit(drafts, Some(Edit { base: theirs, mine: value }));
            }
            SaveCheck::Nothing => what.set_edit(drafts, None),
            SaveCheck::Conflict { .. } | SaveCheck::Deleted => {}
        }
    });
    saving.try_set(Saving::Idle);
}

/// Ends a conflict with what the other person has saved; one's own edit can be brought back.
pub(crate) fn take_theirs<E: Editable>(
    state: BranchState,
    what: &E,
    saving: RwSignal<Saving<E::Value>>,
) {
    if let Some(Saving::Conflict { theirs, .. }) = saving.try_get_untracked() {
        what.show_stored(state.resources, theirs);
        revert(state, what, saving, "Their version stays");
    }
}
