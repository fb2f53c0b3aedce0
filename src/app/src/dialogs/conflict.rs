//! Two people changed the same: shows both, and lets the person who saves second choose.

use leptos::prelude::*;

use super::pieces::{self, Texts};
use crate::parts::dialog::Dialog;
use crate::parts::handler::handler;
use crate::parts::piece::{Place, piece};
use crate::state::branch::BranchState;
use crate::state::save::{Editable, Saving, keep_editing, take_theirs};
use crate::text::as_message;

/// Asks what becomes of an edit while its save is in conflict.
#[component]
pub(crate) fn EditConflict<E: Editable>(
    state: BranchState,
    what: E,
    saving: RwSignal<Saving<E::Value>>,
    #[prop(into)] title: String,
    /// Saves over what the other person has saved.
    #[prop(into)]
    on_overwrite: Callback<()>,
) -> impl IntoView {
    let (title, what) = (StoredValue::new(title), StoredValue::new(what));
    move || {
        let Saving::Conflict { fields, theirs } = saving.get() else { return ().into_any() };
        let mine = what
            .with_value(|what| what.edit(&state.drafts.all()))
            .map_or_else(|| theirs.clone(), |edit| edit.mine);
        let views = fields
            .iter()
            .map(|field| {
                let label =
                    E::label(field).map(|label| as_message(label).trim_end_matches('.').to_owned());
                view! {
                    {label.map(|label| view! { <h3 class="changes__label">{label}</h3> })}
                    {piece(pieces::text_diff, Place::Inside, Texts {
                        old: E::text(&theirs, field),
                        new: E::text(&mine, field),
                        old_label: "Theirs, saved",
                        new_label: "Yours",
                    })}
                }
            })
            .collect_view();
        view! {
            <ConflictDialog
                title=title.get_value()
                text="It was saved since you began. Your text is still here: choose which text to \
                      save, or copy what you need from theirs."
                on_close=move |()| saving.set(Saving::Idle)
                on_keep=move |()| what.with_value(|what| keep_editing(state, what, saving))
                on_take=Callback::new(move |()| what.with_value(|what| take_theirs(state, what, saving)))
                on_overwrite=on_overwrite
            >
                {views}
            </ConflictDialog>
        }
        .into_any()
    }
}

/// The dialog of a conflict, with what both have as its content.
#[component]
pub(crate) fn ConflictDialog(
    #[prop(into)] title: String,
    text: &'static str,
    /// Closes the dialog and decides nothing.
    #[prop(into)]
    on_close: Callback<()>,
    /// Goes on editing, on top of what the other person has saved.
    #[prop(into)]
    on_keep: Callback<()>,
    /// Drops one's own edit, where that can be done here.
    #[prop(optional)]
    on_take: Option<Callback<()>>,
    #[prop(into)] on_overwrite: Callback<()>,
    children: Children,
) -> impl IntoView {
    view! {
        <Dialog title=title wide=true on_close=on_close>
            <div class="dialog__body">
                <p>{text}</p>
                {children()}
            </div>
            <footer class="dialog__foot">
                <button type="button" class="button" autofocus=true on:click=handler(move |_| on_keep.run(()))>
                    "Keep editing"
                </button>
                {on_take.map(|on_take| view! {
                    <button type="button" class="button" on:click=handler(move |_| on_take.run(()))>
                        "Take theirs"
                    </button>
                })}
                <button
                    type="button"
                    class="button button--danger"
                    on:click=handler(move |_| on_overwrite.run(()))
                >
                    "Save mine over theirs"
                </button>
            </footer>
        </Dialog>
    }
}
