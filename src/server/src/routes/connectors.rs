//! Telephony connectors (contract §1.9).

use std::collections::HashMap;

use axum::extract::State;
use axum::routing::{get, post};
use axum::{Json, Router};
use wire::{
    Connector, ConnectorDeleted, ConnectorIds, ConnectorList, ConnectorLookup, ConnectorPatch,
    ConnectorResult, ConnectorResults, ConnectorUpdates, ConnectorsFound,
};

use crate::app::App;
use crate::refusal::Refusal;
use crate::request::{Body, PathParams};
use crate::store::{connectors, phone_numbers};

pub(super) fn router() -> Router<App> {
    let base = "/v1/agents/{agent}/telephony/connectors";
    Router::new()
        .route(base, get(list))
        .route(&format!("{base}/batch"), post(read_many).patch(write_many))
        .route(&format!("{base}/lookup"), post(look_up))
        .route(&format!("{base}/{{connector}}"), get(read).patch(write).delete(remove))
}

async fn list(
    State(app): State<App>,
    PathParams(agent): PathParams<String>,
) -> Result<Json<ConnectorList>, Refusal> {
    app.read(move |tx| Ok(Json(ConnectorList { connectors: connectors::list(tx, &agent)? }))).await
}

async fn read(
    State(app): State<App>,
    PathParams((agent, connector)): PathParams<(String, String)>,
) -> Result<Json<Connector>, Refusal> {
    app.read(move |tx| connectors::get(tx, &agent, &connector)).await.map(Json)
}

async fn read_many(
    State(app): State<App>,
    PathParams(agent): PathParams<String>,
    body: Body,
) -> Result<Json<ConnectorsFound>, Refusal> {
    let requested: ConnectorIds = body.required("ConnectorIds")?;
    app.read(move |tx| {
        let all = connectors::list(tx, &agent)?;
        let all: HashMap<_, _> = all.iter().map(|one| (one.connector_id.as_str(), one)).collect();
        let mut answer = ConnectorsFound::default();
        for id in requested.connector_ids {
            match all.get(id.as_str()) {
                Some(connector) => answer.found.push((*connector).clone()),
                None => answer.not_found.push(id),
            }
        }
        Ok(Json(answer))
    })
    .await
}

async fn write(
    State(app): State<App>,
    PathParams((agent, connector)): PathParams<(String, String)>,
    body: Body,
) -> Result<Json<Connector>, Refusal> {
    let patch: ConnectorPatch = body.required("ConnectorPatch")?;
    app.write(move |tx| connectors::patch(tx, &agent, &connector, &patch)).await.map(Json)
}

/// Each update is applied on its own: one that is refused leaves the others as they are.
async fn write_many(
    State(app): State<App>,
    PathParams(agent): PathParams<String>,
    body: Body,
) -> Result<Json<ConnectorResults>, Refusal> {
    let request: ConnectorUpdates = body.required("ConnectorUpdates")?;
    app.write(move |tx| {
        // An agent that is not there is refused as a whole.
        connectors::list(tx, &agent)?;
        let mut results = Vec::new();
        for update in request.updates {
            let patch = ConnectorPatch {
                variant_id: update.variant_id,
                asr_lang_code: update.asr_lang_code,
                voice_name: update.voice_name,
                project_id: update.project_id,
            };
            let outcome = connectors::patch(tx, &agent, &update.connector_id, &patch);
            let (data, error) = match outcome {
                Ok(connector) => (Some(connector), None),
                Err(error @ Refusal::Internal(_)) => return Err(error),
                Err(refusal) => (None, Some(refusal.to_string())),
            };
            let success = data.is_some();
            results.push(ConnectorResult {
                connector_id: update.connector_id,
                success,
                data,
                error,
            });
        }
        Ok(Json(ConnectorResults { results }))
    })
    .await
}

async fn look_up(
    State(app): State<App>,
    PathParams(agent): PathParams<String>,
    body: Body,
) -> Result<Json<Connector>, Refusal> {
    let requested: ConnectorLookup = body.required("ConnectorLookup")?;
    app.read(move |tx| {
        let number = phone_numbers::get(tx, &agent, &requested.phone_number)?;
        connectors::get(tx, &agent, &number.connector_id.unwrap_or_default())
    })
    .await
    .map(Json)
}

async fn remove(
    State(app): State<App>,
    PathParams((agent, connector)): PathParams<(String, String)>,
) -> Result<Json<ConnectorDeleted>, Refusal> {
    app.write(move |tx| connectors::delete(tx, &agent, &connector)).await.map(Json)
}
