//! One row of a comparison.

use super::{GapId, LineRow};
use crate::{Change, DefaultDiff, FieldDiff, GridDiff, ItemDiff, SectionDiff, ValueDiff};

/// One row. Items, fields and changes are indexes into those of the comparison.
#[derive(Clone, Debug)]
pub enum Row<'a> {
    /// The heading of a section.
    Section {
        /// The section, as an index into [`crate::Comparison::sections`].
        index: usize,
        /// The section.
        section: &'a SectionDiff,
        /// Whether only its heading is shown.
        is_folded: bool,
    },
    /// The heading of an item.
    Item {
        /// The item.
        index: usize,
        /// The item.
        item: &'a ItemDiff,
        /// Whether only its heading is shown.
        is_folded: bool,
        /// The change that added or removed it, or the note that it was re-created.
        change: Option<usize>,
    },
    /// A notice about an item as a whole: renamed, moved, re-created.
    Notice {
        /// The change.
        index: usize,
        /// The change.
        change: &'a Change,
        /// The sentence people read.
        text: String,
    },
    /// The heading of a field.
    Field {
        /// The item.
        item: usize,
        /// The field.
        index: usize,
        /// The field.
        field: &'a FieldDiff,
    },
    /// A row of text.
    Line(LineRow<'a>),
    /// Rows of a text that are the same on both sides and not shown.
    Gap {
        /// What opens it.
        id: GapId,
        /// How many rows are hidden.
        hidden: usize,
    },
    /// A single value with its label.
    Value {
        /// The field.
        field: &'a FieldDiff,
        /// The value on both sides.
        value: &'a ValueDiff,
        /// The change; none when the item as a whole was added or removed.
        change: Option<usize>,
    },
    /// Which variant is the default.
    GridDefault {
        /// Both sides.
        default: &'a DefaultDiff,
    },
    /// The columns of the grid of variants.
    GridHead {
        /// The grid.
        grid: &'a GridDiff,
    },
    /// A row of the grid of variants.
    GridRow {
        /// The grid.
        grid: &'a GridDiff,
        /// The row.
        row: usize,
    },
}
