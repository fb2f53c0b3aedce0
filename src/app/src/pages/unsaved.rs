//! Everything that was typed in this browser and is not saved, of whichever agent and branch.

pub(crate) mod pieces;

use std::collections::{BTreeSet, HashMap};

use leptos::prelude::*;
use leptos::task::spawn_local;
use model::{AgentId, Branch, BranchRef, TopicId};

use crate::parts::each::each;
use crate::parts::handler::handler;
use crate::parts::icon::{Glyph, Icon};
use crate::parts::loaded::Empty;
use crate::parts::text_diff::TextDiffView;
use crate::route::{Page, Route, TopicPlace, href};
use crate::state::drafts::Drafts;
use crate::state::drafts::item::Item;
use crate::state::drafts::store::{DraftStore, Unreadable};
use crate::state::studio::{Studio, use_studio};
use crate::text::isolated;

/// The heading of the page.
pub(crate) const TITLE: &str = "Unsaved work";

/// The drafts of one branch.
#[derive(Clone)]
struct BranchDrafts {
    /// The address of the API that has the branch.
    base: String,
    at: BranchRef,
    store: DraftStore,
}

/// The branches of each agent, once they are known.
type Branches = RwSignal<HashMap<AgentId, Vec<Branch>>>;

/// All drafts on this device, by branch.
#[component]
pub(crate) fn Unsaved() -> impl IntoView {
    let studio = use_studio();
    let all = RwSignal::new(stored(studio));
    let refresh = Callback::new(move |()| {
        all.try_set(stored(studio));
    });
    studio.device.on_storage_change(Box::new(move || refresh.run(())));
    Effect::new(move |first: Option<()>| {
        studio.stored_drafts.track();
        if first.is_some() {
            refresh.run(());
        }
    });
    if studio.agents.with_untracked(|_| ()).is_none() {
        studio.reload_agents();
    }
    let branches = load_branches(studio, &all.read_untracked());
    view! {
        <main class="page" id="content">
            <header class="page__head">
                <div>
                    <h1 class="page__title" tabindex="-1">{TITLE}</h1>
                    <p class="page__intro">
                        "What was typed in this browser and not saved. It stays here until you save or discard it."
                    </p>
                </div>
            </header>
            {move || all.read().is_empty().then(|| view! {
                <Empty
                    glyph=Glyph::Check
                    title="Nothing is unsaved"
                    text="What you type is stored here within a third of a second, until it is saved."
                />
            })}
            {each(
                move || all.get(),
                |one| (one.base.clone(), one.at.clone()),
                move |one| view! { <OfBranch one=one branches=branches all=all /> }.into_any(),
            )}
        </main>
    }
}

/// The drafts on this device, those of this connection first.
fn stored(studio: Studio) -> Vec<BranchDrafts> {
    let here = base(studio);
    let all = DraftStore::all(studio.device).into_iter();
    let mut all: Vec<_> = all.map(|(base, at, store)| BranchDrafts { base, at, store }).collect();
    all.sort_by_key(|one| Some(&one.base) != here.as_ref());
    all
}

/// The address of the API that the studio is connected to.
fn base(studio: Studio) -> Option<String> {
    Some(studio.api()?.connection().base.clone())
}

/// Reads the branches of every agent that has drafts. Where that fails, identifiers stand for names.
fn load_branches(studio: Studio, all: &[BranchDrafts]) -> Branches {
    let known = Branches::default();
    let here = base(studio);
    let agents: BTreeSet<_> = all
        .iter()
        .filter(|one| Some(&one.base) == here.as_ref() && !one.at.branch.is_main())
        .map(|one| one.at.agent.clone())
        .collect();
    if let Some(api) = studio.api() {
        spawn_local(async move {
            for agent in agents {
                if let Ok(branches) = api.branches(&agent).await {
                    known.try_update(|known| known.insert(agent, branches));
                }
            }
        });
    }
    known
}

