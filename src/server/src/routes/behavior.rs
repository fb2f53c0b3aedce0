//! The behavior prompt (contract §1.3).

use axum::extract::State;
use axum::routing::get;
use axum::{Json, Router};
use wire::Behavior;

use crate::app::App;
use crate::projection::behavior;
use crate::refusal::Refusal;
use crate::request::{Acting, Body, PathParams};
use crate::store::branches;

pub(super) fn router() -> Router<App> {
    Router::new().route("/v1/agents/{agent}/branches/{branch}/behavior", get(read).patch(write))
}

async fn read(
    State(app): State<App>,
    PathParams((agent, branch)): PathParams<(String, String)>,
) -> Result<Json<Behavior>, Refusal> {
    app.read(move |tx| {
        let content = branches::content(tx, &agent, &branch)?;
        Ok(Json(Behavior { behavior: behavior::get(&content)?.to_owned() }))
    })
    .await
}

async fn write(
    State(app): State<App>,
    PathParams((agent, branch)): PathParams<(String, String)>,
    Acting(act): Acting,
    body: Body,
) -> Result<Json<Behavior>, Refusal> {
    let new: Behavior = body.required("Behavior")?;
    let api = app.api();
    app.write(move |tx| {
        branches::edit(tx, api, &agent, &branch, &act, |content| {
            behavior::set(content, &new.behavior, &act)
        })?;
        Ok(Json(new))
    })
    .await
}
