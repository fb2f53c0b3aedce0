//! Moving an edit to a new branch, where the open one takes no direct changes or was deleted.

use leptos::prelude::*;

use super::branch::{name_problem, names};
use crate::parts::form::{NameDialog, Sending};
use crate::parts::handler::handler;
use crate::parts::icon::{Glyph, Icon};
use crate::route::Page;
use crate::state::branch::{BranchState, use_branch};

/// Explains a `main` that takes no direct changes, or a branch that was deleted, and offers a new branch
/// for the edit.
#[component]
pub(crate) fn MoveToBranch(
    page: Page,
    #[prop(into)] has_edit: Signal<bool>,
    #[prop(default = "Main takes no direct changes in this workspace")] title: &'static str,
    #[prop(default = "Changes are made on a branch and merged into main. ")] text: &'static str,
) -> impl IntoView {
    let state = use_branch();
    let is_asked = RwSignal::new(false);
    let page = StoredValue::new(page);
    let send = move |name: String| -> Sending {
        Box::pin(async move { state.move_to_new_branch(&name, page.get_value()).await })
    };
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
        <Show when=move || is_asked.get()>
            <NameDialog
                title="New branch for your edit"
                intro="Everything unsaved here moves to the new branch."
                verb="Create branch"
                start=untrack(|| free_name(state))
                check=move |name: String| name_problem(state, &name)
                others=Signal::derive(move || names(state))
                send=send
                on_close=move |()| is_asked.set(false)
            />
        </Show>
    }
}

/// A name for a branch that no other one has, so that nobody has to think of one.
fn free_name(state: BranchState) -> String {
    let numbered = |number: usize| match number {
        1 => "my-edit".to_owned(),
        _ => format!("my-edit-{number}"),
    };
    (1..).map(numbered).find(|name| name_problem(state, name).is_none()).unwrap_or_default()
}
