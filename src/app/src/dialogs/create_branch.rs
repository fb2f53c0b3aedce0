//! Creating a branch: its name, and what it begins from.

use std::sync::Arc;

use leptos::prelude::*;
use model::{BranchId, BranchRef, Timeline};

use super::branch::{name_problem, names};
use super::revert::unsupported;
use crate::parts::form::{NameDialog, Sending};
use crate::parts::id::next_id;
use crate::parts::loaded::Failure;
use crate::parts::progress::ProgressBar;
use crate::remote::Remote;
use crate::route::Page;
use crate::state::branch::{BranchState, on_branch, use_branch};
use crate::state::creating::{self, Filling};
use crate::state::loader::Loader;
use crate::state::progress::Progress;
use crate::state::side::Side;
use crate::text::{count, error_text};

/// What a name can look like.
const PLACEHOLDER: &str = "new-greeting";
/// Versions that can be chosen, the newest ones; any older one can be from its deployment.
const MOST_VERSIONS: usize = 30;

/// Asks for the name of a new branch and what it begins from, and goes there.
#[component]
pub(crate) fn CreateBranch(
    page: Page,
    /// What it begins from at first: a branch or a version.
    source: Side,
    #[prop(into)] on_close: Callback<()>,
) -> impl IntoView {
    let state = use_branch();
    // Only the private part of the API begins a branch from another one than main.
    state.resources.load_archive();
    let first = source.clone();
    let source = RwSignal::new(source);
    let filling = Loader::<Filling>::new();
    let progress = RwSignal::new(None::<Progress>);
    let load = move |version: Side| filling.fetch(creating::filling(state, version), |_| ());
    Effect::new(move |_| match source.get() {
        Side::Branch(_) => (),
        version => {
            filling.clear();
            load(version);
        }
    });
    let is_blocked =
        move || !matches!(source.get(), Side::Branch(_)) && filling.with(|_| ()).is_none();
    let send = move |name: String| -> Sending {
        let (page, from) = (page.clone(), source.get_untracked());
        Box::pin(async move {
            let Some(api) = state.api() else { return Ok(()) };
            let title = untrack(|| title(state, &from));
            let agent = state.at().agent;
            let (begins, filling) = match from {
                Side::Branch(id) => (id, None),
                _ => (BranchId::main(), filling.with_untracked(Clone::clone)),
            };
            let branch = creating::create(state, &api, begins, &name).await?;
            let notices = state.studio.notices;
            let filled = match filling {
                Some(filling) => {
                    let at = BranchRef { agent, branch: branch.clone() };
                    creating::fill(state, &api, &at, &filling, progress).await
                }
                None => Ok(()),
            };
            match filled {
                Ok(()) => notices.done(format!("Branch “{name}” created from {title}")),
                Err(error) => notices.problem(
                    format!("Branch “{name}” has only a part of {title}"),
                    format!(
                        "{} Delete the branch and create it again, or edit it.",
                        error_text(&error)
                    ),
                ),
            }
            state.studio.go(&on_branch(&state.at(), branch, page));
            on_close.try_run(());
            Ok(())
        })
    };
    view! {
        <NameDialog
            title="New branch"
            intro="A working copy. Nothing on it reaches callers until it is merged and released."
            verb="Create branch"
            placeholder=PLACEHOLDER
            check=move |name: String| name_problem(state, &name)
            others=Signal::derive(move || names(state))
            blocked=Signal::derive(is_blocked)
            send=send
            on_close=on_close
        >
            <Source source=source first=first />
            {move || match source.get() {
                Side::Branch(_) => ().into_any(),
                version => from_version(filling, Callback::new(move |()| {
                    filling.clear();
                    load(version.clone());
                })),
            }}
            {move || progress.read().is_some().then(|| view! {
                <ProgressBar
                    done=Signal::derive(move || progress.get().unwrap_or_default().done)
                    total=Signal::derive(move || progress.get().unwrap_or_default().total)
                    failed=Signal::derive(move || progress.get().unwrap_or_default().failed)
                    label="steps"
                />
            })}
        </NameDialog>
    }
}

