//! A new branch for what is unsaved on the open one.

use leptos::prelude::*;

use super::branch::{name_problem, names};
use crate::parts::form::{NameDialog, Sending};
use crate::route::Page;
use crate::state::branch::protection::Arrival;
use crate::state::branch::{BranchState, use_branch};

/// Asks for the name of the branch, and whether what moves there is saved at once.
#[component]
pub(crate) fn MoveEdit(
    /// The page that is open, with what is open in it: it opens on the new branch as well.
    page: Page,
    #[prop(into)] on_close: Callback<()>,
) -> impl IntoView {
    let state = use_branch();
    let is_saved = RwSignal::new(true);
    let send = move |name: String| -> Sending {
        let arrival = match state.drafts.has_any.get_untracked() && is_saved.get_untracked() {
            true => Arrival::Saved,
            false => Arrival::Unsaved,
        };
        let page = page.clone();
        Box::pin(async move { state.move_to_new_branch(&name, page, arrival).await })
    };
    view! {
        <NameDialog
            title="New branch for your edit"
            intro="Everything unsaved here moves to the new branch."
            verb="Create branch"
            start=untrack(|| free_name(state))
            check=move |name: String| name_problem(state, &name)
            others=Signal::derive(move || names(state))
            send=send
            on_close=on_close
        >
            {move || state.drafts.has_any.get().then(|| view! {
                <label class="check">
                    <input
                        type="checkbox"
                        prop:checked=is_saved
                        on:change:target=move |event| is_saved.set(event.target().checked())
                    />
                    <span>"Save it there at once"</span>
                </label>
            })}
        </NameDialog>
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
