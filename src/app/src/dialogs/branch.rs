//! Creating and deleting branches.

use leptos::prelude::*;
use model::{BranchId, BranchRef};

use crate::parts::form::{DeleteDialog, NameDialog, Sending};
use crate::route::Page;
use crate::state::branch::{BranchState, on_branch, use_branch};
use crate::text::isolated;

/// The longest name the API takes (OpenAPI `CreateBranchBody.branchName`).
const MAX_NAME: usize = 100;
/// What a name can look like.
const PLACEHOLDER: &str = "new-greeting";

/// Asks for the name of a new branch, and goes there.
#[component]
pub(crate) fn CreateBranch(page: Page, #[prop(into)] on_close: Callback<()>) -> impl IntoView {
    let state = use_branch();
    let send = move |name: String| -> Sending {
        let page = page.clone();
        Box::pin(async move {
            let Some(api) = state.api() else { return Ok(()) };
            let branch = api.create_branch(&state.at().agent, &name).await?;
            state.studio.notices.done(format!("Branch “{name}” created from main"));
            state.studio.go(&on_branch(&state.at(), branch, page));
            on_close.try_run(());
            Ok(())
        })
    };
    view! {
        <NameDialog
            title="New branch"
            intro="A working copy of main as it is now. Nothing on it reaches callers until it is merged and released."
            verb="Create branch"
            placeholder=PLACEHOLDER
            check=move |name: String| name_problem(state, &name)
            others=Signal::derive(move || names(state))
            send=send
            on_close=on_close
        />
    }
}

/// Asks before a branch is deleted with what was not merged.
#[component]
pub(crate) fn DeleteBranch(
    branch: BranchId,
    page: Page,
    #[prop(into)] on_close: Callback<()>,
) -> impl IntoView {
    let state = use_branch();
    let name = untrack(|| state.branch_name());
    let at = StoredValue::new(BranchRef { agent: state.at().agent, branch });
    let page = StoredValue::new(page);
    let send = move |()| -> Sending {
        Box::pin(async move {
            let Some(api) = state.api() else { return Ok(()) };
            api.delete_branch(&at.get_value()).await
        })
    };
    let finish = move |()| {
        state.studio.notices.done("Branch deleted");
        state.studio.go(&on_branch(&at.get_value(), BranchId::main(), page.get_value()));
        on_close.run(());
    };
    view! {
        <DeleteDialog
            title=format!("Delete branch {}?", isolated(&name))
            verb="Delete branch"
            text="Its unmerged changes are deleted. Main and the deployments stay as they are."
            send=send
            on_deleted=finish
            on_close=on_close
        />
    }
}

/// The names of all branches.
pub(super) fn names(state: BranchState) -> Vec<String> {
    let names =
        state.resources.branches.with(|all| all.iter().map(|one| one.name.clone()).collect());
    names.unwrap_or_default()
}

/// What is wrong with the name of a new branch.
pub(super) fn name_problem(state: BranchState, name: &str) -> Option<&'static str> {
    let is_taken =
        state.resources.branches.with(|branches| branches.iter().any(|one| one.name == name));
    match name.chars().count() {
        0 => Some("Give the branch a name."),
        1..=MAX_NAME if is_taken == Some(true) => Some("There is a branch of this name."),
        1..=MAX_NAME => None,
        _ => Some("A name has at most 100 characters."),
    }
}