/// What is unsaved on one branch.
#[component]
fn OfBranch(
    one: BranchDrafts,
    branches: Branches,
    all: RwSignal<Vec<BranchDrafts>>,
) -> impl IntoView {
    let studio = use_studio();
    let BranchDrafts { base: of, at, store } = one;
    let is_here = base(studio).as_ref() == Some(&of);
    // The key of the list is the place; what is stored there is read again when the list is.
    let drafts = Memo::new({
        let store = store.clone();
        move |_| {
            all.track();
            Stored(store.read())
        }
    });
    let (agent, branch) = (at.agent.clone(), at.branch.clone());
    let name = Memo::new(move |_| {
        let name = studio
            .agents
            .with(|agents| agents.iter().find(|one| one.id == agent).map(|one| one.name.clone()));
        name.flatten().filter(|_| is_here).unwrap_or_else(|| agent.to_string())
    });
    let (agent, of_branch) = (at.agent.clone(), branch.clone());
    let found = Memo::new(move |_| {
        branches
            .read()
            .get(&agent)
            .map(|all| all.iter().find(|one| one.id == of_branch).map(|one| one.name.clone()))
    });
    let branch_name = move || found.get().flatten().unwrap_or_else(|| branch.to_string());
    let is_gone = move || is_here && found.get() == Some(None);
    let note = move || {
        if is_gone() {
            Some("This branch was deleted or archived. Copy what you need.".to_owned())
        } else if is_here {
            None
        } else if of.is_empty() {
            Some("Typed at this page's own API. Connect to it to go on.".to_owned())
        } else {
            Some(format!("Typed at {of}. Connect to it to go on."))
        }
    };
    let discard_all = {
        let store = store.clone();
        move |_| {
            let taken = store.load();
            store.clear();
            told(studio, "Unsaved work discarded", store.clone(), taken);
        }
    };
    let at = StoredValue::new(at);
    let store = StoredValue::new(store);
    view! {
        <section class="unsaved-work">
            <header class="unsaved-work__head">
                <h2 class="unsaved-work__title">
                    <bdi>{name}</bdi>
                    <span class="quiet">" / "</span>
                    <Icon glyph=Glyph::Branch />
                    <bdi>{branch_name}</bdi>
                </h2>
                {move || drafts.read().0.is_ok().then(|| view! {
                    <button
                        type="button"
                        class="button button--small"
                        aria-label=format!("Discard all of {}", isolated(&name.read()))
                        on:click=handler(discard_all.clone())
                    >
                        "Discard all"
                    </button>
                })}
            </header>
            {move || note().map(|note| view! { <p class="unsaved-work__note">{note}</p> })}
            {move || match drafts.get().0 {
                Err(why) => view! { <NotReadable why=why store=store.get_value() /> }.into_any(),
                Ok(drafts) => {
                    let goes_there = is_here && !is_gone();
                    let rows = Item::all(&drafts).into_iter().map(|item| {
                        let place = goes_there.then(|| place(&at.read_value(), &item)).flatten();
                        row(studio, &drafts, item, place, store.get_value())
                    });
                    view! { <ul class="unsaved-work__list">{rows.collect_view()}</ul> }.into_any()
                }
            }}
        </section>
    }
}

/// What was read of a branch; compared by what it holds.
#[derive(Clone, PartialEq)]
struct Stored(Result<Drafts, Unreadable>);

/// Where an unsaved thing can be edited further.
fn place(at: &BranchRef, item: &Item) -> Option<String> {
    let page = match item {
        Item::Behavior => Page::Behavior,
        Item::Topic(id) if *id == TopicId::default() => Page::Topics(TopicPlace::New),
        Item::Topic(id) => Page::Topics(TopicPlace::Open(id.clone())),
        Item::Cells => Page::Variants,
        // The dialog shows it again when it is opened.
        Item::Message(_) => return None,
    };
    Some(Route::Agent(at.clone(), page).path())
}

