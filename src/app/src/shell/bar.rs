//! The top bar: which agent, which branch, what is unpublished, and the way to release it.

use leptos::prelude::*;
use model::{AgentId, Branch, BranchId};

use super::pieces as shell_pieces;
use crate::browser::keyboard;
use crate::browser::theme::{self, Theme};
use crate::dialogs::pieces::BranchDialog;
use crate::parts::handler::handler;
use crate::parts::icon::{Glyph, Icon};
use crate::parts::menu::{Entry, Menu};
use crate::parts::picker::{Choice, Picker};
use crate::parts::piece::{Place, piece};
use crate::remote::Remote;
use crate::route::{Page, Route, href};
use crate::state::branch::{BranchState, on_branch, use_branch};
use crate::state::merging::direction::Direction;
use crate::state::order::by_text;
use crate::state::preferences::single_keys_are_on;
use crate::state::side::Side;
use crate::state::studio::{Session, use_studio};
use crate::state::unpublished::Status;
use crate::text::{count, isolated};

/// The bar over everything.
#[component]
pub(super) fn TopBar(page: Memo<Page>) -> impl IntoView {
    let dialog = RwSignal::new(None::<BranchDialog>);
    view! {
        <header class="bar">
            <a class="bar__home" href=href(&Route::Agents.path()) aria-label="All agents" title="All agents">
                <svg viewBox="0 0 32 32" aria-hidden="true" focusable="false">
                    <path d="M16 2 30 16 16 30 2 16Z" />
                </svg>
            </a>
            <AgentPicker page=page />
            <BranchPicker page=page dialog=dialog />
            <DraftState dialog=dialog />
            <span class="bar__space"></span>
            <SettingsMenu />
        </header>
        {move || dialog.get().map(|which| {
            let close = Callback::new(move |()| dialog.set(None));
            piece(which.piece(), Place::Dialog, (which, page.get_untracked(), close))
        })}
    }
}

/// The bar over the list of agents.
#[component]
pub(crate) fn AgentsBar() -> impl IntoView {
    let studio = use_studio();
    let place = move || {
        studio.session.with(|session| match session {
            Session::Open(api) if api.connection().base.is_empty() => "This origin".to_owned(),
            Session::Open(api) => api.connection().base.clone(),
            _ => String::new(),
        })
    };
    view! {
        <header class="bar">
            <a class="bar__home" href=href(&Route::Agents.path()) aria-label="All agents">
                <svg viewBox="0 0 32 32" aria-hidden="true" focusable="false">
                    <path d="M16 2 30 16 16 30 2 16Z" />
                </svg>
            </a>
            <span class="bar__name">"Agent Studio"</span>
            <span class="bar__space"></span>
            <span class="quiet bar__place">{place}</span>
            <SettingsMenu />
        </header>
    }
}

/// The agent, and the way to another one.
#[component]
fn AgentPicker(page: Memo<Page>) -> impl IntoView {
    let state = use_branch();
    let studio = state.studio;
    let id = state.at().agent;
    let name = Signal::derive(move || state.agent_name());
    let choices = move || {
        studio
            .agents
            .with(|agents| {
                let choices: Vec<Choice> = agents
                    .iter()
                    .map(|agent| Choice {
                        key: agent.id.to_string(),
                        text: agent.name.clone(),
                        hint: agent.id.to_string(),
                        group: String::new(),
                        is_current: agent.id == id,
                    })
                    .collect();
                by_text(choices, |choice| choice.text.to_lowercase())
            })
            .unwrap_or_default()
    };
    let pick = move |key: String| {
        studio.go(&Route::of_agent(&AgentId::new(key), page.get_untracked().start()));
    };
    view! { <Picker label="Agent" current=name choices=choices on_pick=pick class="picker picker--strong" /> }
}

