//! Where the program is cut: each page of an agent is a piece of its own, fetched when it is wanted;
//! the list of keys comes with the dialogs.

#![allow(
    unsafe_code,
    reason = "in wasm, a split point imports and exports a function of the linker"
)]

use leptos::prelude::*;
use wasm_split_helpers::{SplitLoaderError, wasm_split};

use super::key_list::KeyList;
use crate::pages::behavior::Behavior;
use crate::pages::branches::Branches;
use crate::pages::compare::Compare;
use crate::pages::deployments::Deployments;
use crate::pages::topics::Topics;
use crate::pages::variants::Variants;
use crate::parts::piece::{Draw, Fetching};
use crate::route::TopicPlace;

/// The behavior editor.
pub(crate) fn behavior() -> Fetching<()> {
    #[wasm_split(behavior, fallible)]
    fn behavior() -> Result<Draw<()>, SplitLoaderError> {
        Ok(|()| view! { <Behavior /> }.into_any())
    }
    Box::pin(behavior())
}

/// The knowledge topics.
pub(crate) fn topics() -> Fetching<Memo<TopicPlace>> {
    #[wasm_split(topics, fallible)]
    fn topics() -> Result<Draw<Memo<TopicPlace>>, SplitLoaderError> {
        Ok(|place| view! { <Topics place=place /> }.into_any())
    }
    Box::pin(topics())
}

/// The grid of variants.
pub(crate) fn variants() -> Fetching<()> {
    #[wasm_split(variants, fallible)]
    fn variants() -> Result<Draw<()>, SplitLoaderError> {
        Ok(|()| view! { <Variants /> }.into_any())
    }
    Box::pin(variants())
}

/// The deployments timeline.
pub(crate) fn deployments() -> Fetching<()> {
    #[wasm_split(deployments, fallible)]
    fn deployments() -> Result<Draw<()>, SplitLoaderError> {
        Ok(|()| view! { <Deployments /> }.into_any())
    }
    Box::pin(deployments())
}

/// The list of all keys.
pub(super) fn key_list() -> Fetching<Callback<()>> {
    #[wasm_split(dialogs, fallible)]
    fn key_list() -> Result<Draw<Callback<()>>, SplitLoaderError> {
        Ok(|on_close| view! { <KeyList on_close=on_close /> }.into_any())
    }
    Box::pin(key_list())
}

/// The comparison of two versions.
pub(crate) fn compare() -> Fetching<()> {
    #[wasm_split(compare, fallible)]
    fn compare() -> Result<Draw<()>, SplitLoaderError> {
        Ok(|()| view! { <Compare /> }.into_any())
    }
    Box::pin(compare())
}

/// All branches.
pub(crate) fn branches() -> Fetching<()> {
    #[wasm_split(branches, fallible)]
    fn branches() -> Result<Draw<()>, SplitLoaderError> {
        Ok(|()| view! { <Branches /> }.into_any())
    }
    Box::pin(branches())
}
