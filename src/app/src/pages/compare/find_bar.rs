//! Finding text in all of a comparison: what the browser's own search cannot see as well.

use leptos::html;
use leptos::prelude::*;

use super::context::CompareContext;
use crate::browser::keyboard::Key;
use crate::browser::{focus, overlay};
use crate::parts::handler::{handler, keys};
use crate::parts::icon::{Glyph, Icon};

/// Closes the bar and gives the focus to the rows.
pub(super) fn close(context: CompareContext) {
    context.finding.set(0);
    context.diff.query.update(|query| query.text.clear());
    overlay::after_drawing(|| {
        focus::focus(".diff");
    });
}

/// The field with its count and its buttons.
#[component]
pub(super) fn FindBar(context: CompareContext) -> impl IntoView {
    let field = NodeRef::<html::Input>::new();
    let state = context.diff;
    let total = Memo::new(move |_| state.hits.with(|hits| hits.0.len()));
    Effect::new(move |_| {
        // A second request focuses it again.
        context.finding.track();
        if let Some(field) = field.get() {
            // At once: what is typed from now on is to be found, and is no key of the page.
            let _ = field.focus();
            field.select();
        }
    });
    let on_key = move |event: Key| {
        match event.key().as_str() {
            "Enter" if event.shift_key() => state.step_hit(-1),
            "Enter" => state.step_hit(1),
            _ => return,
        }
        event.prevent_default();
        event.stop_propagation();
    };
    view! {
        <div class="find" role="search">
            <label class="search find__field">
                <Icon glyph=Glyph::Search />
                <input
                    class="search__input"
                    node_ref=field
                    type="search"
                    aria-label="Find in all text"
                    placeholder="Find in all text, hidden lines as well"
                    autocomplete="off"
                    spellcheck="false"
                    prop:value=move || state.query.read().text.clone()
                    on:input:target=move |event| {
                        state.query.update(|query| query.text = event.target().value());
                        state.hit.set(0);
                        if total.get_untracked() > 0 {
                            state.go_to_hit(0);
                        }
                    }
                    on:keydown=keys(on_key)
                />
            </label>
            <span class="find__count" role="status">
                {move || {
                    let is_asked = !state.query.read().text.is_empty();
                    match (is_asked, total.get()) {
                        (false, _) => String::new(),
                        (true, 0) => "Nothing found".to_owned(),
                        (true, total) => format!("{} of {total}", state.hit.get().min(total - 1) + 1),
                    }
                }}
            </span>
            <label class="check">
                <input
                    type="checkbox"
                    prop:checked=move || state.query.read().matches_case
                    on:change:target=move |event| {
                        let on = event.target().checked();
                        state.query.update(|query| query.matches_case = on);
                    }
                />
                <span>"Match case"</span>
            </label>
            <button
                type="button"
                class="button button--small button--icon"
                aria-label="Previous hit"
                title="Previous hit (Shift+Enter)"
                on:click=handler(move |_| state.step_hit(-1))
            >
                <Icon glyph=Glyph::ArrowUp />
            </button>
            <button
                type="button"
                class="button button--small button--icon"
                aria-label="Next hit"
                title="Next hit (Enter)"
                on:click=handler(move |_| state.step_hit(1))
            >
                <Icon glyph=Glyph::ArrowDown />
            </button>
            <button
                type="button"
                class="button button--small button--quiet button--icon"
                aria-label="Close find"
                on:click=handler(move |_| close(context))
            >
                <Icon glyph=Glyph::Close />
            </button>
        </div>
    }
}
