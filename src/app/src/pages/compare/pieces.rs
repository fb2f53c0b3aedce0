//! Where the program is cut: reverting what is compared comes with the other dialogs.

#![allow(
    unsafe_code,
    reason = "in wasm, a split point imports and exports a function of the linker"
)]

use leptos::prelude::*;
use wasm_split_helpers::{SplitLoaderError, wasm_split};

use super::context::{CompareContext, RevertScope};
use super::revert::RevertChanges;
use crate::parts::piece::{Draw, Fetching};

/// Reverting or copying changes.
pub(super) fn revert() -> Fetching<(CompareContext, RevertScope)> {
    #[wasm_split(dialogs, fallible)]
    fn revert() -> Result<Draw<(CompareContext, RevertScope)>, SplitLoaderError> {
        Ok(|(context, scope)| view! { <RevertChanges context=context scope=scope /> }.into_any())
    }
    Box::pin(revert())
}
