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

use super::branch::{DeleteBranch, RenameBranch};
use super::create_branch::CreateBranch;
use super::discard::Discard;
use super::merging::MergeDialog;
use super::move_edit::MoveEdit;
use super::move_version::{Move, MoveVersion};
use super::publish::Publish;
use super::update_branch::UpdateBranch;
use crate::parts::piece::{Draw, Fetching};
use crate::parts::text_diff::TextDiffView;
use crate::route::Page;
use crate::state::branch::BranchState;
use crate::state::merging::direction::Direction;
use crate::state::save::all::on_arrival;
use crate::state::side::Side;

/// A dialog about branches, or about what is not released.
#[derive(Clone)]
pub(crate) enum BranchDialog {
    /// A new branch that begins from another one or from a version.
    Create(Side),
    /// A new branch for what is unsaved on the open one.
    MoveEdit,
    Rename(BranchId),
    /// Bringing what its parent gained into a branch that is not open.
    Update(BranchId),
    Delete(BranchId),
    /// Merging the open branch into main, or main into it.
    Merge(Direction),
    /// Publishing the draft.
    Publish,
    /// Discarding the draft.
    Discard,
}

/// Which dialog, the page that it is over, and what closes it. All have one form, so that what draws
/// them is in the page once.
pub(crate) type Over = (BranchDialog, Page, Callback<()>);

impl BranchDialog {
    /// The piece that has it.
    pub(crate) fn piece(&self) -> fn() -> Fetching<Over> {
        match self {
            Self::Merge(_) => merging,
            _ => branch_dialog,
        }
    }
}

/// All of them but the one that merges.
pub(crate) fn branch_dialog() -> Fetching<Over> {
    #[wasm_split(dialogs, fallible)]
    fn branch_dialog() -> Result<Draw<Over>, SplitLoaderError> {
        Ok(draw)
    }
    Box::pin(branch_dialog())
}

/// A piece of its own: the other dialogs come with the page that compares. It draws these as well:
/// what both share then lies together, and not cut into one file for each of the pieces that use it,
/// too.
fn merging() -> Fetching<Over> {
    #[wasm_split(merging, fallible)]
    fn merging() -> Result<Draw<Over>, SplitLoaderError> {
        Ok(|(which, page, on_close)| match which {
            BranchDialog::Merge(direction) => {
                view! { <MergeDialog direction=direction page=page on_close=on_close /> }.into_any()
            }
            other => draw((other, page, on_close)),
        })
    }
    Box::pin(merging())
}

fn draw((which, page, on_close): Over) -> AnyView {
    match which {
        BranchDialog::Create(source) => {
            view! { <CreateBranch source=source page=page on_close=on_close /> }.into_any()
        }
        BranchDialog::MoveEdit => view! { <MoveEdit page=page on_close=on_close /> }.into_any(),
        BranchDialog::Rename(branch) => {
            view! { <RenameBranch branch=branch on_close=on_close /> }.into_any()
        }
        BranchDialog::Update(branch) => {
            view! { <UpdateBranch branch=branch on_close=on_close /> }.into_any()
        }
        BranchDialog::Delete(branch) => {
            view! { <DeleteBranch branch=branch page=page on_close=on_close /> }.into_any()
        }
        BranchDialog::Publish => view! { <Publish on_close=on_close /> }.into_any(),
        BranchDialog::Discard => view! { <Discard on_close=on_close /> }.into_any(),
        BranchDialog::Merge(_) => ().into_any(),
    }
}

/// Saves what was typed before the open branch was made for it. Without its code everything stays as it
/// was typed.
pub(crate) async fn save_arrived(state: BranchState, owner: Owner) {
    #[wasm_split(dialogs, fallible)]
    fn start(state: BranchState, owner: Owner) -> Result<(), SplitLoaderError> {
        // The page may have been left meanwhile.
        if !state.saves.is_disposed() {
            owner.with(|| on_arrival(state));
        }
        Ok(())
    }
    drop(start(state, owner).await);
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
