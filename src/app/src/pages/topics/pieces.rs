//! Where the program is cut: the editor of a topic comes when one is opened, or will be soon.

#![allow(
    unsafe_code,
    reason = "in wasm, a split point imports and exports a function of the linker"
)]

use leptos::prelude::*;
use model::TopicId;
use wasm_split_helpers::{SplitLoaderError, wasm_split};

use super::editor::TopicEditor;
use crate::parts::piece::{Draw, Fetching};

/// The editor of a topic; of a new one without an identifier.
pub(super) fn editor() -> Fetching<TopicId> {
    #[wasm_split(topic, fallible)]
    fn editor() -> Result<Draw<TopicId>, SplitLoaderError> {
        Ok(|id| view! { <TopicEditor id=id /> }.into_any())
    }
    Box::pin(editor())
}
