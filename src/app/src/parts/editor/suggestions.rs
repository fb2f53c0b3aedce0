//! The list of what can be inserted, beside the caret (the ARIA listbox pattern: the focus stays in
//! the field, which says what is active in the list).

use leptos::html;
use leptos::prelude::*;
use model::{Notation, ReferenceKind};

use super::state::EditorState;
use super::trigger::{Insertion, Trigger, insertions, matching, trigger};
use crate::browser::keyboard::Key;
use crate::browser::{focus, overlay};
use crate::parts::handler::{effect, handler};
use crate::parts::id::next_id;
use crate::text::count;

/// More are not shown; typing narrows them down.
const MOST: usize = 100;

/// What is offered at the caret.
#[derive(Clone, Copy)]
pub(super) struct Suggestions {
    editor: EditorState,
    id: StoredValue<String>,
    /// What was begun; the list is open where something matches it.
    begun: RwSignal<Option<Trigger>>,
    /// Where a reference begins for which the list was closed, or something was chosen.
    dismissed: RwSignal<Option<usize>>,
    found: Memo<Vec<Insertion>>,
    /// The active one.
    at: RwSignal<Option<usize>>,
}

impl Suggestions {
    /// What an editor offers.
    pub(super) fn new(editor: EditorState) -> Self {
        let begun = RwSignal::new(None::<Trigger>);
        let all = Memo::new(move |_| insertions(&editor.names.read()));
        let found = Memo::new(move |_| {
            let begun = begun.read();
            let Some(begun) = begun.as_ref() else { return Vec::new() };
            let found = all.with(|all| matching(all, begun.notation, &begun.query));
            let is_typed = |text: &str| {
                editor.text.with_untracked(|shown| shown.get(begun.range.clone()) == Some(text))
            };
            // Nothing is left to choose.
            if matches!(&found[..], [one] if is_typed(&one.text)) { Vec::new() } else { found }
        });
        Self {
            editor,
            id: StoredValue::new(next_id("insert")),
            begun,
            dismissed: RwSignal::new(None),
            found,
            at: RwSignal::new(None),
        }
    }

    /// The identifier of the list.
    pub(super) fn list_id(self) -> String {
        self.id.get_value()
    }

    /// The identifier of what is active in the list, for the field.
    pub(super) fn active_id(self) -> Option<String> {
        let at = self.at.get()?;
        (at < self.found.read().len()).then(|| self.item_id(at))
    }

    fn item_id(self, at: usize) -> String {
        self.id.with_value(|id| format!("{id}-{at}"))
    }

    fn is_open(self) -> bool {
        !self.found.read_untracked().is_empty()
    }

    /// Follows what was typed.
    pub(super) fn typed(self) {
        let now = self.now();
        let start = now.as_ref().map(|begun| begun.range.start);
        if self.dismissed.get_untracked() != start {
            self.dismissed.set(None);
            self.begin(now);
        }
    }

    /// Follows the caret: the list stays open while it is in the same reference.
    pub(super) fn moved(self) {
        let before = self.begun.with_untracked(|begun| begun.as_ref().map(|one| one.range.start));
        if before.is_some() {
            let now = self.now().filter(|begun| Some(begun.range.start) == before);
            if self.begun.with_untracked(|begun| *begun != now) {
                self.begin(now);
            }
        }
    }

    /// Begins a reference at the caret.
    pub(super) fn start(self) {
        let place = untrack(|| self.editor.selection());
        self.dismissed.set(None);
        self.editor.enter(place.clone());
        self.editor.replace(place, "{{");
        self.typed();
    }

    /// Closes the list, for this reference for good.
    pub(super) fn dismiss(self) {
        let start = self.begun.with_untracked(|begun| begun.as_ref().map(|one| one.range.start));
        self.dismissed.set(start);
        self.begun.set(None);
    }

    /// Closes the list.
    pub(super) fn close(self) {
        if self.begun.with_untracked(Option::is_some) {
            self.begun.set(None);
        }
    }

    /// What is begun where the caret is.
    fn now(self) -> Option<Trigger> {
        let place = untrack(|| self.editor.selection());
        let is_caret = place.is_empty() && !self.editor.read_only.get_untracked();
        is_caret.then(|| self.editor.text.with_untracked(|text| trigger(text, place.start)))?
    }

    fn begin(self, begun: Option<Trigger>) {
        // A dollar sign alone may be a price: Enter then ends the line.
        let is_sure = begun.as_ref().is_some_and(|begun| {
            let is_whole = |one: &Insertion| one.text.strip_prefix('$') == Some(&begun.query);
            begun.notation == Notation::Braces
                || !begun.query.is_empty()
                    && !insertions(&self.editor.names.read_untracked()).iter().any(is_whole)
        });
        self.at.set(is_sure.then_some(0));
        self.begun.set(begun);
    }

