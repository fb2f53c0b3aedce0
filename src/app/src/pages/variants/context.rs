//! What the parts of the variants page share.

use std::collections::BTreeMap;

use leptos::prelude::*;
use model::{Attribute, GridChange, Variant, VariantId};

use crate::state::progress::Progress;

/// The dialog that is open.
#[derive(Clone)]
pub(super) enum OpenDialog {
    AddVariant,
    AddAttribute,
    RenameAttribute(Attribute),
    DeleteAttribute(Attribute),
    DeleteVariant(Variant),
    /// Somebody else changed cells under unsaved ones.
    Overlap(Vec<GridChange>),
}

/// What the page's parts share.
#[derive(Clone, Copy)]
pub(super) struct VariantsContext {
    pub(super) dialog: RwSignal<Option<OpenDialog>>,
    pub(super) failures: RwSignal<RowFailures>,
    /// How far the save is that is under way.
    pub(super) saving: RwSignal<Option<Progress>>,
}

/// Rows that could not be saved.
pub(super) type RowFailures = BTreeMap<VariantId, RowFailure>;

/// Why a row could not be saved.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct RowFailure {
    /// The name of the row, for the list.
    pub(super) name: String,
    pub(super) why: String,
}
