//! Functions of a branch: Python that the platform runs.

use serde_json::Value;

use crate::id::FunctionId;

/// One function, without its code, which is part of the branch's content.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Function {
    /// The function's identifier.
    pub id: FunctionId,
    /// The name of the Python function.
    pub name: String,
    /// The description for the language model; may be empty.
    pub description: String,
}

/// The result of running a function.
#[derive(Clone, Debug, PartialEq)]
pub struct FunctionRun {
    /// What it returned; free JSON.
    pub returned: Value,
    /// What it printed.
    pub logs: Vec<String>,
    /// Its duration.
    pub milliseconds: f64,
}

/// The result of validating the functions of a branch.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FunctionCheck {
    /// Whether they can be published; a field of its own in the API.
    pub is_valid: bool,
    /// The issues.
    pub issues: Vec<FunctionIssue>,
}

/// One issue of a function.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FunctionIssue {
    /// The kind of issue, as the API names it.
    pub kind: String,
    /// The function, if the API named it.
    pub function: Option<FunctionId>,
    /// Its name; may be empty.
    pub function_name: String,
    /// The message for people; may be empty.
    pub message: String,
}
