//! Test runs of an agent.

use model::{
    AgentId, BranchId, BranchRef, Slice, TestCaseId, TestResult, TestRun, TestRunId, TestRunStatus,
    TestStatus, Timestamp,
};

use crate::client::Client;
use crate::endpoint;
use crate::error::ApiError;
use crate::transport::Transport;

impl<T: Transport> Client<T> {
    /// A part of the runs, newest first: of all branches, or of one.
    pub async fn test_runs(
        &self,
        agent: &AgentId,
        branch: Option<&BranchId>,
        slice: Slice,
    ) -> Result<Vec<TestRun>, ApiError> {
        let path = endpoint::test_runs(agent, branch, slice);
        let answer: wire::TestRunList = self.get(path).await?;
        Ok(answer.test_runs.into_iter().map(to_model).collect())
    }

    /// One run with the results of its test cases.
    pub async fn test_run(&self, agent: &AgentId, id: &TestRunId) -> Result<TestRun, ApiError> {
        self.get(endpoint::test_run(agent, id)).await.map(to_model)
    }

    /// A part of the results of test cases over all runs, newest first: of all branches and cases,
    /// or of one.
    pub async fn test_history(
        &self,
        agent: &AgentId,
        branch: Option<&BranchId>,
        case: Option<&TestCaseId>,
        slice: Slice,
    ) -> Result<Vec<TestResult>, ApiError> {
        let path = endpoint::test_history(agent, branch, case, slice);
        let answer: wire::TestHistory = self.get(path).await?;
        Ok(answer.test_history.into_iter().map(to_result).collect())
    }

    /// Starts a run of some test cases of a branch. The returned run has only just started;
    /// read it again until it is no longer running.
    ///
    /// A name has at most [`model::MAX_TEST_RUN_NAME`] characters.
    pub async fn start_test_run(
        &self,
        at: &BranchRef,
        cases: &[TestCaseId],
        name: Option<&str>,
    ) -> Result<TestRun, ApiError> {
        let body = wire::TestTrigger {
            branch_id: at.branch.to_string(),
            select: wire::TestSelect {
                mode: "testIds".to_owned(),
                test_ids: cases.iter().map(ToString::to_string).collect(),
            },
            name: name.map(str::to_owned),
        };
        self.post(endpoint::test_run_trigger(&at.agent), &body).await.map(to_model)
    }
}

fn to_model(run: wire::TestRun) -> TestRun {
    let results = run.test_history.unwrap_or_default();
    TestRun {
        id: TestRunId::new(run.id),
        name: run.name.unwrap_or_default(),
        status: TestRunStatus::from_key(&run.status),
        cases: run.test_case_count,
        passed: run.passed_count,
        failed: run.failed_count,
        errored: run.error_count,
        started_at: run.started_at.as_deref().and_then(Timestamp::parse),
        started_by: run.started_by.unwrap_or_default(),
        branch: run.branch_id.map(BranchId::new),
        results: results.into_iter().map(to_result).collect(),
    }
}

fn to_result(result: wire::TestResult) -> TestResult {
    TestResult {
        run: result.test_run_id.map(TestRunId::new),
        case: TestCaseId::new(result.test_case_id),
        status: TestStatus::from_key(&result.status),
        snapshot: result.test_case_snapshot,
        results: result.results,
        conversation: result.raw_conversation,
    }
}
