//! What differs in the grid of variants.

use std::ops::Range;

use crate::{Ids, Presence};

/// What differs in the grid of variants: the rows and columns in which anything does.
#[derive(Debug, Default, PartialEq)]
pub struct GridDiff {
    /// Attributes in which something differs.
    pub columns: Vec<GridAxis>,
    /// Variants in which something differs.
    pub rows: Vec<GridAxis>,
    /// All cells of these rows and columns, row by row.
    pub(crate) cells: Vec<GridCell>,
    /// Which variant is the default, if that differs.
    pub default: Option<DefaultDiff>,
    /// How many variants and attributes there are on the new side, shown or not.
    pub size: (usize, usize),
}

/// One attribute or variant.
#[derive(Debug, PartialEq)]
pub struct GridAxis {
    /// On which sides it is.
    pub presence: Presence,
    /// The identifier on the old side; empty if it is not there.
    pub old_id: String,
    /// The identifier on the new side; empty if it is not there.
    pub new_id: String,
    /// The name on the old side; empty if it is not there.
    pub old_name: String,
    /// The name on the new side; empty if it is not there.
    pub new_name: String,
    /// Whether it stands elsewhere among the others.
    pub is_moved: bool,
    /// Changes of the row or column itself, as indexes into [`crate::Comparison::changes`].
    pub changes: Range<usize>,
}

/// One cell. An empty value and none are the same.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct GridCell {
    /// The value on the old side.
    pub old: String,
    /// The value on the new side.
    pub new: String,
    /// The change of this cell, as an index into [`crate::Comparison::changes`]. A cell of a row or
    /// column that was added or removed as a whole has none of its own.
    pub change: Option<usize>,
    pub(crate) is_changed: bool,
}

/// The default variant on both sides.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DefaultDiff {
    /// Its name on the old side; empty if there is none.
    pub old: String,
    /// Its name on the new side; empty if there is none.
    pub new: String,
    /// The change, as an index into [`crate::Comparison::changes`].
    pub change: usize,
}

impl GridDiff {
    /// A cell of the rows and columns that are shown.
    pub fn cell(&self, row: usize, column: usize) -> &GridCell {
        &self.cells[row * self.columns.len() + column]
    }

    pub(crate) fn cell_mut(&mut self, row: usize, column: usize) -> &mut GridCell {
        &mut self.cells[row * self.columns.len() + column]
    }

    /// Adds the identifiers of what was re-created.
    pub(crate) fn recreated(&self, ids: &mut Ids) {
        for axis in self.rows.iter().chain(&self.columns).filter(|axis| axis.is_recreated()) {
            ids.set(&axis.old_id, &axis.new_id);
        }
    }

    pub(crate) fn is_empty(&self) -> bool {
        self.rows.is_empty() && self.columns.is_empty() && self.default.is_none()
    }
}

impl GridAxis {
    /// The name it is known by: the new one where there is one.
    pub fn name(&self) -> &str {
        if self.presence == Presence::Old { &self.old_name } else { &self.new_name }
    }

    /// Whether both sides have it under different identifiers.
    pub fn is_recreated(&self) -> bool {
        self.presence == Presence::Both && self.old_id != self.new_id
    }

    /// Whether both sides have it under different names.
    pub fn is_renamed(&self) -> bool {
        self.presence == Presence::Both && self.old_name != self.new_name
    }

    /// Whether the row or column itself differs, not only cells in it.
    pub(crate) fn is_changed(&self) -> bool {
        self.presence != Presence::Both || self.is_recreated() || self.is_renamed() || self.is_moved
    }
}
