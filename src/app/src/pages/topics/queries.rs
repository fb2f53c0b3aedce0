//! Example queries: one line each.

use crate::parts::each::each;
use leptos::prelude::*;
use model::MAX_EXAMPLE_QUERIES;

use crate::browser::keyboard::Key;
use crate::browser::{focus, overlay};
use crate::parts::handler::{handler, keys};
use crate::parts::icon::{Glyph, Icon};

/// The platform's own studio takes no more, though its API does (contract §0.1 row 9).
const ADVISED: usize = 20;

/// The list of queries. Pasting several lines makes several queries.
#[component]
pub(super) fn Queries(
    #[prop(into)] queries: Signal<Vec<String>>,
    #[prop(into)] on_change: Callback<Vec<String>>,
    #[prop(into)] problem: Signal<Option<String>>,
) -> impl IntoView {
    let go_to = move |index: usize| {
        overlay::after_drawing(move || {
            focus::focus(&format!("#query-{index}"));
        });
    };
    let add = move || {
        let mut all = queries.get_untracked();
        all.push(String::new());
        let last = all.len() - 1;
        on_change.run(all);
        go_to(last);
    };
    let is_full = Memo::new(move |_| queries.read().len() >= MAX_EXAMPLE_QUERIES);
    let on_key = move |event: Key, index: usize| {
        let all = queries.get_untracked();
        match event.key().as_str() {
            "Enter" => {
                event.prevent_default();
                let mut all = all;
                all.insert(index + 1, String::new());
                on_change.run(all);
                go_to(index + 1);
            }
            "Backspace" if all[index].is_empty() && all.len() > 1 => {
                event.prevent_default();
                let mut all = all;
                all.remove(index);
                on_change.run(all);
                go_to(index.saturating_sub(1));
            }
            _ => {}
        }
    };
    let on_text = move |index: usize, text: String| {
        let mut all = queries.get_untracked();
        let lines: Vec<String> = text
            .lines()
            .map(|line| line.trim_end().to_owned())
            .filter(|line| !line.is_empty())
            .collect();
        if lines.len() > 1 {
            all.splice(index..=index, lines);
        } else {
            all[index] = text;
        }
        on_change.run(all);
    };
    view! {
            <div class="field" role="group" aria-labelledby="queries-label">
                <span class="field__label" id="queries-label">
                    "Example queries"
                    <span class="field__size">{move || queries.read().len()}</span>
                </span>
                <ol class="queries">
                    {each(
    move || (0..queries.read().len()).collect(),
    |index| *index,
    move |index| view! {
                        <li class="queries__row">
                            <input
                                class="input"
                                id=format!("query-{index}")
                                aria-label=format!("Example query {}", index + 1)
                                autocomplete="off"
                                prop:value=move || queries.read().get(index).cloned().unwrap_or_default()
                                on:input:target=move |event| on_text(index, event.target().value())
                                on:paste=handler(move |event: leptos::ev::ClipboardEvent| paste_lines(&event, index, queries, on_change))
                                on:keydown=keys(move |event| on_key(event, index))
                            />
                            <button
                                type="button"
                                class="button button--quiet button--icon"
                                aria-label=format!("Remove example query {}", index + 1)
                                on:click=handler(move |_| {
                                    let mut all = queries.get_untracked();
                                    all.remove(index);
                                    let rest = all.len();
                                    on_change.run(all);
                                    // The focus stays where the person was.
                                    match rest.checked_sub(1) {
                                        Some(last) => go_to(index.min(last)),
                                        None => {
                                            focus::focus("#query-add");
                                        }
                                    }
                                })
                            >
                                <Icon glyph=Glyph::Close />
                            </button>
                        </li>
                    }.into_any(),
    )}
                </ol>
                <button
                    type="button"
                    id="query-add"
                    class="button button--small"
                    disabled=is_full
                    on:click=handler(move |_| add())
                >
                    <Icon glyph=Glyph::Plus />
                    "Add a query"
                </button>
                <p class="field__problem" role="alert">{problem}</p>
                <p class="field__hint">
                    {move || if queries.read().len() > ADVISED {
                        "More than 20 are saved, but the platform's own studio shows and edits only 20."
                    } else {
                        "Questions that should find this topic, in callers' own words. Paste several lines at once."
                    }}
                </p>
            </div>
        }
}

/// A field of one line drops line breaks of what is pasted, so several lines are taken before it does.
fn paste_lines(
    event: &leptos::ev::ClipboardEvent,
    index: usize,
    queries: Signal<Vec<String>>,
    on_change: Callback<Vec<String>>,
) {
    let text = crate::browser::clipboard::pasted(event);
    let lines: Vec<String> =
        text.lines().map(|line| line.trim().to_owned()).filter(|line| !line.is_empty()).collect();
    if lines.len() < 2 {
        return;
    }
    event.prevent_default();
    let mut all = queries.get_untracked();
    let at = if all[index].is_empty() { index..index + 1 } else { index + 1..index + 1 };
    all.splice(at, lines);
    on_change.run(all);
}
