//! Where the program is cut: the page comes with the dialogs, whose view of two texts it uses.

#![allow(
    unsafe_code,
    reason = "in wasm, a split point imports and exports a function of the linker"
)]

use leptos::prelude::*;
use wasm_split_helpers::{SplitLoaderError, wasm_split};

use super::Unsaved;
use crate::parts::piece::{Draw, Fetching};

/// What was typed in this browser and is not saved.
pub(crate) fn unsaved() -> Fetching<()> {
    #[wasm_split(dialogs, fallible)]
    fn unsaved() -> Result<Draw<()>, SplitLoaderError> {
        Ok(|()| view! { <Unsaved /> }.into_any())
    }
    Box::pin(unsaved())
}
