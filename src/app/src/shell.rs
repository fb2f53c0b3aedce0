//! The frame around the pages of an agent: top bar, navigation, and what runs where.

pub(crate) mod bar;
mod key_list;
mod keys;
pub(crate) mod notices;
pub(crate) mod page_not_found;
mod pieces;
mod place_not_found;

use leptos::prelude::*;
use leptos::task::spawn_local;
use model::{BranchRef, Environment};

use crate::browser::{focus, idle};
use crate::dialogs::pieces as dialogs;
use crate::parts::diff::{FollowReference, Followed};
use crate::parts::environment::EnvironmentMark;
use crate::parts::handler::handler;
use crate::parts::icon::{Glyph, Icon};
use crate::parts::piece::{Place, piece, prefetch};
use crate::parts::small::Time;
use crate::remote::Remote;
use crate::route::{Page, Route, TopicPlace, href};
use crate::state::branch::{BranchState, use_branch};
use crate::text::isolated;
use bar::TopBar;
use place_not_found::PlaceNotFound;

/// One agent on one branch. Recreated for another branch; the page changes inside.
#[component]
pub(crate) fn Shell(at: BranchRef, page: Memo<Page>) -> impl IntoView {
    let state = BranchState::new(at);
    if let (true, Some(owner)) = (state.saves_on_arrival(), Owner::current()) {
        spawn_local(dialogs::save_arrived(state, owner));
    }
    provide_context(state);
    provide_context(FollowReference(Callback::new(move |found: Followed| {
        let page = Page::of_kind(found.kind).filter(|_| found.exists && found.may_leave);
        match page {
            Some(page) => state.studio.go(&Route::Agent(state.at(), page)),
            None => state.studio.notices.info(found.about),
        }
    })));
    if state.studio.agents.with_untracked(|_| ()).is_none() {
        state.studio.reload_agents();
    }
    // What is open inside a page is the page's own matter.
    let which = Memo::new(move |old: Option<&Page>| match (old, page.get()) {
        (Some(old), new) if old.is_same_page(&new) => old.clone(),
        (_, new) => new,
    });
    let missing = Memo::new(move |_| state.resources.not_found());
    keys::follow(state);
    // The next click will want one of these.
    spawn_local(async {
        idle::turn().await;
        Page::ALL.iter().for_each(prefetch_page);
        prefetch(dialogs::branch_dialog);
    });
    Effect::new(move |_| focus::set_title(&title(state, &page.read())));
    view! {
        <div class="frame">
            <TopBar page=page />
            <Navigation page=which />
            <div class="frame__content">
                {move || if let Some(missing) = missing.get() {
                    view! { <PlaceNotFound missing=missing page=which /> }.into_any()
                } else { {
                    let (page, place) = (which.get(), Memo::new(move |_| match page.get() {
                        Page::Topics(place) => place,
                        _ => TopicPlace::List,
                    }));
                    let frame = frame(&page);
                    match page {
                        Page::Behavior => piece(pieces::behavior, frame, ()),
                        Page::Topics(_) => piece(pieces::topics, frame, place),
                        Page::Variants => piece(pieces::variants, frame, ()),
                        Page::Deployments => piece(pieces::deployments, frame, ()),
                        Page::Compare => piece(pieces::compare, frame, ()),
                        Page::Branches => piece(pieces::branches, frame, ()),
                    }
                }}}
            </div>
        </div>
    }
}

/// What stands in the place of a page until its code is there.
fn frame(page: &Page) -> Place {
    let class = match page {
        Page::Behavior => "page page--editor",
        Page::Topics(_) => "page page--split",
        Page::Variants => "page page--grid",
        Page::Deployments | Page::Branches => "page",
        Page::Compare => "page page--compare",
    };
    Place::Page { title: page.label(), class }
}

/// Fetches the code of a page that will probably be opened.
fn prefetch_page(page: &Page) {
    match page {
        Page::Behavior => prefetch(pieces::behavior),
        Page::Topics(_) => prefetch(pieces::topics),
        Page::Variants => prefetch(pieces::variants),
        Page::Deployments => prefetch(pieces::deployments),
        Page::Compare => prefetch(pieces::compare),
        Page::Branches => prefetch(pieces::branches),
    }
}

