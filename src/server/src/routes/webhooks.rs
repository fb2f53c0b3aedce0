//! Webhook endpoints (contract §1.18).

use std::collections::BTreeMap;

use axum::extract::State;
use axum::http::{HeaderName, HeaderValue, StatusCode};
use axum::routing::{get, post};
use axum::{Json, Router};
use serde::Deserialize;
use wire::{
    SigningSecret, WebhookEndpoint, WebhookEndpointCreate, WebhookEndpointCreated,
    WebhookEndpointList, WebhookEndpointPatch,
};

use crate::alerts::Target;
use crate::app::App;
use crate::refusal::Refusal;
use crate::request::{Acting, Body, PathParams, QueryParams, prefixed};
use crate::store::webhook_endpoints;

pub(super) fn router() -> Router<App> {
    let base = "/v1/webhook-endpoints";
    Router::new()
        .route(base, get(list).post(create))
        .route(&format!("{base}/{{endpoint}}"), get(read).patch(write).delete(remove))
        .route(&format!("{base}/{{endpoint}}/rotate-secret"), post(rotate_secret))
}

#[derive(Deserialize)]
struct Filter {
    enabled: Option<bool>,
    event_type: Option<String>,
}

async fn list(
    State(app): State<App>,
    QueryParams(filter): QueryParams<Filter>,
) -> Result<Json<WebhookEndpointList>, Refusal> {
    app.read(move |tx| {
        let mut data = webhook_endpoints::list(tx)?;
        data.retain(|endpoint| {
            filter.enabled.is_none_or(|enabled| enabled == endpoint.enabled)
                && filter.event_type.as_ref().is_none_or(|one| endpoint.event_types.contains(one))
        });
        Ok(Json(WebhookEndpointList { data }))
    })
    .await
}

async fn create(
    State(app): State<App>,
    Acting(act): Acting,
    body: Body,
) -> Result<(StatusCode, Json<WebhookEndpointCreated>), Refusal> {
    let new: WebhookEndpointCreate =
        body.required("WebhookEndpointCreate").map_err(Refusal::into_invalid)?;
    check_url(&app, &new.url)?;
    check_headers(&new.headers)?;
    let (made, signing_secret) = app.write(move |tx| webhook_endpoints::add(tx, new, &act)).await?;
    let created = WebhookEndpointCreated {
        id: made.id,
        name: made.name,
        url: made.url,
        enabled: made.enabled,
        event_types: made.event_types,
        headers: made.headers,
        timeout_ms: made.timeout_ms,
        created_at: made.created_at,
        updated_at: made.updated_at,
        signing_secret,
    };
    Ok((StatusCode::CREATED, Json(created)))
}

async fn read(
    State(app): State<App>,
    PathParams(endpoint): PathParams<String>,
) -> Result<Json<WebhookEndpoint>, Refusal> {
    let endpoint = id(endpoint)?;
    app.read(move |tx| webhook_endpoints::get(tx, &endpoint)).await.map(Json)
}

async fn write(
    State(app): State<App>,
    PathParams(endpoint): PathParams<String>,
    Acting(act): Acting,
    body: Body,
) -> Result<Json<WebhookEndpoint>, Refusal> {
    let endpoint = id(endpoint)?;
    let patch: WebhookEndpointPatch =
        body.required("WebhookEndpointPatch").map_err(Refusal::into_invalid)?;
    patch.url.as_deref().map_or(Ok(()), |url| check_url(&app, url))?;
    patch.headers.as_ref().map_or(Ok(()), check_headers)?;
    app.write(move |tx| webhook_endpoints::patch(tx, &endpoint, patch, &act)).await.map(Json)
}

async fn remove(
    State(app): State<App>,
    PathParams(endpoint): PathParams<String>,
) -> Result<StatusCode, Refusal> {
    let endpoint = id(endpoint)?;
    app.write(move |tx| webhook_endpoints::delete(tx, &endpoint)).await?;
    Ok(StatusCode::NO_CONTENT)
}

async fn rotate_secret(
    State(app): State<App>,
    PathParams(endpoint): PathParams<String>,
    Acting(act): Acting,
) -> Result<Json<SigningSecret>, Refusal> {
    let endpoint = id(endpoint)?;
    let signing_secret =
        app.write(move |tx| webhook_endpoints::rotate_secret(tx, &endpoint, &act)).await?;
    Ok(Json(SigningSecret { signing_secret }))
}

fn id(id: String) -> Result<String, Refusal> {
    prefixed("endpoint_id", webhook_endpoints::PREFIX, id)
}

/// `https://`, or `http://` where this server may deliver (contract §1.18, ours).
fn check_url(app: &App, url: &str) -> Result<(), Refusal> {
    match Target::parse(url, &app.options.deliver_to) {
        Some(target) if target.is_https || target.is_allowed => Ok(()),
        _ => Err(Refusal::invalid("url", "must match ^https://")),
    }
}

fn check_headers(headers: &BTreeMap<String, String>) -> Result<(), Refusal> {
    for (name, value) in headers {
        if HeaderName::try_from(name).is_err() || HeaderValue::try_from(value).is_err() {
            return Err(Refusal::invalid("headers", format!("{name:?} is not a header")));
        }
        if name.to_ascii_lowercase().starts_with("x-polyai-") {
            return Err(Refusal::invalid("headers", format!("{name:?} is set by the API")));
        }
    }
    Ok(())
}
