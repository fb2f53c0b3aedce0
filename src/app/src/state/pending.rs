//! Both sides of what is not released yet, read and compared.

use std::sync::Arc;

use diff::Comparison;
use leptos::prelude::*;
use model::{AgentId, Snapshot, Timeline};

use crate::remote::LoadError;
use crate::state::comparison;
use crate::state::side::{self, Side};
use crate::state::studio::{Api, Studio};

/// Both sides and what differs.
#[derive(Clone)]
pub(crate) struct Pending {
    /// What is published, or `main`.
    pub(crate) old: Arc<Snapshot>,
    /// What the branch contains now.
    pub(crate) new: Arc<Snapshot>,
    pub(crate) comparison: Arc<Comparison>,
}

/// What is to be read and compared.
pub(super) struct Question {
    pub(super) studio: Studio,
    pub(super) api: Api,
    pub(super) agent: AgentId,
    pub(super) old: Side,
    pub(super) new: Side,
    pub(super) timeline: Option<Timeline>,
    /// Gets the content of the new side, as soon as it is read.
    pub(super) content: RwSignal<Option<Arc<Snapshot>>>,
}

/// Reads both sides and compares them.
pub(super) async fn read(question: Question) -> Result<Pending, LoadError> {
    let Question { studio, api, agent, old, new, timeline, content } = question;
    let read = |side| side::read(studio, api.clone(), agent.clone(), side, timeline.clone());
    let new = async {
        let new = read(new).await;
        content.try_update(|content| *content = new.as_ref().ok().cloned().or(content.take()));
        new
    };
    let (old, new) = futures_util::join!(read(old), new);
    let (old, new) = (old?, new?);
    let comparison = Arc::new(comparison::compare(studio.device, &old, &new).await);
    Ok(Pending { old, new, comparison })
}