    /// Whether a key was one for the list.
    pub(super) fn takes(self, event: &Key) -> bool {
        if !self.is_open() || event.ctrl_key() || event.meta_key() || event.alt_key() {
            return false;
        }
        let count = self.found.read_untracked().len().min(MOST);
        let at = self.at.get_untracked();
        match (event.key().as_str(), at) {
            ("ArrowDown", _) => self.at.set(Some(at.map_or(0, |at| (at + 1) % count))),
            ("ArrowUp", _) => {
                self.at.set(Some(at.map_or(count, |at| at + count).wrapping_sub(1) % count))
            }
            ("Enter" | "Tab", Some(at)) if !event.shift_key() => self.pick(at),
            ("Escape", _) => self.dismiss(),
            _ => return false,
        }
        if let Some(at) = self.at.get_untracked() {
            let id = self.item_id(at);
            overlay::after_drawing(move || focus::reveal(&format!("#{id}")));
        }
        true
    }

    fn pick(self, at: usize) {
        let chosen = self.found.with_untracked(|found| found.get(at).cloned());
        let begun = self.begun.get_untracked();
        if let (Some(chosen), Some(begun)) = (chosen, begun) {
            self.dismiss();
            self.editor.replace(begun.range, &chosen.text);
        }
    }
}

/// The list.
#[component]
pub(super) fn SuggestionList(suggestions: Suggestions) -> impl IntoView {
    let panel = NodeRef::<html::Div>::new();
    let (editor, found) = (suggestions.editor, suggestions.found);
    effect(move || {
        let is_open = !found.read().is_empty();
        let start = suggestions.begun.with(|begun| begun.as_ref().map(|one| one.range.start));
        let Some(panel) = panel.get() else { return };
        match start.filter(|_| is_open) {
            None => overlay::hide(&panel),
            Some(start) => overlay::after_drawing(move || {
                let is_still_open = found.try_with_untracked(|found| !found.is_empty());
                if let Some(marker) =
                    editor.put_marker(start).filter(|_| is_still_open == Some(true))
                {
                    overlay::show_beside(&panel, &marker);
                }
            }),
        }
    });
    view! {
        <div
            class="picker-panel editor__insertions"
            popover="manual"
            node_ref=panel
            // The focus stays in the field.
            on:mousedown=handler(|event: leptos::ev::MouseEvent| event.prevent_default())
        >
            <div
                class="picker-panel__list"
                role="listbox"
                id=suggestions.list_id()
                aria-label="What can be inserted"
            >
                {move || items(suggestions, &found.read())}
            </div>
        </div>
        <span class="hidden" role="status">
            {move || match found.read().len() {
                0 => String::new(),
                number => format!("{} to insert", count(number, "name")),
            }}
        </span>
    }
}

fn items(suggestions: Suggestions, found: &[Insertion]) -> AnyView {
    let mut kind = None;
    let items = found.iter().take(MOST).enumerate().map(|(index, one)| {
        let heading = (kind.replace(one.kind) != Some(one.kind)).then(|| {
            view! {
                <p class="picker-panel__group" role="presentation">{group(one.kind)}</p>
            }
        });
        view! {
            {heading}
            <div
                class="picker-panel__item"
                class:picker-panel__item--at=move || suggestions.at.get() == Some(index)
                id=suggestions.item_id(index)
                role="option"
                aria-selected=move || (suggestions.at.get() == Some(index)).to_string()
                on:click=handler(move |_| suggestions.pick(index))
            >
                <span class="picker-panel__mark editor__sign" aria-hidden="true">{sign(one.kind)}</span>
                <span class="picker-panel__text"><bdi>{one.name.clone()}</bdi></span>
                <span class="picker-panel__hint"><bdi>{one.detail.clone()}</bdi></span>
            </div>
        }
    });
    let items = items.collect_view();
    let more = found.len().saturating_sub(MOST);
    view! {
        {items}
        {(more > 0).then(|| view! {
            <p class="picker-panel__none">{format!("{more} more: type to narrow them down.")}</p>
        })}
    }
    .into_any()
}

/// What stands above the items of a kind.
fn group(kind: ReferenceKind) -> &'static str {
    match kind {
        ReferenceKind::Handoff => "Handoffs",
        ReferenceKind::Function => "Functions",
        ReferenceKind::TransitionFunction => "Functions of flows",
        ReferenceKind::Attribute => "Attributes of the variant",
        ReferenceKind::Sms => "SMS templates",
        ReferenceKind::Entity => "Entities",
        ReferenceKind::Translation => "Translations",
        ReferenceKind::Variable => "Variables",
        ReferenceKind::Other => "Others",
    }
}

/// One sign for a kind.
fn sign(kind: ReferenceKind) -> &'static str {
    match kind {
        ReferenceKind::Handoff => "→",
        ReferenceKind::Function | ReferenceKind::TransitionFunction => "ƒ",
        ReferenceKind::Attribute => "◇",
        ReferenceKind::Sms => "✉",
        ReferenceKind::Variable => "$",
        _ => "",
    }
}
