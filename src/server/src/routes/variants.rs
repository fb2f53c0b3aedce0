//! Variants (contract §1.6).

use axum::extract::State;
use axum::http::StatusCode;
use axum::routing::{get, patch};
use axum::{Json, Router};
use wire::{DeletedId, Variant, VariantCreate, VariantList, VariantPatch};

use crate::app::App;
use crate::projection::variants;
use crate::refusal::Refusal;
use crate::request::{Acting, Body, PathParams};
use crate::store::branches;

pub(super) fn router() -> Router<App> {
    let base = "/v1/agents/{agent}/branches/{branch}/variants";
    Router::new()
        .route(base, get(list).post(create))
        .route(&format!("{base}/{{variant}}"), patch(write).delete(remove))
}

async fn list(
    State(app): State<App>,
    PathParams((agent, branch)): PathParams<(String, String)>,
) -> Result<Json<VariantList>, Refusal> {
    app.read(move |tx| {
        let content = branches::content(tx, &agent, &branch)?;
        Ok(Json(VariantList { variants: variants::list(&content) }))
    })
    .await
}

async fn create(
    State(app): State<App>,
    PathParams((agent, branch)): PathParams<(String, String)>,
    Acting(act): Acting,
    body: Body,
) -> Result<(StatusCode, Json<Variant>), Refusal> {
    let new: VariantCreate = body.required("VariantCreate")?;
    let api = app.api();
    let variant = app
        .write(move |tx| {
            branches::edit(tx, api, &agent, &branch, &act, |content| {
                variants::create(content, new, &act)
            })
        })
        .await?;
    Ok((StatusCode::CREATED, Json(variant)))
}

async fn write(
    State(app): State<App>,
    PathParams((agent, branch, variant)): PathParams<(String, String, String)>,
    Acting(act): Acting,
    body: Body,
) -> Result<Json<Variant>, Refusal> {
    let change: VariantPatch = body.required("VariantPatch")?;
    let api = app.api();
    app.write(move |tx| {
        branches::edit(tx, api, &agent, &branch, &act, |content| {
            variants::patch(content, &variant, change, &act)
        })
    })
    .await
    .map(Json)
}

async fn remove(
    State(app): State<App>,
    PathParams((agent, branch, variant)): PathParams<(String, String, String)>,
    Acting(act): Acting,
) -> Result<Json<DeletedId>, Refusal> {
    let api = app.api();
    app.write(move |tx| {
        branches::edit(tx, api, &agent, &branch, &act, |content| {
            variants::delete(content, &variant)
        })
    })
    .await
    .map(|id| Json(DeletedId { id }))
}
