//! Agents (contract §1.1).

use axum::extract::State;
use axum::http::StatusCode;
use axum::routing::{delete, get, post};
use axum::{Json, Router};
use wire::{Agent, AgentCreate, AgentDuplicate};

use crate::app::App;
use crate::options::Api;
use crate::projection::{NewAgent, new_agent};
use crate::refusal::Refusal;
use crate::request::{Acting, Body, PathParams};
use crate::store::agents;

/// API 1.0.11 has no `/v1/agents` without an account.
pub(super) fn router(api: Api) -> Router<App> {
    let router = Router::new()
        .route("/v1/accounts/{account}/agents", get(list_of).post(create_in))
        .route("/v1/agents/{agent}", delete(remove))
        .route("/v1/agents/{agent}/duplicate", post(duplicate));
    match api {
        Api::V1_0_3 => router.route("/v1/agents", get(list).post(create)),
        Api::V1_0_11 => router,
    }
}

async fn list_of(
    State(app): State<App>,
    PathParams(account): PathParams<String>,
) -> Result<Json<Vec<Agent>>, Refusal> {
    app.check_account(&account)?;
    let Json(agents) = list(State(app)).await?;
    Ok(Json(agents.into_iter().map(without_description).collect()))
}

async fn list(State(app): State<App>) -> Result<Json<Vec<Agent>>, Refusal> {
    app.read(agents::list).await.map(Json)
}

async fn create_in(
    state: State<App>,
    PathParams(account): PathParams<String>,
    acting: Acting,
    body: Body,
) -> Result<Json<Agent>, Refusal> {
    state.check_account(&account)?;
    let Json(agent) = create(state, acting, body).await?;
    Ok(Json(without_description(agent)))
}

async fn create(
    State(app): State<App>,
    Acting(act): Acting,
    body: Body,
) -> Result<Json<Agent>, Refusal> {
    let new: AgentCreate = body.required(match app.api() {
        Api::V1_0_3 => "AgentCreate-1.0.3",
        Api::V1_0_11 => "AgentCreate-1.0.11",
    })?;
    app.write(move |tx| {
        let content = new_agent(settings(&new), &act);
        let (id, description) = (new.agent_id.as_deref(), new.description.as_deref());
        agents::create(tx, id, &new.name, description, &content, &act)
    })
    .await
    .map(Json)
}

async fn duplicate(
    State(app): State<App>,
    PathParams(agent): PathParams<String>,
    Acting(act): Acting,
    body: Body,
) -> Result<Json<Agent>, Refusal> {
    let new: AgentDuplicate = body.required("AgentDuplicate")?;
    app.write(move |tx| {
        agents::duplicate(tx, &agent, new.new_agent_id.as_deref(), &new.new_agent_name, &act)
    })
    .await
    .map(|agent| Json(without_description(agent)))
}

async fn remove(
    State(app): State<App>,
    PathParams(agent): PathParams<String>,
) -> Result<StatusCode, Refusal> {
    app.write(move |tx| agents::delete(tx, &agent)).await?;
    Ok(StatusCode::NO_CONTENT)
}

/// Only the paths that API 1.0.11 no longer has show a description: the others allow no such key.
fn without_description(agent: Agent) -> Agent {
    Agent { description: None, ..agent }
}

fn settings(new: &AgentCreate) -> NewAgent {
    let response = new.response_settings.as_ref();
    let configs = new.experimental_config.as_ref().and_then(|config| config["configs"].as_array());
    NewAgent {
        greeting: response.map(|settings| settings.greeting.clone()),
        language: response.and_then(|settings| settings.language_code.clone()),
        voice: new.voice_settings.as_ref().map(|settings| settings.voice_id.clone()),
        model: new.llm_settings.as_ref().and_then(|settings| settings.model_id.clone()),
        experimental: configs.cloned().unwrap_or_default(),
    }
}
