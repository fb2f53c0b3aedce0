//! Paths of functions and test runs.

use model::{AgentId, BranchId, BranchRef, FunctionId, Slice, TestCaseId, TestRunId};

use super::path::{of_agent, of_branch, with_query};

pub(crate) fn functions(at: &BranchRef) -> String {
    of_branch(at, &["functions"])
}

pub(crate) fn functions_validate(at: &BranchRef) -> String {
    of_branch(at, &["functions", "validate"])
}

pub(crate) fn function_execute(at: &BranchRef, function: &FunctionId) -> String {
    of_branch(at, &["functions", function.as_str(), "execute"])
}

pub(crate) fn test_runs(agent: &AgentId, branch: Option<&BranchId>, slice: Slice) -> String {
    let (limit, offset) = (slice.limit.to_string(), slice.offset.to_string());
    let query = [
        ("limit", Some(limit.as_str())),
        ("offset", Some(offset.as_str())),
        ("branchId", branch.map(BranchId::as_str)),
    ];
    with_query(of_agent(agent, &["testing", "test-runs"]), &query)
}

pub(crate) fn test_run(agent: &AgentId, run: &TestRunId) -> String {
    of_agent(agent, &["testing", "test-runs", run.as_str()])
}

pub(crate) fn test_run_trigger(agent: &AgentId) -> String {
    of_agent(agent, &["testing", "test-runs", "trigger"])
}

pub(crate) fn test_history(
    agent: &AgentId,
    branch: Option<&BranchId>,
    case: Option<&TestCaseId>,
    slice: Slice,
) -> String {
    let (limit, offset) = (slice.limit.to_string(), slice.offset.to_string());
    let query = [
        ("limit", Some(limit.as_str())),
        ("offset", Some(offset.as_str())),
        ("branchId", branch.map(BranchId::as_str)),
        ("testCaseId", case.map(TestCaseId::as_str)),
    ];
    with_query(of_agent(agent, &["testing", "test-history"]), &query)
}
