//! Deployments: what ran where and when, and moving versions between environments.

mod message;
mod stages;

use crate::parts::each::each;
use leptos::prelude::*;
use model::{Deployment, DeploymentKind, Environment, Search};

use crate::browser::text::BrowserLetters;
use crate::dialogs::move_version::Move;
use crate::dialogs::pieces::{self, BranchDialog, branch_dialog};
use crate::parts::environment::{EnvironmentBadge, EnvironmentMark, VersionChip};
use crate::parts::field::SearchField;
use crate::parts::handler::handler;
use crate::parts::icon::{Glyph, Icon};
use crate::parts::loaded::{Empty, Loaded, NoMatch};
use crate::parts::menu::{Entry, Menu};
use crate::parts::piece::{Place, piece};
use crate::parts::small::Time;
use crate::route::{Page, Route, href, with_query_value};
use crate::state::branch::{BranchState, use_branch};
use crate::state::in_address::text_in_address;
use crate::state::side::Side;
use crate::state::unpublished::comparison_path;
use message::message_view;
use stages::Stages;

/// Rows shown at first; more come at a click, so that a long history opens at once.
const FIRST_ROWS: usize = 100;

/// The timeline of one agent, whole or of one environment.
#[component]
pub(crate) fn Deployments() -> impl IntoView {
    let state = use_branch();
    state.resources.load_timeline();
    let environment = Memo::new(move |_| {
        state.studio.query_value("environment").and_then(|key| Environment::from_key(&key))
    });
    let status =
        Memo::new(move |_| state.resources.timeline.remote().with(|all| all.extent(|_| false)));
    let words = text_in_address(state.studio, "search");
    let move_dialog = RwSignal::new(None::<Move>);
    // The version from which a branch is to begin.
    let begin = RwSignal::new(None::<Side>);
    view! {
        <main class="page" id="content">
            <header class="page__head">
                <div>
                    <h1 class="page__title" tabindex="-1">"Deployments"</h1>
                    <p class="page__intro">"Every version that ran, where and when. Newest first."</p>
                </div>
                <div class="page__actions">
                    <SearchField label="Search deployments" placeholder="Message, person, version" text=words />
                    <button
                        type="button"
                        class="button"
                        aria-label="Refresh"
                        title="Refresh"
                        class:button--busy=state.resources.timeline.is_fetching()
                        on:click=handler(move |_| state.resources.load_timeline())
                    >
                        <Icon glyph=Glyph::Refresh />
                    </button>
                </div>
            </header>
            <Stages move_dialog=move_dialog />
            <Tabs environment=environment />
            <Loaded
                remote=status
                what="The deployments could not be loaded"
                lines=9
                on_retry=move |()| {
                    state.resources.timeline.clear();
                    state.resources.load_timeline();
                }
            >
                <Rows environment=environment words=words move_dialog=move_dialog begin=begin />
            </Loaded>
        </main>
        {move || move_dialog.get().map(|what| {
            let close = Callback::new(move |()| move_dialog.set(None));
            piece(pieces::move_version, Place::Dialog, (what, close))
        })}
        {move || begin.get().map(|version| {
            let close = Callback::new(move |()| begin.set(None));
            let create = BranchDialog::Create(version);
            piece(branch_dialog, Place::Dialog, (create, Page::Behavior, close))
        })}
    }
}

/// All environments, or one of them. The tabs are links: each has an address.
#[component]
fn Tabs(environment: Memo<Option<Environment>>) -> impl IntoView {
    let state = use_branch();
    let page = Route::Agent(state.at(), Page::Deployments).path();
    let tab = |at: Option<Environment>, name: &'static str| {
        let page = page.clone();
        let path = move || {
            let key = at.map_or("", Environment::key);
            match with_query_value(&state.studio.location.query(), "environment", key) {
                query if query.is_empty() => page.clone(),
                query => format!("{page}?{query}"),
            }
        };
        let rows = move || {
            state.resources.timeline.with(|timeline| match at {
                Some(at) => timeline.of(at).count(),
                None => timeline.deployments().len(),
            })
        };
        view! {
            <a
                class="tabs__tab"
                class:tabs__tab--here=move || environment.get() == at
                href=move || href(&path())
                aria-current=move || (environment.get() == at).then_some("page")
            >
                {at.map(|at| view! { <EnvironmentMark environment=at /> })}
                {name}
                <span class="tabs__count">{rows}</span>
            </a>
        }
    };
    view! {
        <nav class="tabs" aria-label="Environments">
            {tab(None, "All")}
            {Environment::ALL.map(|at| tab(Some(at), at.label())).collect_view()}
        </nav>
    }
}

