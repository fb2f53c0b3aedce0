//! Where the program is cut: what the grid lets a person open comes with the other dialogs.

#![allow(
    unsafe_code,
    reason = "in wasm, a split point imports and exports a function of the linker"
)]

use leptos::prelude::*;
use wasm_split_helpers::{SplitLoaderError, wasm_split};

use super::context::OpenDialog;
use super::dialogs;
use crate::parts::piece::{Draw, Fetching};

/// A dialog, and what closes it.
pub(super) fn dialog() -> Fetching<(OpenDialog, Callback<()>)> {
    #[wasm_split(dialogs, fallible)]
    fn grid_dialog() -> Result<Draw<(OpenDialog, Callback<()>)>, SplitLoaderError> {
        Ok(|(which, close)| dialogs::draw(which, close))
    }
    Box::pin(grid_dialog())
}