/// What is open, from the smallest to the largest: entries of the history differ by it.
fn title(state: BranchState, page: &Page) -> String {
    let topic = match page {
        Page::Topics(TopicPlace::Open(id)) => state.resources.topics.with(|topics| {
            topics.iter().find(|topic| topic.id == *id).map(|topic| topic.name.clone())
        }),
        Page::Topics(TopicPlace::New) => Some(Some("New topic".to_owned())),
        _ => None,
    };
    let branch = (!state.is_main()).then(|| state.branch_name());
    let parts = [topic.flatten(), Some(page.label().to_owned()), branch, Some(state.agent_name())];
    let parts = parts.into_iter().flatten().map(|part| isolated(&part).into_owned());
    parts.chain(["Agent Studio".to_owned()]).collect::<Vec<_>>().join(" · ")
}

/// The pages of an agent.
#[component]
fn Navigation(page: Memo<Page>) -> impl IntoView {
    let state = use_branch();
    let entries = Page::ALL.map(|entry| {
        let glyph = match entry {
            Page::Behavior => Glyph::Behavior,
            Page::Topics(_) => Glyph::Knowledge,
            Page::Variants => Glyph::Variants,
            Page::Deployments => Glyph::Deployments,
            Page::Compare => Glyph::Compare,
            Page::Branches => Glyph::Branch,
        };
        let path = Route::Agent(state.at(), entry.clone()).path();
        let (is_here, counted) = (entry.clone(), entry.clone());
        let (hovered, focused) = (entry.clone(), entry.clone());
        let is_here = Memo::new(move |_| page.get().is_same_page(&is_here));
        let unsaved = Memo::new(move |_| unsaved_in(state, &counted));
        view! {
            <li>
                <a
                    class="navigation__link"
                    on:pointerenter=handler(move |_| prefetch_page(&hovered))
                    on:focus=handler(move |_| prefetch_page(&focused))
                    class:navigation__link--here=is_here
                    href=href(&path)
                    aria-current=move || is_here.get().then_some("page")
                >
                    <Icon glyph=glyph />
                    <span class="navigation__label">{entry.label()}</span>
                    {move || (unsaved.get() > 0).then(|| view! {
                        <span class="navigation__unsaved" title=format!("{} unsaved", unsaved.get())>
                            <span class="hidden">"unsaved"</span>
                        </span>
                    })}
                </a>
            </li>
        }
    });
    view! {
        <nav class="navigation" aria-label="Agent">
            <ul class="navigation__list">{entries.collect_view()}</ul>
            <Running />
        </nav>
    }
}

/// How much is unsaved in a page.
fn unsaved_in(state: BranchState, page: &Page) -> usize {
    match page {
        Page::Behavior => usize::from(state.drafts.behavior.read().is_some()),
        Page::Topics(_) => state.drafts.topics.read().len(),
        Page::Variants => state.drafts.unsaved_cells(),
        Page::Deployments | Page::Compare | Page::Branches => 0,
    }
}

/// The three environments with version and age, always at the bottom of the navigation.
#[component]
fn Running() -> impl IntoView {
    let state = use_branch();
    view! {
        <ul class="running" aria-label="What runs where">
            {Environment::ALL
                .map(|at| {
                    let path = format!(
                        "{}?environment={at}",
                        Route::Agent(state.at(), Page::Deployments).path(),
                    );
                    view! {
                        <li>
                            <a class="running__link" href=href(&path)>
                                <EnvironmentMark environment=at />
                                <span class="running__name">{at.label()}</span>
                                {move || {
                                    let none = |text: &'static str| {
                                        view! { <span class="running__none">{text}</span> }.into_any()
                                    };
                                    let active = state.resources.timeline.remote().with(|remote| match remote {
                                        Remote::Loading => Err(None),
                                        Remote::Failed(_) => Err(Some("unknown")),
                                        Remote::Ready(timeline) => {
                                            timeline.active().get(at).cloned().ok_or(Some("nothing yet"))
                                        }
                                    });
                                    match active {
                                        Err(None) => view! { <span class="skeleton__chip"></span> }.into_any(),
                                        Err(Some(text)) => none(text),
                                        Ok(deployment) => view! {
                                            <code class="running__version">
                                                {deployment.version.short().to_owned()}
                                            </code>
                                            <Time at=deployment.created_at />
                                        }
                                        .into_any(),
                                    }
                                }}
                            </a>
                        </li>
                    }
                })
                .collect_view()}
        </ul>
    }
}
