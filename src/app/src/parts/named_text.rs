//! A text as it stands in a field: names where what is stored has identifiers.

use std::sync::Arc;

use leptos::prelude::*;
use model::Names;

/// What a field shows of a stored text. Cheap to copy.
#[derive(Clone, Copy)]
pub(crate) struct NamedText {
    /// What stands in the field.
    pub(crate) shown: RwSignal<String>,
    names: Signal<Arc<Names>>,
}

impl NamedText {
    /// Shows a stored text, and what it becomes. What a person types stays as they typed it as long
    /// as it means the same: a text field that is written to forgets what it could undo.
    pub(crate) fn new(stored: Signal<String>, names: Signal<Arc<Names>>) -> Self {
        let shown = RwSignal::new(
            names.with_untracked(|names| stored.with_untracked(|text| names.shown(text).text)),
        );
        Effect::new(move |before: Option<Arc<Names>>| {
            let (names, stored) = (names.get(), stored.get());
            let is_same = shown.with_untracked(|shown| names.stored(shown).text == stored);
            let is_renamed = before.is_none_or(|before| before != names);
            if is_renamed || !is_same {
                let text = names.shown(&stored).text;
                if shown.with_untracked(|shown| *shown != text) {
                    shown.set(text);
                }
            }
            names
        });
        Self { shown, names }
    }

    /// Takes what stands in the field now. Gives what is stored of it.
    pub(crate) fn typed(self, text: String) -> String {
        let stored = self.names.with_untracked(|names| names.stored(&text).text);
        self.shown.set(text);
        stored
    }
}
