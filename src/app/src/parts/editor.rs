//! An editor for prompts: a plain text field with line numbers, marked references and tools.
//!
//! The text field is the browser's own, so that typing, undo, spelling, input methods and screen
//! readers work as everywhere. Behind it lies a copy of the text that shows the numbers and marks
//! and gives the field its height; both wrap alike because they share font and width.

mod at_caret;
mod copy;
mod find_bar;
mod foot;
mod lines;
mod outline;
mod search;
mod state;
mod suggestions;
mod trigger;

use std::sync::Arc;

use leptos::prelude::*;
use model::Names;

use self::find_bar::{FindBar, Finding};
use self::foot::{About, Foot};
use self::outline::{Outline, outline};
use self::state::EditorState;
use self::suggestions::{SuggestionList, Suggestions};
use crate::browser::keyboard::Key;
use crate::browser::{field, keyboard};
use crate::parts::handler::{effect, handler, keys};
use crate::parts::id::next_id;
use crate::parts::named_text::NamedText;
use crate::route::Page;

/// A text field for prompts.
#[component]
pub(crate) fn Editor(
    /// The name of the field.
    #[prop(into)]
    label: String,
    /// The text as it is stored, with identifiers in its references.
    #[prop(into)]
    value: Signal<String>,
    /// Takes what is to be stored.
    #[prop(into)]
    on_input: Callback<String>,
    /// What stands in the field for the identifiers, and can be inserted.
    #[prop(into)]
    names: Signal<Arc<Names>>,
    /// Opens the page of something that the text refers to.
    #[prop(into)]
    open: Callback<Page>,
    #[prop(optional, into)] id: String,
    #[prop(optional, into)] placeholder: String,
    /// Whether it is the text of a page: its lines are numbered and its headings listed.
    #[prop(default = true)]
    is_page: bool,
    /// Whether it takes no typing, as after a refusal.
    #[prop(optional, into)]
    read_only: Signal<bool>,
    /// The element that describes it: hints and problems.
    #[prop(optional, into)]
    described_by: String,
) -> impl IntoView {
    let text = NamedText::new(value, names);
    let editor = EditorState::new(text.shown, names, read_only);
    let suggestions = Suggestions::new(editor);
    let finding = Finding::new(editor);
    let about = About::new(editor, open);
    let headings = is_page.then(|| outline(editor));
    let size_id = next_id("size");
    copy::draw(editor, finding.hits);
    // Setting a field's value moves the caret to its end, so it is set only where it differs.
    effect(move || {
        let shown = text.shown.get();
        if let Some(field) = editor.field.get().filter(|field| field.value() != shown) {
            field.set_value(&shown);
            // A field has other line ends, and the tools count as it does.
            let held = field.value();
            if held != shown {
                text.shown.set(held);
            }
        }
    });
    field::on_selection(move || {
        editor.read_selection();
        suggestions.moved();
    });
    let on_typed = move |value: String, is_composed: bool| {
        on_input.run(text.typed(value));
        editor.read_selection();
        if is_composed {
            suggestions.close();
        } else {
            suggestions.typed();
        }
    };
    let on_key = move |event: Key| {
        let follows = event.key() == "Enter" && keyboard::has_command(&event);
        if suggestions.takes(&event) || finding.takes(&event) || follows && about.follow() {
            event.prevent_default();
            event.stop_propagation();
        }
    };
    let on_click = move |event: leptos::ev::MouseEvent| {
        if event.ctrl_key() || event.meta_key() {
            editor.read_selection();
            about.follow();
        }
    };
    view! {
        <div class="editing" class:editing--page=is_page>
            <div class="editor" class:editor--numbered=is_page>
                <FindBar finding=finding />
                <div class="editor__text">
                    <div class="editor__copy" aria-hidden="true" node_ref=editor.copy></div>
                    <span class="editor__marker" aria-hidden="true" node_ref=editor.marker></span>
                    <textarea
                        class="editor__field"
                        node_ref=editor.field
                        id=id
                        dir="auto"
                        aria-label=label
                        aria-describedby=format!("{described_by} {size_id}")
                        aria-autocomplete="list"
                        aria-haspopup="listbox"
                        aria-controls=suggestions.list_id()
                        aria-activedescendant=move || suggestions.active_id()
                        placeholder=placeholder
                        readonly=read_only
                        spellcheck="true"
                        autocomplete="off"
                        wrap="soft"
                        on:input:target=move |event| {
                            on_typed(event.target().value(), field::is_composing(&event));
                        }
                        on:keydown=keys(on_key)
                        on:click=handler(on_click)
                        on:blur=handler(move |_| suggestions.close())
                        on:compositionend=handler(move |_| suggestions.typed())
                    ></textarea>
                </div>
                <Foot
                    editor=editor
                    about=about
                    suggestions=suggestions
                    finding=finding
                    headings=headings
                    size_id=size_id
                />
                <SuggestionList suggestions=suggestions />
            </div>
            {headings.map(|headings| view! { <Outline editor=editor headings=headings /> })}
        </div>
    }
}
