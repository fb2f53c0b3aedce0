//! The behavior of an agent: one long text, edited in place.

use client::ApiError;
use leptos::prelude::*;
use leptos::task::spawn_local;

use crate::browser::{focus, keyboard, overlay};
use crate::dialogs::move_to_branch::MoveToBranch;
use crate::parts::dialog::Dialog;
use crate::parts::editor::Editor;
use crate::parts::handler::{effect, handler};
use crate::parts::icon::{Glyph, Icon};
use crate::parts::loaded::{Failure, Skeleton};
use crate::parts::small::Keys;
use crate::route::Page;
use crate::state::branch::{BranchState, saved_behavior, use_branch};
use crate::state::drafts::TextDraft;
use crate::state::loader::Remote;
use crate::text::{as_message, count};

/// The course of saving; its states exclude each other.
#[derive(Clone, PartialEq)]
enum Saving {
    Idle,
    Busy,
    /// Refused; what was typed is still there.
    Failed(ApiError),
    /// Somebody else saved another text since this edit began.
    Conflict {
        theirs: String,
    },
}

/// The editor of the behavior text.
#[component]
pub(crate) fn Behavior() -> impl IntoView {
    let state = use_branch();
    let saving = RwSignal::new(Saving::Idle);
    state.load_behavior();

    let text = Memo::new(move |_| match state.behavior_draft.get() {
        Some(draft) => draft.mine,
        None => state.behavior.with(String::clone).unwrap_or_default(),
    });
    let is_changed = Memo::new(move |_| state.behavior_draft.read().is_some());
    let on_input = move |mine: String| {
        let saved = state.behavior.with_untracked(String::clone).unwrap_or_default();
        state.behavior_draft.update(|draft| {
            let base = draft.take().map_or(saved, |draft| draft.base);
            *draft = (base != mine).then_some(TextDraft { base, mine });
        });
        if saving.with_untracked(|saving| matches!(saving, Saving::Failed(_))) {
            saving.set(Saving::Idle);
        }
    };
    let save = move || {
        let is_possible = !state.is_protected() && saving.get_untracked() != Saving::Busy;
        if let Some(draft) = state.behavior_draft.get_untracked().filter(|_| is_possible) {
            spawn_local(save_draft(state, saving, draft));
        }
    };
    keyboard::on_key(move |event| {
        if keyboard::has_command(event) && event.key().eq_ignore_ascii_case("s") {
            event.prevent_default();
            save();
        }
    });
    // What went wrong stands above the text, which may be scrolled to its end.
    effect(move || {
        if matches!(saving.get(), Saving::Failed(_)) {
            overlay::after_drawing(|| focus::reveal(".problem-box"));
        }
    });
    view! {
        <main class="page page--editor" id="content">
            <header class="page__head">
                <div>
                    <h1 class="page__title" tabindex="-1">"Behavior"</h1>
                    <p class="page__intro">"The rules every conversation follows, in the agent's own prompt."</p>
                </div>
                <div class="page__actions">
                    <SaveState is_changed=is_changed saving=saving />
                    <Show when=move || is_changed.get()>
                        <button
                            type="button"
                            class="button"
                            disabled=move || saving.get() == Saving::Busy
                            on:click=handler(move |_| undo_all(state, saving))
                        >
                            "Revert"
                        </button>
                    </Show>
                    <button
                        type="button"
                        class="button button--primary"
                        class:button--busy=move || saving.get() == Saving::Busy
                        disabled=move || {
                            !is_changed.get() || saving.get() == Saving::Busy || state.is_protected()
                        }
                        on:click=handler(move |_| save())
                    >
                        "Save"
                        <Keys keys="Mod S" />
                    </button>
                </div>
            </header>
            <Show when=move || state.is_protected()>
                <MoveToBranch page=Page::Behavior has_edit=is_changed />
            </Show>
            {move || match saving.get() {
                Saving::Failed(error) if error.is_not_found() && !state.is_main() => view! {
                    <MoveToBranch
                        page=Page::Behavior
                        has_edit=is_changed
                        title="Not saved: this branch no longer exists"
                        text="Somebody has merged or deleted it. "
                    />
                }
                .into_any(),
                Saving::Failed(error) if !error.is_read_only() => view! {
                    <div class="problem-box" role="alert">
                        <Icon glyph=Glyph::Alert />
                        <div>
                            <p class="problem-box__title">"Not saved: " {as_message(&error.to_string())}</p>
                            <p>{error.field("behavior").map(as_message)} " " {error.advice()}</p>
                        </div>
                        <button type="button" class="button button--small" on:click=handler(move |_| save())>
                            "Try again"
                        </button>
                    </div>
                }
                .into_any(),
                _ => ().into_any(),
            }}
            {move || match state.behavior.remote().get() {
                Remote::Loading => view! { <Skeleton lines=14 /> }.into_any(),
                Remote::Failed(error) => view! {
                    <Failure
                        what="The behavior could not be loaded"
                        error=error
                        on_retry=move |()| {
                            state.behavior.clear();
                            state.load_behavior();
                        }
                    />
                }
                .into_any(),
                Remote::Ready(_) => ().into_any(),
            }}
            <div
                class="sheet"
                class:hidden=move || state.behavior.remote().with(|remote| remote.ready().is_none())
            >
                <Editor
                    label="Behavior"
                    id="behavior"
                    value=text
                    on_input=on_input
                    placeholder="You are a friendly, concise agent of…"
                    described_by="behavior-size"
                />
            </div>
            <footer class="page__foot" id="behavior-size">
                {move || text.with(|text| {
                    let lines = if text.is_empty() { 0 } else { text.split('\n').count() };
                    let words = text.split_whitespace().count();
                    format!(
                        "{} · {} · {}",
                        count(text.chars().count(), "character"),
                        count(words, "word"),
                        count(lines, "line"),
                    )
                })}
            </footer>
        </main>
        {move || match saving.get() {
            Saving::Conflict { theirs } => {
                view! { <ConflictDialog state=state saving=saving theirs=theirs /> }.into_any()
            }
            _ => ().into_any(),
        }}
    }
}

