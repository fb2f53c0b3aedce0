//! A part of the screen whose code is fetched when it is first wanted.
//!
//! The program is cut into pieces (`shell/pieces.rs`, `dialogs/pieces.rs`). Here a piece is fetched,
//! its place is held until it arrives, and what to do is said when it cannot be fetched.

use std::future::Future;
use std::pin::Pin;
use std::task::{Context, Poll, Waker};

use leptos::prelude::*;
use leptos::task::spawn_local;
use wasm_split_helpers::SplitLoaderError;

use crate::browser::{focus, overlay, update};
use crate::parts::dialog::Dialog;
use crate::parts::handler::handler;
use crate::parts::icon::{Glyph, Icon};
use crate::parts::loaded::Skeleton;

/// The heading of a page that is on its way.
const WAITING: &str = "#waiting";

/// Draws what a piece holds.
pub(crate) type Draw<Props> = fn(Props) -> AnyView;

/// A piece on its way.
pub(crate) type Fetching<Props> =
    Pin<Box<dyn Future<Output = Result<Draw<Props>, SplitLoaderError>>>>;

/// What stands in the place of a piece until it is there.
#[derive(Clone, Copy)]
pub(crate) enum Place {
    /// A page: its frame in the final size, with its heading.
    Page { title: &'static str, class: &'static str },
    /// A dialog.
    Dialog,
    /// A part of a page or dialog that is there already.
    Inside,
}

/// How far the fetching of a piece is.
enum State<Props: 'static> {
    Fetching,
    Ready(Draw<Props>),
    Failed,
}

impl<Props> Clone for State<Props> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<Props> Copy for State<Props> {}

/// Draws a piece, at once if it is there already.
pub(crate) fn piece<Props: Clone + Send + 'static>(
    fetch: fn() -> Fetching<Props>,
    place: Place,
    props: Props,
) -> AnyView {
    let state = RwSignal::new_local(State::Fetching);
    let start = move || {
        let mut fetching = fetch();
        match fetching.as_mut().poll(&mut Context::from_waker(Waker::noop())) {
            Poll::Ready(fetched) => state.set(of(fetched)),
            Poll::Pending => {
                state.set(State::Fetching);
                spawn_local(async move {
                    let fetched = fetching.await;
                    // The heading of the page had the focus, and the page brings its own.
                    let had_focus = focus::is_at(WAITING);
                    state.try_set(of(fetched));
                    if had_focus {
                        overlay::after_drawing(focus::rescue);
                    }
                });
            }
        }
    };
    start();
    let retry = Callback::new(move |()| start());
    let is_closed = RwSignal::new(false);
    let close = Callback::new(move |()| is_closed.set(true));
    (move || match state.get() {
        State::Ready(draw) => draw(props.clone()),
        State::Fetching => match place {
            Place::Page { title, class } => view! {
                <main class=class id="content" aria-busy="true">
                    <header class="page__head">
                        <h1 class="page__title" id="waiting" tabindex="-1">{title}</h1>
                    </header>
                    <Skeleton lines=12 />
                </main>
            }
            .into_any(),
            Place::Dialog => view! { <p class="hidden" role="status">"Loading…"</p> }.into_any(),
            Place::Inside => view! { <Skeleton lines=4 /> }.into_any(),
        },
        State::Failed if is_closed.get() => ().into_any(),
        State::Failed => {
            view! { <NotFetched place=place on_retry=retry on_close=close /> }.into_any()
        }
    })
    .into_any()
}

fn of<Props>(fetched: Result<Draw<Props>, SplitLoaderError>) -> State<Props> {
    match fetched {
        Ok(draw) => State::Ready(draw),
        Err(_) => State::Failed,
    }
}

/// Fetches a piece that will probably be wanted soon. If that fails, it is fetched again when it is
/// wanted.
pub(crate) fn prefetch<Props: 'static>(fetch: fn() -> Fetching<Props>) {
    spawn_local(async move {
        let _ = fetch().await;
    });
}

/// Says that a piece could not be fetched, and offers what helps: another try, or a reload where the
/// studio on the server is another one by now.
#[component]
fn NotFetched(place: Place, on_retry: Callback<()>, on_close: Callback<()>) -> impl IntoView {
    let is_updated = RwSignal::new(false);
    spawn_local(async move {
        let newer = update::is_newer_served().await;
        is_updated.try_set(newer);
    });
    let message = view! {
        <div class="state state--failed" role="alert">
            <Icon glyph=Glyph::Alert />
            <h2 class="state__title">
                {move || if is_updated.get() {
                    "The studio was updated"
                } else {
                    "This part of the studio could not be loaded"
                }}
            </h2>
            <p class="state__text">
                {move || if is_updated.get() {
                    "Reload to go on with the new version. What you typed is stored in this browser and comes back."
                } else {
                    "Check the connection, then try again. Nothing that you typed is lost."
                }}
            </p>
            <button
                type="button"
                class="button"
                on:click=handler(move |_| if is_updated.get_untracked() {
                    update::reload();
                } else {
                    on_retry.run(());
                })
            >
                <Icon glyph=Glyph::Refresh />
                {move || if is_updated.get() { "Reload" } else { "Try again" }}
            </button>
        </div>
    };
    match place {
        Place::Page { .. } => view! { <main class="page" id="content">{message}</main> }.into_any(),
        Place::Dialog => {
            view! { <Dialog title="Not loaded" on_close=on_close>{message}</Dialog> }.into_any()
        }
        Place::Inside => message.into_any(),
    }
}
