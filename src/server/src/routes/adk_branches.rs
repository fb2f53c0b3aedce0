//! Branches under `/adk/v1` (contract §1.16): the public ones with optimistic locks, and what the
//! public API lacks: content, history, names, tags and the archive.

use axum::extract::State;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use axum::routing::{get, patch, post, put};
use axum::{Json, Router};
use rusqlite::params;
use serde::Deserialize;
use wire::{
    AdkBranchCreate, AdkMerge, Branch, BranchCreated, BranchDeleted, BranchDeployed, BranchList,
    BranchRename, BranchSequence, BranchTag, ExpectedSequence, MergeHistory, Merged, Sync,
    SyncConflicts, Synced,
};

use super::adk::json_text;
use crate::app::App;
use crate::clock::Act;
use crate::id;
use crate::merging::{self, SyncOutcome};
use crate::refusal::Refusal;
use crate::request::{Acting, Body, PathParams, QueryParams};
use crate::store::branches::BranchRow;
use crate::store::merges::{self, MergeDone, MergeRequest, SyncDone};
use crate::store::{Tx, archive, branches, content};

pub(super) fn router() -> Router<App> {
    let base = "/adk/v1/accounts/{account}/projects/{project}/branches";
    let below = |rest: &str| format!("{base}/{{branch}}{rest}");
    Router::new()
        .route(base, get(list).post(create))
        .route(&format!("{base}/archive"), get(list_archive))
        .route(&below(""), patch(rename).delete(remove))
        .route(&below("/sequence"), get(sequence))
        .route(&below("/projection"), get(projection))
        .route(&below("/merge-history"), get(history))
        .route(&below("/merge"), post(merge))
        .route(&below("/sync"), post(sync))
        .route(&below("/deploy"), post(deploy))
        .route(&below("/chat"), post(deploy))
        .route(&below("/restore"), post(restore))
        .route(&below("/tag"), put(tag).delete(untag))
        .route(&below("/command-batch"), post(command_batch))
}

/// What a merge answers, in both halves of the API.
pub(super) fn merge_answer(done: MergeDone) -> Json<Merged> {
    let deployed = if done.deployed { " and deployed to sandbox" } else { "" };
    Json(Merged {
        sequence: done.sequence.to_string(),
        message: format!("Branch merged to {}{deployed}", done.target),
        test_run_ids: Vec::new(),
    })
}

/// What a sync answers, in both halves of the API.
pub(super) fn sync_answer(outcome: SyncOutcome) -> Response {
    match outcome {
        SyncOutcome::Done(SyncDone { sequence, snapshot_key }) => {
            Json(Synced { sequence: sequence.to_string(), snapshot_key }).into_response()
        }
        SyncOutcome::Conflicts(merged) => {
            let outcome = "conflicts".to_owned();
            let (conflicts, errors) = (merged.conflicts, merged.faults);
            Json(SyncConflicts { outcome, conflicts, errors }).into_response()
        }
    }
}

/// Builds a branch: stores its current content for chats.
pub(super) fn deployed(
    tx: &Tx<'_>,
    branch: &BranchRow,
    request: &ExpectedSequence,
    act: &Act,
) -> Result<BranchDeployed, Refusal> {
    branch.check_sequence(request.expected_branch_last_known_sequence.as_ref())?;
    let build = BranchDeployed {
        artifact_version: act.date(),
        lambda_deployment_version: id::uuid(),
        auth_token: None,
    };
    // The last build of a branch is enough: a chat uses the content that it began with.
    let mut statement = tx
        .prepare_cached("DELETE FROM build WHERE agent = ? AND branch_id = ? RETURNING snapshot")?;
    let old: Vec<_> = statement
        .query_map([&branch.agent, &branch.branch_id], |row| row.get(0))?
        .collect::<Result<_, _>>()?;
    tx.execute(
        "INSERT INTO build VALUES (?, ?, ?, ?, ?)",
        params![
            build.lambda_deployment_version,
            branch.agent,
            branch.branch_id,
            build.artifact_version,
            branch.head
        ],
    )?;
    content::delete_unused(tx, &old)?;
    Ok(build)
}

type BranchPath = PathParams<(String, String, String)>;

async fn list(
    State(app): State<App>,
    PathParams((account, project)): PathParams<(String, String)>,
) -> Result<Json<BranchList>, Refusal> {
    app.check_account(&account)?;
    app.read(move |tx| {
        let rows = branches::list(tx, &project)?;
        let branches = rows.iter().map(|row| row.to_wire(tx)).collect::<Result<_, _>>()?;
        Ok(Json(BranchList { branches }))
    })
    .await
}

async fn list_archive(
    State(app): State<App>,
    PathParams((account, project)): PathParams<(String, String)>,
    Acting(act): Acting,
) -> Result<Json<BranchList>, Refusal> {
    app.check_account(&account)?;
    app.read(move |tx| Ok(Json(BranchList { branches: archive::list(tx, &project, act.at)? })))
        .await
}

async fn create(
    State(app): State<App>,
    PathParams((account, project)): PathParams<(String, String)>,
    Acting(act): Acting,
    body: Body,
) -> Result<(StatusCode, Json<BranchCreated>), Refusal> {
    app.check_account(&account)?;
    let new: AdkBranchCreate = body.required("AdkBranchCreate")?;
    let created = app
        .write(move |tx| {
            let source = new.source_branch_id.as_deref().unwrap_or(branches::MAIN);
            let main = branches::get(tx, &project, branches::MAIN)?;
            main.check_sequence(new.expected_main_last_known_sequence.as_ref())?;
            branches::create(tx, &project, source, &new.branch_name, &act)
        })
        .await?;
    Ok((StatusCode::CREATED, Json(created)))
}

