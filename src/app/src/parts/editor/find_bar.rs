//! Find and replace in an editor.

use leptos::html;
use leptos::prelude::*;

use super::copy::Hits;
use super::search::{Letters, Query, find, replaced};
use super::state::EditorState;
use crate::browser::keyboard::Key;
use crate::browser::{keyboard, letters, overlay};
use crate::parts::handler::{effect, handler, keys};
use crate::parts::icon::{Glyph, Icon};

const LETTERS: Letters =
    Letters { decomposed: letters::decomposed, is_boundary: letters::is_boundary };

/// Which fields the bar has.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Bar {
    Closed,
    Find,
    Replace,
}

/// What is looked for in an editor.
#[derive(Clone, Copy)]
pub(super) struct Finding {
    editor: EditorState,
    bar: RwSignal<Bar>,
    /// Counts requests: another one selects what is looked for.
    requests: RwSignal<u32>,
    query: RwSignal<Query>,
    replacement: RwSignal<String>,
    /// The position before which hits are passed.
    from: RwSignal<usize>,
    /// What was done last.
    done: RwSignal<String>,
    /// All hits, and the current one; none if the bar is closed.
    pub(super) hits: Memo<Hits>,
}

impl Finding {
    /// Nothing is looked for yet.
    pub(super) fn new(editor: EditorState) -> Self {
        let bar = RwSignal::new(Bar::Closed);
        let query = RwSignal::new(Query::default());
        let from = RwSignal::new(0);
        let ranges = Memo::new(move |_| match bar.get() {
            Bar::Closed => Vec::new(),
            _ => query.with(|query| editor.text.with(|text| find(text, query, &LETTERS))),
        });
        let hits = Memo::new(move |_| {
            let ranges = ranges.get();
            let from = from.get();
            let current = ranges.iter().position(|hit| hit.start >= from).unwrap_or(0);
            Hits { ranges, current }
        });
        Self {
            editor,
            bar,
            requests: RwSignal::new(0),
            query,
            replacement: RwSignal::new(String::new()),
            from,
            done: RwSignal::new(String::new()),
            hits,
        }
    }

    /// Opens the bar, and looks for what is selected.
    pub(super) fn open(self, with_replace: bool) {
        let place = untrack(|| self.editor.selection());
        let selected = self.editor.text.with_untracked(|text| text[place.clone()].to_owned());
        if !selected.is_empty() && !selected.contains('\n') {
            self.query.update(|query| query.text = selected);
        }
        self.from.set(place.start);
        let is_open = self.bar.get_untracked() == Bar::Replace;
        self.bar.set(if with_replace || is_open { Bar::Replace } else { Bar::Find });
        self.requests.update(|requests| *requests += 1);
    }

    /// Whether a key in the field opened the bar.
    pub(super) fn takes(self, event: &Key) -> bool {
        let key = event.key().to_lowercase();
        // On a Mac, Ctrl with a letter moves and deletes in every field.
        let is_held = if keyboard::is_mac() { event.meta_key() } else { event.ctrl_key() };
        if !is_held || event.alt_key() || event.shift_key() || !matches!(&*key, "f" | "h") {
            return false;
        }
        self.open(key == "h");
        true
    }

    /// Closes the bar. The current hit is selected in the field.
    fn close(self) {
        let current = self.hits.with_untracked(|hits| hits.ranges.get(hits.current).cloned());
        let place = current.unwrap_or_else(|| untrack(|| self.editor.selection()));
        self.bar.set(Bar::Closed);
        self.done.set(String::new());
        self.editor.enter(place);
    }

    /// Looks for something else.
    fn change(self, change: impl FnOnce(&mut Query)) {
        self.query.update(change);
        self.done.set(String::new());
        self.show();
    }

    /// Goes to the next hit, or to the one before.
    fn step(self, is_forward: bool) {
        let to = self.hits.with_untracked(|hits| {
            let count = hits.ranges.len();
            let step = if is_forward { 1 } else { count.saturating_sub(1) };
            hits.ranges.get((hits.current + step) % count.max(1)).map(|hit| hit.start)
        });
        if let Some(to) = to {
            self.from.set(to);
            self.done.set(String::new());
            self.show();
        }
    }

    fn show(self) {
        let current = self.hits.with_untracked(|hits| hits.ranges.get(hits.current).cloned());
        if let Some(current) = current {
            self.editor.show(current);
        }
    }

    fn replace_one(self) {
        let hits = self.hits.get_untracked();
        if let Some(hit) = hits.ranges.get(hits.current) {
            let new = self.replacement.get_untracked();
            self.editor.replace(hit.clone(), &new);
            // Behind what was written, which may have the query in it.
            self.from.set(hit.start + new.len());
            self.done.set("1 replaced. ".to_owned());
            self.show();
        }
    }

    fn replace_all(self) {
        let hits = self.hits.get_untracked().ranges;
        let new = self
            .editor
            .text
            .with_untracked(|text| replaced(text, &hits, &self.replacement.read_untracked()));
        if let Some((range, new)) = new {
            self.editor.replace(range, &new);
            self.done.set(format!("{} replaced. ", hits.len()));
        }
    }

    fn message(self) -> String {
        let is_asked = !self.query.read().text.is_empty();
        let found = self.hits.with(|hits| match hits.ranges.len() {
            _ if !is_asked => String::new(),
            0 => "Nothing found".to_owned(),
            total => format!("{} of {total}", hits.current + 1),
        });
        format!("{}{found}", self.done.get())
    }
}

