//! The agents of the workspace.

mod dialogs;
mod pieces;

use crate::parts::each::each;
use leptos::prelude::*;
use leptos::task::spawn_local;
use model::{Active, Agent, BranchId, BranchRef, Environment, Search};

use crate::browser::text::BrowserLetters;
use crate::browser::{idle, keyboard};
use crate::parts::environment::{EnvironmentBadge, EnvironmentMark};
use crate::parts::field::SearchField;
use crate::parts::handler::{effect, handler};
use crate::parts::icon::{Glyph, Icon};
use crate::parts::loaded::{Empty, Loaded, NoMatch};
use crate::parts::menu::{Entry, Menu};
use crate::parts::piece::{Place, piece, prefetch};
use crate::parts::small::Time;
use crate::remote::Remote;
use crate::route::{Page, Route, href};
use crate::state::order::by_text;
use crate::state::side::Side;
use crate::state::studio::use_studio;
use crate::state::unpublished::comparison_path;
use crate::text::{count, isolated, isolated_names};
use dialogs::OpenDialog;

/// All agents with what runs where, and what one can do with an agent.
#[component]
pub(crate) fn Agents() -> impl IntoView {
    let studio = use_studio();
    let query = RwSignal::new(String::new());
    let dialog = RwSignal::new(None::<OpenDialog>);
    studio.reload_agents();
    spawn_local(async {
        idle::turn().await;
        prefetch(pieces::dialog);
    });
    // What runs where is fetched once an agent is in the list.
    effect(move || {
        let ids = studio
            .agents
            .with(|agents| agents.iter().map(|agent| agent.id.clone()).collect::<Vec<_>>());
        for id in ids.unwrap_or_default() {
            studio.load_active(id);
        }
    });
    let found = Memo::new(move |_| {
        let search = Search::new(&query.read(), &BrowserLetters);
        studio.agents.with(|agents| {
            let found = agents
                .iter()
                .filter(|agent| search.matches([&*agent.name, agent.id.as_str()], &BrowserLetters))
                .cloned()
                .collect();
            by_text(found, |agent: &Agent| agent.name.to_lowercase())
        })
    });
    keyboard::on_key(move |event| {
        if keyboard::is_plain(event) && event.key() == "c" {
            event.prevent_default();
            dialog.set(Some(OpenDialog::Create));
        }
    });
    view! {
        <main class="page" id="content">
            <header class="page__head">
                <div>
                    <h1 class="page__title" tabindex="-1">"Agents"</h1>
                    <p class="page__intro">
                        {move || {
                            let total = studio.agents.with(|agents| count(agents.len(), "agent"));
                            format!(
                                "{} of this workspace, and the versions callers reach.",
                                total.unwrap_or_else(|| "The agents".to_owned()),
                            )
                        }}
                    </p>
                </div>
                <div class="page__actions">
                    <SearchField label="Search agents" placeholder="Search agents" text=query />
                    <button
                        type="button"
                        class="button button--primary"
                        on:click=handler(move |_| dialog.set(Some(OpenDialog::Create)))
                    >
                        <Icon glyph=Glyph::Plus />
                        "New agent"
                    </button>
                </div>
            </header>
            <Loaded
                remote=Memo::new(move |_| studio.agents.remote().with(|all| all.extent(Vec::is_empty)))
                what="The agents could not be loaded"
                lines=6
                on_retry=move |()| {
                    studio.agents.clear();
                    studio.reload_agents();
                }
                empty=move || view! {
                    <Empty
                        glyph=Glyph::Agents
                        title="No agents yet"
                        text="An agent answers calls and chats. Give it a name and a greeting to begin."
                    >
                        <button
                            type="button"
                            class="button button--primary"
                            on:click=handler(move |_| dialog.set(Some(OpenDialog::Create)))
                        >
                            "Create the first agent"
                        </button>
                    </Empty>
                }
            >
                <AgentTable found=found query=query dialog=dialog />
            </Loaded>
        </main>
        {move || dialog.get().map(|which| {
            let close = Callback::new(move |()| dialog.set(None));
            piece(pieces::dialog, Place::Dialog, (which, close))
        })}
    }
}

