//! Chat for testing (contract §1.14).

use axum::extract::State;
use axum::http::StatusCode;
use axum::routing::post;
use axum::{Json, Router};
use wire::{ChatCreate, ChatMessage, ChatMetadata, ChatReply};

use crate::app::App;
use crate::chat::{self, Answer, NewChat, Source};
use crate::environment::Environment;
use crate::refusal::Refusal;
use crate::request::{Acting, Body, PathParams};

pub(super) fn router() -> Router<App> {
    Router::new()
        .route("/v1/agents/{agent}/debug-chat", post(begin))
        .route("/v1/agents/{agent}/debug-chat/{conversation}", post(respond))
}

async fn begin(
    State(app): State<App>,
    PathParams(agent): PathParams<String>,
    Acting(act): Acting,
    body: Body,
) -> Result<(StatusCode, Json<ChatReply>), Refusal> {
    let request: ChatCreate = body.required("ChatCreate")?;
    let new = NewChat {
        source: Source::Environment(environment(&request.client_env)?),
        conversation_id: request.conversation_id.filter(|id| !id.is_empty()),
        channel: request.channel,
        language: request.asr_lang_code,
        variant_id: request.variant_id.filter(|id| !id.is_empty()),
    };
    let answer = app.write(move |tx| chat::begin(tx, &agent, new, &act)).await?;
    Ok((StatusCode::CREATED, Json(reply(answer))))
}

async fn respond(
    State(app): State<App>,
    PathParams((agent, conversation)): PathParams<(String, String)>,
    Acting(act): Acting,
    body: Body,
) -> Result<Json<ChatReply>, Refusal> {
    let request: ChatMessage = body.required("ChatMessage")?;
    environment(&request.client_env)?;
    let message = request.message.unwrap_or_default();
    app.run(move |store| chat::respond(store, &agent, &conversation, &message, &act))
        .await
        .map(|answer| Json(reply(answer)))
}

/// The environment of a `clientEnv` field.
pub(super) fn environment(name: &str) -> Result<Environment, Refusal> {
    let message = "must be sandbox, pre-release or live";
    Environment::named(name).ok_or_else(|| Refusal::field("clientEnv", message))
}

fn reply(answer: Answer) -> ChatReply {
    ChatReply {
        conversation_id: answer.conversation_id,
        user_input: answer.user_input,
        response: answer.response,
        metadata: ChatMetadata {
            cited_topic: answer.topics.first().cloned(),
            retrieved_topics: Some(answer.topics),
            asr_lang_code: Some(answer.language.clone()),
            tts_lang_code: Some(answer.language),
            ..ChatMetadata::default()
        },
        conversation_ended: answer.ended,
        delayed_response: false,
    }
}
