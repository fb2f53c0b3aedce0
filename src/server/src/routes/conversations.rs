//! Conversations (contract §1.15).

use axum::extract::State;
use axum::routing::get;
use axum::{Json, Router};
use serde::Deserialize;
use wire::{Conversation, ConversationList};

use super::testing::slice;
use crate::app::App;
use crate::refusal::Refusal;
use crate::request::{PathParams, QueryParams};
use crate::store::conversations;

pub(super) fn router() -> Router<App> {
    Router::new()
        .route("/v1/agents/{agent}/conversations", get(list))
        .route("/v1/agents/{agent}/conversations/{conversation}", get(read))
}

#[derive(Deserialize)]
struct Parameters {
    limit: Option<i64>,
    offset: Option<i64>,
}

async fn list(
    State(app): State<App>,
    PathParams(agent): PathParams<String>,
    QueryParams(requested): QueryParams<Parameters>,
) -> Result<Json<ConversationList>, Refusal> {
    let slice = slice(requested.limit, requested.offset, 50)?;
    app.read(move |tx| {
        let (conversations, count) = conversations::list(tx, &agent, slice)?;
        let (limit, offset) = (slice.limit.unsigned_abs(), slice.offset.unsigned_abs());
        Ok(Json(ConversationList { conversations, count, limit, offset }))
    })
    .await
}

async fn read(
    State(app): State<App>,
    PathParams((agent, conversation)): PathParams<(String, String)>,
) -> Result<Json<Conversation>, Refusal> {
    app.read(move |tx| conversations::get(tx, &agent, &conversation)).await.map(Json)
}
