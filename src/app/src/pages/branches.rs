//! Branches: creating, deleting, merging, and carrying an edit over to a new one.

mod conflicts;
mod merge;

use leptos::prelude::*;
use model::{BranchId, BranchRef};

use crate::parts::form::{DeleteDialog, NameDialog, Sending};
use crate::parts::handler::handler;
use crate::parts::icon::{Glyph, Icon};
use crate::route::{Room, Route};
use crate::state::branch::{BranchState, on_branch, use_branch};

pub(crate) use merge::MergeBranch;

/// What the top bar asks about.
#[derive(Clone)]
pub(crate) enum BranchDialog {
    Create,
    Delete(BranchId),
    Merge,
    Publish,
    Discard,
}

/// The longest name the API takes (OpenAPI `CreateBranchBody.branchName`).
const MAX_NAME: usize = 100;
/// What a name can look like.
const PLACEHOLDER: &str = "new-greeting";

/// Asks for the name of a new branch, and goes there.
#[component]
pub(crate) fn CreateBranch(room: Room, #[prop(into)] on_close: Callback<()>) -> impl IntoView {
    let state = use_branch();
    let send = move |name: String| -> Sending {
        let room = room.clone();
        Box::pin(async move {
            let Some(api) = state.api() else { return Ok(()) };
            let branch = api.create_branch(&state.at().agent, &name).await?;
            state.studio.notices.done(format!("Branch “{name}” created from main"));
            state.studio.go(&on_branch(&state.at(), branch, room));
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
            send=send
            on_close=on_close
        />
    }
}

/// Asks before a branch is deleted with what was not merged.
#[component]
pub(crate) fn DeleteBranch(
    branch: BranchId,
    room: Room,
    #[prop(into)] on_close: Callback<()>,
) -> impl IntoView {
    let state = use_branch();
    let name = untrack(|| state.branch_name());
    let at = StoredValue::new(BranchRef { agent: state.at().agent, branch });
    let room = StoredValue::new(room);
    let send = move |()| -> Sending {
        Box::pin(async move {
            let Some(api) = state.api() else { return Ok(()) };
            api.delete_branch(&at.get_value()).await
        })
    };
    let gone = move |()| {
        state.studio.notices.done("Branch deleted");
        state.studio.go(&on_branch(&at.get_value(), BranchId::main(), room.get_value()));
        on_close.run(());
    };
    view! {
        <DeleteDialog
            title=format!("Delete branch {name}?")
            verb="Delete branch"
            text="Its unmerged changes are deleted. Main and the deployments stay as they are."
            send=send
            on_gone=gone
            on_close=on_close
        />
    }
}

/// Explains a `main` that takes no direct changes, or a branch that is gone, and offers a new branch
/// for the edit.
#[component]
pub(crate) fn CarryOver(
    room: Room,
    #[prop(into)] has_edit: Signal<bool>,
    #[prop(default = "Main takes no direct changes in this workspace")] title: &'static str,
    #[prop(default = "Changes are made on a branch and merged into main. ")] text: &'static str,
) -> impl IntoView {
    let state = use_branch();
    let is_asked = RwSignal::new(false);
    let room = StoredValue::new(room);
    let send = move |name: String| -> Sending {
        Box::pin(async move { state.carry_to_new_branch(&name, room.get_value()).await })
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

/// What is wrong with the name of a new branch.
fn name_problem(state: BranchState, name: &str) -> Option<&'static str> {
    let is_taken = state.branches.read(|branches| branches.iter().any(|one| one.name == name));
    match name.chars().count() {
        0 => Some("Give the branch a name."),
        1..=MAX_NAME if is_taken == Some(true) => Some("There is a branch of this name."),
        1..=MAX_NAME => None,
        _ => Some("A name has at most 100 characters."),
    }
}

/// The place of `main` in a room.
fn on_main(at: &BranchRef, room: Room) -> Route {
    on_branch(at, BranchId::main(), room)
}
