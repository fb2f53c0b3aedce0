//! Renaming and deleting branches.

use std::sync::Arc;

use leptos::prelude::*;
use model::{BranchId, BranchRef};

use crate::parts::form::{DeleteDialog, NameDialog, Sending};
use crate::remote::{LoadError, Remote};
use crate::route::Page;
use crate::state::branch::{BranchState, on_branch, use_branch};
use crate::state::loader::Loader;
use crate::state::standing::{self, Standing, Tally};
use crate::state::updating;
use crate::text::{count, isolated};

/// The longest name the API takes (OpenAPI `CreateBranchBody.branchName`).
const MAX_NAME: usize = 100;
/// What is named of what would be lost; the rest is counted.
const MOST_NAMES: usize = 8;

/// Asks for another name of a branch.
#[component]
pub(crate) fn RenameBranch(
    branch: BranchId,
    #[prop(into)] on_close: Callback<()>,
) -> impl IntoView {
    let state = use_branch();
    let old = untrack(|| state.resources.name_of_branch(&branch));
    let (start, own) = (old.clone(), old.clone());
    let others = {
        let own = old.clone();
        move || names(state).into_iter().filter(|name| *name != own).collect::<Vec<_>>()
    };
    let send = move |name: String| -> Sending {
        let (branch, old) = (branch.clone(), old.clone());
        Box::pin(async move {
            if name != old {
                updating::rename(state, branch, &name).await?;
                state.studio.notices.done(format!("“{old}” is now “{name}”"));
            }
            on_close.try_run(());
            Ok(())
        })
    };
    view! {
        <NameDialog
            title=format!("Rename {}", isolated(&start))
            verb="Rename"
            start=start
            check=move |name: String| if name == own { None } else { name_problem(state, &name) }
            others=Signal::derive(others)
            send=send
            on_close=on_close
        />
    }
}

/// Asks before a branch is deleted, and says what is lost with it.
#[component]
pub(crate) fn DeleteBranch(
    branch: BranchId,
    page: Page,
    #[prop(into)] on_close: Callback<()>,
) -> impl IntoView {
    let state = use_branch();
    let name = untrack(|| state.resources.name_of_branch(&branch));
    state.resources.load_archive();
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
        if at.get_value() == state.at() {
            state.studio.go(&on_branch(&at.get_value(), BranchId::main(), page.get_value()));
        } else {
            state.resources.load_branches();
            state.resources.load_archive();
        }
        on_close.run(());
    };
    view! {
        <DeleteDialog
            title=format!("Delete branch {}?", isolated(&name))
            verb="Delete branch"
            text="What is on it and not merged is deleted. Main and the deployments stay as they are."
            send=send
            on_deleted=finish
            on_close=on_close
        >
            <Loss at=at.get_value() />
        </DeleteDialog>
    }
}

/// What is lost with a branch: its changes, what is typed on it, and whether it can be restored.
#[component]
fn Loss(at: BranchRef) -> impl IntoView {
    let state = use_branch();
    let found = Loader::<Arc<Standing>>::new();
    let branch = state
        .resources
        .branches
        .with_untracked(|all| all.iter().find(|one| one.id == at.branch).cloned())
        .flatten();
    if let (Some(api), Some(branch)) = (state.api(), branch) {
        let (studio, agent) = (state.studio, at.agent.clone());
        let question = async move { standing::reading::read(studio, &api, &agent, &branch).await };
        found.fetch(question, |_: LoadError| ());
    }
    let unsaved = state.unsaved_on(&at);
    view! {
        <div class="loss" aria-live="polite">
            {move || found.remote().with(|found| match found {
                Remote::Loading => view! { <p class="quiet">"Looking what is lost…"</p> }.into_any(),
                Remote::Failed(error) => view! {
                    <p class="quiet">"What is lost could not be found out. " {error.message()}</p>
                }
                .into_any(),
                Remote::Ready(standing) => lost(&standing.ahead).into_any(),
            })}
            {(unsaved > 0).then(|| view! {
                <p>{count(unsaved, "unsaved edit")} " on this device."</p>
            })}
            {move || state.resources.has_private_api().then(|| view! {
                <p class="quiet">"For some time it can be restored from the archive, on the page “Branches”."</p>
            })}
        </div>
    }
}

fn lost(ahead: &Tally) -> impl IntoView + use<> {
    if ahead.changes() == 0 {
        return view! { <p>"Nothing is lost: it has no changes of its own."</p> }.into_any();
    }
    let others = ahead.items.len().saturating_sub(MOST_NAMES);
    let items = ahead.items.iter().take(MOST_NAMES).cloned();
    view! {
        <p><strong>{count(ahead.changes(), "change")}</strong> " that only this branch has:"</p>
        <ul class="loss__list">
            {items.map(|item| view! { <li>{item}</li> }).collect_view()}
            {(others > 0).then(|| view! { <li>"and " {others} " more"</li> })}
        </ul>
    }
    .into_any()
}

/// The names of all branches.
pub(super) fn names(state: BranchState) -> Vec<String> {
    let names =
        state.resources.branches.with(|all| all.iter().map(|one| one.name.clone()).collect());
    names.unwrap_or_default()
}

/// What is wrong with the name of a branch.
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
