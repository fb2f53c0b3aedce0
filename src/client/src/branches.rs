//! Branches of an agent, and merging them.

use model::{
    AgentId, Branch, BranchId, BranchRef, Choice, MergeConflict, MergeOutcome, Resolution,
    Timestamp,
};

use crate::{ApiError, Client, Method, Transport, endpoint};

impl<T: Transport> Client<T> {
    /// All branches, `main` included.
    pub async fn branches(&self, agent: &AgentId) -> Result<Vec<Branch>, ApiError> {
        let answer: wire::BranchList = self.get(endpoint::branches(agent)).await?;
        Ok(answer.branches.into_iter().map(to_model).collect())
    }

    /// Creates a branch from the present state of `main`.
    pub async fn create_branch(&self, agent: &AgentId, name: &str) -> Result<BranchId, ApiError> {
        let body = wire::BranchCreate { branch_name: name.to_owned() };
        let answer: wire::BranchCreated = self.post(endpoint::branches(agent), &body).await?;
        Ok(BranchId::new(answer.branch_id))
    }

    /// Deletes a branch with what was not merged.
    pub async fn delete_branch(&self, at: &BranchRef) -> Result<(), ApiError> {
        self.tell(Method::Delete, endpoint::branch(at), None::<&()>).await
    }

    /// Merges a branch into `main`. With conflicts nothing changes, and they are the answer,
    /// whichever status the server gives them (contract §0.1 row 7).
    pub async fn merge(
        &self,
        at: &BranchRef,
        message: &str,
        resolutions: &[Resolution],
    ) -> Result<MergeOutcome, ApiError> {
        let body = wire::Merge {
            deployment_message: Some(message.to_owned()),
            conflict_resolutions: (!resolutions.is_empty())
                .then(|| resolutions.iter().map(to_wire).collect()),
        };
        let response = match self.send_raw(Method::Post, endpoint::merge(at), Some(&body)).await? {
            Ok(response) => response,
            Err((response, refusal)) => {
                let conflicts = serde_json::from_str::<wire::MergeConflicts>(&response.body);
                return match conflicts {
                    Ok(found) if found.has_conflicts => Ok(MergeOutcome::Conflicts(
                        found.conflicts.into_iter().map(to_conflict).collect(),
                    )),
                    _ => Err(refusal),
                };
            }
        };
        let merged: wire::Merged = serde_json::from_str(&response.body)
            .map_err(|error| ApiError::unreadable(&response, error.to_string()))?;
        Ok(MergeOutcome::Merged { message: merged.message, test_runs: merged.test_run_ids })
    }
}

fn to_model(branch: wire::Branch) -> Branch {
    let time = |text: &Option<String>| text.as_deref().and_then(Timestamp::parse);
    Branch {
        created_at: time(&branch.created_at),
        updated_at: time(&branch.updated_at),
        id: BranchId::new(branch.branch_id),
        name: branch.name,
        created_by: branch.created_by.unwrap_or_default(),
        parent: branch.parent_branch_id.map_or_else(BranchId::main, BranchId::new),
        diverged: branch.is_diverged,
    }
}

fn to_conflict(conflict: wire::Conflict) -> MergeConflict {
    MergeConflict {
        path: conflict.path,
        base: conflict.base_value,
        ours: conflict.ours_value,
        theirs: conflict.theirs_value,
    }
}

fn to_wire(resolution: &Resolution) -> wire::Resolution {
    let (strategy, value) = match &resolution.choice {
        Choice::Ours => (wire::Strategy::Ours, None),
        Choice::Theirs => (wire::Strategy::Theirs, None),
        Choice::Base => (wire::Strategy::Base, None),
        // A value written by hand goes with "theirs" (contract §2.3).
        Choice::Value(value) => (wire::Strategy::Theirs, Some(value.clone())),
    };
    wire::Resolution { path: resolution.path.clone(), strategy, value }
}
