//! The whole content of a branch or a deployment, the input of a comparison.

use futures_util::join;
use model::{AccountId, AgentId, BranchRef, DeploymentId, Sequence, Snapshot};

use crate::client::Client;
use crate::endpoint;
use crate::error::{ApiError, ErrorKind};
use crate::transport::Transport;

impl<T: Transport> Client<T> {
    /// The current content of a branch. Where the key may not read projections, only what the public
    /// endpoints return; [`Snapshot::coverage`] says which it is.
    pub async fn branch_snapshot(
        &self,
        account: &AccountId,
        at: &BranchRef,
    ) -> Result<Snapshot, ApiError> {
        let path = endpoint::branch_projection(account, at, None);
        match self.get::<wire::BranchProjection>(path).await {
            Ok(answer) => Ok(Snapshot::from_projection(answer.projection)),
            Err(error) if is_unavailable(&error) => self.branch_parts(at).await,
            Err(error) => Err(error),
        }
    }

    /// The content that a branch had in an earlier state, which never changes. It has no public parts
    /// to fall back to: without the right to read projections it is an error.
    pub async fn branch_snapshot_at(
        &self,
        account: &AccountId,
        at: &BranchRef,
        sequence: &Sequence,
    ) -> Result<Snapshot, ApiError> {
        let path = endpoint::branch_projection(account, at, Some(sequence));
        let answer: wire::BranchProjection = self.get(path).await?;
        Ok(Snapshot::from_projection(answer.projection))
    }

    /// The content of a deployment, which never changes.
    pub async fn deployment_snapshot(
        &self,
        account: &AccountId,
        agent: &AgentId,
        deployment: &DeploymentId,
    ) -> Result<Snapshot, ApiError> {
        let path = endpoint::deployment_projection(account, agent, deployment);
        let answer: wire::DeploymentProjection = self.get(path).await?;
        Ok(Snapshot::from_projection(answer.projection))
    }

    async fn branch_parts(&self, at: &BranchRef) -> Result<Snapshot, ApiError> {
        let (behavior, topics, attributes, variants) =
            join!(self.behavior(at), self.topics(at), self.attributes(at), self.variants(at));
        Ok(Snapshot::from_parts(&behavior?, &topics?, &attributes?, &variants?))
    }
}

/// Whether this key may not read projections, or this server has none.
fn is_unavailable(error: &ApiError) -> bool {
    matches!(
        error.kind(),
        Some(ErrorKind::Unauthorized | ErrorKind::Forbidden | ErrorKind::NotFound)
    )
}
