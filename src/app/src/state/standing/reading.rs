//! Finding out how a branch stands to its parent, once as long as nothing changes.

use std::sync::Arc;

use client::ApiError;
use model::{AgentId, Branch, BranchRef, Snapshot};

use crate::remote::LoadError;
use crate::state::comparison;
use crate::state::fork::{self, Fork};
use crate::state::side::{self, Side};
use crate::state::standing::{Standing, States, Tally};
use crate::state::studio::{Api, Studio};

/// How a branch stands to its parent.
pub(crate) async fn read(
    studio: Studio,
    api: &Api,
    agent: &AgentId,
    branch: &Branch,
) -> Result<Arc<Standing>, LoadError> {
    let at = BranchRef { agent: agent.clone(), branch: branch.id.clone() };
    let states = states(studio, api, &at, branch).await;
    if let Some(known) = states.as_ref().and_then(|states| studio.standings.get(&at, states)) {
        return Ok(known);
    }
    let read = |side| side::read(studio, api.clone(), agent.clone(), side, None);
    let compare = async |old: &Snapshot, new: &Snapshot| {
        Tally::of(&comparison::compare(studio.device, old, new).await)
    };
    let (fork, own) = futures_util::join!(
        fork::read(studio, api.clone(), agent.clone(), branch),
        read(Side::Branch(branch.id.clone())),
    );
    let (Fork { side, content }, own) = (fork?, own?);
    let ahead = compare(&content, &own).await;
    let behind = match side {
        Side::BranchAt(..) if branch.diverged == Some(false) => Some(Tally::default()),
        Side::BranchAt(parent, _) => {
            // In a state that is known it is read once for all branches.
            let now = states.as_ref().map(|[_, now, _]| now.clone());
            let side = now.map_or(Side::Branch(parent.clone()), |now| Side::BranchAt(parent, now));
            let now = read(side).await?;
            Some(compare(&content, &now).await)
        }
        _ => None,
    };
    let standing = Arc::new(Standing { ahead, behind });
    if let Some(states) = states {
        studio.standings.store(at, states, Arc::clone(&standing));
    }
    Ok(standing)
}

/// The states on which a standing depends; `None` where the API does not say them.
async fn states(studio: Studio, api: &Api, at: &BranchRef, branch: &Branch) -> Option<States> {
    let begins = branch.parent_sequence.clone()?;
    let parent = BranchRef { agent: at.agent.clone(), branch: branch.parent.clone() };
    let account = studio.account_for(api, &at.agent).await.ok()?;
    let (own, parent): (Result<_, ApiError>, Result<_, ApiError>) = futures_util::join!(
        api.branch_sequence(&account, at),
        api.branch_sequence(&account, &parent),
    );
    Some([own.ok()?, parent.ok()?, begins])
}
