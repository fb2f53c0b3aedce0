//! Both sides of what is not released yet, read and compared.

use std::sync::Arc;

use diff::Comparison;
use leptos::prelude::*;
use model::{Branch, BranchRef, Snapshot, Timeline};

use crate::remote::LoadError;
use crate::state::comparison;
use crate::state::fork::{self, Fork};
use crate::state::side::{self, Side};
use crate::state::studio::{Api, Studio};

/// Both sides and what differs.
#[derive(Clone)]
pub(crate) struct Pending {
    /// What is published, or where the branch begins.
    pub(crate) old: Arc<Snapshot>,
    /// The side that `old` is; another one than was wanted where that could not be read.
    pub(crate) old_side: Side,
    /// What the branch contains now.
    pub(crate) new: Arc<Snapshot>,
    pub(crate) comparison: Arc<Comparison>,
}

/// What a branch is compared with.
pub(super) enum Old {
    /// One side.
    Side(Side),
    /// Where this branch begins.
    BeginOf(Branch),
}

/// What is to be read and compared.
pub(super) struct Question {
    pub(super) studio: Studio,
    pub(super) api: Api,
    pub(super) at: BranchRef,
    pub(super) old: Old,
    pub(super) timeline: Option<Timeline>,
    /// Gets the content of the branch, as soon as it is read.
    pub(super) content: RwSignal<Option<Arc<Snapshot>>>,
}

/// Reads both sides and compares them.
pub(super) async fn read(question: Question) -> Result<Pending, LoadError> {
    let Question { studio, api, at, old, timeline, content } = question;
    let read = |side| side::read(studio, api.clone(), at.agent.clone(), side, timeline.clone());
    let old = async {
        match old {
            Old::BeginOf(branch) => {
                fork::read(studio, api.clone(), at.agent.clone(), &branch).await
            }
            Old::Side(side) => Ok(Fork { content: read(side.clone()).await?, side }),
        }
    };
    let new = async {
        let new = read(Side::Branch(at.branch.clone())).await;
        content.try_update(|content| *content = new.as_ref().ok().cloned().or(content.take()));
        new
    };
    let (old, new) = futures_util::join!(old, new);
    let (Fork { side: old_side, content: old }, new) = (old?, new?);
    let comparison = Arc::new(comparison::compare(studio.device, &old, &new).await);
    Ok(Pending { old, old_side, new, comparison })
}
