//! The comparison engine.
#![doc = include_str!("../README.md")]

mod change;
mod compare;
mod comparison;
mod describe;
mod direction;
mod exceptions;
pub mod export;
mod find;
#[cfg(any(test, feature = "generate"))]
pub mod generate;
mod hash;
mod ids;
mod named;
pub mod reversal;
mod rows;
mod search;
mod signs;
mod sorted;
mod text;
mod text_merge;
mod visual;
mod wrap;

pub use change::{Change, ChangeId, ChangeKind, GridPart, Part, Presence, Totals};
pub use compare::{Comparing, Settings, compare, compare_with};
pub use comparison::{
    Comparison, Content, DefaultDiff, FieldDiff, GridAxis, GridCell, GridDiff, ItemDiff, ItemSide,
    ListDiff, ListEntry, SectionDiff, Stamp, ValueDiff,
};
pub use direction::{has_right_to_left, is_right_to_left};
pub use exceptions::{Allowance, EXCEPTIONS, Exception, LITERAL};
pub use find::{Hit, find};
pub use ids::Ids;
pub use model::{Invisible, invisible, made_visible};
pub use named::{NamedLine, NamedReference, SideNames, named_pieces};
pub use rows::{
    Entry, EntryPlace, Filter, GapId, Layout, LineKind, LineRow, Mode, NumberedLine, Opened, Row,
    Spot, View,
};
pub use search::{named_occurrences, occurrences};
pub use signs::{Sign, SignWidth, signs};
pub use text::{
    Hunk, LinePair, Lines, Piece, Span, Syntax, TextDiff, UnicodeWords, Whitespace, WordBreaker,
    WordChange, WordDiff, normal, words, words_with,
};
pub use text_merge::{Origin, Region, TextMerge};
pub use visual::{Page, VisualLayout};
pub use wrap::{Cells, Measured, TextMeasurer, count_wraps, wrap};
