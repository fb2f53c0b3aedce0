//! Test runs (contract §1.13).

use axum::extract::State;
use axum::routing::{get, post};
use axum::{Json, Router};
use serde::Deserialize;
use wire::{TestHistory, TestRun, TestRunList, TestTrigger};

use crate::app::App;
use crate::refusal::Refusal;
use crate::request::{Acting, Body, PathParams, QueryParams};
use crate::store::slice::Slice;
use crate::store::test_runs;

pub(super) fn router() -> Router<App> {
    let base = "/v1/agents/{agent}/testing";
    Router::new()
        .route(&format!("{base}/test-runs"), get(list))
        .route(&format!("{base}/test-runs/trigger"), post(trigger))
        .route(&format!("{base}/test-runs/{{run}}"), get(read))
        .route(&format!("{base}/test-history"), get(history))
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Parameters {
    limit: Option<i64>,
    offset: Option<i64>,
    branch_id: Option<String>,
    test_case_id: Option<String>,
    /// There are no test sets here: none can match.
    test_set_id: Option<String>,
}

async fn list(
    State(app): State<App>,
    PathParams(agent): PathParams<String>,
    QueryParams(requested): QueryParams<Parameters>,
) -> Result<Json<TestRunList>, Refusal> {
    let slice = slice(requested.limit, requested.offset, 100)?;
    app.read(move |tx| {
        let runs = test_runs::list(tx, &agent, requested.branch_id.as_deref(), slice)?;
        let none = requested.test_set_id.is_some();
        Ok(Json(TestRunList { test_runs: if none { Vec::new() } else { runs } }))
    })
    .await
}

async fn read(
    State(app): State<App>,
    PathParams((agent, run)): PathParams<(String, String)>,
) -> Result<Json<TestRun>, Refusal> {
    app.read(move |tx| test_runs::get(tx, &agent, &run)).await.map(Json)
}

async fn history(
    State(app): State<App>,
    PathParams(agent): PathParams<String>,
    QueryParams(requested): QueryParams<Parameters>,
) -> Result<Json<TestHistory>, Refusal> {
    let slice = slice(requested.limit, requested.offset, 100)?;
    app.read(move |tx| {
        let (branch, test_case) =
            (requested.branch_id.as_deref(), requested.test_case_id.as_deref());
        let test_history = test_runs::history(tx, &agent, branch, test_case, slice)?;
        Ok(Json(TestHistory { test_history }))
    })
    .await
}

async fn trigger(
    State(app): State<App>,
    PathParams(agent): PathParams<String>,
    Acting(act): Acting,
    body: Body,
) -> Result<Json<TestRun>, Refusal> {
    let request: TestTrigger = body.required("TestTrigger")?;
    app.write(move |tx| {
        let (cases, name) = (&request.select.test_ids, request.name.as_deref());
        test_runs::trigger(tx, &agent, &request.branch_id, cases, name, &act)
    })
    .await
    .map(Json)
}

/// The requested part of a list.
pub(super) fn slice(limit: Option<i64>, offset: Option<i64>, usual: i64) -> Result<Slice, Refusal> {
    let slice = Slice { limit: limit.unwrap_or(usual), offset: offset.unwrap_or(0) };
    if slice.limit < 1 {
        return Err(Refusal::field("limit", "must be 1 or more"));
    }
    if slice.offset < 0 {
        return Err(Refusal::field("offset", "must be 0 or more"));
    }
    Ok(slice)
}
