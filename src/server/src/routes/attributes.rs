//! Attributes (contract §1.5).

use axum::extract::State;
use axum::http::StatusCode;
use axum::routing::{get, patch};
use axum::{Json, Router};
use wire::{Attribute, AttributeList, AttributeName, DeletedId};

use crate::app::App;
use crate::projection::attributes;
use crate::refusal::Refusal;
use crate::request::{Acting, Body, PathParams};
use crate::store::branches;

pub(super) fn router() -> Router<App> {
    let base = "/v1/agents/{agent}/branches/{branch}/attributes";
    Router::new()
        .route(base, get(list).post(create))
        .route(&format!("{base}/{{attribute}}"), patch(rename).delete(remove))
}

async fn list(
    State(app): State<App>,
    PathParams((agent, branch)): PathParams<(String, String)>,
) -> Result<Json<AttributeList>, Refusal> {
    app.read(move |tx| {
        let content = branches::content(tx, &agent, &branch)?;
        Ok(Json(AttributeList { attributes: attributes::list(&content) }))
    })
    .await
}

async fn create(
    State(app): State<App>,
    PathParams((agent, branch)): PathParams<(String, String)>,
    Acting(act): Acting,
    body: Body,
) -> Result<(StatusCode, Json<Attribute>), Refusal> {
    let new: AttributeName = body.required("AttributeName")?;
    let api = app.api();
    let attribute = app
        .write(move |tx| {
            branches::edit(tx, api, &agent, &branch, &act, |content| {
                attributes::create(content, &new.name, &act)
            })
        })
        .await?;
    Ok((StatusCode::CREATED, Json(attribute)))
}

async fn rename(
    State(app): State<App>,
    PathParams((agent, branch, attribute)): PathParams<(String, String, String)>,
    Acting(act): Acting,
    body: Body,
) -> Result<Json<Attribute>, Refusal> {
    let new: AttributeName = body.required("AttributeName")?;
    let api = app.api();
    app.write(move |tx| {
        branches::edit(tx, api, &agent, &branch, &act, |content| {
            attributes::rename(content, &attribute, &new.name, &act)
        })
    })
    .await
    .map(Json)
}

async fn remove(
    State(app): State<App>,
    PathParams((agent, branch, attribute)): PathParams<(String, String, String)>,
    Acting(act): Acting,
) -> Result<Json<DeletedId>, Refusal> {
    let api = app.api();
    app.write(move |tx| {
        branches::edit(tx, api, &agent, &branch, &act, |content| {
            attributes::delete(content, &attribute)
        })
    })
    .await
    .map(|id| Json(DeletedId { id }))
}