/// Whether everything is saved, in words.
#[component]
fn SaveState(is_changed: Memo<bool>, saving: RwSignal<Saving>) -> impl IntoView {
    view! {
        <p class="save-state" role="status">
            {move || match (saving.get(), is_changed.get()) {
                (Saving::Busy, _) => "Saving…",
                (Saving::Failed(_), true) => "Not saved",
                (_, true) => "Unsaved; stored on this device",
                (_, false) => "Saved",
            }}
        </p>
    }
}

/// Saves, unless somebody else saved another text since the edit began.
async fn save_draft(state: BranchState, saving: RwSignal<Saving>, draft: TextDraft) {
    let (Some(api), at) = (state.api(), state.at()) else { return };
    saving.set(Saving::Busy);
    // The API has no way to say "only if unchanged", so look first.
    let present = match saved_behavior(&api, &at).await {
        Ok(present) => present,
        Err(error) => return fail(state, saving, error),
    };
    if present != draft.base && present != draft.mine {
        saving.try_set(Saving::Conflict { theirs: present });
        return;
    }
    put(state, saving, draft.mine).await;
}

/// Saves a text and takes it for the new state of things.
async fn put(state: BranchState, saving: RwSignal<Saving>, text: String) {
    let (Some(api), at) = (state.api(), state.at()) else { return };
    saving.try_set(Saving::Busy);
    match api.set_behavior(&at, &text).await {
        Ok(saved) => {
            state.behavior.set(saved.clone());
            // What was typed during the save stays unsaved.
            state.behavior_draft.try_update(|draft| {
                if let Some(typed) = draft.take().filter(|draft| draft.mine != text) {
                    *draft = Some(TextDraft { base: saved, mine: typed.mine });
                }
            });
            saving.try_set(Saving::Idle);
            state.was_saved();
        }
        Err(error) => fail(state, saving, error),
    }
}

fn fail(state: BranchState, saving: RwSignal<Saving>, error: ApiError) {
    if error.is_unauthorized() || error.is_read_only() {
        state.was_refused("The behavior was not saved", &error);
    }
    saving.try_set(Saving::Failed(error));
}

/// Goes back to what is saved, with a way to take that back.
fn undo_all(state: BranchState, saving: RwSignal<Saving>) {
    let dropped = state.behavior_draft.get_untracked();
    state.behavior_draft.set(None);
    saving.set(Saving::Idle);
    state.studio.notices.done_with("Your edit is reverted", "Undo", move || {
        state.behavior_draft.set(dropped.clone());
    });
}

/// Somebody else saved meanwhile: shows both and lets the person choose.
#[component]
fn ConflictDialog(state: BranchState, saving: RwSignal<Saving>, theirs: String) -> impl IntoView {
    let theirs = StoredValue::new(theirs);
    let mine = state.behavior_draft.get_untracked().map(|draft| draft.mine).unwrap_or_default();
    let keep_mine = move |_| {
        if let Some(draft) = state.behavior_draft.get_untracked() {
            spawn_local(put(state, saving, draft.mine));
        }
    };
    let take_theirs = move |_| {
        state.behavior.set(theirs.get_value());
        undo_all(state, saving);
    };
    let go_on = move |_| {
        // The next save is measured against what they saved, which the person has now seen.
        state.behavior.set(theirs.get_value());
        state.behavior_draft.update(|draft| {
            if let Some(draft) = draft {
                draft.base = theirs.get_value();
            }
        });
        saving.set(Saving::Idle);
    };
    view! {
        <Dialog
            title="Somebody else changed the behavior"
            wide=true
            on_close=move |()| saving.set(Saving::Idle)
        >
            <div class="dialog__body">
                <p>
                    "It was saved since you began. Your text is still here: choose which text to save, \
                     or copy what you need from theirs."
                </p>
                <crate::parts::text_diff::TextDiffView old=theirs.get_value() new=mine old_label="Theirs, saved" new_label="Yours" />
            </div>
            <footer class="dialog__foot">
                <button type="button" class="button" autofocus=true on:click=handler(go_on)>
                    "Keep editing"
                </button>
                <button type="button" class="button" on:click=handler(take_theirs)>
                    "Take theirs"
                </button>
                <button type="button" class="button button--danger" on:click=handler(keep_mine)>
                    "Save mine over theirs"
                </button>
            </footer>
        </Dialog>
    }
}
