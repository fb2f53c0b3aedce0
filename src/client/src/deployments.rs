//! Deployments: what runs where, and moving versions between environments.

use model::{
    Active, AgentId, Deployment, DeploymentId, DeploymentKind, Environment, Release, Timeline,
    Timestamp,
};
use serde::Serialize;

use crate::client::Client;
use crate::endpoint;
use crate::error::ApiError;
use crate::lost_answer::or_found;
use crate::transport::Transport;

impl<T: Transport> Client<T> {
    /// The deployments of one environment, newest first; all of them when `limit` is `None`.
    pub async fn deployments(
        &self,
        agent: &AgentId,
        environment: Environment,
        limit: Option<u32>,
    ) -> Result<Vec<Deployment>, ApiError> {
        let path = endpoint::deployments(agent, environment, limit);
        let answer: wire::DeploymentList = self.get(path).await?;
        Ok(answer.deployments.into_iter().map(|one| to_model(one, environment)).collect())
    }

    /// The active deployment of each environment.
    pub async fn active(&self, agent: &AgentId) -> Result<Active, ApiError> {
        let answer: wire::ActiveDeployments = self.get(endpoint::active(agent)).await?;
        let active = answer.active_deployments;
        Ok(Active {
            sandbox: active.sandbox.map(|one| to_model(one, Environment::Sandbox)),
            pre_release: active.pre_release.map(|one| to_model(one, Environment::PreRelease)),
            live: active.live.map(|one| to_model(one, Environment::Live)),
        })
    }

    /// The whole history of an agent: one call per environment, and one for the active deployments.
    pub async fn timeline(&self, agent: &AgentId) -> Result<Timeline, ApiError> {
        let (sandbox, pre_release, live, active) = futures_util::join!(
            self.deployments(agent, Environment::Sandbox, None),
            self.deployments(agent, Environment::PreRelease, None),
            self.deployments(agent, Environment::Live, None),
            self.active(agent),
        );
        let all = [sandbox?, pre_release?, live?].concat();
        Ok(Timeline::new(all, Some(active?)))
    }

    /// Publishes `main` as a version in sandbox.
    pub async fn publish(&self, agent: &AgentId, message: &str) -> Result<Release, ApiError> {
        let body = wire::Publish {
            deployment_message: Some(message.to_owned()),
            environment: Some(Environment::Sandbox.key().to_owned()),
        };
        let target = Environment::Sandbox;
        let is_it = |one: &Deployment| one.message.trim() == message.trim();
        self.release(agent, target, endpoint::publish(agent), &body, is_it).await
    }

    /// Promotes the version of a deployment to a later environment.
    pub async fn promote(
        &self,
        agent: &AgentId,
        deployment: &DeploymentId,
        target: Environment,
        message: &str,
    ) -> Result<Release, ApiError> {
        let body = wire::Promote {
            deployment_message: Some(message.to_owned()),
            target_environment: Some(target.key().to_owned()),
        };
        let is_it = |one: &Deployment| one.message.trim() == message.trim();
        self.release(agent, target, endpoint::promote(agent, deployment), &body, is_it).await
    }

    /// Rolls an environment back to the version of an earlier deployment.
    pub async fn rollback(
        &self,
        agent: &AgentId,
        deployment: &Deployment,
        message: &str,
    ) -> Result<Release, ApiError> {
        let body = wire::Rollback { deployment_message: Some(message.to_owned()) };
        // Some servers keep the message of the version, so that it is known by its version.
        let is_it = |one: &Deployment| one.version == deployment.version;
        let path = endpoint::rollback(agent, &deployment.id);
        self.release(agent, deployment.environment, path, &body, is_it).await
    }

    /// Sends what brings a version into an environment. What runs there is read first: where the
    /// answer is lost, it happened when another deployment runs there and `is_it`.
    async fn release(
        &self,
        agent: &AgentId,
        target: Environment,
        path: String,
        body: &impl Serialize,
        is_it: impl Fn(&Deployment) -> bool,
    ) -> Result<Release, ApiError> {
        let before = self.active(agent).await?.get(target).map(|one| one.id.clone());
        let answer = self.post(path, body).await.map(|answer| to_release(answer, target));
        or_found(answer, async {
            let active = self.active(agent).await?;
            let now = active.get(target).filter(|one| Some(&one.id) != before.as_ref());
            Ok(now.filter(|one| is_it(one)).map(|deployment| Release {
                deployment: deployment.clone(),
                test_runs: Vec::new(),
            }))
        })
        .await
    }
}

fn to_release(made: wire::DeploymentMade, target: Environment) -> Release {
    Release { deployment: to_model(made.deployment, target), test_runs: made.test_run_ids }
}

/// `requested` is the environment that was requested, for answers that name an unknown one.
fn to_model(deployment: wire::Deployment, requested: Environment) -> Deployment {
    let metadata = deployment.metadata.unwrap_or_default();
    let kind = metadata.deployment_type.as_deref();
    Deployment {
        id: DeploymentId::new(deployment.id),
        environment: Environment::from_key(&deployment.environment).unwrap_or(requested),
        version: model::Version::new(deployment.version),
        created_by: deployment.created_by,
        created_at: Timestamp::parse(&deployment.created_at),
        message: metadata.deployment_message.unwrap_or_default(),
        kind: kind.map_or(DeploymentKind::Unknown, DeploymentKind::from_key),
    }
}
