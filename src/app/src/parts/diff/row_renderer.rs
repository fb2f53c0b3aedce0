//! What every kind of row needs to be drawn.

use std::ops::Range;
use std::sync::Arc;

use diff::Layout;
use leptos::prelude::*;

use super::metrics::Metrics;
use super::state::{DiffState, Query};
use crate::parts::menu::Entry;

/// What can be done with items, beside folding them. Absent in dialogs, which only show.
#[derive(Clone, Copy)]
pub(crate) struct ItemActions {
    /// The entries of an item's menu.
    pub(crate) entries: Callback<usize, Vec<Entry>>,
    /// Whether an item was marked as viewed.
    pub(crate) is_viewed: Callback<usize, bool>,
    /// Marks an item as viewed, or not.
    pub(crate) set_viewed: Callback<(usize, bool)>,
}

/// What is needed to draw any row.
pub(super) struct RowRenderer {
    pub(super) state: DiffState,
    pub(super) layout: Arc<Layout>,
    pub(super) metrics: Metrics,
    pub(super) query: Query,
    /// The hit one is at, if it is in sight.
    pub(super) hit: Option<diff::Hit>,
    pub(super) actions: Option<ItemActions>,
    /// The columns of a grid that are in sight.
    pub(super) columns: Range<usize>,
}