/// The agents that were found.
#[component]
fn AgentTable(
    found: Memo<Option<Vec<Agent>>>,
    query: RwSignal<String>,
    dialog: RwSignal<Option<OpenDialog>>,
) -> impl IntoView {
    view! {
            <div class="table-frame">
                <table class="table">
                    <thead>
                        <tr>
                            <th scope="col">"Agent"</th>
                            {Environment::ALL
                                .map(|at| view! { <th scope="col"><EnvironmentBadge environment=at /></th> })
                                .collect_view()}
                            <th scope="col" class="table__number">"Branches"</th>
                            <th scope="col">"Changed"</th>
                            <th scope="col"><span class="hidden">"Actions"</span></th>
                        </tr>
                    </thead>
                    <tbody>
                        {each(
    move || found.get().unwrap_or_default(),
    |agent| (agent.id.clone(), agent.name.clone(), agent.branch_count, agent.updated_at),
    move |agent| view! {
                            <AgentRow agent=agent dialog=dialog />
                        }.into_any(),
    )}
                    </tbody>
                </table>
                {move || found.get().is_some_and(|found| found.is_empty()).then(|| view! {
                    <NoMatch
                        text=Signal::derive(move || isolated_names(&format!("No agent matches “{}”.", query.read())).into_owned())
                        action="Clear the search"
                        on_show=move |()| query.set(String::new())
                    />
                })}
            </div>
        }
}

/// One agent: what is live of it, and what can be done.
#[component]
fn AgentRow(agent: Agent, dialog: RwSignal<Option<OpenDialog>>) -> impl IntoView {
    let studio = use_studio();
    let id = agent.id.clone();
    let active = Memo::new(move |_| studio.active.read().get(&id).cloned());
    let link = Route::of_agent(&agent.id, Page::Behavior).path();
    let stored = StoredValue::new(agent.clone());
    let entries = move || {
        let agent = stored.get_value();
        let (copied, deleted) = (agent.clone(), agent.clone());
        let id = agent.id.clone();
        let main = BranchRef { agent: agent.id.clone(), branch: BranchId::main() };
        let (live, draft) = (Side::Active(Environment::Live), Side::Branch(BranchId::main()));
        let compare = comparison_path(main, &live, &draft);
        let is_live = active
            .with_untracked(|active| active.as_ref()?.ready().map(|active| active.live.is_some()));
        vec![
            Entry::action(Glyph::Compare, "Compare draft with live", move || {
                studio.go_to(compare.clone());
            })
            .blocked_by((is_live == Some(false)).then_some("Nothing is live")),
            Entry::action(Glyph::Deployments, "Deployments", move || {
                studio.go(&Route::of_agent(&id, Page::Deployments));
            }),
            Entry::action(Glyph::Copy, "Duplicate…", move || {
                dialog.set(Some(OpenDialog::Duplicate(copied.clone())));
            }),
            Entry::Separator,
            Entry::action(Glyph::Trash, "Delete…", move || {
                dialog.set(Some(OpenDialog::Delete(deleted.clone())));
            })
            .dangerous(),
        ]
    };
    view! {
        <tr>
            <th scope="row" class="table__name">
                <a class="table__link" href=href(&link)><bdi>{agent.name.clone()}</bdi></a>
                <span class="table__id">{agent.id.to_string()}</span>
            </th>
            {Environment::ALL
                .map(|at| view! { <td><ActiveCell active=active environment=at /></td> })
                .collect_view()}
            <td class="table__number">{agent.branch_count}</td>
            <td class="table__changed"><Time at=agent.updated_at /></td>
            <td class="table__menu">
                <Menu label=format!("Actions for {}", isolated(&agent.name)) entries=entries />
            </td>
        </tr>
    }
}

/// What runs in one environment, in a cell.
#[component]
fn ActiveCell(active: Memo<Option<Remote<Active>>>, environment: Environment) -> impl IntoView {
    move || match active.get() {
        None | Some(Remote::Loading) => view! { <span class="skeleton__chip"></span> }.into_any(),
        Some(Remote::Failed(error)) => {
            view! { <span class="quiet" title=error.message()>"unknown"</span> }.into_any()
        }
        Some(Remote::Ready(active)) => match active.get(environment) {
            None => view! {
                <span class="active-cell faint">
                    <EnvironmentMark environment=environment />
                    "nothing"
                </span>
            }
            .into_any(),
            Some(deployment) => view! {
                <span class="active-cell" title=deployment.title().to_owned()>
                    <EnvironmentMark environment=environment />
                    <code>{deployment.version.short().to_owned()}</code>
                    <Time at=deployment.created_at />
                </span>
            }
            .into_any(),
        },
    }
}
