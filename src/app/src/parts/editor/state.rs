//! A field, its text, and what is selected in it.

use std::ops::Range;
use std::sync::Arc;

use leptos::html;
use leptos::prelude::*;
use model::Names;

use super::lines::{count_ends, line_around, start_of};
use crate::browser::{caret, field, focus, overlay};

/// What all tools of an editor work on. Positions are in bytes of the text in the field.
#[derive(Clone, Copy)]
pub(super) struct EditorState {
    pub(super) field: NodeRef<html::Textarea>,
    /// The copy of the text behind the field.
    pub(super) copy: NodeRef<html::Div>,
    /// An element that is put where a character is.
    pub(super) marker: NodeRef<html::Span>,
    /// What stands in the field.
    pub(super) text: RwSignal<String>,
    pub(super) names: Signal<Arc<Names>>,
    /// What is selected; a caret is an empty selection.
    selection: RwSignal<Range<usize>>,
    pub(super) read_only: Signal<bool>,
}

impl EditorState {
    /// The state of an editor that shows a text.
    pub(super) fn new(
        text: RwSignal<String>,
        names: Signal<Arc<Names>>,
        read_only: Signal<bool>,
    ) -> Self {
        Self {
            field: NodeRef::new(),
            copy: NodeRef::new(),
            marker: NodeRef::new(),
            text,
            names,
            selection: RwSignal::new(0..0),
            read_only,
        }
    }

    /// Reads what is selected from the field, if that has the focus.
    pub(super) fn read_selection(self) {
        let Some(field) = self.field.get_untracked() else { return };
        if focus::active().is_some_and(|active| *active == **field) {
            let now = self.text.with_untracked(|text| field::selection(&field, text));
            if self.selection.with_untracked(|before| *before != now) {
                self.selection.set(now);
            }
        }
    }

    /// What is selected. The text may be another one by now than that in which it was.
    pub(super) fn selection(self) -> Range<usize> {
        self.text.with(|text| within(text, &self.selection.read()))
    }

    /// Replaces a part of the text as typing would, and leaves the focus where it is.
    pub(super) fn replace(self, range: Range<usize>, new: &str) {
        let Some(field) = self.field.get_untracked() else { return };
        let focused = focus::active();
        let text = self.text.get_untracked();
        field::replace(&field, &text, within(&text, &range), new);
        self.read_selection();
        if let Some(focused) = focused {
            focus::focus_quietly(&focused);
        }
    }

    /// Takes a part of the text for what is selected and scrolls to it. The focus stays where it is: in
    /// some browsers a field that is told its selection takes the focus.
    pub(super) fn show(self, range: Range<usize>) {
        let at = range.start;
        self.selection.set(range);
        overlay::after_drawing(move || self.reveal(at, false));
    }

    /// Selects a part of the text, gives the field the focus and scrolls to the place.
    pub(super) fn enter(self, range: Range<usize>) {
        if let Some(field) = self.field.get_untracked() {
            focus::focus_quietly(&field);
            self.text.with_untracked(|text| field::select(&field, text, &within(text, &range)));
        }
        self.show(range);
    }

    /// Puts the caret at the beginning of a line, which then is on top of what is in view.
    pub(super) fn enter_line(self, line: usize) {
        let at = self.text.with_untracked(|text| start_of(text, line));
        self.enter(at..at);
        overlay::after_drawing(move || self.reveal(at, true));
    }

    fn reveal(self, at: usize, on_top: bool) {
        let marker = self.put_marker(at);
        match marker {
            Some(marker) if on_top => focus::bring_to_top(&marker),
            Some(marker) => focus::bring_into_view(&marker),
            None => {}
        }
    }

    /// Puts the marker before a character.
    pub(super) fn put_marker(self, at: usize) -> Option<overlay::Anchor> {
        let marker: overlay::Anchor = self.marker.try_get_untracked().flatten()?.into();
        let copy = self.copy.try_get_untracked().flatten()?;
        self.text.try_with_untracked(|text| {
            let at = within(text, &(at..at)).start;
            let line = line_around(text, at);
            let number = count_ends(&text[..line.start]);
            caret::put(&marker, &copy, number, &text[line.start..at]);
        })?;
        Some(marker)
    }
}

/// A range that surely is one of a text.
fn within(text: &str, range: &Range<usize>) -> Range<usize> {
    let floor = |at: usize| {
        let at = at.min(text.len());
        (0..=at).rev().find(|at| text.is_char_boundary(*at)).unwrap_or(0)
    };
    let start = floor(range.start);
    start..floor(range.end).max(start)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_selection_of_an_older_text_is_no_reason_to_fail() {
        assert_eq!(within("é", &(1..9)), 0..2);
        assert_eq!(within("", &(3..4)), 0..0);
        assert_eq!(within("abc", &(1..2)), 1..2);
    }
}
