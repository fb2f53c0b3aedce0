//! The API under `/adk/v1` that PolyAI's own client reads (contract §1.16): accounts, projects, deployments.

use axum::extract::State;
use axum::http::header::CONTENT_TYPE;
use axum::response::{IntoResponse, Response};
use axum::routing::get;
use axum::{Json, Router};
use serde::Deserialize;
use serde_json::{Value, json};
use wire::{
    Account, AdkActive, AdkActiveDeployments, AdkDeployment, AdkDeploymentList, Project,
    ProjectList, ProjectMetrics,
};

use crate::app::App;
use crate::clock::rfc1123;
use crate::environment::Environment;
use crate::refusal::Refusal;
use crate::request::{Body, PathParams, QueryParams};
use crate::store::deployments::DeploymentRow;
use crate::store::{Tx, agents, content, deployments, phone_numbers, settings};

pub(super) fn router() -> Router<App> {
    let project = "/adk/v1/accounts/{account}/projects/{project}";
    Router::new()
        .route("/adk/v1/accounts", get(accounts))
        .route("/adk/v1/accounts/{account}/projects", get(list))
        .route(project, get(read).patch(write))
        .route(&format!("{project}/deployments"), get(list_deployments))
        .route(&format!("{project}/deployments/active"), get(active))
        .route(&format!("{project}/deployments/{{deployment}}/projection"), get(projection))
}

/// JSON text that is passed on as it is stored.
pub(super) fn json_text(text: String) -> Response {
    ([(CONTENT_TYPE, "application/json")], text).into_response()
}

async fn accounts(State(app): State<App>) -> Json<Vec<Account>> {
    let name = "Local workspace".to_owned();
    Json(vec![Account { id: app.account.to_string(), name, active: true }])
}

async fn list(
    State(app): State<App>,
    PathParams(account): PathParams<String>,
) -> Result<Json<ProjectList>, Refusal> {
    app.check_account(&account)?;
    app.read(move |tx| {
        let agents = agents::list(tx)?;
        let projects = agents.iter().map(|agent| project(tx, &agent.agent_id));
        Ok(Json(ProjectList { projects: projects.collect::<Result<_, _>>()? }))
    })
    .await
}

async fn read(
    State(app): State<App>,
    PathParams((account, id)): PathParams<(String, String)>,
) -> Result<Json<Project>, Refusal> {
    app.check_account(&account)?;
    app.read(move |tx| project(tx, &id)).await.map(Json)
}

async fn write(
    State(app): State<App>,
    PathParams((account, id)): PathParams<(String, String)>,
    body: Body,
) -> Result<Json<Project>, Refusal> {
    app.check_account(&account)?;
    let patch: Value = body.required("ProjectPatch")?;
    app.write(move |tx| {
        agents::check(tx, &id)?;
        if let Some(mode) = patch["config"]["deployment_mode"].as_str() {
            agents::set_mode(tx, &id, mode)?;
        }
        project(tx, &id)
    })
    .await
    .map(Json)
}

#[derive(Deserialize)]
struct Parameters {
    #[serde(default)]
    client_env: String,
}

async fn list_deployments(
    State(app): State<App>,
    PathParams((account, id)): PathParams<(String, String)>,
    QueryParams(requested): QueryParams<Parameters>,
) -> Result<Json<AdkDeploymentList>, Refusal> {
    app.check_account(&account)?;
    let environment = Environment::parse(&requested.client_env)?;
    app.read(move |tx| {
        let rows = deployments::list(tx, &id, environment, None)?;
        let rows = rows.iter().map(|row| deployment(tx, &id, row));
        Ok(Json(AdkDeploymentList { deployments: rows.collect::<Result<_, _>>()? }))
    })
    .await
}

async fn active(
    State(app): State<App>,
    PathParams((account, id)): PathParams<(String, String)>,
) -> Result<Json<AdkActiveDeployments>, Refusal> {
    app.check_account(&account)?;
    app.read(move |tx| {
        let one = |environment| {
            let active = deployments::active(tx, &id, environment)?;
            Ok::<_, Refusal>(active.map_or_else(AdkActive::default, |row| AdkActive {
                deployment_id: row.id,
                version: row.version,
            }))
        };
        Ok(Json(AdkActiveDeployments {
            sandbox: one(Environment::Sandbox)?,
            pre_release: one(Environment::PreRelease)?,
            live: one(Environment::Live)?,
        }))
    })
    .await
}

async fn projection(
    State(app): State<App>,
    PathParams((account, id, deployment)): PathParams<(String, String, String)>,
) -> Result<Response, Refusal> {
    app.check_account(&account)?;
    let text = app
        .read(move |tx| content::text(tx, deployments::get(tx, &id, &deployment)?.snapshot))
        .await?;
    Ok(json_text(format!("{{\"projection\":{text}}}")))
}

fn project(tx: &Tx<'_>, id: &str) -> Result<Project, Refusal> {
    let details = agents::details(tx, id)?;
    let numbers = phone_numbers::list(tx, id, None)?;
    let numbers: Vec<_> = numbers.into_iter().map(|number| number.number).collect();
    Ok(Project {
        id: id.to_owned(),
        name: details.agent.agent_name,
        active: true,
        created_at: rfc1123(&details.agent.created_at),
        created_by: details.created_by,
        genai_account_id: details.agent.account_id,
        last_updated: rfc1123(&details.agent.updated_at),
        metrics: ProjectMetrics {
            total_conversations: details.conversations,
            ..ProjectMetrics::default()
        },
        phone_number: numbers.first().cloned(),
        phone_numbers: numbers,
        kind: "genai".to_owned(),
        config: details
            .deployment_mode
            .map_or_else(|| json!({}), |mode| json!({"deployment_mode": mode})),
        ..Project::default()
    })
}

fn deployment(tx: &Tx<'_>, id: &str, row: &DeploymentRow) -> Result<AdkDeployment, Refusal> {
    let snapshot = content::key(tx, row.snapshot)?;
    Ok(AdkDeployment {
        id: row.id.clone(),
        artifact_version: row.artifact_version.clone(),
        client_env: row.environment.name().to_owned(),
        created_at: rfc1123(&row.created_at),
        created_by: row.created_by.clone(),
        deleted: false,
        deployment_metadata: Some(row.metadata()),
        function_deployment: json!({}),
        function_deployment_version: row.version.clone(),
        genai_account_id: settings::account(tx)?,
        genai_project_id: id.to_owned(),
        rag_kb_version: row.artifact_version.clone(),
        snapshot_id: snapshot,
        version_hash: row.version.clone(),
    })
}
