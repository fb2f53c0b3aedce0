//! What stands below the text: what the caret is at, tools, and how long the text is.

use leptos::prelude::*;
use model::{Heading, NamedItem, Standing, TextSize, invisibles};

use super::at_caret::{AtCaret, at_caret};
use super::find_bar::Finding;
use super::outline::OutlineMenu;
use super::state::EditorState;
use super::suggestions::Suggestions;
use crate::browser::keyboard;
use crate::parts::handler::handler;
use crate::parts::icon::{Glyph, Icon};
use crate::route::Page;
use crate::text::count;

/// What the caret is at, and whether all of it is told.
#[derive(Clone, Copy)]
pub(super) struct About {
    editor: EditorState,
    open: Callback<Page>,
    here: Memo<Option<AtCaret>>,
    is_long: RwSignal<bool>,
}

impl About {
    /// What the caret of an editor is at.
    pub(super) fn new(editor: EditorState, open: Callback<Page>) -> Self {
        let here = Memo::new(move |_| {
            let place = editor.selection();
            editor.text.with(|text| at_caret(text, &place, &editor.names.read()))
        });
        Self { editor, open, here, is_long: RwSignal::new(false) }
    }

    /// Opens what the reference at the caret stands for, or tells all of it. Whether there is one.
    pub(super) fn follow(self) -> bool {
        match self.here.get_untracked() {
            Some(AtCaret::Reference { item, .. }) => {
                match page_of(item.as_ref()) {
                    Some(page) => self.open.run(page),
                    None => self.is_long.update(|is_long| *is_long = !*is_long),
                }
                true
            }
            _ => false,
        }
    }
}

/// The page that edits an item, if there is one.
fn page_of(item: Option<&NamedItem>) -> Option<Page> {
    item.and_then(|item| Page::of_kind(item.kind))
}

/// The line below the text.
#[component]
pub(super) fn Foot(
    editor: EditorState,
    about: About,
    suggestions: Suggestions,
    finding: Finding,
    /// The headings, if they are to be shown.
    headings: Option<Memo<Vec<Heading>>>,
    size_id: String,
) -> impl IntoView {
    let is_blocked = move || editor.read_only.get();
    view! {
        <div class="editor__foot">
            <div class="editor__about" role="status">
                {move || about.here.get().map(|here| about_view(about, here))}
            </div>
            <div class="editor__tools">
                <button
                    type="button"
                    class="button button--small button--quiet"
                    title="Insert a reference: type {{ or $"
                    disabled=is_blocked
                    on:click=handler(move |_| suggestions.start())
                >
                    <Icon glyph=Glyph::Plus />
                    "Insert"
                </button>
                <button
                    type="button"
                    class="button button--small button--quiet"
                    title=if keyboard::is_mac() {
                        "Find and replace in this text (⌘F)"
                    } else {
                        "Find and replace in this text (Ctrl+F)"
                    }
                    on:click=handler(move |_| finding.open(false))
                >
                    <Icon glyph=Glyph::Search />
                    "Find"
                </button>
                {headings.map(|headings| view! { <OutlineMenu editor=editor headings=headings /> })}
                <Unseen editor=editor />
                <Size editor=editor id=size_id />
            </div>
        </div>
    }
}

fn about_view(about: About, here: AtCaret) -> AnyView {
    match here {
        AtCaret::Reference { text, what, standing, item } => {
            let detail = item.as_ref().map(|item| item.detail.clone()).unwrap_or_default();
            let is_broken = standing == Standing::Missing;
            let page = page_of(item.as_ref());
            view! {
                <span class="editor__what" class:editor__what--long=about.is_long>
                    {is_broken.then(|| view! { <Icon glyph=Glyph::Alert /> })}
                    <strong class:problem=is_broken><bdi>{text}</bdi></strong>
                    " · "
                    <bdi>{what}</bdi>
                    {is_broken.then_some(" · does not exist: the reference is broken")}
                    {(!detail.is_empty()).then(|| view! { " · " <bdi>{detail}</bdi> })}
                </span>
                {page.map(|page| view! {
                    <button
                        type="button"
                        class="button button--small"
                        on:click=handler(move |_| about.open.run(page.clone()))
                    >
                        "Open"
                    </button>
                })}
            }
            .into_any()
        }
        AtCaret::Invisible { range, char } => view! {
            <span class="editor__what">
                <strong>{char.code_point()}</strong>
                " "
                {char.name}
            </span>
            <button
                type="button"
                class="button button--small"
                disabled=about.editor.read_only
                on:click=handler(move |_| {
                    about.editor.replace(range.clone(), "");
                    about.editor.enter(range.start..range.start);
                })
            >
                "Remove"
            </button>
        }
        .into_any(),
    }
}

/// How many characters are easily missed, with the way to each.
#[component]
fn Unseen(editor: EditorState) -> impl IntoView {
    let all = Memo::new(move |_| {
        let found = editor.text.with(|text| invisibles(text));
        found.into_iter().map(|(at, one)| at..at + one.char.len_utf8()).collect::<Vec<_>>()
    });
    let step = move |is_forward: bool| {
        let place = untrack(|| editor.selection());
        let next = all.with_untracked(|all| {
            let next = if is_forward {
                all.iter().find(|one| one.start >= place.end).or(all.first())
            } else {
                all.iter().rfind(|one| one.end <= place.start).or(all.last())
            };
            next.cloned()
        });
        if let Some(next) = next {
            editor.enter(next);
        }
    };
    let button = move |label, glyph, is_forward| {
        view! {
            <button
                type="button"
                class="button button--small button--quiet button--icon"
                aria-label=label
                title=label
                on:click=handler(move |_| step(is_forward))
            >
                <Icon glyph=glyph />
            </button>
        }
    };
    let is_any = Memo::new(move |_| !all.read().is_empty());
    move || {
        is_any.get().then(|| {
            view! {
                <span class="editor__unseen">
                    {move || count(all.read().len(), "invisible character")}
                    {button("Previous invisible character", Glyph::ArrowUp, false)}
                    {button("Next invisible character", Glyph::ArrowDown, true)}
                </span>
            }
        })
    }
}

/// How long the text is, or what is selected of it.
#[component]
fn Size(editor: EditorState, id: String) -> impl IntoView {
    let size = Memo::new(move |_| editor.text.with(|text| TextSize::of(text)));
    let selected = Memo::new(move |_| {
        let place = editor.selection();
        (!place.is_empty()).then(|| editor.text.with(|text| TextSize::of(&text[place])))
    });
    view! {
        <span
            class="editor__size"
            id=id
            title="Tokens are estimated: usually within 10 % in English, within 25 % in other languages"
        >
            {move || {
                let prefix = if selected.read().is_some() { "Selected: " } else { "" };
                let size = selected.get().unwrap_or_else(|| size.get());
                format!(
                    "{prefix}{} · {} · about {}",
                    count(size.characters, "character"),
                    count(size.words, "word"),
                    count(size.tokens, "token"),
                )
            }}
        </span>
    }
}
