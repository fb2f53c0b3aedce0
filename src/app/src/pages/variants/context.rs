//! What the parts of the variants page share.

use leptos::prelude::*;
use model::{Attribute, Variant};

use crate::state::save::cells::CellSave;

/// The dialog that is open.
#[derive(Clone)]
pub(super) enum OpenDialog {
    AddVariant,
    AddAttribute,
    RenameAttribute(Attribute),
    DeleteAttribute(Attribute),
    DeleteVariant(Variant),
}

/// What the page's parts share.
#[derive(Clone, Copy)]
pub(super) struct VariantsContext {
    pub(super) dialog: RwSignal<Option<OpenDialog>>,
    pub(super) save: CellSave,
}