async fn rename(
    State(app): State<App>,
    PathParams((account, project, branch)): BranchPath,
    body: Body,
) -> Result<Json<Branch>, Refusal> {
    app.check_account(&account)?;
    let new: BranchRename = body.required("BranchRename")?;
    app.write(move |tx| {
        let branch = branches::get(tx, &project, &branch)?;
        archive::rename(tx, &branch, &new.name)?.to_wire(tx)
    })
    .await
    .map(Json)
}

async fn remove(
    State(app): State<App>,
    PathParams((account, project, branch)): BranchPath,
    Acting(act): Acting,
    body: Body,
) -> Result<Json<BranchDeleted>, Refusal> {
    app.check_account(&account)?;
    let request: ExpectedSequence = body.optional("ExpectedSequence")?;
    app.write(move |tx| {
        let branch = branches::get(tx, &project, &branch)?;
        branch.check_sequence(request.expected_branch_last_known_sequence.as_ref())?;
        archive::archive(tx, &branch, &act)?;
        let message = "Branch deleted".to_owned();
        Ok(Json(BranchDeleted { sequence: branch.sequence.to_string(), message }))
    })
    .await
}

async fn sequence(
    State(app): State<App>,
    PathParams((account, project, branch)): BranchPath,
) -> Result<Json<BranchSequence>, Refusal> {
    app.check_account(&account)?;
    app.read(move |tx| {
        let sequence = branches::get(tx, &project, &branch)?.sequence;
        Ok(Json(BranchSequence { last_known_sequence: sequence.to_string() }))
    })
    .await
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Parameters {
    at_sequence: Option<i64>,
}

async fn projection(
    State(app): State<App>,
    PathParams((account, project, branch)): BranchPath,
    QueryParams(requested): QueryParams<Parameters>,
) -> Result<Response, Refusal> {
    app.check_account(&account)?;
    app.read(move |tx| {
        let branch = branches::get(tx, &project, &branch)?;
        let sequence = requested.at_sequence.unwrap_or(branch.sequence);
        let snapshot = branches::at_sequence(tx, &branch, sequence)?;
        let text = content::text(tx, snapshot)?;
        Ok(json_text(format!("{{\"lastKnownSequence\":\"{sequence}\",\"projection\":{text}}}")))
    })
    .await
}

async fn history(
    State(app): State<App>,
    PathParams((account, project, branch)): BranchPath,
) -> Result<Json<MergeHistory>, Refusal> {
    app.check_account(&account)?;
    app.read(move |tx| Ok(Json(MergeHistory { merges: merges::history(tx, &project, &branch)? })))
        .await
}

async fn merge(
    State(app): State<App>,
    PathParams((account, project, branch)): BranchPath,
    Acting(act): Acting,
    body: Body,
) -> Result<Json<Merged>, Refusal> {
    app.check_account(&account)?;
    let request: AdkMerge = body.optional("AdkMerge")?;
    let api = app.api();
    app.run(move |store| {
        let resolutions = request.conflict_resolutions.unwrap_or_default();
        let request = MergeRequest {
            api,
            expected_sequence: request.expected_branch_last_known_sequence.as_ref(),
            resolutions: &resolutions,
            message: request.deployment_message.as_deref().unwrap_or_default(),
        };
        merging::merge(store, &project, &branch, request, &act).map(merge_answer)
    })
    .await
}

async fn sync(
    State(app): State<App>,
    PathParams((account, project, branch)): BranchPath,
    Acting(act): Acting,
    body: Body,
) -> Result<Response, Refusal> {
    app.check_account(&account)?;
    let request: Sync = body.optional("Sync")?;
    app.run(move |store| {
        let expected = request.expected_branch_sequence.as_ref();
        let resolutions = request.conflict_resolutions.as_deref().unwrap_or_default();
        merging::sync(store, &project, &branch, expected, resolutions, &act).map(sync_answer)
    })
    .await
}

async fn deploy(
    State(app): State<App>,
    PathParams((account, project, branch)): BranchPath,
    Acting(act): Acting,
    body: Body,
) -> Result<Json<BranchDeployed>, Refusal> {
    app.check_account(&account)?;
    let request: ExpectedSequence = body.optional("ExpectedSequence")?;
    app.write(move |tx| {
        let branch = branches::get(tx, &project, &branch)?;
        deployed(tx, &branch, &request, &act)
    })
    .await
    .map(Json)
}

async fn restore(
    State(app): State<App>,
    PathParams((account, project, branch)): BranchPath,
    Acting(act): Acting,
) -> Result<Json<Branch>, Refusal> {
    app.check_account(&account)?;
    app.write(move |tx| archive::restore(tx, &project, &branch, &act)?.to_wire(tx)).await.map(Json)
}

async fn tag(
    State(app): State<App>,
    PathParams((account, project, branch)): BranchPath,
    body: Body,
) -> Result<Json<Branch>, Refusal> {
    app.check_account(&account)?;
    let new: BranchTag = body.required("BranchTag")?;
    app.write(move |tx| {
        let branch = branches::get(tx, &project, &branch)?;
        archive::tag(tx, &branch, Some(&new.tag))?.to_wire(tx)
    })
    .await
    .map(Json)
}

async fn untag(
    State(app): State<App>,
    PathParams((account, project, branch)): BranchPath,
) -> Result<Json<Branch>, Refusal> {
    app.check_account(&account)?;
    app.write(move |tx| {
        let branch = branches::get(tx, &project, &branch)?;
        archive::tag(tx, &branch, None)?.to_wire(tx)
    })
    .await
    .map(Json)
}

async fn command_batch() -> Refusal {
    Refusal::NotOffered("command batches (protobuf); edit with the JSON endpoints under /v1")
}
