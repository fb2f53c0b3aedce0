//! Selecting and copying one side, without signs and numbers, over rows that may be out of sight.

use std::ops::Range;

use diff::Layout;
use leptos::ev::MouseEvent;
use leptos::prelude::*;

use crate::browser::selection::{self, End};

/// What of a side is selected.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Selected {
    /// What the browser has selected, if anything.
    Browsers,
    /// One side as a whole.
    Side {
        /// Whether it is the old one.
        is_old: bool,
    },
}

/// The selection of a comparison.
#[derive(Clone, Copy)]
pub(super) struct Selection {
    /// The side a selection was begun on; the other one cannot be selected meanwhile.
    pub(super) is_old: RwSignal<bool>,
    pub(super) selected: RwSignal<Selected>,
    /// The row in which a selection was begun; it stays on the page while the selection lasts.
    pub(super) anchor: RwSignal<Option<usize>>,
}

impl Selection {
    pub(super) fn new() -> Self {
        Self {
            is_old: RwSignal::new(false),
            selected: RwSignal::new(Selected::Browsers),
            anchor: RwSignal::new(None),
        }
    }

    /// A press on a text begins a selection on its side, and gives its row and side. With Shift it
    /// ends the one that was begun elsewhere.
    pub(super) fn begin(self, event: &MouseEvent) -> Option<(usize, bool)> {
        let place = selection::place_of(event.target());
        self.selected.set(Selected::Browsers);
        if event.shift_key() && self.anchor.with_untracked(Option::is_some) {
            return place;
        }
        self.anchor.set(place.map(|(row, _)| row));
        if let Some((_, is_old)) = place {
            self.is_old.set(is_old);
        }
        selection::take_text(event);
        place
    }

    /// Selects the side that was last pressed on, as a whole.
    pub(super) fn select_all(self) {
        self.selected.set(Selected::Side { is_old: self.is_old.get_untracked() });
    }

    /// The text to copy; `None` leaves it to the browser.
    pub(super) fn text(self, layout: &Layout) -> Option<String> {
        match self.selected.get_untracked() {
            Selected::Side { is_old } => Some(layout.side_text(0..layout.len(), is_old)),
            Selected::Browsers => {
                let (start, end) = selection::ends()?;
                // Within one row the browser knows best, but for breaks that are ours.
                Some(between(layout, &start, &end, self.is_old.get_untracked()))
            }
        }
    }
}

/// The text of one side between two places.
fn between(layout: &Layout, start: &End, end: &End, is_old: bool) -> String {
    let rows: Range<usize> = start.row..end.row + 1;
    let offset = |end: &End| layout.stored_offset(end.row, is_old, end.offset);
    let text = layout.side_text(rows, is_old);
    let last_line = layout.side_text(end.row..end.row + 1, is_old);
    // Both ends count characters of their own row; lines between are taken whole.
    let cut_end = last_line.chars().count().saturating_sub(offset(end));
    let keep = text.chars().count().saturating_sub(cut_end);
    text.chars().take(keep).skip(offset(start)).collect()
}
