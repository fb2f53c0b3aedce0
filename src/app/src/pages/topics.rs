//! Knowledge: the topics of a branch, a list beside the editor.

mod bulk;
mod editor;
mod list;
mod pieces;
mod queries;

use leptos::prelude::*;
use model::TopicId;

use crate::browser::{focus, keyboard};
use crate::dialogs::move_to_branch::MoveToBranch;
use crate::parts::handler::handler;
use crate::parts::icon::{Glyph, Icon};
use crate::parts::loaded::{Empty, Loaded};
use crate::parts::piece::{Place, piece, prefetch};
use crate::route::{Page, TopicPlace};
use crate::state::branch::use_branch;
use crate::state::topics::open;
use crate::text::count;
use list::TopicList;

/// The knowledge page.
#[component]
pub(crate) fn Topics(place: Memo<TopicPlace>) -> impl IntoView {
    let state = use_branch();
    state.resources.load_topics();
    // A link to a topic that was deleted and created again leads to the new one.
    let place = Memo::new(move |_| {
        state.resources.topics.remote().track();
        match place.get() {
            TopicPlace::Open(id) => TopicPlace::Open(state.resources.restored.current(id)),
            other => other,
        }
    });
    let has_edit = Memo::new(move |_| !state.drafts.topics.read().is_empty());
    let status =
        Memo::new(move |_| state.resources.topics.remote().with(|all| all.extent(Vec::is_empty)));
    let is_list_only = Memo::new(move |_| place.get() == TopicPlace::List);
    keyboard::on_key(move |event| {
        if !keyboard::is_plain(event) {
            return;
        }
        match event.key().as_str() {
            "/" => {
                event.prevent_default();
                focus::focus("#topic-search");
            }
            "c" => {
                event.prevent_default();
                open(state, TopicPlace::New);
            }
            _ => {}
        }
    });
    view! {
        <main class="page page--split" id="content" class:page--list-only=is_list_only>
            <header class="page__head">
                <div>
                    <h1 class="page__title" tabindex="-1">"Knowledge"</h1>
                    <p class="page__intro">
                        {move || {
                            let counts = state.resources.topics.with(|topics| {
                                let active = topics.iter().filter(|topic| topic.is_active).count();
                                format!("{}, {active} active. ", count(topics.len(), "topic"))
                            });
                            format!("{}What the agent knows and may look up.", counts.unwrap_or_default())
                        }}
                    </p>
                </div>
                <div class="page__actions">
                    <button
                        type="button"
                        class="button button--primary"
                        on:click=handler(move |_| open(state, TopicPlace::New))
                    >
                        <Icon glyph=Glyph::Plus />
                        "New topic"
                    </button>
                </div>
            </header>
            <Show when=move || state.is_protected()>
                <MoveToBranch page=Signal::derive(move || Page::Topics(place.get())) has_edit=has_edit />
            </Show>
            <div class="split">
                <section
                    class="split__list"
                    aria-label="Topics"
                    on:pointerenter=handler(move |_| prefetch(pieces::editor))
                    on:focusin=handler(move |_| prefetch(pieces::editor))
                >
                    <Loaded
                        remote=status
                        what="The topics could not be loaded"
                        lines=12
                        on_retry=move |()| {
                            state.resources.topics.clear();
                            state.resources.load_topics();
                        }
                        empty=move || view! {
                            <Empty
                                glyph=Glyph::Knowledge
                                title="No topics yet"
                                text="A topic is something callers ask about: opening hours, parking, refunds."
                            >
                                <button
                                    type="button"
                                    class="button button--primary"
                                    on:click=handler(move |_| open(state, TopicPlace::New))
                                >
                                    "Write the first topic"
                                </button>
                            </Empty>
                        }
                    >
                        <TopicList place=place />
                    </Loaded>
                </section>
                <section class="split__detail" aria-label="Topic">
                    {move || match place.get() {
                        TopicPlace::List => view! {
                            <Empty
                                glyph=Glyph::Knowledge
                                title="Choose a topic"
                                text="Its name, content, actions and example queries open here."
                            />
                        }
                        .into_any(),
                        TopicPlace::New => piece(pieces::editor, Place::Inside, TopicId::default()),
                        TopicPlace::Open(id) => piece(pieces::editor, Place::Inside, id),
                    }}
                </section>
            </div>
        </main>
    }
}
