//! Places in a comparison, whether shown or not.

use crate::Comparison;

/// A piece of text in a comparison. Items and fields are indexes into those of the comparison.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Spot {
    /// The name of an item.
    Item {
        /// The item.
        item: usize,
    },
    /// The notice below the name of an item: renamed, moved, re-created.
    Notice {
        /// The change, as an index into [`Comparison::changes`].
        change: usize,
    },
    /// The label of a field.
    Field {
        /// The item.
        item: usize,
        /// The field.
        field: usize,
    },
    /// A line of a text, or of an entry of a list.
    Line {
        /// The item.
        item: usize,
        /// The field.
        field: usize,
        /// The entry, if the field is a list.
        entry: Option<usize>,
        /// Whether it is the old side.
        is_old: bool,
        /// The line, counted from 0.
        line: usize,
    },
    /// A single value.
    Value {
        /// The item.
        item: usize,
        /// The field.
        field: usize,
        /// Whether it is the old side.
        is_old: bool,
    },
    /// The heading of a column of the grid of variants.
    Column {
        /// The item.
        item: usize,
        /// The field.
        field: usize,
        /// The column.
        column: usize,
        /// Whether it is the old side.
        is_old: bool,
    },
    /// A cell of the grid of variants; its heading when there is no column.
    Cell {
        /// The item.
        item: usize,
        /// The field.
        field: usize,
        /// The row.
        row: usize,
        /// The column.
        column: Option<usize>,
        /// Whether it is the old side.
        is_old: bool,
    },
}

impl Spot {
    /// The item it is in.
    pub fn item(&self, comparison: &Comparison) -> usize {
        match *self {
            Self::Notice { change } => comparison.changes[change].item,
            Self::Item { item }
            | Self::Field { item, .. }
            | Self::Line { item, .. }
            | Self::Value { item, .. }
            | Self::Column { item, .. }
            | Self::Cell { item, .. } => item,
        }
    }

    /// The field it is in, if it is in one.
    pub fn field(&self) -> Option<usize> {
        match *self {
            Self::Item { .. } | Self::Notice { .. } => None,
            Self::Field { field, .. }
            | Self::Line { field, .. }
            | Self::Value { field, .. }
            | Self::Column { field, .. }
            | Self::Cell { field, .. } => Some(field),
        }
    }
}
