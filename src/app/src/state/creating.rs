//! Creating a branch: from `main`, from another branch, from a version.
//!
//! The API begins branches from branches alone (contract §1.2, §1.16). One from a version begins from
//! `main`, and ordinary calls then bring it to what the version contains.

use std::sync::Arc;

use client::ApiError;
use diff::Change;
use diff::reversal::Plan;
use leptos::prelude::*;
use model::{BranchId, BranchRef, Snapshot};

use crate::remote::LoadError;
use crate::state::branch::BranchState;
use crate::state::comparison;
use crate::state::plan;
use crate::state::progress::Progress;
use crate::state::side::{self, Side};
use crate::state::studio::Api;

/// Creates a branch from another one. From `main` every API can do it.
pub(crate) async fn create(
    state: BranchState,
    api: &Api,
    source: BranchId,
    name: &str,
) -> Result<BranchId, ApiError> {
    let agent = state.at().agent;
    if source.is_main() {
        return api.create_branch(&agent, name).await;
    }
    let account = state.studio.account_for(api, &agent).await?;
    api.create_branch_from(&account, &BranchRef { agent, branch: source }, name).await
}

/// What a branch from a version takes beyond `main`.
#[derive(Clone)]
pub(crate) struct Filling {
    /// What the version contains.
    target: Arc<Snapshot>,
    /// The steps from `main` as it is now.
    pub(crate) plan: Arc<Plan>,
}

/// Works out what a branch from a version takes beyond `main`. Nothing is sent that changes anything.
pub(crate) async fn filling(state: BranchState, version: Side) -> Result<Filling, LoadError> {
    let Some(api) = state.api() else { return Err(LoadError::Page) };
    let agent = state.at().agent;
    let main = BranchRef { agent: agent.clone(), branch: BranchId::main() };
    let (target, plan) = {
        let target = side::read(state.studio, api.clone(), agent, version, None).await?;
        let plan = plan_on(state, &api, &main, &target).await?;
        (target, Arc::new(plan))
    };
    Ok(Filling { target, plan })
}

/// Brings a new branch to what a version contains, step by step. What failed is in the progress.
pub(crate) async fn fill(
    state: BranchState,
    api: &Api,
    branch: &BranchRef,
    filling: &Filling,
    progress: RwSignal<Option<Progress>>,
) -> Result<(), ApiError> {
    // Main may have moved since the steps were shown, and the branch begins from it.
    let plan = plan_on(state, api, branch, &filling.target).await?;
    plan::run(api, branch, plan, progress).await
}

async fn plan_on(
    state: BranchState,
    api: &Api,
    branch: &BranchRef,
    target: &Snapshot,
) -> Result<Plan, ApiError> {
    let current = plan::content_of(state, api, branch).await?;
    let chosen = |change: &Change| !change.is_note;
    Ok(comparison::reversal(state.studio.device, &current, target, chosen).await)
}
