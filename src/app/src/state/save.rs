//! Saving an edit without overwriting what somebody else saved meanwhile.
//!
//! The API has no conditional write, so every save reads first. `model::Edit` compares what was
//! stored when the edit began, what is typed and what is stored now; this module runs what follows
//! from it. What differs between kinds of content is in an [`Editable`].

pub(crate) mod behavior;
pub(crate) mod cells;
pub(crate) mod topic;

use client::ApiError;
use leptos::prelude::*;
use model::{BranchRef, Edit, Fields, SaveCheck};

use crate::state::branch::BranchState;
use crate::state::branch::resources::Resources;
use crate::state::drafts::Drafts;
use crate::state::studio::Api;

/// The course of a save; its states exclude each other.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Saving<T: Fields> {
    /// Nothing is under way.
    Idle,
    /// Requests are under way.
    Busy,
    /// The API refused it, or gave no answer; what was typed is still there.
    Failed(ApiError),
    /// Somebody else changed the same fields since the edit began.
    Conflict {
        /// The fields that both changed.
        fields: Vec<T::Field>,
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

/// Whether a save may replace what somebody else has changed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Overwrite {
    /// It asks first.
    Never,
    /// A person has seen both and decided.
    Allowed,
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

/// Saves an edit: the fields that differ, unless somebody else has changed the same ones.
pub(crate) async fn save<E: Editable>(
    state: BranchState,
    what: E,
    saving: RwSignal<Saving<E::Value>>,
    overwrite: Overwrite,
) {
    let (Some(api), at) = (state.api(), state.at()) else { return };
    let Some(edit) = what.edit(&state.drafts.all()) else { return };
    saving.try_set(Saving::Busy);
    match send(&api, &at, &what, &edit, overwrite).await {
        Ok(stored) => {
            was_saved(state, &what, &edit.mine, stored);
            saving.try_set(Saving::Idle);
            state.was_saved();
        }
        Err(Unsaved::Failed(error)) => {
            if error.is_unauthorized() || error.is_read_only() {
                state.was_refused(E::NOT_SAVED, &error);
            }
            saving.try_set(Saving::Failed(error));
        }
        Err(Unsaved::Conflict { fields, theirs }) => {
            saving.try_set(Saving::Conflict { fields, theirs });
        }
        Err(Unsaved::Deleted) => {
            saving.try_set(Saving::Deleted);
        }
    }
}

/// Why an edit is not saved.
enum Unsaved<T: Fields> {
    Failed(ApiError),
    Conflict { fields: Vec<T::Field>, theirs: T },
    Deleted,
}

/// Reads, compares and writes; gives what is stored then.
async fn send<E: Editable>(
    api: &Api,
    at: &BranchRef,
    what: &E,
    edit: &Edit<E::Value>,
    overwrite: Overwrite,
) -> Result<E::Value, Unsaved<E::Value>> {
    let current = what.read(api, at).await.map_err(Unsaved::Failed)?;
    let Some(current) = current else { return Err(Unsaved::Deleted) };
    let check = match overwrite {
        Overwrite::Never => edit.check(Some(&current)),
        Overwrite::Allowed => edit.check_overwriting(Some(&current)),
    };
    match check {
        SaveCheck::Save { fields, value } => {
            what.write(api, at, &fields, value).await.map_err(Unsaved::Failed)
        }
        SaveCheck::Nothing => Ok(current),
        SaveCheck::Conflict { fields, theirs } => Err(Unsaved::Conflict { fields, theirs }),
        SaveCheck::Deleted => Err(Unsaved::Deleted),
    }
}

/// Shows what is stored; what was typed while it was being saved stays unsaved on top of it.
fn was_saved<E: Editable>(state: BranchState, what: &E, sent: &E::Value, stored: E::Value) {
    what.show_stored(state.resources, stored.clone());
    state.drafts.change(|drafts| {
        let typed = what.edit(drafts);
        let since = typed.map(|typed| Edit { base: sent.clone(), mine: typed.mine });
        what.set_edit(drafts, since.and_then(|since| since.rebase(&stored)));
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

/// Goes on after a conflict: the edit stays, on top of what the person has now seen.
pub(crate) fn keep_editing<E: Editable>(
    state: BranchState,
    what: &E,
    saving: RwSignal<Saving<E::Value>>,
) {
    let Some(theirs) = theirs(saving) else { return };
    what.show_stored(state.resources, theirs.clone());
    state.drafts.change(|drafts| {
        let edit = what.edit(drafts).and_then(|edit| edit.rebase(&theirs));
        what.set_edit(drafts, edit);
    });
    saving.try_set(Saving::Idle);
}

/// Ends a conflict with what the other person has saved; one's own edit can be brought back.
pub(crate) fn take_theirs<E: Editable>(
    state: BranchState,
    what: &E,
    saving: RwSignal<Saving<E::Value>>,
) {
    if let Some(theirs) = theirs(saving) {
        what.show_stored(state.resources, theirs);
        revert(state, what, saving, "Their version stays");
    }
}

/// What the other person has stored, while there is a conflict.
fn theirs<T: Fields<Field: Send + Sync> + Send + Sync + 'static>(
    saving: RwSignal<Saving<T>>,
) -> Option<T> {
    saving.try_with_untracked(|saving| match saving {
        Saving::Conflict { theirs, .. } => Some(theirs.clone()),
        _ => None,
    })?
}
