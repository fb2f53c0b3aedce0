//! Saving the changed cells, a row at a time.

use std::collections::BTreeMap;

use leptos::prelude::*;
use model::{Grid, RowEdit, Variant};

use super::context::{OpenDialog, RowFailure, RowFailures, VariantsContext};
use crate::state::branch::{BranchState, saved_grid};
use crate::state::progress::Progress;
use crate::text::{count, error_text};

/// Saves all changed rows. What fails stays changed. `anyway` saves over cells that somebody else
/// changed meanwhile.
pub(super) async fn save(state: BranchState, context: VariantsContext, anyway: bool) {
    let (Some(api), at) = (state.api(), state.at()) else { return };
    context.saving.set(Some(Progress::default()));
    context.failures.set(RowFailures::new());
    // The API has no way to say "only if unchanged", so look first.
    let (attributes, variants) = match saved_grid(&api, &at).await {
        Ok(saved) => saved,
        Err(error) => {
            context.saving.try_set(None);
            state.was_refused("The cells were not saved", &error);
            return;
        }
    };
    let mut dropped = Vec::new();
    state.grid.update(|grid| dropped = grid.refresh(attributes, variants));
    state.report_dropped(dropped);
    let overlaps = state.grid.with_untracked(Grid::conflicts).unwrap_or_default();
    if !overlaps.is_empty() && !anyway {
        context.saving.try_set(None);
        context.dialog.try_set(Some(OpenDialog::Overlap(overlaps)));
        return;
    }
    let edits = state.grid.with_untracked(Grid::row_edits).unwrap_or_default();
    let total = edits.len();
    let mut saved = 0;
    let mut failures = RowFailures::new();
    for (done, edit) in edits.into_iter().enumerate() {
        context.saving.try_set(Some(Progress { done, ..Progress::of(total) }));
        let name = state
            .grid
            .with_untracked(|grid| grid.value(&edit.variant, None).to_owned())
            .unwrap_or_default();
        if let Some(why) = problem_of(state, &edit) {
            failures.insert(edit.variant, RowFailure { name, why });
            continue;
        }
        let present =
            state.grid.with_untracked(|grid| grid.variant(&edit.variant).cloned()).flatten();
        let values = present.and_then(|row| values_of(row, &edit));
        match api.edit_variant(&at, &edit.variant, edit.name.as_deref(), values.as_ref()).await {
            Ok(row) => {
                state.grid.update(|grid| grid.replace_row(row));
                saved += 1;
            }
            Err(error) if error.is_read_only() || error.is_unauthorized() => {
                state.was_refused("The cells were not saved", &error);
                break;
            }
            Err(error) => {
                let why = error_text(&error);
                failures.insert(edit.variant, RowFailure { name, why });
            }
        }
    }
    if saved > 0 {
        state.studio.notices.done(format!("{} saved", count(saved, "row")));
        state.was_saved();
    }
    context.failures.try_set(failures);
    context.saving.try_set(None);
}

/// All values of a row, because the API may replace the ones that are not named.
fn values_of(mut row: Variant, edit: &RowEdit) -> Option<BTreeMap<model::AttributeId, String>> {
    row.values.extend(edit.values.clone());
    (!edit.values.is_empty()).then_some(row.values)
}

/// What we know to be wrong with a row before asking the API.
fn problem_of(state: BranchState, edit: &RowEdit) -> Option<String> {
    edit.name.as_ref()?;
    state
        .grid
        .with_untracked(|grid| grid.problem(&edit.variant, None))?
        .map(|problem| problem.message().to_owned())
}
