//! Deployments and the three environments (contract §1.7, §2.7).

use serde::{Deserialize, Serialize};

/// One deployment: a version in an environment (`DeploymentResponse`).
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Deployment {
    /// A uuid of version 7.
    pub id: String,
    /// The workspace.
    pub account_id: String,
    /// The agent.
    pub agent_id: String,
    /// `sandbox`, `pre-release` or `live`.
    pub environment: String,
    /// When the version was built, as text of ISO 8601; the same in every environment.
    pub artifact_version: String,
    /// 32 hex digits, the same in every environment. People are shown the first 9.
    pub version: String,
    /// An e-mail address.
    pub created_by: String,
    /// ISO 8601 with milliseconds.
    pub created_at: String,
    /// The message and kind; `null` in the answer of a rollback.
    pub metadata: Option<DeploymentMetadata>,
    /// `staging`, on the deployment of a tagged branch.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub tag: Option<String>,
}

/// The message and kind of a deployment. Its keys are snake_case.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
pub struct DeploymentMetadata {
    /// The message of the person who created it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub deployment_message: Option<String>,
    /// `publish`, `promotion` or `rollback`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub deployment_type: Option<String>,
}

/// The answer of `GET …/deployments?environment=` (`GetDeploymentsResponse`).
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
pub struct DeploymentList {
    /// Newest first.
    pub deployments: Vec<Deployment>,
}

/// The answer of `GET …/deployments/active` (`ActiveDeploymentsResponse`).
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct ActiveDeployments {
    /// The latest deployment of each environment.
    pub active_deployments: ActiveByEnvironment,
}

/// The latest deployment of each environment; `null` where there is none yet.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
pub struct ActiveByEnvironment {
    /// In sandbox.
    pub sandbox: Option<Deployment>,
    /// In pre-release.
    #[serde(rename = "pre-release")]
    pub pre_release: Option<Deployment>,
    /// In live.
    pub live: Option<Deployment>,
}

/// The body of `POST …/deployments/publish` (`PublishDeploymentBody`); required, but may be `{}`.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Publish {
    /// Empty when left out.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub deployment_message: Option<String>,
    /// `sandbox` when left out.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub environment: Option<String>,
}

/// The body of `POST …/deployments/{deploymentId}/promote` (`PromoteDeploymentPublicBody`); may be
/// left out.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Promote {
    /// Empty when left out.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub deployment_message: Option<String>,
    /// `pre-release` or `live`; the next one when left out.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub target_environment: Option<String>,
}

/// The body of `POST …/deployments/{deploymentId}/rollback` (`RollbackDeploymentPublicBody`); may
/// be left out.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Rollback {
    /// The platform was observed to ignore it: the new record repeats the message of its target.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub deployment_message: Option<String>,
}

/// The answer of publish (201), promote and rollback (200) (`MutationDeploymentResponse`).
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct DeploymentMade {
    /// The new record.
    pub deployment: Deployment,
    /// The test runs that were started.
    #[serde(default)]
    pub test_run_ids: Vec<String>,
}
