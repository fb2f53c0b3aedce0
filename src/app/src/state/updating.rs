//! What is done with branches that are there: renamed, tagged, updated from their parent, restored.

use client::ApiError;
use model::{BranchId, BranchRef, SyncOutcome};

use crate::state::branch::BranchState;

/// Gives a branch another name.
pub(crate) async fn rename(
    state: BranchState,
    branch: BranchId,
    name: &str,
) -> Result<(), ApiError> {
    let Some(api) = state.api() else { return Ok(()) };
    let at = BranchRef { agent: state.at().agent, branch };
    let account = state.studio.account_for(&api, &at.agent).await?;
    api.rename_branch(&account, &at, name).await?;
    state.resources.load_branches();
    Ok(())
}

/// Makes a branch the staging branch of its agent, or takes the tag from it.
pub(crate) async fn tag(
    state: BranchState,
    branch: BranchId,
    is_tagged: bool,
) -> Result<(), ApiError> {
    let Some(api) = state.api() else { return Ok(()) };
    let at = BranchRef { agent: state.at().agent, branch };
    let account = state.studio.account_for(&api, &at.agent).await?;
    if is_tagged {
        api.tag_branch(&account, &at).await?;
    } else {
        api.untag_branch(&account, &at).await?;
    }
    state.resources.load_branches();
    Ok(())
}

/// Takes a branch out of the archive.
pub(crate) async fn restore(state: BranchState, branch: BranchId) -> Result<(), ApiError> {
    let Some(api) = state.api() else { return Ok(()) };
    let at = BranchRef { agent: state.at().agent, branch };
    let account = state.studio.account_for(&api, &at.agent).await?;
    api.restore_branch(&account, &at).await?;
    state.resources.load_branches();
    state.resources.load_archive();
    Ok(())
}

/// Brings what the parent gained into a branch. With conflicts nothing changes.
pub(crate) async fn update(state: BranchState, branch: BranchId) -> Result<SyncOutcome, ApiError> {
    let Some(api) = state.api() else { return Ok(SyncOutcome::Conflicts(Vec::new())) };
    let is_open = branch == state.at().branch;
    let at = BranchRef { agent: state.at().agent, branch };
    let account = state.studio.account_for(&api, &at.agent).await?;
    let outcome = api.sync_branch(&account, &at, &[]).await?;
    if outcome == SyncOutcome::Synced {
        state.resources.load_branches();
        if is_open {
            state.load_again();
            state.was_saved();
        }
    }
    Ok(outcome)
}
