//! Chat under `/adk/v1` (contract §1.16, §2.13b), with an environment or with a branch.

use axum::extract::State;
use axum::http::StatusCode;
use axum::routing::post;
use axum::{Json, Router};
use serde_json::json;
use wire::{AdkChatCreate, AdkChatEnded, AdkChatMessage, AdkChatMetadata, AdkChatReply};

use super::chat::environment;
use crate::app::App;
use crate::chat::{self, Answer, NewChat, Source};
use crate::refusal::Refusal;
use crate::request::{Acting, Body, PathParams};

pub(super) fn router() -> Router<App> {
    let project = "/adk/v1/accounts/{account}/projects/{project}";
    Router::new()
        .route(&format!("{project}/chat"), post(begin))
        .route(&format!("{project}/chat/{{conversation}}"), post(respond))
        .route(&format!("{project}/chat/{{conversation}}/end"), post(end))
        .route(&format!("{project}/draft/chat"), post(begin_draft))
        .route(&format!("{project}/draft/chat/{{conversation}}"), post(respond))
}

async fn begin(
    State(app): State<App>,
    PathParams((account, project)): PathParams<(String, String)>,
    acting: Acting,
    body: Body,
) -> Result<(StatusCode, Json<AdkChatReply>), Refusal> {
    app.check_account(&account)?;
    let request: AdkChatCreate = body.required("AdkChatCreate")?;
    let source =
        Source::Environment(environment(request.client_env.as_deref().unwrap_or_default())?);
    begin_with(app, project, acting, request, source).await
}

async fn begin_draft(
    State(app): State<App>,
    PathParams((account, project)): PathParams<(String, String)>,
    acting: Acting,
    body: Body,
) -> Result<(StatusCode, Json<AdkChatReply>), Refusal> {
    app.check_account(&account)?;
    let request: AdkChatCreate = body.required("AdkChatCreate")?;
    let source = Source::Build(request.lambda_deployment_version.clone().unwrap_or_default());
    begin_with(app, project, acting, request, source).await
}

async fn begin_with(
    app: App,
    project: String,
    Acting(act): Acting,
    request: AdkChatCreate,
    source: Source,
) -> Result<(StatusCode, Json<AdkChatReply>), Refusal> {
    let new = NewChat {
        source,
        conversation_id: None,
        channel: request.channel,
        language: request.asr_lang_code,
        variant_id: request.variant_id.filter(|id| !id.is_empty()),
    };
    let answer = app.write(move |tx| chat::begin(tx, &project, new, &act)).await?;
    Ok((StatusCode::CREATED, Json(reply(answer))))
}

async fn respond(
    State(app): State<App>,
    PathParams((account, project, conversation)): PathParams<(String, String, String)>,
    Acting(act): Acting,
    body: Body,
) -> Result<Json<AdkChatReply>, Refusal> {
    app.check_account(&account)?;
    let request: AdkChatMessage = body.required("AdkChatMessage")?;
    let message = request.message.unwrap_or_default();
    app.run(move |store| chat::respond(store, &project, &conversation, &message, &act))
        .await
        .map(|answer| Json(reply(answer)))
}

async fn end(
    State(app): State<App>,
    PathParams((account, project, conversation)): PathParams<(String, String, String)>,
) -> Result<Json<AdkChatEnded>, Refusal> {
    app.check_account(&account)?;
    app.write(move |tx| chat::end(tx, &project, &conversation)).await?;
    Ok(Json(AdkChatEnded::default()))
}

fn reply(answer: Answer) -> AdkChatReply {
    AdkChatReply {
        conversation_id: answer.conversation_id,
        user_input: answer.user_input,
        response: answer.response,
        metadata: AdkChatMetadata {
            state: json!({}),
            metrics: json!({}),
            cited_topic: answer.topics.first().cloned(),
            retrieved_topics: answer.topics,
            asr_lang_code: Some(answer.language.clone()),
            tts_lang_code: Some(answer.language),
            ..AdkChatMetadata::default()
        },
        conversation_ended: answer.ended,
        delayed_response: false,
    }
}
