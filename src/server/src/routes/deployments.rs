//! Deployments (contract §1.7).

use axum::extract::State;
use axum::http::StatusCode;
use axum::routing::{get, post};
use axum::{Json, Router};
use serde::Deserialize;
use wire::{ActiveDeployments, DeploymentList, DeploymentMade, Promote, Publish, Rollback};

use crate::app::App;
use crate::environment::Environment;
use crate::publish;
use crate::refusal::Refusal;
use crate::request::{Acting, Body, PathParams, QueryParams};
use crate::store::{Tx, deployments};

pub(super) fn router() -> Router<App> {
    Router::new()
        .route("/v1/agents/{agent}/deployments", get(list))
        .route("/v1/agents/{agent}/deployments/active", get(active))
        .route("/v1/agents/{agent}/deployments/publish", post(publish_main))
        .route("/v1/agents/{agent}/deployments/{deployment}/promote", post(promote))
        .route("/v1/agents/{agent}/deployments/{deployment}/rollback", post(roll_back))
}

#[derive(Deserialize)]
struct Parameters {
    #[serde(default)]
    environment: String,
    limit: Option<i64>,
}

async fn list(
    State(app): State<App>,
    PathParams(agent): PathParams<String>,
    QueryParams(requested): QueryParams<Parameters>,
) -> Result<Json<DeploymentList>, Refusal> {
    let environment = Environment::parse(&requested.environment)?;
    if requested.limit.is_some_and(|limit| limit < 0) {
        return Err(Refusal::field("limit", "must be 0 or more"));
    }
    app.read(move |tx| {
        let rows = deployments::list(tx, &agent, environment, requested.limit)?;
        let rows = rows.iter().map(|row| row.to_wire(tx, &agent));
        Ok(Json(DeploymentList { deployments: rows.collect::<Result<_, _>>()? }))
    })
    .await
}

async fn active(
    State(app): State<App>,
    PathParams(agent): PathParams<String>,
) -> Result<Json<ActiveDeployments>, Refusal> {
    app.read(move |tx| {
        Ok(Json(ActiveDeployments { active_deployments: deployments::all_active(tx, &agent)? }))
    })
    .await
}

/// `environment` may name a later environment than sandbox: then the version is saved straight
/// there, and sandbox is not touched.
async fn publish_main(
    State(app): State<App>,
    PathParams(agent): PathParams<String>,
    Acting(act): Acting,
    body: Body,
) -> Result<(StatusCode, Json<DeploymentMade>), Refusal> {
    let request: Publish = body.required("Publish")?;
    let target = request.environment.as_deref().map(Environment::parse).transpose()?;
    let target = target.unwrap_or(Environment::Sandbox);
    if app.options.strict_order && target != Environment::Sandbox {
        return Err(Refusal::OutOfOrder(Environment::Sandbox.name()));
    }
    let message = request.deployment_message.unwrap_or_default();
    let made =
        app.run(move |store| publish::publish(store, &agent, target, &message, &act)).await?;
    Ok((StatusCode::CREATED, Json(made)))
}

async fn promote(
    State(app): State<App>,
    PathParams((agent, deployment)): PathParams<(String, String)>,
    Acting(act): Acting,
    body: Body,
) -> Result<Json<DeploymentMade>, Refusal> {
    let request: Promote = body.optional("Promote")?;
    let target = request.target_environment.as_deref().map(Environment::parse).transpose()?;
    let strict = app.options.strict_order;
    app.write(move |tx| {
        if strict && target == Some(Environment::Live) {
            check_order(tx, &agent, &deployment)?;
        }
        let message = request.deployment_message.unwrap_or_default();
        deployments::promote(tx, &agent, &deployment, target, &message, &act)
    })
    .await
    .map(Json)
}

/// The message of the body is read and not used, as on the platform (contract §0.1 row 12).
async fn roll_back(
    State(app): State<App>,
    PathParams((agent, deployment)): PathParams<(String, String)>,
    Acting(act): Acting,
    body: Body,
) -> Result<Json<DeploymentMade>, Refusal> {
    let _: Rollback = body.optional("Rollback")?;
    let api = app.api();
    app.write(move |tx| deployments::roll_back(tx, api, &agent, &deployment, &act)).await.map(Json)
}

/// Under `--strict-request`, live takes only what has been in pre-release (contract §0.1 row 8).
fn check_order(tx: &Tx<'_>, agent: &str, deployment: &str) -> Result<(), Refusal> {
    let row = deployments::get(tx, agent, deployment)?;
    if deployments::has_been_in(tx, agent, &row.version, Environment::PreRelease)? {
        return Ok(());
    }
    Err(Refusal::OutOfOrder(Environment::PreRelease.name()))
}
