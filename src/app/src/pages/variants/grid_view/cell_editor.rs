//! Editing one value in its place.

use leptos::ev::KeyboardEvent;
use leptos::html;
use leptos::prelude::*;

use crate::parts::handler::{effect, handler};
use crate::state::branch::use_branch;

/// The field in which a cell is edited. Enter and Tab end the edit and move on, Alt+Enter breaks the
/// line, Esc leaves the cell as it was.
#[component]
pub(super) fn CellEditor(
    editing: RwSignal<Option<String>>,
    /// A key was pressed: where to go from here.
    #[prop(into)]
    on_done: Callback<Option<&'static str>>,
    /// The focus moved elsewhere.
    #[prop(into)]
    on_leave: Callback<()>,
) -> impl IntoView {
    let field = NodeRef::<html::Textarea>::new();
    let names = use_branch().names;
    let shown = |stored: &str| names.with_untracked(|names| names.shown(stored).text);
    let start = shown(&editing.get_untracked().unwrap_or_default());
    let typed = move |text: &str| {
        editing.set(Some(names.with_untracked(|names| names.stored(text).text)));
    };
    effect(move || {
        if let Some(field) = field.get() {
            // At once: the next letter belongs into the field already.
            let _ = field.focus();
            let end = field.value().encode_utf16().count() as u32;
            let _ = field.set_selection_range(end, end);
        }
    });
    let on_key = move |event: KeyboardEvent| {
        let next = match (event.key().as_str(), event.shift_key()) {
            ("Enter", _) if event.alt_key() => {
                event.prevent_default();
                event.stop_propagation();
                if let Some(field) = field.get_untracked() {
                    let at = field.selection_end().ok().flatten().unwrap_or_default() as usize;
                    let text = with_break(&field.value(), at);
                    field.set_value(&text);
                    let _ = field.set_selection_range(at as u32 + 1, at as u32 + 1);
                    typed(&text);
                }
                return;
            }
            ("Enter", false) => Some("ArrowDown"),
            ("Enter", true) => Some("ArrowUp"),
            ("Tab", false) => Some("ArrowRight"),
            ("Tab", true) => Some("ArrowLeft"),
            ("Escape", _) => {
                event.prevent_default();
                event.stop_propagation();
                editing.set(None);
                on_done.run(None);
                return;
            }
            _ => {
                event.stop_propagation();
                return;
            }
        };
        event.prevent_default();
        event.stop_propagation();
        on_done.run(next);
    };
    view! {
        <textarea
            class="grid__editor"
            node_ref=field
            aria-label="Cell"
            rows="1"
            spellcheck="false"
            prop:value=start
            on:input:target=move |event| typed(&event.target().value())
            on:keydown=handler(on_key)
            on:blur=handler(move |_| if editing.with_untracked(Option::is_some) { on_leave.run(()) })
        ></textarea>
    }
}

/// A text with a line break at an offset in UTF-16 units, as the browser counts.
fn with_break(text: &str, at: usize) -> String {
    let units: Vec<u16> = text.encode_utf16().collect();
    let (before, after) = units.split_at(at.min(units.len()));
    format!("{}\n{}", String::from_utf16_lossy(before), String::from_utf16_lossy(after))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_breaks_where_the_caret_stands() {
        assert_eq!(with_break("day night", 3), "day\n night");
        assert_eq!(with_break("🎂 cake", 2), "🎂\n cake");
        assert_eq!(with_break("", 5), "\n");
    }
}