/// The bar above the text, while it is open.
#[component]
pub(super) fn FindBar(finding: Finding) -> impl IntoView {
    let is_open = Memo::new(move |_| finding.bar.get() != Bar::Closed);
    move || is_open.get().then(|| view! { <OpenBar finding=finding /> })
}

/// The fields and buttons of the bar.
#[component]
fn OpenBar(finding: Finding) -> impl IntoView {
    let field = NodeRef::<html::Input>::new();
    effect(move || {
        finding.requests.track();
        if let Some(field) = field.get() {
            let _ = field.focus();
            field.select();
            overlay::after_drawing(move || finding.show());
        }
    });
    let replaces = Memo::new(move |_| finding.bar.get() == Bar::Replace);
    let on_key = move |event: Key| {
        let is_command = keyboard::has_command(&event);
        match event.key().to_lowercase().as_str() {
            "enter" if !is_command => finding.step(!event.shift_key()),
            // The browser's own find comes at a second Ctrl+F.
            "h" if is_command => finding.bar.set(Bar::Replace),
            _ => return,
        }
        event.prevent_default();
        event.stop_propagation();
    };
    let on_replacement_key = move |event: Key| {
        if event.key() == "Enter" {
            event.prevent_default();
            event.stop_propagation();
            if keyboard::has_command(&event) {
                finding.replace_all()
            } else {
                finding.replace_one()
            }
        }
    };
    let on_escape = move |event: Key| {
        if event.key() == "Escape" {
            event.prevent_default();
            event.stop_propagation();
            finding.close();
        }
    };
    let has_none = Memo::new(move |_| finding.hits.with(|hits| hits.ranges.is_empty()));
    let cannot_replace = move || has_none.get() || finding.editor.read_only.get();
    view! {
        <div class="editor-find" role="search" aria-label="Find in this text" on:keydown=keys(on_escape)>
            <div class="editor-find__row">
                <input
                    class="input editor-find__field"
                    node_ref=field
                    aria-label="Find"
                    placeholder="Find"
                    autocomplete="off"
                    spellcheck="false"
                    prop:value=move || finding.query.read().text.clone()
                    on:input:target=move |event| {
                        let text = event.target().value();
                        finding.change(|query| query.text = text);
                    }
                    on:keydown=keys(on_key)
                />
                <span class="editor-find__count" role="status">{move || finding.message()}</span>
                {icon_button("Previous hit", "Shift+Enter", Glyph::ArrowUp, move || finding.step(false))}
                {icon_button("Next hit", "Enter", Glyph::ArrowDown, move || finding.step(true))}
                {toggle(
                    "Aa",
                    "Match case",
                    Signal::derive(move || finding.query.read().matches_case),
                    move || finding.change(|query| query.matches_case = !query.matches_case),
                )}
                {toggle(
                    "ab",
                    "Whole words",
                    Signal::derive(move || finding.query.read().whole_words),
                    move || finding.change(|query| query.whole_words = !query.whole_words),
                )}
                {toggle("⇄", "Replace", replaces.into(), move || {
                    finding.bar.update(|bar| {
                        *bar = if *bar == Bar::Replace { Bar::Find } else { Bar::Replace };
                    });
                })}
                {icon_button("Close find", "Esc", Glyph::Close, move || finding.close())}
            </div>
            {move || replaces.get().then(|| view! {
                <div class="editor-find__row">
                    <input
                        class="input editor-find__field"
                        aria-label="Replace with"
                        placeholder="Replace with"
                        autocomplete="off"
                        spellcheck="false"
                        prop:value=finding.replacement
                        on:input:target=move |event| finding.replacement.set(event.target().value())
                        on:keydown=keys(on_replacement_key)
                    />
                    <button
                        type="button"
                        class="button button--small"
                        disabled=cannot_replace
                        on:click=handler(move |_| finding.replace_one())
                    >
                        "Replace"
                    </button>
                    <button
                        type="button"
                        class="button button--small"
                        disabled=cannot_replace
                        on:click=handler(move |_| finding.replace_all())
                    >
                        {move || {
                            let total = finding.hits.with(|hits| hits.ranges.len());
                            if total == 0 { "Replace all".to_owned() } else { format!("Replace all {total}") }
                        }}
                    </button>
                </div>
            })}
        </div>
    }
}

fn icon_button(
    label: &'static str,
    keys: &'static str,
    glyph: Glyph,
    run: impl Fn() + 'static,
) -> AnyView {
    view! {
        <button
            type="button"
            class="button button--small button--quiet button--icon"
            aria-label=label
            title=format!("{label} ({keys})")
            on:click=handler(move |_| run())
        >
            <Icon glyph=glyph />
        </button>
    }
    .into_any()
}

fn toggle(
    sign: &'static str,
    label: &'static str,
    is_on: Signal<bool>,
    run: impl Fn() + 'static,
) -> AnyView {
    view! {
        <button
            type="button"
            class="button button--small button--quiet editor-find__toggle"
            aria-label=label
            title=label
            aria-pressed=move || is_on.get().to_string()
            data-sign=sign
            on:click=handler(move |_| run())
        ></button>
    }
    .into_any()
}
