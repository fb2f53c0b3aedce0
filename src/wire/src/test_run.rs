//! Test runs (contract §1.13, §2.12).

use serde::{Deserialize, Serialize};
use serde_json::Value;

/// One run of some test cases.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct TestRun {
    /// Opaque.
    pub id: String,
    /// At most 120 characters.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub name: Option<String>,
    /// `completed`; `pending`, `running` and `in_progress` while it runs.
    #[serde(default)]
    pub status: String,
    /// Test cases in the run.
    #[serde(default)]
    pub test_case_count: u64,
    /// Those that passed.
    #[serde(default)]
    pub passed_count: u64,
    /// Those that failed.
    #[serde(default)]
    pub failed_count: u64,
    /// Those that could not be run.
    #[serde(default)]
    pub error_count: u64,
    /// ISO 8601.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub started_at: Option<String>,
    /// An e-mail address.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub started_by: Option<String>,
    /// The branch that was tested.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub branch_id: Option<String>,
    /// One entry for each test case; only where one run is read.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub test_history: Option<Vec<TestResult>>,
}

/// What became of one test case in one run.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct TestResult {
    /// The run.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub test_run_id: Option<String>,
    /// The test case.
    #[serde(default)]
    pub test_case_id: String,
    /// `passed`, `failed`, `error`, `timed_out`, `pending` or another word.
    #[serde(default)]
    pub status: String,
    /// The test case as it was then: free JSON with a `name`.
    #[serde(default)]
    pub test_case_snapshot: Value,
    /// Assertions and their outcome: free JSON.
    #[serde(default)]
    pub results: Value,
    /// The conversation: free JSON.
    #[serde(default)]
    pub raw_conversation: Value,
}

/// The answer of `GET …/testing/test-runs`.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct TestRunList {
    /// Newest first, without their histories.
    pub test_runs: Vec<TestRun>,
}

/// The answer of `GET …/testing/test-history`.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct TestHistory {
    /// Newest first.
    pub test_history: Vec<TestResult>,
}

/// The body of `POST …/testing/test-runs/trigger`; the answer is the new [`TestRun`].
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct TestTrigger {
    /// The branch to test.
    pub branch_id: String,
    /// Which test cases.
    pub select: TestSelect,
    /// At most 120 characters.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub name: Option<String>,
}

/// Which test cases to run.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct TestSelect {
    /// `testIds` is the one mode that is known.
    pub mode: String,
    /// The ids, in that mode.
    #[serde(default)]
    pub test_ids: Vec<String>,
}
