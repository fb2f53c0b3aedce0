//! Real-time configs (contract §1.11).

use axum::extract::State;
use axum::routing::{get, patch, put};
use axum::{Json, Router};
use wire::{ConfigPage, ConfigPageList, ConfigSchema, ConfigVariables};

use crate::app::App;
use crate::environment::Environment;
use crate::real_time_config;
use crate::refusal::Refusal;
use crate::request::{Acting, Body, PathParams};
use crate::store::config_pages;

pub(super) fn router() -> Router<App> {
    let base = "/v1/agents/{agent}/real-time-configs";
    Router::new()
        .route(base, get(list))
        .route(&format!("{base}/{{environment}}"), get(read))
        .route(&format!("{base}/{{environment}}/schema"), put(put_schema))
        .route(&format!("{base}/{{environment}}/variables"), patch(patch_variables))
}

async fn list(
    State(app): State<App>,
    PathParams(agent): PathParams<String>,
) -> Result<Json<ConfigPageList>, Refusal> {
    app.read(move |tx| Ok(Json(ConfigPageList { config_pages: config_pages::list(tx, &agent)? })))
        .await
}

async fn read(
    State(app): State<App>,
    PathParams((agent, environment)): PathParams<(String, String)>,
) -> Result<Json<ConfigPage>, Refusal> {
    let environment = parse(&environment)?;
    app.read(move |tx| config_pages::get(tx, &agent, environment)).await.map(Json)
}

async fn put_schema(
    State(app): State<App>,
    PathParams((agent, environment)): PathParams<(String, String)>,
    Acting(act): Acting,
    body: Body,
) -> Result<Json<ConfigPage>, Refusal> {
    let environment = parse(&environment)?;
    let new: ConfigSchema = body.required("ConfigSchema")?;
    app.run(move |store| real_time_config::put_schema(store, &agent, environment, new.schema, &act))
        .await
        .map(Json)
}

async fn patch_variables(
    State(app): State<App>,
    PathParams((agent, environment)): PathParams<(String, String)>,
    Acting(act): Acting,
    body: Body,
) -> Result<Json<ConfigPage>, Refusal> {
    let environment = parse(&environment)?;
    let new: ConfigVariables = body.required("ConfigVariables")?;
    app.run(move |store| {
        real_time_config::patch_variables(store, &agent, environment, &new.variables, &act)
    })
    .await
    .map(Json)
}

fn parse(name: &str) -> Result<Environment, Refusal> {
    Environment::named(name).ok_or_else(|| Refusal::NoConfigEnvironment(name.to_owned()))
}
