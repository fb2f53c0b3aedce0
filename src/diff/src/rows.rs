//! A comparison as rows: one flat sequence that side-by-side, unified and reading view draw.

mod blocks;
mod copy;
mod entry;
mod field_ref;
mod layout;
pub(crate) mod lines;
mod make;
mod outline;
mod place;
mod reveal;
mod row;
mod spot;
#[cfg(test)]
mod tests;
mod view;

pub(crate) use field_ref::FieldRef;
pub use layout::Layout;
pub use lines::{LineKind, LineRow, NumberedLine};
pub(crate) use make::MeasuredRow;
pub use outline::{Entry, EntryPlace};
pub use row::Row;
pub use spot::Spot;
pub use view::{Filter, GapId, Mode, Opened, View};
