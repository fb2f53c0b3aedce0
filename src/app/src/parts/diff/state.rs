//! A comparison with all that a person does to see it.

use std::sync::Arc;

use diff::{Change, ChangeId, Comparison, GapId, Hit, Layout, Mode, View};
use leptos::prelude::*;

/// Rows that a click on a gap shows more of.
const STEP: usize = 10;

/// A shared value that equals only itself: comparing contents would take too long.
pub(crate) struct PtrEq<T>(pub(crate) Arc<T>);

impl<T> Clone for PtrEq<T> {
    fn clone(&self) -> Self {
        Self(Arc::clone(&self.0))
    }
}

impl<T> PartialEq for PtrEq<T> {
    fn eq(&self, other: &Self) -> bool {
        Arc::ptr_eq(&self.0, &other.0)
    }
}

/// What is looked for.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Query {
    pub(crate) text: String,
    pub(crate) matches_case: bool,
}

/// Where to scroll, once.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Target {
    pub(crate) row: usize,
    /// Distinguishes two requests to scroll to the same row.
    turn: u32,
}

/// A comparison with all that a person does to see it. Cheap to copy.
#[derive(Clone, Copy)]
pub(crate) struct DiffState {
    pub(crate) comparison: Signal<Option<PtrEq<Comparison>>>,
    pub(crate) view: RwSignal<View>,
    /// The mode a person chose; a narrow place shows another one meanwhile.
    pub(crate) wanted: RwSignal<Mode>,
    pub(crate) layout: Memo<Option<PtrEq<Layout>>>,
    /// The change one is at, as an index into those of the comparison.
    pub(crate) current: RwSignal<Option<usize>>,
    pub(crate) target: RwSignal<Option<Target>>,
    pub(crate) query: RwSignal<Query>,
    pub(crate) hits: Memo<PtrEq<Vec<Hit>>>,
    /// The hit one is at.
    pub(crate) hit: RwSignal<usize>,
    turns: StoredValue<u32>,
}

impl DiffState {
    pub(crate) fn new(comparison: Signal<Option<PtrEq<Comparison>>>, mode: Mode) -> Self {
        let view = RwSignal::new(View { mode, ..View::default() });
        let layout = Memo::new(move |_| {
            let comparison = comparison.get()?;
            Some(PtrEq(Arc::new(Layout::new(comparison.0, view.get()))))
        });
        let query = RwSignal::new(Query::default());
        let hits = Memo::new(move |_| {
            let query = query.read();
            let found = layout.with(|layout| match layout {
                Some(layout) if !query.text.is_empty() => {
                    diff::find(&layout.0, &query.text, query.matches_case)
                }
                _ => Vec::new(),
            });
            PtrEq(Arc::new(found))
        });
        Self {
            comparison,
            view,
            wanted: RwSignal::new(mode),
            layout,
            current: RwSignal::new(None),
            target: RwSignal::new(None),
            query,
            hits,
            hit: RwSignal::new(0),
            turns: StoredValue::new(0),
        }
    }

    /// The layout as it is now, without tracking.
    pub(crate) fn layout_now(self) -> Option<Arc<Layout>> {
        self.layout.with_untracked(|layout| layout.as_ref().map(|layout| Arc::clone(&layout.0)))
    }

    /// Something of the change one is at.
    pub(crate) fn with_current<R>(self, read: impl FnOnce(&Comparison, &Change) -> R) -> Option<R> {
        let index = self.current.get()?;
        self.comparison.with(|comparison| {
            let comparison = &comparison.as_ref()?.0;
            Some(read(comparison, comparison.changes.get(index)?))
        })
    }

    /// Which one the current change is of how many that are shown, from 1.
    pub(crate) fn position(self) -> (Option<usize>, usize) {
        self.layout.with(|layout| match layout {
            None => (None, 0),
            Some(layout) => {
                let current = self.current.get();
                let place = layout.0.changes().position(|change| Some(change) == current);
                (place.map(|place| place + 1), layout.0.changes().count())
            }
        })
    }

    /// Goes to a change, and opens what hides it.
    pub(crate) fn go_to(self, change: usize) {
        let Some(layout) = self.layout_now() else { return };
        if layout.row_of_change(change).is_none() {
            // The filter hides it: to go to a change shows it.
            self.view.update(|view| view.filter = diff::Filter::default());
        }
        let is_folded = layout.comparison().changes.get(change).is_some_and(|found| {
            let item = &layout.comparison().items[found.item];
            layout.view().folded.contains(&item.key)
                || layout.view().folded_sections.contains(&found.section)
        });
        if is_folded {
            let comparison = Arc::clone(layout.comparison());
            let item = comparison.changes[change].item;
            self.view.update(|view| view.reveal(&comparison, &diff::Spot::Item { item }));
        }
        self.current.set(Some(change));
        if let Some(row) = self.layout_now().and_then(|layout| layout.row_of_change(change)) {
            self.scroll_to(row);
        }
    }

