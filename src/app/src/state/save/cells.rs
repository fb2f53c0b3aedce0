//! Saving the unsaved cells of the grid, one row after the other.

use std::collections::BTreeMap;

use leptos::prelude::*;
use model::{AttributeId, Grid, GridChange, RowEdit, Variant, VariantId};

use crate::state::branch::BranchState;
use crate::state::branch::resources::saved_grid;
use crate::state::progress::Progress;
use crate::text::{count, error_text};

const NOT_SAVED: &str = "The cells were not saved";

/// The course of saving cells.
#[derive(Clone, Copy)]
pub(crate) struct CellSave {
    /// How far the save is that is under way.
    pub(crate) progress: RwSignal<Option<Progress>>,
    /// The rows that could not be saved.
    pub(crate) failures: RwSignal<RowFailures>,
    /// The cells that somebody else changed under unsaved ones; empty while nothing is to decide.
    pub(crate) conflicts: RwSignal<Vec<GridChange>>,
}

/// Rows that could not be saved.
pub(crate) type RowFailures = BTreeMap<VariantId, RowFailure>;

/// Why a row could not be saved.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct RowFailure {
    /// The name of the row, for the list.
    pub(crate) name: String,
    pub(crate) why: String,
}

impl CellSave {
    pub(crate) fn new() -> Self {
        Self {
            progress: RwSignal::new(None),
            failures: RwSignal::new(RowFailures::new()),
            conflicts: RwSignal::new(Vec::new()),
        }
    }

    /// Ends a conflict: for each cell that somebody else changed, whether one's own value stays. Kept
    /// values are edits of what was seen; nothing is sent yet.
    pub(crate) fn decide(self, state: BranchState, keeps_mine: impl Fn(usize) -> bool) {
        let conflicts = self.conflicts.try_get_untracked().unwrap_or_default();
        let (mut kept, mut dropped) = (Vec::new(), Vec::new());
        for (place, cell) in conflicts.into_iter().enumerate() {
            if keeps_mine(place) { kept.push(cell) } else { dropped.push(cell) }
        }
        state.resources.grid.update(|grid| {
            grid.keep(&kept);
            grid.take_stored(dropped);
        });
        self.conflicts.try_set(Vec::new());
    }

    /// Saves all changed rows. What fails stays unsaved.
    pub(crate) async fn run(self, state: BranchState) {
        let (Some(api), at) = (state.api(), state.at()) else { return };
        let grid = state.resources.grid;
        self.progress.try_set(Some(Progress::default()));
        self.failures.try_set(RowFailures::new());
        self.conflicts.try_set(Vec::new());
        let (attributes, variants) = match saved_grid(&api, &at).await {
            Ok(saved) => saved,
            Err(error) => {
                self.progress.try_set(None);
                state.was_refused(NOT_SAVED, &error);
                return;
            }
        };
        let mut dropped = Vec::new();
        grid.update(|grid| dropped = grid.refresh(attributes, variants));
        state.drafts.report_dropped(dropped);
        let conflicts = grid.with_untracked(Grid::conflicts).unwrap_or_default();
        if !conflicts.is_empty() {
            self.progress.try_set(None);
            self.conflicts.try_set(conflicts);
            return;
        }
        let edits = grid.with_untracked(Grid::row_edits).unwrap_or_default();
        let total = edits.len();
        let mut saved = 0;
        let mut failures = RowFailures::new();
        for (done, edit) in edits.into_iter().enumerate() {
            self.progress.try_set(Some(Progress { done, ..Progress::of(total) }));
            let name = grid.with_untracked(|grid| grid.value(&edit.variant, None).to_owned());
            let mut fail = |why: String| {
                let failure = RowFailure { name: name.clone().unwrap_or_default(), why };
                failures.insert(edit.variant.clone(), failure);
            };
            if let Some(why) = problem_of(state, &edit) {
                fail(why);
                continue;
            }
            let current = grid.with_untracked(|grid| grid.variant(&edit.variant).cloned());
            let values = current.flatten().and_then(|row| values_of(row, &edit));
            let name = edit.name.as_deref();
            match api.edit_variant(&at, &edit.variant, name, values.as_ref()).await {
                Ok(row) => {
                    grid.update(|grid| grid.replace_row(row, &edit));
                    saved += 1;
                }
                Err(error) if error.is_read_only() || error.is_unauthorized() => {
                    state.was_refused(NOT_SAVED, &error);
                    break;
                }
                Err(error) => fail(error_text(&error)),
            }
        }
        if saved > 0 {
            state.studio.notices.recovered(NOT_SAVED);
            state.studio.notices.done(format!("{} saved", count(saved, "row")));
            state.was_saved();
        }
        self.failures.try_set(failures);
        self.progress.try_set(None);
    }
}

/// All values of a row, because the API may replace the ones that are not named.
fn values_of(mut row: Variant, edit: &RowEdit) -> Option<BTreeMap<AttributeId, String>> {
    row.values.extend(edit.values.clone());
    (!edit.values.is_empty()).then_some(row.values)
}

/// What is known to be wrong with a row before it is sent.
fn problem_of(state: BranchState, edit: &RowEdit) -> Option<String> {
    edit.name.as_ref()?;
    state
        .resources
        .grid
        .with_untracked(|grid| grid.problem(&edit.variant, None))?
        .map(|problem| problem.message().to_owned())
}
