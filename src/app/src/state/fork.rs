//! Where a branch begins. A branch is compared with that, and not with its parent as it is now: what
//! the parent gained since then is no change of the branch (contract additions, "branch compare").

use std::sync::Arc;

use client::ErrorKind;
use model::{AgentId, Branch, Snapshot};

use crate::remote::LoadError;
use crate::state::side::{self, Side};
use crate::state::studio::{Api, Studio};

/// What a branch is compared with.
#[derive(Clone, Debug)]
pub(crate) struct Fork {
    /// The state of the parent in which the branch begins, or the parent as it is now.
    pub(crate) side: Side,
    /// What that contains.
    pub(crate) content: Arc<Snapshot>,
}

/// Reads where a branch begins. Where the API does not say it, has forgotten it or does not let this
/// key read it, that is the parent as it is now.
pub(crate) async fn read(
    studio: Studio,
    api: Api,
    agent: AgentId,
    branch: &Branch,
) -> Result<Fork, LoadError> {
    if let Some(side) = Side::fork_of(branch) {
        match side::read(studio, api.clone(), agent.clone(), side.clone(), None).await {
            Ok(content) => return Ok(Fork { side, content }),
            Err(error) if !is_unavailable(&error) => return Err(error),
            Err(_) => {}
        }
    }
    let side = Side::Branch(branch.parent.clone());
    let content = side::read(studio, api, agent, side.clone(), None).await?;
    Ok(Fork { side, content })
}

/// Whether the API has no such state, or this key may not read it.
fn is_unavailable(error: &LoadError) -> bool {
    let LoadError::Api(error) = error else { return false };
    matches!(
        error.kind(),
        Some(ErrorKind::Unauthorized | ErrorKind::Forbidden | ErrorKind::NotFound)
    )
}
