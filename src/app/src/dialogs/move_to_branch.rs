//! Moving an edit to a new branch, where the open one takes no direct changes or was deleted.

use leptos::prelude::*;

use super::pieces::{BranchDialog, branch_dialog};
use crate::parts::handler::handler;
use crate::parts::icon::{Glyph, Icon};
use crate::parts::piece::{Place, piece};
use crate::route::Page;
use crate::state::branch::use_branch;

/// Explains a `main` that takes no direct changes, or a branch that was deleted, and offers a new branch
/// for the edit.
#[component]
pub(crate) fn MoveToBranch(
    /// The page that is open, with what is open in it: it opens on the new branch as well.
    #[prop(into)]
    page: Signal<Page>,
    #[prop(into)] has_edit: Signal<bool>,
    #[prop(default = "Main takes no direct changes in this workspace")] title: &'static str,
    #[prop(default = "Changes are made on a branch and merged into main. ")] text: &'static str,
) -> impl IntoView {
    let is_asked = use_branch().wants_branch;
    view! {
        <div class="explain" role="status">
            <Icon glyph=Glyph::Branch />
            <div>
                <p class="explain__title">{title}</p>
                <p>
                    {text}
                    {move || if has_edit.get() {
                        "Your edit moves to the new branch."
                    } else {
                        "Create one to begin."
                    }}
                </p>
            </div>
            <button
                type="button"
                class="button button--primary"
                on:click=handler(move |_| is_asked.set(true))
            >
                {move || if has_edit.get() { "Create a branch with this edit" } else { "Create a branch" }}
            </button>
        </div>
        {move || is_asked.get().then(|| {
            let close = Callback::new(move |()| is_asked.set(false));
            let page = page.get_untracked();
            piece(branch_dialog, Place::Dialog, (BranchDialog::MoveEdit, page, close))
        })}
    }
}
