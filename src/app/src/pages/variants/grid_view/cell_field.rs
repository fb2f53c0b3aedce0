//! The text field of the cell one is at.
//!
//! It has the focus all the time, so that input methods, the clipboard and screen readers find a real
//! field there. At rest it cannot be seen and holds the value of the cell, all of it selected: what
//! is typed or composed replaces it, as in spreadsheets.

use leptos::ev::CompositionEvent;
use leptos::html;
use leptos::prelude::*;

use crate::browser::focus;
use crate::browser::keyboard::Key;
use crate::parts::handler::{effect, handler, keys};
use crate::state::branch::use_branch;

/// The identifier of the field.
pub(super) const FIELD: &str = "grid-field";

/// The field in which a cell is edited. Enter and Tab end the edit and move on, Alt+Enter breaks the
/// line, Esc leaves the cell as it was.
#[component]
pub(super) fn CellField(
    /// What is typed; `None` at rest.
    editing: RwSignal<Option<String>>,
    /// The value of the cell one is at.
    value: Memo<String>,
    /// The identifier of that cell.
    #[prop(into)]
    cell: Signal<String>,
    /// Typing began, in a cell that is there or not.
    #[prop(into)]
    on_begin: Callback<String>,
    /// A key was pressed: where to go from here.
    #[prop(into)]
    on_done: Callback<Option<&'static str>>,
    /// The focus moved elsewhere.
    #[prop(into)]
    on_leave: Callback<()>,
) -> impl IntoView {
    let field = NodeRef::<html::Textarea>::new();
    // The field shows names; what is edited has identifiers.
    let names = use_branch().names;
    let shown = move |stored: &str| names.with_untracked(|names| names.shown(stored).text);
    let stored = move |text: &str| names.with_untracked(|names| names.stored(text).text);
    let is_editing = Memo::new(move |_| editing.read().is_some());
    // Whether the field has the first letter already, and nothing may be put into it.
    let is_typed = StoredValue::new(false);
    // Whether the edit began with a composition, which can still be cancelled.
    let is_composed = StoredValue::new(false);
    let rest = move || {
        let Some(field) = field.get_untracked() else { return };
        let text = value.with_untracked(|value| shown(value));
        // Setting it would forget what can be undone.
        if field.value() != text {
            field.set_value(&text);
        }
        // Some browsers move the focus to what is selected.
        if focus::is_at(&format!("#{FIELD}")) {
            let _ = field.set_selection_range(0, length(&text));
        }
    };
    effect(move || {
        if !is_editing.get() {
            value.track();
            is_typed.set_value(false);
            rest();
        } else if let Some(field) = field.get()
            && !is_typed.get_value()
        {
            let text = shown(&untrack(|| editing.get().unwrap_or_default()));
            if field.value() != text {
                field.set_value(&text);
            }
            // At once: the next letter belongs into the field already.
            let _ = field.focus();
            let _ = field.set_selection_range(length(&text), length(&text));
        }
    });
    let begin = move |text: String| {
        is_typed.set_value(true);
        on_begin.run(text);
    };
    let on_input = move |text: String| {
        if editing.with_untracked(Option::is_some) {
            editing.set(Some(stored(&text)));
        } else if !text.is_empty() {
            begin(stored(&text));
        }
        if editing.with_untracked(Option::is_none) {
            rest();
        }
    };
    let on_key = move |event: Key| {
        if editing.with_untracked(Option::is_none) {
            return;
        }
        event.stop_propagation();
        let next = match (event.key().as_str(), event.shift_key()) {
            ("Enter", _) if event.alt_key() => {
                event.prevent_default();
                if let Some(field) = field.get_untracked() {
                    let at = field.selection_end().ok().flatten().unwrap_or_default() as usize;
                    let text = with_break(&field.value(), at);
                    field.set_value(&text);
                    let _ = field.set_selection_range(at as u32 + 1, at as u32 + 1);
                    editing.set(Some(stored(&text)));
                }
                return;
            }
            ("Enter", false) => Some("ArrowDown"),
            ("Enter", true) => Some("ArrowUp"),
            ("Tab", false) => Some("ArrowRight"),
            ("Tab", true) => Some("ArrowLeft"),
            ("Escape", _) => {
                editing.set(None);
                None
            }
            _ => return,
        };
        event.prevent_default();
        on_done.run(next);
    };
    view! {
        <textarea
            class="grid__editor"
            class:grid__editor--open=is_editing
            id=FIELD
            node_ref=field
            aria-label=move || if is_editing.get() { "Cell" } else { "Variants by attributes" }
            aria-controls="grid-cells"
            aria-activedescendant=move || (!is_editing.get()).then(|| cell.get())
            rows="1"
            autocomplete="off"
            autocapitalize="off"
            spellcheck="false"
            on:focus=handler(move |_| if editing.with_untracked(Option::is_none) { rest() })
            on:input:target=move |event| on_input(event.target().value())
            on:compositionstart=handler(move |_: CompositionEvent| {
                if editing.with_untracked(Option::is_none) {
                    is_composed.set_value(true);
                    begin(String::new());
                }
            })
            on:compositionend=handler(move |_: CompositionEvent| {
                let was_composed = is_composed.get_value();
                is_composed.set_value(false);
                let is_empty = field.get_untracked().is_some_and(|field| field.value().is_empty());
                if was_composed && is_empty && editing.with_untracked(Option::is_some) {
                    editing.set(None);
                    on_done.run(None);
                }
            })
            on:keydown=keys(on_key)
            on:blur=handler(move |_| if editing.with_untracked(Option::is_some) { on_leave.run(()) })
        ></textarea>
    }
}

/// The length of a text as the browser counts, in UTF-16 units.
fn length(text: &str) -> u32 {
    text.encode_utf16().count() as u32
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
