//! Functions (contract §1.12). They are listed and looked over, never run: the local server has no
//! Python.

use axum::extract::State;
use axum::routing::{get, post};
use axum::{Json, Router};
use serde_json::json;
use wire::{Function, FunctionExecute, FunctionExecuted, FunctionsValidated};

use crate::app::App;
use crate::projection::functions;
use crate::refusal::Refusal;
use crate::request::{Body, PathParams};
use crate::store::branches;

const NO_PYTHON: &str = "the local server does not run Python; try it on the platform";

pub(super) fn router() -> Router<App> {
    let base = "/v1/agents/{agent}/branches/{branch}/functions";
    Router::new()
        .route(base, get(list))
        .route(&format!("{base}/validate"), post(validate))
        .route(&format!("{base}/{{function}}/execute"), post(execute))
}

async fn list(
    State(app): State<App>,
    PathParams((agent, branch)): PathParams<(String, String)>,
) -> Result<Json<Vec<Function>>, Refusal> {
    app.read(move |tx| Ok(Json(functions::list(&branches::content(tx, &agent, &branch)?)))).await
}

async fn validate(
    State(app): State<App>,
    PathParams((agent, branch)): PathParams<(String, String)>,
) -> Result<Json<FunctionsValidated>, Refusal> {
    app.read(move |tx| {
        let issues = functions::issues(&branches::content(tx, &agent, &branch)?);
        Ok(Json(FunctionsValidated { valid: issues.is_empty(), issues }))
    })
    .await
}

/// Answers as if the function had failed: PolyAI's client prints an answer, but of a refusal only its
/// status.
async fn execute(
    State(app): State<App>,
    PathParams((agent, branch, function)): PathParams<(String, String, String)>,
    body: Body,
) -> Result<Json<FunctionExecuted>, Refusal> {
    let _: FunctionExecute = body.optional("FunctionExecute")?;
    app.read(move |tx| {
        let function = functions::get(&branches::content(tx, &agent, &branch)?, &function)?;
        let message = format!("{} was not executed: {NO_PYTHON}", function.name);
        Ok(Json(FunctionExecuted {
            body: json!({"error": message}),
            logs: vec![message],
            runtime: 0.0,
        }))
    })
    .await
}
