//! What only the private API can do with a branch: sync, rename, tag and restore it (contract
//! §1.16).

use model::{
    AccountId, AgentId, ArchivedBranch, BranchId, BranchRef, MergeRecord, Resolution, Sequence,
    SyncOutcome, Timestamp,
};
use serde::Deserialize;
use serde_json::Value;

use crate::branches::{refused_conflicts, to_conflicts, to_model, to_wire};
use crate::client::{Client, read, to_json};
use crate::endpoint;
use crate::error::ApiError;
use crate::lost_answer::or_found;
use crate::transport::{Method, Transport, TransportError};

impl<T: Transport> Client<T> {
    /// Merges the parent of a branch into it. With conflicts nothing changes, and they are returned:
    /// the API answers with 200 in both cases, or refuses as it does a merge (contract §1.16).
    pub async fn sync_branch(
        &self,
        account: &AccountId,
        at: &BranchRef,
        resolutions: &[Resolution],
    ) -> Result<SyncOutcome, ApiError> {
        let answer = self.send_sync(account, at, resolutions).await;
        or_found(answer, async {
            let branches = self.branches(&at.agent).await?;
            let branch = branches.into_iter().find(|one| one.id == at.branch);
            match branch.and_then(|branch| branch.diverged) {
                Some(is_diverged) => Ok((!is_diverged).then_some(SyncOutcome::Synced)),
                None => Err(ApiError::Unreachable(TransportError::Failed)),
            }
        })
        .await
    }

    async fn send_sync(
        &self,
        account: &AccountId,
        at: &BranchRef,
        resolutions: &[Resolution],
    ) -> Result<SyncOutcome, ApiError> {
        let body = wire::Sync {
            expected_branch_sequence: Some(expected(self.branch_sequence(account, at).await?)),
            conflict_resolutions: (!resolutions.is_empty())
                .then(|| resolutions.iter().map(to_wire).collect()),
        };
        let path = endpoint::branch_sync(account, at);
        let response = self.exchange(Method::Post, path, Some(to_json(&body)?)).await?;
        if !response.is_success() {
            return refused_conflicts(&response).map(SyncOutcome::Conflicts);
        }
        let answer: SyncAnswer = read(&response)?;
        if answer.outcome.as_deref() != Some("conflicts") {
            return Ok(SyncOutcome::Synced);
        }
        let found: wire::SyncConflicts = read(&response)?;
        to_conflicts(found.conflicts, &found.errors, &response).map(SyncOutcome::Conflicts)
    }

    /// Creates a branch from the current state of another one.
    pub async fn create_branch_from(
        &self,
        account: &AccountId,
        source: &BranchRef,
        name: &str,
    ) -> Result<BranchId, ApiError> {
        let body = wire::AdkBranchCreate {
            branch_name: name.to_owned(),
            source_branch_id: Some(source.branch.to_string()),
            expected_main_last_known_sequence: None,
        };
        let path = endpoint::adk_branches(account, &source.agent);
        let answer = self.post(path, &body).await;
        let answer = answer.map(|made: wire::BranchCreated| BranchId::new(made.branch_id));
        or_found(answer, self.find_branch(&source.agent, name)).await
    }

    /// Renames a branch. The answer of the platform is not documented, so it is not read: list the
    /// branches again.
    pub async fn rename_branch(
        &self,
        account: &AccountId,
        at: &BranchRef,
        name: &str,
    ) -> Result<(), ApiError> {
        let body = wire::BranchRename { name: name.to_owned() };
        self.send(Method::Patch, endpoint::branch_name(account, at), Some(to_json(&body)?))
            .await
            .map(drop)
    }

    /// Tags a branch as the agent's one staging branch.
    pub async fn tag_branch(&self, account: &AccountId, at: &BranchRef) -> Result<(), ApiError> {
        // The only known tag (contract §1.16).
        let body = wire::BranchTag { tag: "staging".to_owned() };
        let path = endpoint::branch_tag(account, at);
        self.send(Method::Put, path, Some(to_json(&body)?)).await.map(drop)
    }

    /// Removes the tag.
    pub async fn untag_branch(&self, account: &AccountId, at: &BranchRef) -> Result<(), ApiError> {
        self.send(Method::Delete, endpoint::branch_tag(account, at), None).await.map(drop)
    }

    /// The branches that were deleted or merged and can be restored, newest first.
    pub async fn archived_branches(
        &self,
        account: &AccountId,
        agent: &AgentId,
    ) -> Result<Vec<ArchivedBranch>, ApiError> {
        let answer: wire::BranchList =
            self.get(endpoint::archived_branches(account, agent)).await?;
        Ok(answer.branches.into_iter().map(to_archived).collect())
    }

    /// Restores a branch from the archive. Refused while another branch has its name.
    pub async fn restore_branch(
        &self,
        account: &AccountId,
        at: &BranchRef,
    ) -> Result<(), ApiError> {
        self.send(Method::Post, endpoint::branch_restore(account, at), None).await.map(drop)
    }

    /// The branches that were merged into this one, newest first.
    pub async fn merge_history(
        &self,
        account: &AccountId,
        at: &BranchRef,
    ) -> Result<Vec<MergeRecord>, ApiError> {
        let answer: wire::MergeHistory = self.get(endpoint::branch_merges(account, at)).await?;
        Ok(answer.merges.into_iter().map(to_record).collect())
    }

    /// The state that a branch is in now; a cheap read. The private API's optimistic locks expect it.
    pub async fn branch_sequence(
        &self,
        account: &AccountId,
        at: &BranchRef,
    ) -> Result<Sequence, ApiError> {
        let answer: wire::BranchSequence = self.get(endpoint::branch_sequence(account, at)).await?;
        Ok(Sequence::new(answer.last_known_sequence))
    }
}

/// What an optimistic lock expects. It is read right before it is sent: the studio means the branch
/// as it is now.
pub(crate) fn expected(sequence: Sequence) -> Value {
    let text = sequence.as_str();
    text.parse::<u64>().map_or_else(|_| Value::from(text), Value::from)
}

/// The field in which the two answers of a sync differ.
#[derive(Deserialize)]
struct SyncAnswer {
    outcome: Option<String>,
}

fn to_archived(branch: wire::Branch) -> ArchivedBranch {
    ArchivedBranch {
        archived_at: branch.archived_at.as_deref().and_then(Timestamp::parse),
        days_left: branch.days_left.map(|days| u32::try_from(days).unwrap_or_default()),
        branch: to_model(branch),
    }
}

fn to_record(merge: wire::MergeRecord) -> MergeRecord {
    MergeRecord {
        merged_at: Timestamp::parse(&merge.merged_at),
        merged_by: merge.merged_by,
        branch_name: merge.branch_name,
        branch: merge.branch_id.map(BranchId::new),
        message: merge.message.unwrap_or_default(),
    }
}
