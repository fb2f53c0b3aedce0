//! The whole content of a branch or of a deployment (contract §1.8).

use serde::{Deserialize, Serialize};
use serde_json::Value;

/// The answer of `GET /adk/v1/…/deployments/{deploymentId}/projection`.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
pub struct DeploymentProjection {
    /// Free JSON: newer agents have keys that no list names. May be `{}`.
    pub projection: Value,
}

/// The answer of `GET /adk/v1/…/branches/{branchId}/projection`.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct BranchProjection {
    /// The sequence that the content belongs to.
    #[serde(default)]
    pub last_known_sequence: Option<String>,
    /// Free JSON: newer agents have keys that no list names. May be `{}`.
    pub projection: Value,
}
