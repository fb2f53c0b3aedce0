//! Knowledge-base topics (contract §1.4).

use axum::extract::State;
use axum::http::StatusCode;
use axum::routing::get;
use axum::{Json, Router};
use wire::{Topic, TopicCreate, TopicPatch};

use crate::app::App;
use crate::projection::topics;
use crate::refusal::Refusal;
use crate::request::{Acting, Body, PathParams};
use crate::store::branches;

pub(super) fn router() -> Router<App> {
    let base = "/v1/agents/{agent}/branches/{branch}/knowledge-base/topics";
    Router::new()
        .route(base, get(list).post(create))
        .route(&format!("{base}/{{topic}}"), get(read).patch(write).delete(remove))
}

async fn list(
    State(app): State<App>,
    PathParams((agent, branch)): PathParams<(String, String)>,
) -> Result<Json<Vec<Topic>>, Refusal> {
    app.read(move |tx| Ok(Json(topics::list(&branches::content(tx, &agent, &branch)?)))).await
}

async fn read(
    State(app): State<App>,
    PathParams((agent, branch, topic)): PathParams<(String, String, String)>,
) -> Result<Json<Topic>, Refusal> {
    app.read(move |tx| topics::get(&branches::content(tx, &agent, &branch)?, &topic))
        .await
        .map(Json)
}

async fn create(
    State(app): State<App>,
    PathParams((agent, branch)): PathParams<(String, String)>,
    Acting(act): Acting,
    body: Body,
) -> Result<(StatusCode, Json<Topic>), Refusal> {
    let new: TopicCreate = body.required("TopicCreate")?;
    let api = app.api();
    let topic = app
        .write(move |tx| {
            branches::edit(tx, api, &agent, &branch, &act, |content| {
                topics::create(content, new, &act)
            })
        })
        .await?;
    Ok((StatusCode::CREATED, Json(topic)))
}

async fn write(
    State(app): State<App>,
    PathParams((agent, branch, topic)): PathParams<(String, String, String)>,
    Acting(act): Acting,
    body: Body,
) -> Result<StatusCode, Refusal> {
    let patch: TopicPatch = body.required("TopicPatch")?;
    let api = app.api();
    app.write(move |tx| {
        branches::edit(tx, api, &agent, &branch, &act, |content| {
            topics::patch(content, &topic, patch, &act)
        })
    })
    .await?;
    Ok(StatusCode::NO_CONTENT)
}

async fn remove(
    State(app): State<App>,
    PathParams((agent, branch, topic)): PathParams<(String, String, String)>,
    Acting(act): Acting,
) -> Result<StatusCode, Refusal> {
    let api = app.api();
    app.write(move |tx| {
        branches::edit(tx, api, &agent, &branch, &act, |content| topics::delete(content, &topic))
    })
    .await?;
    Ok(StatusCode::NO_CONTENT)
}
