//! The private API under `/adk/v1` that PolyAI's own client uses (contract §1.16): what differs
//! from the public one. Its branches, merge answers and projections are the public types; renaming,
//! restoring and tagging a branch answer with the branch.

use serde::{Deserialize, Serialize};
use serde_json::Value;

use crate::deployment::DeploymentMetadata;
use crate::merge::Resolution;

/// One workspace; `GET /adk/v1/accounts` answers a bare array.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
pub struct Account {
    /// `ws-` and eight hex digits, or a slug.
    pub id: String,
    /// For people.
    pub name: String,
    /// Whether it can be used.
    pub active: bool,
}

/// The answer of `GET …/projects`.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
pub struct ProjectList {
    /// The agents of the account.
    pub projects: Vec<Project>,
}

/// An agent in the private API: snake_case, dates of RFC 1123.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct Project {
    /// The agent's id.
    pub id: String,
    /// The agent's name.
    pub name: String,
    /// Whether it can be used.
    pub active: bool,
    /// RFC 1123.
    pub created_at: String,
    /// An e-mail address.
    pub created_by: String,
    /// The account.
    pub genai_account_id: String,
    /// False for every agent that can be listed.
    pub is_draft: bool,
    /// Whether it is a template for other agents.
    pub is_template: bool,
    /// RFC 1123.
    pub last_updated: String,
    /// Totals.
    pub metrics: ProjectMetrics,
    /// The template it was created from.
    pub parent_template_id: Option<String>,
    /// The same, under the name used in the details of one project.
    pub parent_template_ref_id: Option<String>,
    /// The first of the numbers.
    pub phone_number: Option<String>,
    /// E.164.
    pub phone_numbers: Vec<String>,
    /// Always `genai`.
    #[serde(rename = "type")]
    pub kind: String,
    /// Free JSON; may hold a `deployment_mode`.
    pub config: Value,
}

/// Totals of a project.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct ProjectMetrics {
    /// Conversations so far.
    pub total_conversations: u64,
    /// Minutes so far.
    pub total_minutes: u64,
}

/// The answer of `GET …/deployments?client_env=`.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
pub struct AdkDeploymentList {
    /// Newest first.
    pub deployments: Vec<AdkDeployment>,
}

/// A deployment in the private API (contract §2.7b): snake_case, dates of RFC 1123.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct AdkDeployment {
    /// A uuid of version 7.
    pub id: String,
    /// When the version was built, ISO 8601.
    pub artifact_version: String,
    /// The environment.
    pub client_env: String,
    /// RFC 1123.
    pub created_at: String,
    /// An e-mail address.
    pub created_by: String,
    /// False for every deployment that can be listed.
    pub deleted: bool,
    /// The message and kind of the deployment.
    pub deployment_metadata: Option<DeploymentMetadata>,
    /// Where the functions run: free JSON.
    pub function_deployment: Value,
    /// Which build of the functions.
    pub function_deployment_version: String,
    /// The account.
    pub genai_account_id: String,
    /// The agent.
    pub genai_project_id: String,
    /// Which build of the knowledge base.
    pub rag_kb_version: String,
    /// The content; opaque.
    pub snapshot_id: String,
    /// 32 hex digits.
    pub version_hash: String,
}

/// The answer of `GET …/deployments/active`.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
pub struct AdkActiveDeployments {
    /// The deployment in sandbox.
    pub sandbox: AdkActive,
    /// The deployment in pre-release.
    #[serde(rename = "pre-release")]
    pub pre_release: AdkActive,
    /// The deployment in live.
    pub live: AdkActive,
}

/// What is active in one environment; empty texts when nothing is.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
pub struct AdkActive {
    /// The deployment.
    pub deployment_id: String,
    /// Its version, 32 hex digits.
    pub version: String,
}

/// The body that creates a branch, with an optimistic lock. camelCase, like all of branches.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct AdkBranchCreate {
    /// 1 to 100 characters.
    pub branch_name: String,
    /// A number or its text; refused when `main` has changed since.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub expected_main_last_known_sequence: Option<Value>,
    /// The parent; `main` when left out.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub source_branch_id: Option<String>,
}

/// The body of `PATCH …/branches/{branchId}`.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
pub struct BranchRename {
    /// 1 to 100 characters.
    pub name: String,
}

/// The body of `DELETE …/branches/{branchId}`, `…/deploy` and `…/chat`.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct ExpectedSequence {
    /// A number or its text; refused when the branch has changed since.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub expected_branch_last_known_sequence: Option<Value>,
}

/// The body of `POST …/branches/{branchId}/merge`.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct AdkMerge {
    /// A number or its text; refused when the branch has changed since.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub expected_branch_last_known_sequence: Option<Value>,
    /// The message of the deployment that the merge creates.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub deployment_message: Option<String>,
    /// One resolution for each conflict of the previous attempt.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub conflict_resolutions: Option<Vec<Resolution>>,
}

/// The body of `POST …/branches/{branchId}/sync`: its parent is merged into it.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Sync {
    /// A number or its text; refused when the branch has changed since.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub expected_branch_sequence: Option<Value>,
    /// One resolution for each conflict of the previous attempt.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub conflict_resolutions: Option<Vec<Resolution>>,
}

/// The answer of `GET …/branches/{branchId}/sequence`.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct BranchSequence {
    /// A number as text.
    pub last_known_sequence: String,
}

/// The answer of `GET …/branches/{branchId}/merge-history`.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
pub struct MergeHistory {
    /// Newest first.
    pub merges: Vec<MergeRecord>,
}

/// One branch that was merged.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct MergeRecord {
    /// ISO 8601.
    pub merged_at: String,
    /// The name of the branch at that time.
    pub branch_name: String,
    /// An e-mail address.
    pub merged_by: String,
    /// The branch.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub branch_id: Option<String>,
    /// The target's sequence after the merge.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub sequence: Option<String>,
    /// The message of the merge.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub message: Option<String>,
}

/// The body of `PUT …/branches/{branchId}/tag`.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
pub struct BranchTag {
    /// `staging`.
    pub tag: String,
}

/// The answer of `POST …/branches/{branchId}/deploy` and `…/chat`: the build that a draft chat uses.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct BranchDeployed {
    /// Opaque; names the content.
    pub artifact_version: String,
    /// Opaque.
    pub lambda_deployment_version: String,
    /// For a call.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub auth_token: Option<String>,
}
