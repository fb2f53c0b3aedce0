//! Compares two snapshots of an agent.
//!
//! The words used here:
//!
//! - A *snapshot* ([`model::Snapshot`]) is everything one version or branch contains. Of two, one
//!   is the *old* and one the *new* side. Swapping them mirrors the result.
//! - A *section* ([`model::Section`]) is a part of an agent in the studio's words: behavior,
//!   topics, flows. What no section is known for is shown under "Other settings": nothing is
//!   hidden from a comparison.
//! - An *item* ([`ItemDiff`]) is a thing people know by name: a topic, a function, a step of a flow.
//!   Items nest. Those of both sides are matched by identifier, then by name, then by similarity.
//! - A *field* ([`FieldDiff`]) is one property of an item: a text, a value, a list, a structure, or
//!   the grid of variants.
//! - A *hunk* ([`Hunk`]) is a run of lines of a text that differ; inside of it, lines that were
//!   edited are paired, and inside of a pair, words are compared ([`WordDiff`]).
//! - A *change* ([`Change`]) is the unit for counting, visiting, linking and reverting: one hunk,
//!   one value, one entry of a list, one cell, one item added or removed, one rename, one move. One
//!   meaningful edit is exactly one change.
//! - A *note* is a change that is shown but not counted, because it only follows from another one
//!   or makes no difference.
//!
//! No change at all: the order of keys, who edited when, derived references, the spelling of
//! numbers, line ends and one at the end of a text, `null` and nothing where a key is absent.
//!
//! Invariants: nothing here does I/O, reads a clock or can fail. Work is bounded by size.

mod change;
mod compare;
mod comparison;
mod describe;
pub mod export;
mod find;
#[cfg(any(test, feature = "generate"))]
pub mod generate;
mod hash;
mod ids;
pub mod reversal;
mod rows;
mod sorted;
mod text;
mod visual;
mod wrap;

pub use change::{Change, ChangeId, ChangeKind, GridPart, Part, Totals};
pub use compare::{
    Comparing, DefaultDiff, GridAxis, GridCell, GridDiff, ListDiff, ListEntry, compare,
    compare_with,
};
pub use comparison::{
    Comparison, Content, FieldDiff, ItemDiff, ItemSide, Presence, SectionDiff, Stamp, ValueDiff,
};
pub use find::{Hit, find, occurrences};
pub use ids::Ids;
pub use rows::{
    Entry, EntryPlace, Filter, GapId, Layout, LineKind, LineRow, Mode, NumberedLine, Opened, Row,
    Spot, View,
};
pub use text::{
    Hunk, LinePair, Lines, Piece, Span, Syntax, TextDiff, Whitespace, WordChange, WordDiff, normal,
    words,
};
pub use visual::{Page, VisualLayout};
pub use wrap::{Cells, Measured, TextMeasurer, count_wraps, wrap};
