//! One branch of the list.

use std::sync::Arc;

use leptos::prelude::*;
use leptos::task::spawn_local;
use model::{Branch, BranchId};

use super::context::BranchesContext;
use crate::dialogs::pieces::BranchDialog;
use crate::parts::handler::handler;
use crate::parts::icon::{Glyph, Icon};
use crate::parts::menu::{Entry, Menu};
use crate::parts::small::Time;
use crate::remote::Remote;
use crate::route::{Page, href};
use crate::state::branch::{BranchState, on_branch, use_branch};
use crate::state::merging::direction::Direction;
use crate::state::side::Side;
use crate::state::standing::{Standing, Tally};
use crate::state::unpublished::comparison_path;
use crate::state::updating;
use crate::text::{count, isolated, isolated_names};

/// One branch: what it is called, who made it, what it changes and what it lacks.
#[component]
pub(super) fn BranchRow(branch: Branch, context: BranchesContext) -> impl IntoView {
    let state = use_branch();
    let is_here = branch.id == state.at().branch;
    let is_main = branch.id.is_main();
    let to = href(&on_branch(&state.at(), branch.id.clone(), Page::Branches).path());
    let parent = branch.parent.clone();
    let parent_name = move || state.resources.name_of_branch(&parent);
    let label = format!("Actions for {}", isolated(&branch.name));
    let stored = StoredValue::new(branch.clone());
    view! {
        <li class="branch" class:branch--here=is_here>
            <div class="branch__main">
                <p class="branch__title">
                    <Icon glyph=Glyph::Branch />
                    <a class="branch__name" href=to aria-current=is_here.then_some("true")>
                        <bdi>{branch.name.clone()}</bdi>
                    </a>
                    {branch.tag.clone().map(|tag| view! { <span class="branch__tag">{tag}</span> })}
                    {is_here.then(|| view! { <span class="branch__here">"You are here"</span> })}
                </p>
                <p class="branch__facts">
                    {(!branch.created_by.is_empty()).then(|| view! { <span>{branch.created_by.clone()}</span> })}
                    {branch.created_at.map(|at| view! { <span>"created " <Time at=at /></span> })}
                    {branch.updated_at.map(|at| view! { <span>"last edit " <Time at=at /></span> })}
                    {(!is_main && !branch.parent.is_main()).then(|| view! {
                        <span>"from " <bdi>{parent_name}</bdi></span>
                    })}
                    {branch.diverged.filter(|_| !is_main).map(|is_diverged| view! {
                        <span>{if is_diverged { "diverged" } else { "not diverged" }}</span>
                    })}
                </p>
                {if is_main {
                    view! { <p class="branch__line">"What merges go into, and what is published."</p> }
                        .into_any()
                } else {
                    view! { <HowItStands branch=branch.clone() context=context /> }.into_any()
                }}
            </div>
            <div class="branch__actions">
                {(!is_main).then(|| view! {
                    <a class="button button--small" href=href(&own_changes(state, &branch))>
                        <Icon glyph=Glyph::Compare />
                        <span class="branch__verb">"Compare"</span>
                    </a>
                })}
                <Menu label=label entries=move || entries(state, context, &stored.get_value()) />
            </div>
        </li>
    }
}

/// What a branch changes and what it lacks, once that is known.
#[component]
fn HowItStands(branch: Branch, context: BranchesContext) -> impl IntoView {
    let state = use_branch();
    let id = branch.id.clone();
    let standing = Memo::new(move |_| context.standings.of(&id));
    let branch = StoredValue::new(branch);
    move || match standing.get() {
        Remote::Loading => view! {
            <p class="branch__line"><span class="skeleton__chip"></span></p>
        }
        .into_any(),
        Remote::Failed(error) => view! {
            <p class="branch__line">
                "What it changes could not be read. " {error.message()} " "
                <button
                    type="button"
                    class="link"
                    on:click=handler(move |_| context.standings.look_again(branch.get_value()))
                >
                    "Try again"
                </button>
            </p>
        }
        .into_any(),
        Remote::Ready(standing) => stands(state, &branch.get_value(), &standing),
    }
}

