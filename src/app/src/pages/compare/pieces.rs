//! Where the program is cut: reverting what is compared comes with the other dialogs, and what reads
//! files when there is one.

#![allow(
    unsafe_code,
    reason = "in wasm, a split point imports and exports a function of the linker"
)]

use std::pin::Pin;

use leptos::prelude::*;
use wasm_split_helpers::{SplitLoaderError, wasm_split};

use super::context::{CompareContext, RevertScope};
use super::reading::Reading;
use super::revert::RevertChanges;
use crate::browser::files::File;
use crate::parts::piece::{Draw, Fetching};

/// Reverting or copying changes.
pub(super) fn revert() -> Fetching<(CompareContext, RevertScope)> {
    #[wasm_split(dialogs, fallible)]
    fn revert() -> Result<Draw<(CompareContext, RevertScope)>, SplitLoaderError> {
        Ok(|(context, scope)| view! { <RevertChanges context=context scope=scope /> }.into_any())
    }
    Box::pin(revert())
}

/// Reads a file and stores it under the name that it gives. Once `is_late` says so, it stops without one.
pub(super) async fn read_file(
    reading: Reading,
    file: File,
    is_late: Box<dyn Fn() -> bool>,
) -> Result<Option<String>, SplitLoaderError> {
    #[wasm_split(files, fallible)]
    fn start(
        reading: Reading,
        file: File,
        is_late: Box<dyn Fn() -> bool>,
    ) -> Result<Pin<Box<dyn Future<Output = Option<String>>>>, SplitLoaderError> {
        Ok(Box::pin(async move { reading.read(&file, &*is_late).await }))
    }
    Ok(start(reading, file, is_late).await?.await)
}
