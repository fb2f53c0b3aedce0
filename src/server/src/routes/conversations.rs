//! Conversations (contract §1.15).

use axum::extract::State;
use axum::routing::get;
use axum::{Json, Router};
use serde::Deserialize;
use wire::{Conversation, ConversationList};

use super::testing::slice;
use crate::app::App;
use crate::refusal::Refusal;
use crate::request::{At, Params};
use crate::store::conversations;

pub(super) fn router() -> Router<App> {
    Router::new()
        .route("/v1/agents/{agent}/conversations", get(list))
        .route("/v1/agents/{agent}/conversations/{conversation}", get(read))
}

#[derive(Deserialize)]
struct Wanted {
    limit: Option<i64>,
    offset: Option<i64>,
}

async fn list(
    State(app): State<App>,
    At(agent): At<String>,
    Params(wanted): Params<Wanted>,
) -> Result<Json<ConversationList>, Refusal> {
    let slice = slice(wanted.limit, wanted.offset, 50)?;
    app.read(move |tx| {
        let (conversations, count) = conversations::list(tx, &agent, slice)?;
        let (limit, offset) = (slice.limit.unsigned_abs(), slice.offset.unsigned_abs());
        Ok(Json(ConversationList { conversations, count, limit, offset }))
    })
    .await
}

async fn read(
    State(app): State<App>,
    At((agent, conversation)): At<(String, String)>,
) -> Result<Json<Conversation>, Refusal> {
    app.read(move |tx| conversations::get(tx, &agent, &conversation)).await.map(Json)
}
