//! The studio's screens.
//!
//! `shell` is the frame, `pages` load and arrange, `dialogs` are what several pages start, `parts`
//! draw and report, `state` is what outlives a page, and `browser` is the only place that touches
//! the browser. Each uses only those after it, but `parts` and `state` do not know each other: what
//! both need of a value that is loaded is in `remote`. The API is reached through the `client`
//! crate alone.

#![allow(unreachable_pub, reason = "the component macro makes a public item of every component")]

mod browser;
mod dialogs;
mod pages;
mod parts;
mod remote;
mod route;
mod shell;
mod state;
mod text;

use leptos::prelude::*;
use model::BranchRef;

use browser::history::Location;
use browser::{fetch, focus, keyboard, recovery, start as loading};
use pages::agents::Agents;
use pages::connect::{Connect, KeyDialog};
use pages::unsaved::pieces::unsaved;
use parts::piece::{Place, piece};
use route::{Page, Route, TopicPlace, base};
use shell::Shell;
use shell::notices::NoticeArea;
use shell::page_not_found::PageNotFound;
use state::device::Browser;
use state::studio::{Session, Studio, use_studio};

/// Starts the app in the page.
pub fn start() {
    recovery::install();
    route::serve_from(fetch::base_path());
    loading::remove_loading_screen();
    leptos::mount::mount_to_body(App);
}

/// Everything.
#[component]
fn App() -> impl IntoView {
    keyboard::follow_compositions();
    let studio = Studio::new(Location::follow(base()), &Browser);
    provide_context(studio);
    studio.start();
    view! {
        <a class="skip" href="#content">"Skip to content"</a>
        <Screens />
        <NoticeArea notices=studio.notices requests=studio.requests />
        {move || studio.requests.asks_for_key.get().then(|| view! { <KeyDialog /> })}
    }
}

/// Which screen stands on the page.
#[derive(Clone, PartialEq)]
enum Screen {
    Starting,
    /// Connecting, and where to go then.
    Connect(Route),
    Agents,
    Unsaved,
    Shell(BranchRef),
    Unknown,
}

/// The screen of the address.
#[component]
fn Screens() -> impl IntoView {
    let studio = use_studio();
    let route = Memo::new(move |_| {
        let path = studio.location.path();
        Route::parse(path.strip_prefix(base()).unwrap_or(&path))
    });
    let screen = Memo::new(move |_| {
        let session = studio.session.with(|session| match session {
            Session::Starting => Some(Screen::Starting),
            Session::Closed => None,
            Session::Open(_) => Some(Screen::Unknown),
        });
        match (session, route.get()) {
            (Some(Screen::Starting), _) => Screen::Starting,
            (None, Route::Connect | Route::Home | Route::Unknown) => Screen::Connect(Route::Agents),
            (None, wanted) => Screen::Connect(wanted),
            (Some(_), Route::Connect) => Screen::Connect(Route::Agents),
            (Some(_), Route::Home | Route::Agents) => Screen::Agents,
            (Some(_), Route::Unsaved) => Screen::Unsaved,
            (Some(_), Route::Agent(at, _)) => Screen::Shell(at),
            (Some(_), Route::Unknown) => Screen::Unknown,
        }
    });
    let page = Memo::new(move |_| match route.get() {
        Route::Agent(_, page) => page,
        _ => Page::Behavior,
    });
    announce(route, screen);
    move || match screen.get() {
        Screen::Starting => {
            view! { <p class="start__text" role="status">"Connecting…"</p> }.into_any()
        }
        Screen::Connect(then) => view! { <Connect then=then /> }.into_any(),
        Screen::Agents => plain(view! { <Agents /> }.into_any()),
        Screen::Unsaved => {
            let place = Place::Page { title: pages::unsaved::TITLE, class: "page" };
            plain(piece(unsaved, place, ()))
        }
        Screen::Shell(at) => view! { <Shell at=at page=page /> }.into_any(),
        Screen::Unknown => view! { <PageNotFound /> }.into_any(),
    }
}

/// A page that belongs to no agent, in its frame.
fn plain(page: AnyView) -> AnyView {
    view! {
        <div class="frame frame--plain">
            <shell::bar::AgentsBar />
            <div class="frame__content">{page}</div>
        </div>
    }
    .into_any()
}

/// Titles follow the place; a screen reader lands on the heading of a new page.
fn announce(route: Memo<Route>, screen: Memo<Screen>) {
    // What is open inside of a page takes no focus away.
    let place = Memo::new(move |_| match route.get() {
        Route::Agent(at, Page::Topics(_)) => Route::Agent(at, Page::Topics(TopicPlace::List)),
        other => other,
    });
    Effect::new(move |_| {
        let title = match screen.get() {
            Screen::Agents => "Agents",
            Screen::Unsaved => pages::unsaved::TITLE,
            Screen::Connect(_) => "Connect",
            Screen::Unknown => "Not found",
            // The shell knows more of what is open, and says it itself.
            Screen::Starting | Screen::Shell(_) => return,
        };
        focus::set_title(&format!("{title} · Agent Studio"));
    });
    Effect::new(move |before: Option<Route>| {
        let now = place.get();
        if before.is_some_and(|before| before != now) {
            browser::overlay::after_drawing(|| {
                focus::focus("h1[tabindex]");
            });
        }
        now
    });
}
