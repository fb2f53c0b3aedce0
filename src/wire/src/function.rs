//! Functions of a branch (contract §1.12).

use serde::{Deserialize, Serialize};
use serde_json::Value;

/// One function, as the list gives it: a bare array of the functions that are not archived.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
pub struct Function {
    /// Opaque.
    pub id: String,
    /// The name of the Python function.
    pub name: String,
    /// The description for the language model.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub description: Option<String>,
}

/// The body of `POST …/functions/{functionId}/execute`.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct FunctionExecute {
    /// An object: the arguments by name.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub args: Option<Value>,
    /// The flow that a transition function belongs to.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub flow_id: Option<String>,
}

/// The answer to it.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
pub struct FunctionExecuted {
    /// What the function returned.
    #[serde(default)]
    pub body: Value,
    /// What it printed.
    #[serde(default)]
    pub logs: Vec<String>,
    /// Milliseconds.
    #[serde(default)]
    pub runtime: f64,
}

/// The answer of `POST …/functions/validate`.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
pub struct FunctionsValidated {
    /// Whether there are no issues.
    pub valid: bool,
    /// What is wrong.
    #[serde(default)]
    pub issues: Vec<FunctionIssue>,
}

/// One issue of a function. Its keys are snake_case.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
pub struct FunctionIssue {
    /// The kind of issue.
    #[serde(rename = "type", default)]
    pub kind: String,
    /// Where.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub function_id: Option<String>,
    /// Where, for people.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub function_name: Option<String>,
    /// For people.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub message: Option<String>,
}
