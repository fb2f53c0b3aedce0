//! Branches: creating, deleting, merging, and carrying an edit over to a new one.

mod conflicts;
mod merge;

use leptos::prelude::*;
use leptos::task::spawn_local;
use model::{BranchId, BranchRef};

use crate::parts::dialog::{Confirm, Dialog};
use crate::parts::field::TextField;
use crate::parts::handler::handler;
use crate::parts::icon::{Glyph, Icon};
use crate::parts::loaded::sentence;
use crate::route::{Room, Route};
use crate::state::branch::{on_branch, use_branch};

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

/// Asks for the name of a new branch, and goes there.
#[component]
pub(crate) fn CreateBranch(room: Room, #[prop(into)] on_close: Callback<()>) -> impl IntoView {
    let state = use_branch();
    let room = StoredValue::new(room);
    let create = move |name: String| async move {
        let Some(api) = state.api() else { return Ok(()) };
        let branch = api.create_branch(&state.at().agent, &name).await?;
        state.studio.notices.done(format!("Branch “{name}” created from main"));
        state.studio.go(&on_branch(&state.at(), branch, room.get_value()));
        on_close.try_run(());
        Ok(())
    };
    view! {
        <NameDialog
            title="New branch"
            intro="A working copy of main as it is now. Nothing on it reaches callers until it is merged and released."
            verb="Create branch"
            create=create
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
    let is_busy = RwSignal::new(false);
    let problem = RwSignal::new(None::<String>);
    let name = untrack(|| state.branch_name());
    let (branch, room) = (StoredValue::new(branch), StoredValue::new(room));
    let confirm = move |()| {
        let Some(api) = state.api() else { return };
        is_busy.set(true);
        problem.set(None);
        spawn_local(async move {
            let at = BranchRef { agent: state.at().agent, branch: branch.get_value() };
            match api.delete_branch(&at).await {
                Err(error) if !error.is_missing() => {
                    is_busy.try_set(false);
                    problem.try_set(Some(format!(
                        "{} {}",
                        sentence(&error.to_string()),
                        error.advice()
                    )));
                }
                _ => {
                    state.studio.notices.done("Branch deleted");
                    state.studio.go(&on_branch(&at, BranchId::main(), room.get_value()));
                    on_close.try_run(());
                }
            }
        });
    };
    view! {
        <Confirm
            title=format!("Delete branch {name}?")
            verb="Delete branch"
            busy=is_busy
            problem=problem
            on_confirm=confirm
            on_close=on_close
        >
            <p>"What is on it and not merged is lost. Main and what is deployed stay as they are."</p>
        </Confirm>
    }
}

/// Explains a `main` that takes no direct changes, and offers a branch for the edit.
#[component]
pub(crate) fn CarryOver(room: Room, #[prop(into)] has_edit: Signal<bool>) -> impl IntoView {
    let state = use_branch();
    let is_asked = RwSignal::new(false);
    let room = StoredValue::new(room);
    let create =
        move |name: String| async move { state.carry_to_new_branch(&name, room.get_value()).await };
    view! {
        <div class="explain" role="status">
            <Icon glyph=Glyph::Branch />
            <div>
                <p class="explain__title">"Main takes no direct changes in this workspace"</p>
                <p>
                    "Changes are made on a branch and merged into main. "
                    {move || if has_edit.get() {
                        "Your edit is kept and goes with you."
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
                create=create
                on_close=move |()| is_asked.set(false)
            />
        </Show>
    }
}

/// Asks for the name of a branch and creates it.
#[component]
fn NameDialog<Create, Done>(
    title: &'static str,
    intro: &'static str,
    verb: &'static str,
    create: Create,
    #[prop(into)] on_close: Callback<()>,
) -> impl IntoView
where
    Create: Fn(String) -> Done + Copy + Send + Sync + 'static,
    Done: Future<Output = Result<(), client::ApiError>> + 'static,
{
    let state = use_branch();
    let name = RwSignal::new(String::new());
    let is_busy = RwSignal::new(false);
    let is_tried = RwSignal::new(false);
    let refused = RwSignal::new(None::<String>);
    let own_problem = move || {
        let wanted = name.read().trim().to_owned();
        let is_taken =
            state.branches.read(|branches| branches.iter().any(|one| one.name == wanted));
        match wanted.chars().count() {
            0 => Some("Give the branch a name."),
            1..=MAX_NAME if is_taken == Some(true) => Some("There is a branch of this name."),
            1..=MAX_NAME => None,
            _ => Some("A name has at most 100 characters."),
        }
    };
    let problem = Signal::derive(move || {
        let own = is_tried.get().then(own_problem).flatten().map(str::to_owned);
        own.or_else(|| refused.get())
    });
    let submit = move || {
        is_tried.set(true);
        if untrack(own_problem).is_some() || is_busy.get_untracked() {
            return;
        }
        is_busy.set(true);
        refused.set(None);
        spawn_local(async move {
            let wanted = name.get_untracked().trim().to_owned();
            if let Err(error) = create(wanted).await {
                is_busy.try_set(false);
                refused.try_set(Some(format!(
                    "{} {}",
                    sentence(&error.to_string()),
                    error.advice()
                )));
            }
        });
    };
    view! {
        <Dialog title=title on_close=on_close busy=is_busy>
            <form
                class="dialog__form"
                on:submit=handler(move |event: leptos::ev::SubmitEvent| {
                    event.prevent_default();
                    submit();
                })
            >
                <div class="dialog__body">
                    <p>{intro}</p>
                    <TextField label="Name" value=name problem=problem required=true autofocus=true placeholder="new-greeting" />
                </div>
                <footer class="dialog__foot">
                    <button type="button" class="button" disabled=is_busy on:click=handler(move |_| on_close.run(()))>
                        "Cancel"
                    </button>
                    <button type="submit" class="button button--primary" class:button--busy=is_busy disabled=is_busy>
                        {verb}
                    </button>
                </footer>
            </form>
        </Dialog>
    }
}

/// The place of `main` in a room.
fn on_main(at: &BranchRef, room: Room) -> Route {
    on_branch(at, BranchId::main(), room)
}
