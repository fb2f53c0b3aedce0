//! Branches of an agent, and merging them.

use model::{
    AgentId, Branch, BranchId, BranchRef, Choice, MergeConflict, MergeOutcome, Resolution,
    Sequence, Timestamp, TopicEdit, TopicId,
};

use crate::client::{Client, read, to_json};
use crate::endpoint;
use crate::error::{ApiError, ErrorKind, FieldProblem};
use crate::lost_answer::or_found;
use crate::transport::{Method, Response, Transport};

impl<T: Transport> Client<T> {
    /// All branches, `main` included.
    pub async fn branches(&self, agent: &AgentId) -> Result<Vec<Branch>, ApiError> {
        let answer: wire::BranchList = self.get(endpoint::branches(agent)).await?;
        Ok(answer.branches.into_iter().map(to_model).collect())
    }

    /// Creates a branch from the current state of `main`.
    pub async fn create_branch(&self, agent: &AgentId, name: &str) -> Result<BranchId, ApiError> {
        let body = wire::BranchCreate { branch_name: name.to_owned() };
        let answer = self.post(endpoint::branches(agent), &body).await;
        let answer = answer.map(|made: wire::BranchCreated| BranchId::new(made.branch_id));
        or_found(answer, self.find_branch(agent, name)).await
    }

    /// Deletes a branch with its unmerged changes.
    pub async fn delete_branch(&self, at: &BranchRef) -> Result<(), ApiError> {
        let answer = self.send(Method::Delete, endpoint::branch(at), None).await.map(drop);
        or_found(answer, self.missing_branch(at)).await
    }

    pub(crate) async fn find_branch(
        &self,
        agent: &AgentId,
        name: &str,
    ) -> Result<Option<BranchId>, ApiError> {
        let branches = self.branches(agent).await?;
        Ok(branches.into_iter().find(|one| one.name == name).map(|branch| branch.id))
    }

    /// That a branch is not on the list: it was merged or deleted.
    async fn missing_branch(&self, at: &BranchRef) -> Result<Option<()>, ApiError> {
        let branches = self.branches(&at.agent).await?;
        Ok((!branches.iter().any(|one| one.id == at.branch)).then_some(()))
    }

    /// Whether `main` takes no direct changes, found out without changing anything: an empty edit of a
    /// topic that does not exist is refused either because of `main` (422), or because there is no such
    /// topic (contract §0.1 row 3). Any other answer is an error and says nothing.
    pub async fn is_main_protected(&self, agent: &AgentId) -> Result<bool, ApiError> {
        let at = BranchRef { agent: agent.clone(), branch: BranchId::main() };
        // The nil UUID (RFC 9562): nothing has it.
        let nothing = TopicId::new("00000000-0000-0000-0000-000000000000");
        match self.edit_topic(&at, &nothing, &TopicEdit::default()).await {
            Err(error) if error.is_read_only() => Ok(true),
            Err(error) if error.is_not_found() => Ok(false),
            answer => answer.map(|()| false),
        }
    }

    /// Merges a branch into `main`. With conflicts nothing changes, and they are returned, whatever
    /// the status of the answer (contract §0.1 row 7).
    pub async fn merge(
        &self,
        at: &BranchRef,
        message: &str,
        resolutions: &[Resolution],
    ) -> Result<MergeOutcome, ApiError> {
        let answer = self.send_merge(at, message, resolutions).await;
        // A merge deletes the branch.
        or_found(answer, async {
            let is_merged = self.missing_branch(at).await?;
            Ok(is_merged.map(|()| MergeOutcome::Merged {
                message: "The answer of the API did not arrive.".to_owned(),
                test_runs: Vec::new(),
            }))
        })
        .await
    }

    async fn send_merge(
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
        let response =
            self.exchange(Method::Post, endpoint::merge(at), Some(to_json(&body)?)).await?;
        if !response.is_success() {
            return refused_conflicts(&response).map(MergeOutcome::Conflicts);
        }
        let merged: wire::Merged = read(&response)?;
        Ok(MergeOutcome::Merged { message: merged.message, test_runs: merged.test_run_ids })
    }
}

pub(crate) fn to_model(branch: wire::Branch) -> Branch {
    let time = |text: &Option<String>| text.as_deref().and_then(Timestamp::parse);
    Branch {
        created_at: time(&branch.created_at),
        updated_at: time(&branch.updated_at),
        id: BranchId::new(branch.branch_id),
        name: branch.name,
        created_by: branch.created_by.unwrap_or_default(),
        parent: branch.parent_branch_id.map_or_else(BranchId::main, BranchId::new),
        parent_sequence: branch.parent_sequence.map(Sequence::new),
        diverged: branch.is_diverged,
        tag: branch.tag,
    }
}

/// The conflicts that a refusal lists (contract §2.3); any other refusal is an error.
pub(crate) fn refused_conflicts(response: &Response) -> Result<Vec<MergeConflict>, ApiError> {
    match serde_json::from_str::<wire::MergeConflicts>(&response.body) {
        Ok(found) if found.has_conflicts || !found.errors.is_empty() => {
            to_conflicts(found.conflicts, &found.errors, response)
        }
        _ => Err(ApiError::refused(response, false)),
    }
}

/// The conflicts to resolve. Where only the resolutions are invalid there is nothing to resolve, and
/// the answer is a refusal.
pub(crate) fn to_conflicts(
    conflicts: Vec<wire::Conflict>,
    errors: &[wire::MergeFault],
    response: &Response,
) -> Result<Vec<MergeConflict>, ApiError> {
    if conflicts.is_empty() && !errors.is_empty() {
        let fields = errors.iter().map(|error| FieldProblem {
            field: error.path.join("."),
            message: error.message.clone(),
        });
        return Err(ApiError::Refused {
            kind: ErrorKind::Invalid,
            message: "the API could not use the resolutions".to_owned(),
            code: String::new(),
            fields: fields.collect(),
            correlation_id: response.correlation_id.clone(),
        });
    }
    Ok(conflicts.into_iter().map(to_conflict).collect())
}

fn to_conflict(conflict: wire::Conflict) -> MergeConflict {
    MergeConflict {
        path: conflict.path,
        base: conflict.base_value,
        ours: conflict.ours_value,
        theirs: conflict.theirs_value,
    }
}

pub(crate) fn to_wire(resolution: &Resolution) -> wire::Resolution {
    let (strategy, value) = match &resolution.choice {
        Choice::Ours => (wire::Strategy::Ours, None),
        Choice::Theirs => (wire::Strategy::Theirs, None),
        Choice::Base => (wire::Strategy::Base, None),
        // A value edited by hand is sent with "theirs" (contract §2.3).
        Choice::Value(value) => (wire::Strategy::Theirs, Some(value.clone())),
    };
    wire::Resolution { path: resolution.path.clone(), strategy, value }
}