/// The deployments of the chosen tab.
#[component]
fn Rows(
    environment: Memo<Option<Environment>>,
    words: RwSignal<String>,
    move_dialog: RwSignal<Option<Move>>,
    begin: RwSignal<Option<Side>>,
) -> impl IntoView {
    let state = use_branch();
    let limit = RwSignal::new(FIRST_ROWS);
    let found = Memo::new(move |_| {
        let search = Search::new(&words.read(), &BrowserLetters);
        state
            .resources
            .timeline
            .with(|timeline| {
                timeline
                    .deployments()
                    .iter()
                    .filter(|one| environment.get().is_none_or(|at| one.environment == at))
                    .filter(|one| matches(one, timeline.title_of(one), &search))
                    .cloned()
                    .collect::<Vec<_>>()
            })
            .unwrap_or_default()
    });
    // A row changes when it begins or ends to be the one that runs.
    let running =
        Memo::new(move |_| state.resources.timeline.with(|timeline| timeline.active().clone()));
    view! {
            <ol class="timeline">
                {each(
    move || {
                        let running = running.get();
                        let rows = found.get().into_iter().take(limit.get());
                        rows.map(|one| {
                            let at = running.as_ref().map(|active| {
                                active.environments_of(&one.version).collect::<Vec<_>>()
                            });
                            (one, at.unwrap_or_default())
                        })
                        .collect::<Vec<_>>()
                    },
    |(one, at)| (one.id.clone(), at.clone()),
    move |row| view! {
                    <Row deployment=row.0 runs_in=row.1 move_dialog=move_dialog begin=begin />
                }.into_any(),
    )}
            </ol>
            {move || {
                let hidden = found.read().len().saturating_sub(limit.get());
                (hidden > 0).then(|| view! {
                    <button
                        type="button"
                        class="button button--wide"
                        on:click=handler(move |_| limit.update(|limit| *limit += 4 * FIRST_ROWS))
                    >
                        "Show more (" {hidden} ")"
                    </button>
                })
            }}
            {move || found.read().is_empty().then(|| {
                if words.read().trim().is_empty() {
                    view! {
                        <Empty
                            glyph=Glyph::Deployments
                            title="Nothing has been deployed here yet"
                            text="A version comes to sandbox when the draft is published, and from there to pre-release and live when it is promoted."
                        />
                    }
                    .into_any()
                } else {
                    view! {
                        <NoMatch
                            text="No deployment matches."
                            action="Clear the search"
                            on_show=move |()| words.set(String::new())
                        />
                    }
                    .into_any()
                }
            })}
        }
}

/// One deployment.
#[component]
fn Row(
    deployment: Deployment,
    /// The environments in which its version runs now.
    runs_in: Vec<Environment>,
    move_dialog: RwSignal<Option<Move>>,
    begin: RwSignal<Option<Side>>,
) -> impl IntoView {
    let state = use_branch();
    let at = deployment.environment;
    let is_active =
        state.resources.timeline.with_untracked(|timeline| timeline.is_active(&deployment))
            == Some(true);
    let elsewhere: Vec<Environment> =
        runs_in.into_iter().filter(|place| !(is_active && *place == at)).collect();
    let (own, previous) =
        (Side::Deployment(deployment.id.clone()), previous_side(state, &deployment));
    let compare = comparison_path(state.at(), &previous, &own);
    let stored = StoredValue::new(deployment.clone());
    let entries = move || entries(state, &stored.get_value(), is_active, move_dialog, begin);
    let glyph = match deployment.kind {
        DeploymentKind::Publish => Glyph::Upload,
        DeploymentKind::Promotion => Glyph::Rocket,
        DeploymentKind::Rollback => Glyph::Revert,
        DeploymentKind::Unknown => Glyph::Deployments,
    };
    view! {
        <li class="deployment" class:deployment--active=is_active data-environment=at.key()>
            <span class="deployment__rail" aria-hidden="true"><EnvironmentMark environment=at /></span>
            <div class="deployment__main">
                <p class="deployment__title">
                    {message_view(state, &deployment)}
                    {is_active.then(|| view! {
                        <span class=format!("runs runs--{at}")>
                            <Icon glyph=Glyph::Check />
                            "Runs in " {at.label()}
                        </span>
                    })}
                    {elsewhere
                        .iter()
                        .map(|place| view! {
                            <span class="runs runs--also" title="The same version runs there">
                                <EnvironmentMark environment=*place />
                                {place.label()}
                            </span>
                        })
                        .collect_view()}
                </p>
                <p class="deployment__facts">
                    <span class=format!("kind kind--{}", kind_class(deployment.kind))>
                        <Icon glyph=glyph />
                        {deployment.kind.label()}
                    </span>
                    <EnvironmentBadge environment=at />
                    <VersionChip version=deployment.version.clone() />
                    <span class="deployment__who">{deployment.created_by.clone()}</span>
                    <Time at=deployment.created_at />
                </p>
            </div>
            <div class="deployment__actions">
                <a class="button button--small deployment__compare" href=href(&compare) title="What it changed against the one before it">
                    <Icon glyph=Glyph::Compare />
                    "Compare"
                </a>
                <Menu label=format!("Actions for version {}", deployment.version.short()) entries=entries />
            </div>
        </li>
    }
}

