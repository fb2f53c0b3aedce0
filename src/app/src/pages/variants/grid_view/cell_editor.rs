//! Editing one value in its place.

use leptos::ev::KeyboardEvent;
use leptos::html;
use leptos::prelude::*;

use crate::parts::handler::handler;
use crate::parts::icon::{Glyph, Icon};

/// The field in which a cell is edited. Enter and Tab save and move on, Alt+Enter breaks the line,
/// Esc leaves the cell as it was.
#[component]
pub(super) fn CellEditor(
    editing: RwSignal<Option<String>>,
    #[prop(into)] on_commit: Callback<Option<&'static str>>,
) -> impl IntoView {
    let field = NodeRef::<html::Textarea>::new();
    let start = editing.get_untracked().unwrap_or_default();
    Effect::new(move |_| {
        if let Some(field) = field.get() {
            // At once: the next letter belongs into the field already.
            let _ = field.focus();
            let end = field.value().encode_utf16().count() as u32;
            let _ = field.set_selection_range(end, end);
        }
    });
    let on_key = move |event: KeyboardEvent| {
        let next = match (event.key().as_str(), event.shift_key()) {
            ("Enter", _) if event.alt_key() => return,
            ("Enter", false) => Some("ArrowDown"),
            ("Enter", true) => Some("ArrowUp"),
            ("Tab", false) => Some("ArrowRight"),
            ("Tab", true) => Some("ArrowLeft"),
            ("Escape", _) => {
                event.prevent_default();
                event.stop_propagation();
                editing.set(None);
                on_commit.run(None);
                return;
            }
            _ => {
                event.stop_propagation();
                return;
            }
        };
        event.prevent_default();
        event.stop_propagation();
        on_commit.run(next);
    };
    view! {
        <textarea
            class="grid__editor"
            node_ref=field
            aria-label="Cell"
            rows="1"
            spellcheck="false"
            prop:value=start
            on:input:target=move |event| editing.set(Some(event.target().value()))
            on:keydown=handler(on_key)
            on:blur=handler(move |_| if editing.with_untracked(Option::is_some) { on_commit.run(None) })
        ></textarea>
        <span class="hidden"><Icon glyph=Glyph::Pencil /></span>
    }
}
