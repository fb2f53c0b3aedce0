//! Test runs: simulated conversations with an agent, checked by assertions.

use serde_json::Value;

use crate::id::{BranchId, TestCaseId, TestRunId};
use crate::timestamp::Timestamp;

/// The longest name of a run, in characters (contract §1.13).
pub const MAX_TEST_RUN_NAME: usize = 120;

/// One run of some test cases (contract §2.12).
#[derive(Clone, Debug, PartialEq)]
pub struct TestRun {
    /// The run's identifier.
    pub id: TestRunId,
    /// The name people gave it; may be empty.
    pub name: String,
    /// The status.
    pub status: TestRunStatus,
    /// The number of test cases.
    pub cases: u64,
    /// Those that passed.
    pub passed: u64,
    /// Those that failed.
    pub failed: u64,
    /// Those that could not be run.
    pub errored: u64,
    /// When it was started.
    pub started_at: Option<Timestamp>,
    /// The e-mail address of who started it; may be empty.
    pub started_by: String,
    /// The tested branch, if the API named it.
    pub branch: Option<BranchId>,
    /// The result of each test case; empty in a list of runs.
    pub results: Vec<TestResult>,
}

/// The status of a run.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum TestRunStatus {
    /// It has not started.
    Pending,
    /// It is running.
    Running,
    /// Every test case has its result.
    Completed,
    /// A status that this studio does not know; the run has stopped.
    Other(String),
}

impl TestRunStatus {
    /// The status with that API name.
    pub fn from_key(key: &str) -> Self {
        match key {
            "pending" => Self::Pending,
            "running" | "in_progress" => Self::Running,
            "completed" => Self::Completed,
            _ => Self::Other(key.to_owned()),
        }
    }

    /// Whether results are still to come.
    pub fn is_running(&self) -> bool {
        matches!(self, Self::Pending | Self::Running)
    }
}

/// The result of one test case in one run.
#[derive(Clone, Debug, PartialEq)]
pub struct TestResult {
    /// The run, if the API named it.
    pub run: Option<TestRunId>,
    /// The test case.
    pub case: TestCaseId,
    /// The status.
    pub status: TestStatus,
    /// The test case at that time: free JSON.
    pub snapshot: Value,
    /// The assertions and their results: free JSON.
    pub results: Value,
    /// The conversation: free JSON.
    pub conversation: Value,
}

/// The status of a test case.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum TestStatus {
    /// Every assertion passed.
    Passed,
    /// An assertion failed.
    Failed,
    /// It could not be run.
    Errored,
    /// It timed out.
    TimedOut,
    /// It has no result yet.
    Pending,
    /// A status that this studio does not know.
    Other(String),
}

impl TestStatus {
    /// The status with that API name.
    pub fn from_key(key: &str) -> Self {
        match key {
            "passed" => Self::Passed,
            "failed" => Self::Failed,
            "error" | "errored" => Self::Errored,
            "timed_out" => Self::TimedOut,
            "pending" | "running" | "in_progress" => Self::Pending,
            _ => Self::Other(key.to_owned()),
        }
    }
}

/// One assertion and its result.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Assertion {
    /// The assertion: a prompt for the evaluating model, or the name of a function.
    pub text: String,
    /// Whether it passed.
    pub has_passed: bool,
    /// Why; may be empty.
    pub reason: String,
}

impl TestResult {
    /// The name of the test case at that time, or its identifier.
    pub fn name(&self) -> &str {
        let name = self.snapshot.get("name").and_then(Value::as_str);
        name.unwrap_or_else(|| self.case.as_str())
    }

    /// All assertions: prompts first, then function calls. Items without the form of contract §2.12
    /// are left out.
    pub fn assertions(&self) -> Vec<Assertion> {
        let list = |key| self.results.get(key).and_then(Value::as_array).into_iter().flatten();
        let prompts = list("prompt_assertion_results")
            .filter_map(|item| assertion(item, "prompt", &["reason"]));
        let calls = list("function_call_failures")
            .filter_map(|item| assertion(item, "name", &["failure_reason", "error"]));
        prompts.chain(calls).collect()
    }
}

fn assertion(item: &Value, text: &str, reasons: &[&str]) -> Option<Assertion> {
    let read = |key: &str| item.get(key).and_then(Value::as_str).map(str::to_owned);
    Some(Assertion {
        text: read(text)?,
        has_passed: item.get("is_pass").and_then(Value::as_bool).unwrap_or_default(),
        reason: reasons.iter().find_map(|key| read(key)).unwrap_or_default(),
    })
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn a_run_with_an_unknown_status_is_not_running() {
        assert!(TestRunStatus::from_key("in_progress").is_running());
        assert!(!TestRunStatus::from_key("completed").is_running());
        assert!(!TestRunStatus::from_key("not_executed").is_running());
    }

    #[test]
    fn assertions_of_both_kinds_are_one_list() {
        let result = TestResult {
            run: None,
            case: "T-1".into(),
            status: TestStatus::Failed,
            snapshot: json!({"name": "Greets"}),
            results: json!({
                "prompt_assertion_results": [
                    {"prompt": "It greets.", "is_pass": true, "reason": "It says hello."},
                    "not an object"
                ],
                "function_call_failures": [
                    {"name": "book", "is_pass": false, "failure_reason": null, "error": "not called"}
                ]
            }),
            conversation: Value::Null,
        };
        let assertion = |text: &str, has_passed, reason: &str| Assertion {
            text: text.to_owned(),
            has_passed,
            reason: reason.to_owned(),
        };
        let expected = [
            assertion("It greets.", true, "It says hello."),
            assertion("book", false, "not called"),
        ];
        assert_eq!(result.assertions(), expected);
        assert_eq!(result.name(), "Greets");
    }
}