/// The branch, and what can be done with branches.
#[component]
fn BranchPicker(page: Memo<Page>, dialog: RwSignal<Option<BranchDialog>>) -> impl IntoView {
    let state = use_branch();
    let at = state.at();
    let here = at.branch.clone();
    let choices = move || {
        state
            .resources
            .branches
            .with(|branches| {
                branches
                    .iter()
                    .map(|branch| Choice {
                        key: branch.id.to_string(),
                        text: branch.name.clone(),
                        hint: if branch.diverged == Some(true) {
                            "main has moved on".to_owned()
                        } else {
                            branch.created_by.clone()
                        },
                        group: String::new(),
                        is_current: branch.id == here,
                    })
                    .collect()
            })
            .unwrap_or_default()
    };
    let pick = move |key: String| {
        state.studio.go(&on_branch(&state.at(), BranchId::new(key), page.get_untracked()));
    };
    let own = at.branch.clone();
    // Whether the parent of the open branch has what the branch lacks.
    let is_behind = Memo::new(move |_| {
        let is_it = |one: &Branch| one.id == own && one.diverged == Some(true);
        state.resources.branches.with(|all| all.iter().any(is_it)) == Some(true)
    });
    let create = move || dialog.set(Some(BranchDialog::Create(Side::Branch(BranchId::main()))));
    let update = move || dialog.set(Some(BranchDialog::Merge(Direction::Update)));
    let all_branches = href(&Route::Agent(at, Page::Branches).path());
    let footer = move || {
        view! {
            {move || is_behind.get().then(|| view! {
                <button type="button" class="picker-panel__foot" on:click=handler(move |_| update())>
                    <Icon glyph=Glyph::Merge />
                    "Main has moved on: update this branch…"
                </button>
            })}
            <button type="button" class="picker-panel__foot" on:click=handler(move |_| create())>
                <Icon glyph=Glyph::Plus />
                "New branch…"
            </button>
            <a class="picker-panel__foot" href=all_branches.clone()>
                <Icon glyph=Glyph::Branch />
                "All branches"
            </a>
        }
    };
    let entries = move || {
        let id = state.at().branch;
        let name = untrack(|| state.branch_name());
        vec![
            Entry::action(Glyph::Plus, "New branch…", create),
            Entry::action(Glyph::Merge, "Merge into main…", move || {
                dialog.set(Some(BranchDialog::Merge(Direction::Merge)));
            })
            .blocked_by(id.is_main().then_some("This is main")),
            Entry::action(Glyph::Refresh, "Update from main…", update)
                .blocked_by(why_not_updated(&id, is_behind.get_untracked())),
            Entry::Separator,
            Entry::action(Glyph::Trash, format!("Delete {}…", isolated(&name)), {
                let id = id.clone();
                move || dialog.set(Some(BranchDialog::Delete(id.clone())))
            })
            .dangerous()
            .blocked_by(id.is_main().then_some("main cannot be deleted")),
        ]
    };
    view! {
        <Picker
            label="Branch"
            current=Signal::derive(move || state.branch_name())
            choices=choices
            on_pick=pick
            glyph=Glyph::Branch
            footer=footer
            on_open=move |()| state.resources.load_branches()
        />
        <Menu label="Actions for this branch" entries=entries />
    }
}

/// Why there is nothing to update.
fn why_not_updated(branch: &BranchId, is_behind: bool) -> Option<&'static str> {
    match (branch.is_main(), is_behind) {
        (true, _) => Some("This is main"),
        (false, true) => None,
        (false, false) => Some("It has all that main has"),
    }
}

