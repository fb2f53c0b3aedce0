//! The behavior of an agent: one long text, edited in place.

use leptos::prelude::*;
use leptos::task::spawn_local;
use model::Edit;

use crate::browser::{focus, keyboard, overlay};
use crate::dialogs::conflict::{EditConflict, saved_together};
use crate::dialogs::move_to_branch::MoveToBranch;
use crate::parts::editor::Editor;
use crate::parts::handler::effect;
use crate::parts::loaded::Loaded;
use crate::parts::save_bar::{SaveBar, SaveFailure, SaveStatus};
use crate::route::{Page, Route};
use crate::state::branch::use_branch;
use crate::state::save::behavior::Behavior as Text;
use crate::state::save::{self, Saving, revert};

/// The editor of the behavior text.
#[component]
pub(crate) fn Behavior() -> impl IntoView {
    let state = use_branch();
    let saving = RwSignal::new(Saving::Idle);
    state.resources.load_behavior();

    let text = Memo::new(move |_| match state.drafts.behavior.get() {
        Some(draft) => draft.mine,
        None => state.resources.behavior.with(String::clone).unwrap_or_default(),
    });
    let is_changed = Memo::new(move |_| state.drafts.behavior.read().is_some());
    let on_input = move |mine: String| {
        let saved = state.resources.behavior.with_untracked(String::clone).unwrap_or_default();
        state.drafts.behavior.update(|draft| {
            let base = draft.take().map_or(saved, |draft| draft.base);
            *draft = (base != mine).then_some(Edit { base, mine });
        });
        if saving.with_untracked(Saving::is_failed) {
            saving.set(Saving::Idle);
        }
    };
    let save = move || {
        let is_possible = is_changed.get_untracked() && !saving.with_untracked(Saving::is_busy);
        if is_possible && !state.asks_for_branch() {
            spawn_local(save::save(state, Text, saving));
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
                    <SaveBar
                        is_stored=state.drafts.is_stored
                        status=Signal::derive(move || saving.with(|saving| {
                            SaveStatus::of(saving.is_busy(), saving.is_failed(), is_changed.get())
                        }))
                        is_protected=Signal::derive(move || state.is_protected())
                        on_save=move |()| save()
                        on_revert=move |()| revert(state, &Text, saving, "Your edit is reverted")
                    />
                </div>
            </header>
            <Show when=move || state.is_protected()>
                <MoveToBranch page=Page::Behavior has_edit=is_changed />
            </Show>
            {saved_together::<Text>(saving)}
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
                    <SaveFailure
                        error=error
                        field="behavior"
                        on_retry=move |()| save()
                    />
                }
                .into_any(),
                _ => ().into_any(),
            }}
            <Loaded
                remote=Memo::new(move |_| {
                    state.resources.behavior.remote().with(|text| text.extent(|_| false))
                })
                what="The behavior could not be loaded"
                lines=14
                on_retry=move |()| {
                    state.resources.behavior.clear();
                    state.resources.load_behavior();
                }
            >
                <Editor
                    label="Behavior"
                    id="behavior"
                    value=text
                    names=state.names
                    on_input=on_input
                    placeholder="You are a friendly, concise agent of…"
                    open=move |page| state.studio.go(&Route::Agent(state.at(), page))
                />
            </Loaded>
        </main>
        <EditConflict
            state=state
            what=Text
            saving=saving
            title="Somebody else changed the behavior"
            on_save=move |()| save()
        />
    }
}
