//! What an editor shows of saving: how it stands, reverting and saving, and why it failed.

use client::ApiError;
use leptos::prelude::*;

use crate::parts::handler::handler;
use crate::parts::icon::{Glyph, Icon};
use crate::parts::small::Keys;
use crate::text::as_message;

/// How the edit of one thing stands.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) enum SaveStatus {
    /// A new thing, in which nothing is typed.
    Empty,
    /// Nothing is unsaved.
    Saved,
    /// Something is typed and stored on this device.
    Unsaved,
    /// It is being saved.
    Saving,
    /// Saving failed, and nothing was typed since.
    Failed,
}

impl SaveStatus {
    /// The status of an edit.
    pub(crate) fn of(is_busy: bool, has_failed: bool, is_changed: bool) -> Self {
        match (is_busy, has_failed, is_changed) {
            (true, ..) => Self::Saving,
            (_, true, true) => Self::Failed,
            (_, false, true) => Self::Unsaved,
            (_, _, false) => Self::Saved,
        }
    }

    fn is_changed(self) -> bool {
        matches!(self, Self::Unsaved | Self::Failed)
    }

    fn text(self) -> &'static str {
        match self {
            Self::Empty => "Nothing typed yet",
            Self::Saved => "Saved",
            Self::Unsaved => "Unsaved; stored on this device",
            Self::Saving => "Saving…",
            Self::Failed => "Not saved",
        }
    }
}

/// What stands beside a field whose text would not survive this tab.
const NOT_STORED: &str = "Unsaved, and not stored: this browser's storage is full or off";

/// What the button that saves says where only a branch takes an edit.
pub(crate) const SAVE_ON_BRANCH: &str = "Save on a branch…";

/// Says whether everything is saved, and offers to save and to revert.
#[component]
pub(crate) fn SaveBar(
    #[prop(into)] status: Signal<SaveStatus>,
    /// Whether this device stores what is typed.
    #[prop(into)]
    is_stored: Signal<bool>,
    /// Whether saving is known to be refused here: then it asks for a branch.
    #[prop(into)]
    is_protected: Signal<bool>,
    /// What the button that saves says.
    #[prop(default = "Save")]
    verb: &'static str,
    /// What the button that drops the edit says.
    #[prop(default = "Revert")]
    revert_verb: &'static str,
    #[prop(into)] on_save: Callback<()>,
    #[prop(into)] on_revert: Callback<()>,
) -> impl IntoView {
    // While it is being saved there is still an edit.
    let has_edit =
        Memo::new(move |_| status.get().is_changed() || status.get() == SaveStatus::Saving);
    let is_busy = Memo::new(move |_| status.get() == SaveStatus::Saving);
    view! {
        <p class="save-state" role="status">{move || match status.get() {
            SaveStatus::Unsaved if !is_stored.get() => NOT_STORED,
            status => status.text(),
        }}</p>
        <Show when=move || has_edit.get()>
            <button
                type="button"
                class="button"
                disabled=is_busy
                on:click=handler(move |_| on_revert.run(()))
            >
                {revert_verb}
            </button>
        </Show>
        <button
            type="button"
            class="button button--primary"
            class:button--busy=is_busy
            disabled=move || !status.get().is_changed()
            on:click=handler(move |_| on_save.run(()))
        >
            {move || if is_protected.get() { SAVE_ON_BRANCH } else { verb }}
            <Keys keys="Mod S" />
        </button>
    }
}

/// Says why something was not saved, with a way to try again.
#[component]
pub(crate) fn SaveFailure(
    error: ApiError,
    /// The field of the API whose problem is named here.
    #[prop(optional)]
    field: Option<&'static str>,
    #[prop(into)] on_retry: Callback<()>,
) -> impl IntoView {
    let problem = field.and_then(|field| error.field(field).map(as_message));
    let id = error.correlation_id().map(str::to_owned);
    view! {
        <div class="problem-box" role="alert">
            <Icon glyph=Glyph::Alert />
            <div>
                <p class="problem-box__title">"Not saved: " {as_message(&error.to_string())}</p>
                <p>{problem} " " {error.advice()}</p>
                {id.map(|id| view! {
                    <details class="state__details">
                        <summary>"Details"</summary>
                        <p>"Request " {id}</p>
                    </details>
                })}
            </div>
            <button type="button" class="button button--small" on:click=handler(move |_| on_retry.run(()))>
                "Try again"
            </button>
        </div>
    }
}

#[cfg(test)]
mod tests {
    use super::SaveStatus;

    #[test]
    fn a_failure_shows_only_while_something_is_unsaved() {
        assert_eq!(SaveStatus::of(false, true, true), SaveStatus::Failed);
        assert_eq!(SaveStatus::of(false, true, false), SaveStatus::Saved);
        assert_eq!(SaveStatus::of(true, false, true), SaveStatus::Saving);
        assert_eq!(SaveStatus::of(false, false, true), SaveStatus::Unsaved);
    }
}
