//! The headings of a text, each of which leads to its line.

use leptos::prelude::*;
use model::{Heading, headings};

use super::lines::count_ends;
use super::state::EditorState;
use crate::parts::handler::handler;
use crate::parts::icon::{Glyph, Icon};
use crate::parts::menu::{Entry, Menu};

/// The headings of the text of an editor.
pub(super) fn outline(editor: EditorState) -> Memo<Vec<Heading>> {
    Memo::new(move |_| editor.text.with(|text| headings(text)))
}

/// The headings beside the text, where there is space for them.
#[component]
pub(super) fn Outline(editor: EditorState, headings: Memo<Vec<Heading>>) -> impl IntoView {
    let here = Memo::new(move |_| {
        let caret = editor.selection().start;
        let line = editor.text.with(|text| count_ends(&text[..caret]));
        headings.with(|headings| headings.iter().rposition(|heading| heading.line <= line))
    });
    let entry = move |(index, heading): (usize, Heading)| {
        let line = heading.line;
        view! {
            <li>
                <button
                    type="button"
                    class="editor-outline__link"
                    class:editor-outline__link--deep=heading.depth == 1
                    class:editor-outline__link--deeper={heading.depth > 1}
                    aria-current=move || (here.get() == Some(index)).then_some("location")
                    on:click=handler(move |_| editor.enter_line(line))
                >
                    <bdi>{heading.title}</bdi>
                </button>
            </li>
        }
    };
    move || {
        let headings = headings.get();
        (!headings.is_empty()).then(|| {
            view! {
                <nav class="editor-outline" aria-label="Headings of the text">
                    <ol class="editor-outline__list">
                        {headings.into_iter().enumerate().map(entry).collect_view()}
                    </ol>
                </nav>
            }
        })
    }
}

/// The same as a menu, where there is none.
#[component]
pub(super) fn OutlineMenu(editor: EditorState, headings: Memo<Vec<Heading>>) -> impl IntoView {
    let entries = move || {
        let entry = |heading: Heading| {
            let indent = "\u{2003}".repeat(heading.depth.min(3));
            let line = heading.line;
            Entry::action(Glyph::ArrowRight, format!("{indent}{}", heading.title), move || {
                editor.enter_line(line);
            })
        };
        headings.get_untracked().into_iter().map(entry).collect()
    };
    move || {
        (!headings.read().is_empty()).then(|| {
            view! {
                <span class="editor__outline-menu">
                    <Menu
                        label="Headings of the text"
                        entries=entries
                        class="button button--small button--quiet"
                    >
                        <Icon glyph=Glyph::Behavior />
                        "Outline"
                    </Menu>
                </span>
            }
        })
    }
}
