//! Branches (contract §1.2). The paths of sync and deploy are not published; they are the natural
//! ones.

use axum::extract::State;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use axum::routing::{delete, get, post};
use axum::{Json, Router};
use serde::Deserialize;
use wire::{BranchCreated, BranchDeleted, BranchList, ExpectedSequence, Merge, Merged, Sync};

use super::adk_branches::{deployed, merge_answer, sync_answer};
use crate::app::App;
use crate::merging;
use crate::options::Api;
use crate::refusal::Refusal;
use crate::request::{Acting, Body, PathParams};
use crate::store::merges::MergeRequest;
use crate::store::{archive, branches};

pub(super) fn router() -> Router<App> {
    Router::new()
        .route("/v1/agents/{agent}/branches", get(list).post(create))
        .route("/v1/agents/{agent}/branches/{branch}", delete(remove))
        .route("/v1/agents/{agent}/branches/{branch}/merge", post(merge))
        .route("/v1/agents/{agent}/branches/{branch}/sync", post(sync))
        .route("/v1/agents/{agent}/branches/{branch}/deploy", post(deploy))
}

/// The body of API 1.0.3 may say `name` (contract §0.1 row 2); the rules allow one of the two.
#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct NewBranch {
    #[serde(alias = "name")]
    branch_name: String,
}

async fn list(
    State(app): State<App>,
    PathParams(agent): PathParams<String>,
) -> Result<Json<BranchList>, Refusal> {
    app.read(move |tx| {
        let rows = branches::list(tx, &agent)?;
        let branches = rows.iter().map(|row| row.to_wire(tx)).collect::<Result<_, _>>()?;
        Ok(Json(BranchList { branches }))
    })
    .await
}

async fn create(
    State(app): State<App>,
    PathParams(agent): PathParams<String>,
    Acting(act): Acting,
    body: Body,
) -> Result<(StatusCode, Json<BranchCreated>), Refusal> {
    let new: NewBranch = body.required(match app.api() {
        Api::V1_0_3 => "BranchCreate-1.0.3",
        Api::V1_0_11 => "BranchCreate-1.0.11",
    })?;
    let created = app
        .write(move |tx| branches::create(tx, &agent, branches::MAIN, &new.branch_name, &act))
        .await?;
    Ok((StatusCode::CREATED, Json(created)))
}

async fn remove(
    State(app): State<App>,
    PathParams((agent, branch)): PathParams<(String, String)>,
    Acting(act): Acting,
) -> Result<Json<BranchDeleted>, Refusal> {
    app.write(move |tx| {
        let branch = branches::get(tx, &agent, &branch)?;
        archive::archive(tx, &branch, &act)?;
        let message = "Branch deleted".to_owned();
        Ok(Json(BranchDeleted { sequence: branch.sequence.to_string(), message }))
    })
    .await
}

async fn merge(
    State(app): State<App>,
    PathParams((agent, branch)): PathParams<(String, String)>,
    Acting(act): Acting,
    body: Body,
) -> Result<Json<Merged>, Refusal> {
    let request: Merge = body.optional("Merge")?;
    let api = app.api();
    app.run(move |store| {
        let resolutions = request.conflict_resolutions.unwrap_or_default();
        let request = MergeRequest {
            api,
            expected_sequence: None,
            resolutions: &resolutions,
            message: request.deployment_message.as_deref().unwrap_or_default(),
        };
        merging::merge(store, &agent, &branch, request, &act).map(merge_answer)
    })
    .await
}

async fn sync(
    State(app): State<App>,
    PathParams((agent, branch)): PathParams<(String, String)>,
    Acting(act): Acting,
    body: Body,
) -> Result<Response, Refusal> {
    let request: Sync = body.optional("Sync")?;
    app.run(move |store| {
        let expected = request.expected_branch_sequence.as_ref();
        let resolutions = request.conflict_resolutions.as_deref().unwrap_or_default();
        merging::sync(store, &agent, &branch, expected, resolutions, &act).map(sync_answer)
    })
    .await
}

async fn deploy(
    State(app): State<App>,
    PathParams((agent, branch)): PathParams<(String, String)>,
    Acting(act): Acting,
    body: Body,
) -> Result<Response, Refusal> {
    let request: ExpectedSequence = body.optional("ExpectedSequence")?;
    app.write(move |tx| {
        let branch = branches::get(tx, &agent, &branch)?;
        Ok(Json(deployed(tx, &branch, &request, &act)?).into_response())
    })
    .await
}
