//! Functions of a branch: Python that the platform runs.

use serde_json::Value;

use crate::id::FunctionId;

/// One function, without its code: that is read with the whole branch.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Function {
    /// The function's identifier.
    pub id: FunctionId,
    /// The name of the Python function.
    pub name: String,
    /// What the language model is told about it; may be empty.
    pub description: String,
}

/// What came of running a function.
#[derive(Clone, Debug, PartialEq)]
pub struct FunctionRun {
    /// What it returned; free JSON.
    pub returned: Value,
    /// What it printed.
    pub logs: Vec<String>,
    /// How long it took.
    pub milliseconds: f64,
}

/// What the platform finds wrong with the functions of a branch.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FunctionCheck {
    /// Whether they can be published. The API says so beside the list of issues.
    pub is_valid: bool,
    /// What is wrong.
    pub issues: Vec<FunctionIssue>,
}

/// One thing that is wrong with a function.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FunctionIssue {
    /// What kind of fault, in the words of the API.
    pub kind: String,
    /// Which function, if the API said.
    pub function: Option<FunctionId>,
    /// Its name; may be empty.
    pub function_name: String,
    /// What is wrong, for people; may be empty.
    pub message: String,
}
