//! The behavior prompt of a branch (contract §1.3).

use serde::{Deserialize, Serialize};

/// The body of `GET` and `PATCH …/behavior`, in both directions (`AgentRulesResponse`,
/// `UpdateAgentRulesBody`).
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
pub struct Behavior {
    /// The prompt. At least one character when written.
    pub behavior: String,
}
