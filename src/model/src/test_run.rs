//! Test runs: conversations that the platform holds with an agent to see whether it does well.

use serde_json::Value;

use crate::{BranchId, TestCaseId, TestRunId, Timestamp};

/// The name of a run is no longer than this, in characters (contract §1.13).
pub const MAX_TEST_RUN_NAME: usize = 120;

/// One run of some test cases (contract §2.12).
#[derive(Clone, Debug, PartialEq)]
pub struct TestRun {
    /// The run's identifier.
    pub id: TestRunId,
    /// The name people gave it; may be empty.
    pub name: String,
    /// How far it is.
    pub status: TestRunStatus,
    /// How many test cases it has.
    pub cases: u64,
    /// Of these, passed.
    pub passed: u64,
    /// Of these, failed.
    pub failed: u64,
    /// Of these, neither passed nor failed.
    pub errored: u64,
    /// When it was started.
    pub started_at: Option<Timestamp>,
    /// Who started it, an e-mail address; may be empty.
    pub started_by: String,
    /// The branch that is tested, if the API said.
    pub branch: Option<BranchId>,
    /// What became of each test case; empty in a list of runs, which does not tell.
    pub results: Vec<TestResult>,
}

/// How far a run is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum TestRunStatus {
    /// It has not begun.
    Pending,
    /// It goes on.
    Running,
    /// Every test case has its result.
    Completed,
    /// Another word of the API: it is over, and not as it should be.
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

    /// Whether it is worth asking again.
    pub fn is_running(&self) -> bool {
        matches!(self, Self::Pending | Self::Running)
    }
}

/// What became of one test case in one run.
#[derive(Clone, Debug, PartialEq)]
pub struct TestResult {
    /// The run, if the API said.
    pub run: Option<TestRunId>,
    /// The test case.
    pub case: TestCaseId,
    /// How it went.
    pub status: TestStatus,
    /// The test case as it was then: free JSON.
    pub snapshot: Value,
    /// What was checked and what came of it: free JSON.
    pub results: Value,
    /// What was said: free JSON.
    pub conversation: Value,
}

/// How a test case went.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum TestStatus {
    /// Every check held.
    Passed,
    /// A check did not hold.
    Failed,
    /// It could not be tried out.
    Errored,
    /// It took too long.
    TimedOut,
    /// It goes on.
    Pending,
    /// Another word of the API.
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

/// One thing that was checked.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Assertion {
    /// What was to be seen: words for a judge, or the name of a function.
    pub text: String,
    /// Whether it was.
    pub has_passed: bool,
    /// Why; may be empty.
    pub reason: String,
}

impl TestResult {
    /// The name the test case had then, or its identifier.
    pub fn name(&self) -> &str {
        let name = self.snapshot.get("name").and_then(Value::as_str);
        name.unwrap_or_else(|| self.case.as_str())
    }

    /// What was checked: the words for a judge first, then the function calls. Items that do not
    /// have the shape of contract §2.12 are left out.
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
    fn a_run_with_an_unknown_status_is_not_waited_for() {
        assert!(TestRunStatus::from_key("in_progress").is_running());
        assert!(!TestRunStatus::from_key("completed").is_running());
        assert!(!TestRunStatus::from_key("not_executed").is_running());
    }

    #[test]
    fn checks_of_both_kinds_are_one_list() {
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