/// What a new branch begins from, where there is a choice.
#[component]
fn Source(
    source: RwSignal<Side>,
    /// What is chosen at first, and stays a choice.
    first: Side,
) -> impl IntoView {
    let state = use_branch();
    let id = next_id("source");
    let groups = Memo::new(move |_| choices(state, &first));
    move || {
        let groups = groups.get();
        let has_choice = groups.iter().map(|(_, sides)| sides.len()).sum::<usize>() > 1;
        has_choice.then(|| {
            let option = |(side, name): (Side, String)| {
                view! {
                    <option value=side.key() selected=side == source.get_untracked()>{name}</option>
                }
            };
            let groups = groups.into_iter().filter(|(_, sides)| !sides.is_empty());
            let groups = groups.map(|(name, sides)| {
                view! {
                    <optgroup label=name>{sides.into_iter().map(option).collect_view()}</optgroup>
                }
            });
            view! {
                <div class="field">
                    <label class="field__label" for=id.clone()>"Begins from"</label>
                    <select
                        class="select"
                        id=id.clone()
                        on:change:target=move |event| {
                            if let Some(side) = Side::parse(&event.target().value()) {
                                source.set(side);
                            }
                        }
                    >
                        {groups.collect_view()}
                    </select>
                </div>
            }
        })
    }
}

/// A heading, and what can be chosen under it.
type Group = (&'static str, Vec<(Side, String)>);

/// What a branch can begin from: with the public part of the API alone, only `main`.
fn choices(state: BranchState, first: &Side) -> [Group; 2] {
    let has_private_api = state.resources.has_private_api();
    let named = |side: Side| {
        let name = title(state, &side);
        (side, name)
    };
    let mut branches: Vec<Side> = state
        .resources
        .branches
        .with(|all| all.iter().map(|one| Side::Branch(one.id.clone())).collect())
        .unwrap_or_default();
    let mut versions = Vec::new();
    if has_private_api {
        versions = state.resources.timeline.with(newest).unwrap_or_default();
    } else {
        branches.retain(|side| *side == Side::Branch(BranchId::main()));
    }
    for all in [&mut branches, &mut versions] {
        let is_of_kind =
            matches!(first, Side::Branch(_)) == matches!(all.first(), Some(Side::Branch(_)));
        if is_of_kind && !all.contains(first) {
            all.push(first.clone());
        }
    }
    [
        ("Branches", branches.into_iter().map(named).collect()),
        ("Versions", versions.into_iter().map(named).collect()),
    ]
}

/// The newest versions, each once.
fn newest(timeline: &Timeline) -> Vec<Side> {
    let mut versions = Vec::new();
    for deployment in timeline.deployments() {
        let side = Side::Version(deployment.version.clone());
        if !versions.contains(&side) {
            versions.push(side);
        }
        if versions.len() == MOST_VERSIONS {
            break;
        }
    }
    versions
}

/// "main", "summer-menu", "version 3f2a91c04 “Longer hours”".
fn title(state: BranchState, side: &Side) -> String {
    let name = |id: &BranchId| state.resources.name_of_branch(id);
    match side {
        Side::Branch(id) => name(id),
        Side::Version(version) => {
            let written = state
                .resources
                .timeline
                .with(|timeline| side.deployment(timeline).cloned())
                .flatten()
                .map(|one| state.resources.title_of(&one));
            match written {
                Some(title) => format!("version {} “{title}”", version.short()),
                None => format!("version {}", version.short()),
            }
        }
        _ => side.title(None, name, |id| id.to_string()),
    }
}

/// How a branch comes to contain a version, and what of it it cannot contain.
fn from_version(filling: Loader<Filling>, on_retry: Callback<()>) -> AnyView {
    filling.remote().with(|found| match found {
        Remote::Loading => view! { <p class="quiet">"Comparing it with main…"</p> }.into_any(),
        Remote::Failed(error) => view! {
            <Failure
                what="This version could not be read"
                error=error.clone()
                on_retry=move |()| on_retry.run(())
            />
        }
        .into_any(),
        Remote::Ready(filling) => {
            let plan = Arc::clone(&filling.plan);
            let text = match plan.steps.len() {
                0 => "It begins from main, which has what this version has.".to_owned(),
                steps => format!(
                    "It begins from main, and {} bring it to what this version has.",
                    count(steps, "step"),
                ),
            };
            view! {
                <p class="quiet">{text}</p>
                {unsupported(&plan, "Stays as main has it, because the API has no call for it:")}
            }
            .into_any()
        }
    })
}
