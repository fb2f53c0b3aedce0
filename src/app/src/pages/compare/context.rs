//! What the parts of the comparison page share.

use std::sync::Arc;

use diff::Comparison;
use leptos::prelude::*;
use model::Snapshot;

use super::address::Address;
use super::load::Sides;
use super::viewed::Viewed;
use crate::parts::diff::{DiffState, PtrEq};
use crate::remote::Remote;
use crate::state::branch::BranchState;
use crate::state::side::Side;

/// Everything the parts of this page share. Cheap to copy.
#[derive(Clone, Copy)]
pub(crate) struct CompareContext {
    pub(crate) branch: BranchState,
    pub(crate) address: Address,
    pub(crate) sides: Sides,
    pub(crate) diff: DiffState,
    /// Whether white space makes no difference.
    pub(crate) ignores_whitespace: RwSignal<bool>,
    /// How often the find bar was opened since it was closed; 0 while it is closed.
    pub(crate) finding: RwSignal<u32>,
    pub(crate) reverting: RwSignal<Option<RevertScope>>,
    pub(crate) viewed: Viewed,
}

impl CompareContext {
    /// Both contents, once they are there.
    pub(crate) fn contents(self) -> Option<(Arc<Snapshot>, Arc<Snapshot>)> {
        let side = |remote: RwSignal<Remote<Arc<Snapshot>>>| {
            remote.with_untracked(|remote| remote.ready().map(Arc::clone))
        };
        Some((side(self.sides.old.remote())?, side(self.sides.new.remote())?))
    }

    /// Takes the filter away.
    pub(crate) fn show_all(self) {
        self.diff.view.update(|view| view.filter = diff::Filter::default());
    }

    /// The name of a side for headings.
    pub(crate) fn title(self, side: &Side) -> String {
        let branch_name = |id: &model::BranchId| self.branch.resources.name_of_branch(id);
        let agent_name = |id: &model::AgentId| self.branch.studio.agent_name(id);
        let timeline = self.branch.resources.timeline.remote();
        timeline.with(|remote| side.title(remote.ready(), branch_name, agent_name))
    }
}

/// Which changes to revert, or which items to copy.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum RevertScope {
    /// One change, by its name in addresses.
    Change(diff::ChangeId),
    /// All changes of an item, by its key.
    Item(String),
    /// Everything.
    All,
}

/// The comparison as it is now, without tracking.
pub(crate) fn comparison_now(context: CompareContext) -> Option<PtrEq<Comparison>> {
    context.diff.comparison.get_untracked()
}
