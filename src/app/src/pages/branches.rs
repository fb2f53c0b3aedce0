//! Branches: all of them, what each changes, and how far its parent has moved on.

mod archive;
mod context;
mod row;

use leptos::prelude::*;
use model::{Branch, BranchId, Search};

use crate::browser::text::BrowserLetters;
use crate::browser::{focus, keyboard};
use crate::dialogs::pieces::BranchDialog;
use crate::parts::each::each;
use crate::parts::field::SearchField;
use crate::parts::handler::handler;
use crate::parts::icon::{Glyph, Icon};
use crate::parts::loaded::{Empty, Loaded, NoMatch};
use crate::parts::piece::{Place, piece};
use crate::route::Page;
use crate::state::branch::use_branch;
use crate::state::in_address::text_in_address;
use crate::state::preferences::single_keys_are_on;
use crate::state::side::Side;
use crate::state::standings::Standings;
use crate::text::count;
use archive::ArchivedBranches;
use context::{BranchesContext, matches};
use row::BranchRow;

/// The branches of one agent.
#[component]
pub(crate) fn Branches() -> impl IntoView {
    let state = use_branch();
    state.resources.load_branches();
    state.resources.load_archive();
    state.studio.device.on_return(Box::new(move || state.resources.load_branches()));
    let context = BranchesContext {
        standings: Standings::new(state.studio, state.at().agent),
        dialog: RwSignal::new(None),
    };
    let words = text_in_address(state.studio, "search");
    let branches = state.resources.branches;
    // What was saved here moves the open branch, which the list does not say by itself.
    Effect::new(move |_| {
        state.saves.track();
        if let Some(all) = branches.with(Clone::clone) {
            context.standings.look(all);
        }
    });
    let status = Memo::new(move |_| branches.remote().with(|all| all.extent(|_| false)));
    keyboard::on_key(move |event| {
        if !keyboard::is_plain(event) || !single_keys_are_on() {
            return;
        }
        match event.key().as_str() {
            "/" => {
                event.prevent_default();
                focus::focus(".page .search__input");
            }
            "c" => {
                event.prevent_default();
                context.dialog.set(Some(from_main()));
            }
            _ => {}
        }
    });
    view! {
        <main class="page" id="content">
            <header class="page__head">
                <div>
                    <h1 class="page__title" tabindex="-1">"Branches"</h1>
                    <p class="page__intro">
                        {move || branches
                            .with(|all| format!("{}. ", count(all.len().saturating_sub(1), "branch")))
                            .unwrap_or_default()}
                        "Working copies beside main, and what each of them changes."
                    </p>
                </div>
                <div class="page__actions">
                    <SearchField label="Search branches" placeholder="Name, person" text=words />
                    <button
                        type="button"
                        class="button"
                        aria-label="Refresh"
                        title="Refresh"
                        class:button--busy=branches.is_fetching()
                        on:click=handler(move |_| {
                            state.resources.load_branches();
                            state.resources.load_archive();
                        })
                    >
                        <Icon glyph=Glyph::Refresh />
                    </button>
                    <button
                        type="button"
                        class="button button--primary"
                        on:click=handler(move |_| {
                            context.dialog.set(Some(from_main()));
                        })
                    >
                        <Icon glyph=Glyph::Plus />
                        "New branch"
                    </button>
                </div>
            </header>
            <Loaded
                remote=status
                what="The branches could not be loaded"
                lines=9
                on_retry=move |()| {
                    branches.clear();
                    state.resources.load_branches();
                }
            >
                <Rows context=context words=words />
            </Loaded>
            <ArchivedBranches words=words />
        </main>
        {move || context.dialog.get().map(|which| {
            let close = Callback::new(move |()| context.dialog.set(None));
            piece(which.piece(), Place::Dialog, (which, Page::Branches, close))
        })}
    }
}

/// The dialog that creates a branch of main.
fn from_main() -> BranchDialog {
    BranchDialog::Create(Side::Branch(BranchId::main()))
}

/// The rows of the branches that match the search.
#[component]
fn Rows(context: BranchesContext, words: RwSignal<String>) -> impl IntoView {
    let state = use_branch();
    let found = Memo::new(move |_| {
        let search = Search::new(&words.read(), &BrowserLetters);
        let matching = |all: &Vec<Branch>| {
            let found = all.iter().filter(|one| matches(one, &search, &BrowserLetters));
            found.cloned().collect::<Vec<_>>()
        };
        state.resources.branches.with(matching).unwrap_or_default()
    });
    let has_only_main = Memo::new(move |_| {
        state.resources.branches.with(|all| all.iter().all(|one| one.id.is_main())) == Some(true)
    });
    view! {
        <ul class="branches" aria-label="Branches">
            {each(
                move || found.get(),
                |branch| format!("{branch:?}"),
                move |branch| view! { <BranchRow branch=branch context=context /> }.into_any(),
            )}
        </ul>
        {move || found.read().is_empty().then(|| view! {
            <NoMatch
                text="No branch matches."
                action="Clear the search"
                on_show=move |()| words.set(String::new())
            />
        })}
        {move || has_only_main.get().then(|| view! {
            <Empty
                glyph=Glyph::Branch
                title="No branches yet"
                text="A branch is a working copy of the agent: what is tried on it reaches nobody until it is merged."
            >
                <button
                    type="button"
                    class="button"
                    on:click=handler(move |_| {
                        context.dialog.set(Some(from_main()));
                    })
                >
                    "Create the first branch"
                </button>
            </Empty>
        })}
    }
}
