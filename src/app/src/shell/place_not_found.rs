//! An address of an agent or a branch that is not there (any more).

use leptos::prelude::*;
use model::BranchId;

use crate::dialogs::move_to_branch::MoveToBranch;
use crate::parts::icon::Glyph;
use crate::parts::loaded::Empty;
use crate::route::{Page, Route, href};
use crate::state::branch::{NotFound, on_branch, use_branch};

/// Says what was not found, offers to move unsaved text, and links to what exists.
#[component]
pub(super) fn PlaceNotFound(missing: NotFound, page: Memo<Page>) -> impl IntoView {
    let state = use_branch();
    let is_branch = missing == NotFound::Branch;
    let has_edit = Memo::new(move |_| is_branch && state.has_drafts.get());
    let (title, text) = if is_branch {
        (
            "This branch does not exist",
            "It was deleted or merged into main, or the link is incomplete.",
        )
    } else {
        ("This agent does not exist", "It was deleted, or it belongs to another workspace.")
    };
    let way = |route: Route, text: &'static str| {
        view! { <a class="button" href=href(&route.path())>{text}</a> }
    };
    let main = move || {
        let place = on_branch(&state.at(), BranchId::main(), page.get_untracked());
        is_branch.then(|| way(place, "Go to main"))
    };
    view! {
        <main class="page" id="content">
            <h1 class="hidden" tabindex="-1">{title}</h1>
            <Show when=move || has_edit.get()>
                <MoveToBranch
                    page=page.get_untracked()
                    has_edit=has_edit
                    title="You have unsaved text here"
                    text=""
                />
            </Show>
            <Empty glyph=Glyph::Search title=title text=text>
                <p class="page__actions">
                    {main()}
                    {way(Route::Agents, "All agents")}
                </p>
            </Empty>
        </main>
    }
}
