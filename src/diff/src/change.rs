//! A change: the unit that is counted, visited, linked to and reverted.

use std::fmt;
use std::ops::AddAssign;

use model::Section;

/// Names a change in addresses. It is made of letters, digits and `.-_~`, stays the same as long as
/// the change itself does, and is the same when the sides are swapped.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct ChangeId(String);

impl ChangeId {
    /// Takes the identifier out of an address.
    pub fn new(id: impl Into<String>) -> Self {
        Self(id.into())
    }

    /// The identifier as it stands in an address.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for ChangeId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// What happened.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum ChangeKind {
    /// It is only on the new side.
    Added,
    /// It is only on the old side.
    Removed,
    /// Its content differs.
    Edited,
    /// Its name differs.
    Renamed,
    /// Its place among its neighbours differs.
    Moved,
    /// It was deleted and re-created: another identifier, the same thing. Always a note.
    Recreated,
}

impl ChangeKind {
    /// All kinds in the order in which they are counted.
    pub const ALL: [Self; 6] =
        [Self::Added, Self::Removed, Self::Edited, Self::Renamed, Self::Moved, Self::Recreated];

    /// The word people read.
    pub fn label(self) -> &'static str {
        match self {
            Self::Added => "added",
            Self::Removed => "removed",
            Self::Edited => "edited",
            Self::Renamed => "renamed",
            Self::Moved => "moved",
            Self::Recreated => "re-created",
        }
    }

    /// What it is when old and new are swapped.
    pub fn mirrored(self) -> Self {
        match self {
            Self::Added => Self::Removed,
            Self::Removed => Self::Added,
            other => other,
        }
    }
}

/// On which sides an item is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Presence {
    /// On the old side only: it was removed.
    Old,
    /// On the new side only: it was added.
    New,
    /// On both.
    Both,
}

/// One change, and where in its item it is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Change {
    /// Its name in addresses.
    pub id: ChangeId,
    /// What happened.
    pub kind: ChangeKind,
    /// The section it is in.
    pub section: Section,
    /// Its item, as an index into [`crate::Comparison::items`].
    pub item: usize,
    /// The part of the item.
    pub part: Part,
    /// Shown, but not counted: it only follows from another change, or makes no difference.
    pub is_note: bool,
    /// Whether nothing but white space differs.
    pub is_whitespace_only: bool,
}

/// A part of an item. Fields are indexes into [`crate::ItemDiff::fields`].
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Part {
    /// The item as a whole.
    Item,
    /// Its name.
    Name,
    /// Its place among its neighbours.
    Position,
    /// A whole field: a value, or a structure that only one side has.
    Field {
        /// The field.
        field: usize,
    },
    /// One hunk of a text.
    Hunk {
        /// The field.
        field: usize,
        /// The hunk, as an index into [`crate::TextDiff::hunks`].
        hunk: usize,
    },
    /// One entry of a list.
    Entry {
        /// The field.
        field: usize,
        /// The entry, as an index into [`crate::ListDiff::entries`].
        entry: usize,
    },
    /// A part of the grid of variants.
    Grid {
        /// The field.
        field: usize,
        /// The part.
        part: GridPart,
    },
}

impl Part {
    /// The field it is in, if it is in one.
    pub fn field(&self) -> Option<usize> {
        match *self {
            Self::Item | Self::Name | Self::Position => None,
            Self::Field { field }
            | Self::Hunk { field, .. }
            | Self::Entry { field, .. }
            | Self::Grid { field, .. } => Some(field),
        }
    }
}

/// A part of the grid of variants. Rows and columns are indexes into those of [`crate::GridDiff`].
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum GridPart {
    /// A variant as a whole, its name or its place.
    Row(usize),
    /// An attribute as a whole, its name or its place.
    Column(usize),
    /// One value.
    Cell {
        /// The variant.
        row: usize,
        /// The attribute.
        column: usize,
    },
    /// Which variant is the default.
    Default,
}

/// How many changes there are, by kind.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Totals {
    counts: [usize; 6],
    /// How many notes there are, which no other number includes.
    pub notes: usize,
}

impl Totals {
    /// The number of changes of one kind. Re-created items are notes: this counts those notes.
    pub fn of(&self, kind: ChangeKind) -> usize {
        self.counts[kind as usize]
    }

    /// The number of changes of all kinds, without notes.
    pub fn changes(&self) -> usize {
        self.counts.iter().sum::<usize>() - self.of(ChangeKind::Recreated)
    }

    /// Adds one change.
    pub fn count(&mut self, change: &Change) {
        if change.is_note {
            self.notes += 1;
        }
        if !change.is_note || change.kind == ChangeKind::Recreated {
            self.counts[change.kind as usize] += 1;
        }
    }
}

impl AddAssign for Totals {
    fn add_assign(&mut self, other: Self) {
        self.notes += other.notes;
        self.counts.iter_mut().zip(other.counts).for_each(|(ours, theirs)| *ours += theirs);
    }
}
