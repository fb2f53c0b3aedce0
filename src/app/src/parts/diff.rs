//! The difference of two versions on the page: one model of rows, drawn side by side, unified or
//! for reading, of which only what is in sight exists.

mod body;
mod grid;
mod line;
mod metrics;
mod pinned;
mod references;
mod row;
mod row_renderer;
mod selection;
pub(crate) mod signs;
mod state;
mod steps;
mod text_row;

pub(crate) use body::DiffBody;
pub(crate) use references::{FollowReference, Followed};
pub(crate) use row::short_totals;
pub(crate) use row_renderer::ItemActions;
pub(crate) use state::{DiffState, PtrEq};
pub(crate) use steps::Steps;
