//! Test runs. The local server stores and lists them; it talks to no language model, so that it
//! executes none, and the status of every run says so.

use indexmap::IndexSet;
use rusqlite::{OptionalExtension, Row, params};
use serde_json::{Value, json};
use wire::{TestResult, TestRun};

use super::slice::Slice;
use super::transaction::Tx;
use super::{agent_row, branches};
use crate::clock::Act;
use crate::id;
use crate::projection::test_cases;
use crate::refusal::Refusal;

/// The status of every run here, different from those that clients wait for.
const STATUS: &str = "not_executed";

const REASON: &str = "The local server stores test runs but does not execute them.";

const COLUMNS: &str = "id, name, started_at, started_by, branch_id,
    (SELECT count(*) FROM test_result WHERE test_run = test_run.id)";

/// The runs, newest first.
pub(crate) fn list(
    tx: &Tx<'_>,
    agent: &str,
    branch_id: Option<&str>,
    slice: Slice,
) -> Result<Vec<TestRun>, Refusal> {
    agent_row::check(tx, agent)?;
    let sql = format!(
        "SELECT {COLUMNS} FROM test_run WHERE agent = ?1 AND (?2 IS NULL OR branch_id = ?2)
         ORDER BY position DESC LIMIT ?3 OFFSET ?4"
    );
    let mut statement = tx.prepare_cached(&sql)?;
    let rows =
        statement.query_map(params![agent, branch_id, slice.limit, slice.offset], test_run)?;
    Ok(rows.collect::<Result<_, _>>()?)
}

/// One run with its test cases.
pub(crate) fn get(tx: &Tx<'_>, agent: &str, id: &str) -> Result<TestRun, Refusal> {
    agent_row::check(tx, agent)?;
    let sql = format!("SELECT {COLUMNS} FROM test_run WHERE agent = ? AND id = ?");
    let found = tx.query_row(&sql, [agent, id], test_run).optional()?;
    let run = found.ok_or_else(|| Refusal::NoTestRun(id.to_owned()))?;
    let mut statement = tx.prepare_cached(
        "SELECT test_run, test_case_id, snapshot FROM test_result WHERE test_run = ? ORDER BY id",
    )?;
    let history = statement.query_map([id], test_result)?.collect::<Result<_, _>>()?;
    Ok(TestRun { test_history: Some(history), ..run })
}

/// The results of test cases in all runs, newest first.
pub(crate) fn history(
    tx: &Tx<'_>,
    agent: &str,
    branch_id: Option<&str>,
    test_case_id: Option<&str>,
    slice: Slice,
) -> Result<Vec<TestResult>, Refusal> {
    agent_row::check(tx, agent)?;
    let mut statement = tx.prepare_cached(
        "SELECT test_run, test_case_id, snapshot
         FROM test_result JOIN test_run ON test_run.id = test_result.test_run
         WHERE agent = ?1 AND (?2 IS NULL OR branch_id = ?2) AND (?3 IS NULL OR test_case_id = ?3)
         ORDER BY test_result.id DESC LIMIT ?4 OFFSET ?5",
    )?;
    let parameters = params![agent, branch_id, test_case_id, slice.limit, slice.offset];
    let rows = statement.query_map(parameters, test_result)?;
    Ok(rows.collect::<Result<_, _>>()?)
}

/// Stores a run of some test cases of a branch. One that is named twice is in it once.
pub(crate) fn trigger(
    tx: &Tx<'_>,
    agent: &str,
    branch_id: &str,
    test_cases: &[String],
    name: Option<&str>,
    act: &Act,
) -> Result<TestRun, Refusal> {
    let content = branches::content(tx, agent, branch_id)?;
    if test_cases.is_empty() {
        return Err(Refusal::NoTestCases);
    }
    let id = id::uuid();
    tx.execute(
        "INSERT INTO test_run (id, agent, branch_id, name, started_by, started_at)
         VALUES (?, ?, ?, ?, ?, ?)",
        params![id, agent, branch_id, name, act.by, act.date()],
    )?;
    for test_case in test_cases.iter().collect::<IndexSet<_>>() {
        let snapshot = test_cases::get(&content, test_case)?;
        tx.execute(
            "INSERT INTO test_result (test_run, test_case_id, snapshot) VALUES (?, ?, ?)",
            params![id, test_case, snapshot.to_string()],
        )?;
    }
    get(tx, agent, &id)
}

fn test_run(row: &Row<'_>) -> Result<TestRun, rusqlite::Error> {
    let count = row.get(5)?;
    Ok(TestRun {
        id: row.get(0)?,
        name: row.get(1)?,
        status: STATUS.to_owned(),
        test_case_count: count,
        passed_count: 0,
        failed_count: 0,
        error_count: count,
        started_at: row.get(2)?,
        started_by: row.get(3)?,
        branch_id: row.get(4)?,
        test_history: None,
    })
}

fn test_result(row: &Row<'_>) -> Result<TestResult, rusqlite::Error> {
    let snapshot: String = row.get(2)?;
    Ok(TestResult {
        test_run_id: row.get(0)?,
        test_case_id: row.get(1)?,
        status: "error".to_owned(),
        test_case_snapshot: serde_json::from_str(&snapshot).unwrap_or(Value::Null),
        results: json!({
            "prompt_assertion_results": [{"prompt": "(not executed)", "is_pass": false, "reason": REASON}],
            "function_call_failures": []
        }),
        raw_conversation: json!({"id": "", "turns": []}),
    })
}