fn entries(
    state: BranchState,
    deployment: &Deployment,
    is_active: bool,
    move_dialog: RwSignal<Option<Move>>,
    begin: RwSignal<Option<Side>>,
) -> Vec<Entry> {
    let at = deployment.environment;
    let own = Side::Deployment(deployment.id.clone());
    let mut entries: Vec<Entry> = at
        .later()
        .iter()
        .map(|target| {
            let what = Move::Promote(deployment.clone(), *target);
            Entry::action(
                Glyph::Rocket,
                format!("Promote to {}…", target.label().to_lowercase()),
                move || move_dialog.set(Some(what.clone())),
            )
        })
        .collect();
    let rollback = Move::Rollback(deployment.clone());
    entries.push(
        Entry::action(
            Glyph::Revert,
            format!("Roll {} back to this…", at.label().to_lowercase()),
            move || move_dialog.set(Some(rollback.clone())),
        )
        .blocked_by(is_active.then_some("It runs already")),
    );
    let version = Side::Version(deployment.version.clone());
    entries.push(Entry::action(Glyph::Branch, "New branch from this version…", move || {
        begin.set(Some(version.clone()));
    }));
    entries.push(Entry::Separator);
    let mut compare = |label: String, other: Side| {
        let path = comparison_path(state.at(), &other, &own);
        let is_possible = other != own;
        entries.push(
            Entry::action(Glyph::Compare, label, move || state.studio.go_to(path.clone()))
                .blocked_by((!is_possible).then_some("This is it")),
        );
    };
    compare("Compare with the previous deployment".to_owned(), previous_side(state, deployment));
    for place in Environment::ALL {
        let Some(active) = state
            .resources
            .timeline
            .with_untracked(|timeline| timeline.active().get(place).cloned())
            .flatten()
        else {
            continue;
        };
        if active.version != deployment.version {
            compare(
                format!("Compare with what runs in {}", place.label().to_lowercase()),
                Side::Active(place),
            );
        }
    }
    let draft = comparison_path(state.at(), &own, &Side::Branch(state.at().branch));
    entries.push(Entry::action(Glyph::Compare, "Compare with this branch", move || {
        state.studio.go_to(draft.clone());
    }));
    entries
}

/// What ran in the same environment before, or nothing.
fn previous_side(state: BranchState, deployment: &Deployment) -> Side {
    state
        .resources
        .timeline
        .with_untracked(|timeline| {
            timeline.previous(deployment).map(|one| Side::Deployment(one.id.clone()))
        })
        .flatten()
        .unwrap_or(Side::Nothing)
}

fn kind_class(kind: DeploymentKind) -> &'static str {
    match kind {
        DeploymentKind::Publish => "publish",
        DeploymentKind::Promotion => "promotion",
        DeploymentKind::Rollback => "rollback",
        DeploymentKind::Unknown => "unknown",
    }
}

/// Whether every word stands somewhere in what is known of a deployment.
fn matches(deployment: &Deployment, title: &str, search: &Search) -> bool {
    let version = deployment.version.as_str();
    let texts = [title, &*deployment.created_by, version, deployment.kind.label()];
    search.matches(texts, &BrowserLetters)
}