/// One unsaved thing: where it goes on, what differs, and a way to be rid of it.
fn row(
    studio: Studio,
    drafts: &Drafts,
    item: Item,
    place: Option<String>,
    store: DraftStore,
) -> AnyView {
    let label = item.label(drafts);
    let texts = item.texts(drafts);
    let typed: Vec<_> = texts.iter().map(|text| text.mine.clone()).collect();
    let is_compared = RwSignal::new(false);
    let (shown, named) = (label.clone(), isolated(&label).into_owned());
    let (to_compare, to_copy) = (format!("Compare {named}"), format!("Copy {named}"));
    let to_discard = format!("Discard {named}");
    let discard = move || {
        let mut taken = Drafts::default();
        store.change(|drafts| taken = item.take_from(drafts));
        told(studio, &format!("{} discarded", isolated(&label)), store.clone(), taken);
    };
    let copy = move || copied(studio, typed.join("\n\n"));
    view! {
        <li class="unsaved-work__item">
            <div class="unsaved-work__line">
                <span class="unsaved-work__name">
                    {match place {
                        Some(place) => view! { <a class="link" href=href(&place)><bdi>{shown}</bdi></a> }.into_any(),
                        None => view! { <bdi>{shown}</bdi> }.into_any(),
                    }}
                </span>
                <button
                    type="button"
                    class="button button--small button--quiet"
                    aria-label=to_compare
                    aria-expanded=move || is_compared.get().to_string()
                    on:click=handler(move |_| is_compared.update(|is| *is = !*is))
                >
                    <Icon glyph=Glyph::Compare />
                    "Compare"
                </button>
                {action(Glyph::Copy, "Copy", to_copy, copy)}
                {action(Glyph::Trash, "Discard", to_discard, discard)}
            </div>
            {move || is_compared.get().then(|| {
                let views = texts.iter().map(|text| view! {
                    <h3 class="unsaved-work__field">{text.label}</h3>
                    <TextDiffView
                        old=text.base.clone()
                        new=text.mine.clone()
                        old_label="When the edit began"
                        new_label="Typed"
                    />
                });
                views.collect_view()
            })}
        </li>
    }
    .into_any()
}

/// What can be done with a line, named for screen readers by what it is done to.
fn action(
    glyph: Glyph,
    text: &'static str,
    name: String,
    mut act: impl FnMut() + 'static,
) -> impl IntoView {
    view! {
        <button
            type="button"
            class="button button--small button--quiet"
            aria-label=name
            on:click=handler(move |_| act())
        >
            <Icon glyph=glyph />
            {text}
        </button>
    }
}

/// Copies a text, and says so.
fn copied(studio: Studio, text: String) {
    studio.device.copy(text);
    studio.notices.done("Copied");
}

/// Says that something is gone, and offers to bring it back.
fn told(studio: Studio, text: &str, store: DraftStore, taken: Drafts) {
    studio.stored_drafts.notify();
    studio.notices.done_with(text, "Undo", move || {
        store.change(|now| *now = taken.over(&Drafts::default(), std::mem::take(now)));
        studio.stored_drafts.notify();
    });
}

/// Drafts that this page cannot read.
#[component]
fn NotReadable(why: Unreadable, store: DraftStore) -> impl IntoView {
    let studio = use_studio();
    let text = match why {
        Unreadable::Newer => {
            "A newer version of the studio stored this. Reload the page to see it."
        }
        Unreadable::Broken => "This cannot be read. Copy what is stored before you discard it.",
    };
    let stored = store.clone();
    view! {
        <div class="unsaved-work__line">
            <span class="unsaved-work__name">{text}</span>
            {action(Glyph::Copy, "Copy", "Copy what is stored".to_owned(), move || {
                copied(studio, stored.raw());
            })}
            {(why == Unreadable::Broken).then(|| {
                action(Glyph::Trash, "Discard", "Discard what is stored".to_owned(), move || {
                    store.clear();
                    studio.stored_drafts.notify();
                })
            })}
        </div>
    }
}