/// What is on this branch and not released yet, and the buttons for it.
#[component]
fn DraftState(dialog: RwSignal<Option<BranchDialog>>) -> impl IntoView {
    let state = use_branch();
    let compare = move |_| state.studio.go_to(state.unpublished.compare_path());
    move || {
        let is_main = state.is_main();
        match state.unpublished.status() {
            // Without the history of deployments nothing will arrive.
            Status::Unknown
                if state
                    .resources
                    .timeline
                    .remote()
                    .with(|all| matches!(all, Remote::Failed(_))) =>
            {
                ().into_any()
            }
            // Its space is reserved, so that nothing moves when it arrives.
            Status::Unknown => view! {
                <span class="draft"><span class="skeleton__chip"></span></span>
            }
            .into_any(),
            Status::Failed => view! {
                <button
                    type="button"
                    class="draft draft--failed"
                    title="The difference to what is published could not be read. Try again."
                    on:click=handler(move |_| state.unpublished.refresh())
                >
                    <Icon glyph=Glyph::Alert />
                    "Changes unknown"
                </button>
            }
            .into_any(),
            Status::Same => view! {
                <span class="draft draft--none">
                    {if is_main { "No unpublished changes" } else { "No changes of its own" }}
                </span>
            }
            .into_any(),
            Status::Changed(changes) => view! {
                <div class="draft" role="group" aria-label="Draft">
                    <span class="draft__chip">
                        {if is_main { "Draft: " } else { "Branch: " }}
                        <span class="draft__count">{count(changes, "change")}</span>
                        <span class="draft__since">
                            {match state.unpublished.old_side() {
                                Side::Active(at) => format!(" since {at}"),
                                Side::Branch(_) => " against main".to_owned(),
                                Side::BranchAt(..) => " of its own".to_owned(),
                                _ => String::new(),
                            }}
                        </span>
                    </span>
                    <button type="button" class="button button--small" on:click=handler(compare)>
                        <Icon glyph=Glyph::Compare />
                        <span class="draft__verb">"Compare"</span>
                    </button>
                    {if is_main {
                        draft_buttons(state, dialog).into_any()
                    } else {
                        view! {
                            <button
                                type="button"
                                class="button button--small button--primary"
                                on:click=handler(move |_| dialog.set(Some(BranchDialog::Merge(Direction::Merge))))
                            >
                                <Icon glyph=Glyph::Merge />
                                "Merge…"
                            </button>
                        }
                        .into_any()
                    }}
                </div>
            }
            .into_any(),
        }
    }
}

/// On a `main` that takes changes, the draft can be thrown away or published.
fn draft_buttons(state: BranchState, dialog: RwSignal<Option<BranchDialog>>) -> impl IntoView {
    view! {
        <Show when=move || !state.is_protected()>
            <button
                type="button"
                class="button button--small"
                on:click=handler(move |_| dialog.set(Some(BranchDialog::Discard)))
            >
                <Icon glyph=Glyph::Trash />
                <span class="draft__verb">"Discard…"</span>
            </button>
        </Show>
        <button
            type="button"
            class="button button--small button--primary"
            on:click=handler(move |_| dialog.set(Some(BranchDialog::Publish)))
        >
            <Icon glyph=Glyph::Rocket />
            "Publish…"
        </button>
    }
}

/// The look, and leaving the workspace.
#[component]
fn SettingsMenu() -> impl IntoView {
    let studio = use_studio();
    let chosen = RwSignal::new(theme::chosen());
    let lists_keys = RwSignal::new(false);
    keyboard::on_key(move |event| {
        if event.key() == "?" && keyboard::is_plain(event) && single_keys_are_on() {
            event.prevent_default();
            lists_keys.set(true);
        }
    });
    let entries = move || {
        let mut entries: Vec<Entry> = Theme::ALL
            .into_iter()
            .map(|one| {
                Entry::action(Glyph::Check, format!("Theme: {}", one.label()), move || {
                    theme::choose(one);
                    chosen.set(one);
                })
                .chosen_if(chosen.get_untracked() == one)
            })
            .collect();
        entries.push(Entry::Separator);
        let keys = Entry::action(Glyph::Keyboard, "Keyboard keys", move || lists_keys.set(true));
        entries.push(keys.with_keys("?"));
        entries.push(Entry::action(Glyph::Pencil, "Unsaved work", move || {
            studio.go(&Route::Unsaved);
        }));
        entries.push(Entry::action(Glyph::Unplug, "Disconnect", move || {
            studio.disconnect();
            studio.go(&Route::Connect);
        }));
        entries
    };
    view! {
        <Menu label="Settings" entries=entries class="button button--quiet button--icon">
            <Icon glyph=Glyph::Settings />
        </Menu>
        {move || lists_keys.get().then(|| {
            let close = Callback::new(move |()| lists_keys.set(false));
            piece(shell_pieces::key_list, Place::Dialog, close)
        })}
    }
}