    /// Goes to where one was in another comparison: to the change of that name if it is shown, or
    /// else to the one that stands in its place.
    pub(crate) fn return_to(self, id: &ChangeId, index: usize) {
        let Some(layout) = self.layout_now() else { return };
        let shown: Vec<usize> = layout.changes().collect();
        let same = layout.comparison().find(id).filter(|change| shown.contains(change));
        let in_place = || shown.iter().find(|change| **change >= index).or(shown.last()).copied();
        let found = same.or_else(in_place);
        self.current.set(found);
        if let Some(change) = found {
            self.stay_at(change);
        }
    }

    /// Goes `by` shown changes forward, or back; stops at the ends.
    pub(crate) fn step(self, by: isize) {
        let Some(layout) = self.layout_now() else { return };
        let shown: Vec<usize> = layout.changes().collect();
        let current = self.current.get_untracked();
        let place = current.and_then(|current| shown.iter().position(|change| *change == current));
        let next = match place {
            None if by >= 0 => 0,
            None => shown.len().saturating_sub(1),
            Some(place) => place.saturating_add_signed(by).min(shown.len().saturating_sub(1)),
        };
        if let Some(change) = shown.get(next) {
            self.go_to(*change);
        }
    }

    /// Goes to the first change, or to the last.
    pub(crate) fn go_to_end(self, is_last: bool) {
        let Some(layout) = self.layout_now() else { return };
        let end = if is_last { layout.changes().next_back() } else { layout.changes().next() };
        if let Some(change) = end {
            self.go_to(change);
        }
    }

    /// Shows more around the current change; called again, all of its text.
    pub(crate) fn expand(self) {
        let (Some(layout), Some(current)) = (self.layout_now(), self.current.get_untracked())
        else {
            return;
        };
        let comparison = layout.comparison();
        let change = &comparison.changes[current];
        let Some(field) = change.part.field() else { return };
        let diff::Part::Hunk { hunk, .. } = change.part else {
            self.view.update(|view| view.open_field(comparison, change.item, field));
            return;
        };
        let gap = |hunk| GapId { item: change.item, field, hunk };
        self.view.update(|view| {
            let is_opened =
                view.gaps.contains_key(&gap(hunk)) || view.gaps.contains_key(&gap(hunk + 1));
            if is_opened {
                view.open_field(comparison, change.item, field);
            } else {
                view.open(gap(hunk), 0, STEP);
                view.open(gap(hunk + 1), STEP, 0);
            }
        });
        self.stay_at(current);
    }

    /// Shows more of a gap: a step at its top and bottom, or the whole of it.
    pub(crate) fn open_gap(self, gap: GapId, whole: bool) {
        self.view.update(|view| {
            if whole {
                view.open_whole(gap);
            } else {
                view.open(gap, STEP, STEP);
            }
        });
    }

    /// Folds an item, or unfolds it.
    pub(crate) fn fold(self, key: &str, is_folded: bool) {
        self.view.update(|view| view.fold(key, is_folded));
    }

    /// Changes the way the sides stand, and stays at the current change.
    pub(crate) fn set_mode(self, mode: Mode) {
        self.wanted.set(mode);
        self.show_as(mode);
    }

    /// Shows it so for as long as the place has no room for what was chosen.
    pub(super) fn show_as(self, mode: Mode) {
        if self.view.with_untracked(|view| view.mode == mode) {
            return;
        }
        self.view.update(|view| view.mode = mode);
        if let Some(current) = self.current.get_untracked() {
            self.stay_at(current);
        }
    }

    /// Goes `by` hits forward, or back, around the ends.
    pub(crate) fn step_hit(self, by: isize) {
        let count = self.hits.with_untracked(|hits| hits.0.len()) as isize;
        if count > 0 {
            let next = (self.hit.get_untracked() as isize + by).rem_euclid(count);
            self.go_to_hit(next as usize);
        }
    }

    /// Goes to a hit, and opens what hides it.
    pub(crate) fn go_to_hit(self, index: usize) {
        let hit = self.hits.with_untracked(|hits| hits.0.get(index).cloned());
        let (Some(layout), Some(hit)) = (self.layout_now(), hit) else { return };
        self.hit.set(index);
        if layout.row_of(&hit.spot).is_none() {
            let comparison = Arc::clone(layout.comparison());
            self.view.update(|view| view.reveal(&comparison, &hit.spot));
        }
        if let Some(row) = self.layout_now().and_then(|layout| layout.row_of(&hit.spot)) {
            self.scroll_to(row);
        }
    }

    /// Scrolls a row into sight.
    pub(crate) fn scroll_to(self, row: usize) {
        let turn = self.turns.try_update_value(|turn| {
            *turn += 1;
            *turn
        });
        self.target.set(Some(Target { row, turn: turn.unwrap_or_default() }));
    }

    /// Keeps a change in view after rows above it were added or removed.
    fn stay_at(self, change: usize) {
        if let Some(row) = self.layout_now().and_then(|layout| layout.row_of_change(change)) {
            self.scroll_to(row);
        }
    }
}