fn stands(state: BranchState, branch: &Branch, standing: &Arc<Standing>) -> AnyView {
    let parent = untrack(|| state.resources.name_of_branch(&branch.parent));
    let own = own_changes(state, branch);
    let now = Side::Branch(branch.parent.clone());
    let ahead = match standing.ahead.changes() {
        0 => view! { <span class="quiet">"No changes of its own"</span> }.into_any(),
        _ => tally("changes", &standing.ahead, &own),
    };
    let behind = match (&standing.behind, Side::fork_of(branch)) {
        (Some(behind), Some(begins)) if behind.changes() > 0 => {
            let gained = comparison_path(state.at(), &begins, &now);
            tally("behind", behind, &gained)
        }
        (Some(_), _) => {
            view! { <span class="quiet">"Has all that " <bdi>{parent}</bdi> " has"</span> }
                .into_any()
        }
        (None, _) => view! {
            <span class="quiet">"Compared with " <bdi>{parent}</bdi> " as it is now"</span>
        }
        .into_any(),
    };
    view! {
        <p class="branch__line">{isolated_names(&standing.ahead.line()).into_owned()}</p>
        <div class="branch__standing">{ahead} {behind}</div>
    }
    .into_any()
}

/// Changes by section: each leads to them.
fn tally(kind: &'static str, tally: &Tally, path: &str) -> AnyView {
    let heading = match kind {
        "behind" => format!("Behind by {}", tally.changes()),
        _ => count(tally.changes(), "change"),
    };
    let chips = tally.sections.iter().map(|(section, changes)| {
        let path = format!("{path}&only={}", section.key());
        view! {
            <li>
                <a class="tally__section" href=href(&path)>
                    {section.label()} " " <span class="tally__count">{*changes}</span>
                </a>
            </li>
        }
    });
    view! {
        <div class=format!("tally tally--{kind}")>
            <a class="tally__total" href=href(path)>{heading}</a>
            <ul class="tally__sections">{chips.collect_view()}</ul>
        </div>
    }
    .into_any()
}

/// The address of what a branch itself changes.
fn own_changes(state: BranchState, branch: &Branch) -> String {
    let begins = Side::fork_of(branch).unwrap_or(Side::Branch(branch.parent.clone()));
    comparison_path(state.at(), &begins, &Side::Branch(branch.id.clone()))
}

fn entries(state: BranchState, context: BranchesContext, branch: &Branch) -> Vec<Entry> {
    let id = branch.id.clone();
    let is_main = id.is_main();
    let has_private_api = untrack(|| state.resources.has_private_api());
    let open = |dialog: fn(BranchId) -> BranchDialog, id: BranchId| {
        move || context.dialog.set(Some(dialog(id.clone())))
    };
    // The open branch has all that it takes to decide conflicts.
    let update: fn(BranchId) -> BranchDialog = match id == state.at().branch {
        true => |_| BranchDialog::Merge(Direction::Update),
        false => BranchDialog::Update,
    };
    let mut entries = Vec::new();
    let editor = on_branch(&state.at(), id.clone(), Page::Behavior);
    entries.push(Entry::action(Glyph::Pencil, "Open in the editor", move || {
        state.studio.go(&editor);
    }));
    if is_main || has_private_api {
        entries.push(Entry::action(
            Glyph::Plus,
            "New branch from this…",
            open(|id| BranchDialog::Create(Side::Branch(id)), id.clone()),
        ));
    }
    if is_main {
        return entries;
    }
    let parent = untrack(|| state.resources.name_of_branch(&branch.parent));
    let parent = isolated(&parent);
    let now = comparison_path(
        state.at(),
        &Side::Branch(branch.parent.clone()),
        &Side::Branch(id.clone()),
    );
    entries.push(Entry::action(Glyph::Compare, format!("Compare with {parent} now"), move || {
        state.studio.go_to(now.clone())
    }));
    if has_private_api {
        let has_all =
            (branch.diverged == Some(false)).then(|| format!("It has all that {parent} has"));
        entries.push(
            Entry::action(
                Glyph::Refresh,
                format!("Update from {parent}…"),
                open(update, id.clone()),
            )
            .blocked_by(has_all.as_deref()),
        );
        entries.push(Entry::Separator);
        entries.push(Entry::action(
            Glyph::Pencil,
            "Rename…",
            open(BranchDialog::Rename, id.clone()),
        ));
        let is_tagged = branch.tag.is_some();
        let (text, tagged) = match is_tagged {
            true => ("Take the staging tag away", id.clone()),
            false => ("Tag as staging", id.clone()),
        };
        entries.push(Entry::action(Glyph::Star, text, move || {
            spawn_local(tag(state, tagged.clone(), !is_tagged));
        }));
    }
    entries.push(Entry::Separator);
    entries
        .push(Entry::action(Glyph::Trash, "Delete…", open(BranchDialog::Delete, id)).dangerous());
    entries
}

async fn tag(state: BranchState, branch: BranchId, is_tagged: bool) {
    if let Err(error) = updating::tag(state, branch, is_tagged).await {
        state.studio.report("The tag was not changed", &error);
    }
}
