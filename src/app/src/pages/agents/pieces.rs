//! Where the program is cut: what the list of agents lets a person open comes with the other dialogs.

#![allow(
    unsafe_code,
    reason = "in wasm, a split point imports and exports a function of the linker"
)]

use leptos::prelude::*;
use wasm_split_helpers::{SplitLoaderError, wasm_split};

use super::dialogs::{self, OpenDialog};
use crate::parts::piece::{Draw, Fetching};

/// A dialog, and what closes it.
pub(super) fn dialog() -> Fetching<(OpenDialog, Callback<()>)> {
    #[wasm_split(dialogs, fallible)]
    fn agents_dialog() -> Result<Draw<(OpenDialog, Callback<()>)>, SplitLoaderError> {
        Ok(|(which, close)| dialogs::draw(which, close))
    }
    Box::pin(agents_dialog())
}
