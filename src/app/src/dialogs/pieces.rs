//! Where the program is cut: the dialogs are one piece, with the engine that tells what they change.
//! Few large pieces are smaller together than many small ones.

#![allow(
    unsafe_code,
    reason = "in wasm, a split point imports and exports a function of the linker"
)]

use std::sync::Arc;

use diff::SideNames;
use leptos::prelude::*;
use model::{BranchId, Names};
use wasm_split_helpers::{SplitLoaderError, wasm_split};

use super::branch::{CreateBranch, DeleteBranch};
use super::discard::Discard;
use super::merge::MergeBranch;
use super::move_version::{Move, MoveVersion};
use super::publish::Publish;
use crate::parts::piece::{Draw, Fetching};
use crate::parts::text_diff::TextDiffView;
use crate::route::Page;

/// Creating a branch from the page that is open.
pub(crate) fn create_branch() -> Fetching<(Page, Callback<()>)> {
    #[wasm_split(dialogs, fallible)]
    fn create_branch() -> Result<Draw<(Page, Callback<()>)>, SplitLoaderError> {
        Ok(|(page, on_close)| view! { <CreateBranch page=page on_close=on_close /> }.into_any())
    }
    Box::pin(create_branch())
}

/// Deleting a branch.
pub(crate) fn delete_branch() -> Fetching<(BranchId, Page, Callback<()>)> {
    #[wasm_split(dialogs, fallible)]
    fn delete_branch() -> Result<Draw<(BranchId, Page, Callback<()>)>, SplitLoaderError> {
        Ok(|(branch, page, on_close)| {
            view! { <DeleteBranch branch=branch page=page on_close=on_close /> }.into_any()
        })
    }
    Box::pin(delete_branch())
}

/// Merging the branch into main.
pub(crate) fn merge() -> Fetching<(Page, Callback<()>)> {
    #[wasm_split(dialogs, fallible)]
    fn merge() -> Result<Draw<(Page, Callback<()>)>, SplitLoaderError> {
        Ok(|(page, on_close)| view! { <MergeBranch page=page on_close=on_close /> }.into_any())
    }
    Box::pin(merge())
}

/// Publishing the draft.
pub(crate) fn publish() -> Fetching<Callback<()>> {
    #[wasm_split(dialogs, fallible)]
    fn publish() -> Result<Draw<Callback<()>>, SplitLoaderError> {
        Ok(|on_close| view! { <Publish on_close=on_close /> }.into_any())
    }
    Box::pin(publish())
}

/// Discarding the draft.
pub(crate) fn discard() -> Fetching<Callback<()>> {
    #[wasm_split(dialogs, fallible)]
    fn discard() -> Result<Draw<Callback<()>>, SplitLoaderError> {
        Ok(|on_close| view! { <Discard on_close=on_close /> }.into_any())
    }
    Box::pin(discard())
}

/// Promoting a version or rolling back to it.
pub(crate) fn move_version() -> Fetching<(Move, Callback<()>)> {
    #[wasm_split(dialogs, fallible)]
    fn move_version() -> Result<Draw<(Move, Callback<()>)>, SplitLoaderError> {
        Ok(|(what, on_close)| view! { <MoveVersion what=what on_close=on_close /> }.into_any())
    }
    Box::pin(move_version())
}

/// Two texts that are shown beside each other, with what each is called.
#[derive(Clone)]
pub(super) struct Texts {
    pub(super) old: String,
    pub(super) new: String,
    pub(super) old_label: &'static str,
    pub(super) new_label: &'static str,
    /// What both refer to.
    pub(super) names: Arc<Names>,
}

/// The difference between two texts: a page that can be in conflict needs no engine before it is.
pub(super) fn text_diff() -> Fetching<Texts> {
    #[wasm_split(dialogs, fallible)]
    fn text_diff() -> Result<Draw<Texts>, SplitLoaderError> {
        Ok(|Texts { old, new, old_label, new_label, names }| {
            let names = SideNames::new(Names::clone(&names), Names::clone(&names));
            view! {
                <TextDiffView old=old new=new old_label=old_label new_label=new_label names=names />
            }
            .into_any()
        })
    }
    Box::pin(text_diff())
}
