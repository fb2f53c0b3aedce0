//! Phone numbers (contract §1.10).

use std::collections::HashMap;

use axum::extract::State;
use axum::http::StatusCode;
use axum::routing::{get, post};
use axum::{Json, Router};
use serde::Deserialize;
use wire::{
    PhoneNumber, PhoneNumberDeleted, PhoneNumberFault, PhoneNumberImport, PhoneNumberImported,
    PhoneNumberList, PhoneNumberReassign, PhoneNumbers, PhoneNumbersDeleted, PhoneNumbersFound,
    PhoneNumbersImport, PhoneNumbersImported,
};

use crate::app::App;
use crate::environment::Environment;
use crate::refusal::Refusal;
use crate::request::{Body, PathParams, QueryParams};
use crate::store::phone_numbers;

pub(super) fn router() -> Router<App> {
    let base = "/v1/agents/{agent}/telephony/phone-numbers";
    Router::new()
        .route(base, get(list).post(import_many).delete(remove_many))
        .route(&format!("{base}/batch"), post(read_many))
        .route(&format!("{base}/{{number}}"), get(read).post(import).patch(reassign).delete(remove))
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Parameters {
    connector_id: Option<String>,
}

async fn list(
    State(app): State<App>,
    PathParams(agent): PathParams<String>,
    QueryParams(requested): QueryParams<Parameters>,
) -> Result<Json<PhoneNumberList>, Refusal> {
    app.read(move |tx| {
        let phone_numbers = phone_numbers::list(tx, &agent, requested.connector_id.as_deref())?;
        Ok(Json(PhoneNumberList { phone_numbers }))
    })
    .await
}

async fn read(
    State(app): State<App>,
    PathParams((agent, number)): PathParams<(String, String)>,
) -> Result<Json<PhoneNumber>, Refusal> {
    app.read(move |tx| phone_numbers::get(tx, &agent, &number)).await.map(Json)
}

async fn read_many(
    State(app): State<App>,
    PathParams(agent): PathParams<String>,
    body: Body,
) -> Result<Json<PhoneNumbersFound>, Refusal> {
    let requested: PhoneNumbers = body.required("PhoneNumbers")?;
    app.read(move |tx| {
        let all = phone_numbers::list(tx, &agent, None)?;
        let all: HashMap<_, _> = all.iter().map(|one| (one.number.as_str(), one)).collect();
        let mut answer = PhoneNumbersFound::default();
        for number in requested.phone_numbers {
            match all.get(number.as_str()) {
                Some(found) => answer.found.push((*found).clone()),
                None => answer.not_found.push(number),
            }
        }
        Ok(Json(answer))
    })
    .await
}

async fn import_many(
    State(app): State<App>,
    PathParams(agent): PathParams<String>,
    body: Body,
) -> Result<(StatusCode, Json<PhoneNumbersImported>), Refusal> {
    let request: PhoneNumbersImport = body.required("PhoneNumbersImport")?;
    let environment = environment(request.client_env.as_deref())?;
    let imported = app
        .write(move |tx| phone_numbers::import(tx, &agent, &request.phone_numbers, environment))
        .await?;
    Ok((StatusCode::CREATED, Json(PhoneNumbersImported { imported })))
}

async fn import(
    State(app): State<App>,
    PathParams((agent, number)): PathParams<(String, String)>,
    body: Body,
) -> Result<(StatusCode, Json<PhoneNumberImported>), Refusal> {
    let request: PhoneNumberImport = body.optional("PhoneNumberImport")?;
    let environment = environment(request.client_env.as_deref())?;
    let imported = number.clone();
    app.write(move |tx| phone_numbers::import(tx, &agent, &[number], environment)).await?;
    Ok((StatusCode::CREATED, Json(PhoneNumberImported { imported })))
}

async fn reassign(
    State(app): State<App>,
    PathParams((agent, number)): PathParams<(String, String)>,
    body: Body,
) -> Result<Json<PhoneNumber>, Refusal> {
    let request: PhoneNumberReassign = body.required("PhoneNumberReassign")?;
    app.write(move |tx| phone_numbers::reassign(tx, &agent, &number, &request.connector_id))
        .await
        .map(Json)
}

async fn remove(
    State(app): State<App>,
    PathParams((agent, number)): PathParams<(String, String)>,
) -> Result<Json<PhoneNumberDeleted>, Refusal> {
    app.write(move |tx| {
        phone_numbers::delete(tx, &agent, &number)?;
        Ok(Json(PhoneNumberDeleted { deleted: number }))
    })
    .await
}

/// Numbers that are not there are reported; the others are deleted all the same.
async fn remove_many(
    State(app): State<App>,
    PathParams(agent): PathParams<String>,
    body: Body,
) -> Result<Json<PhoneNumbersDeleted>, Refusal> {
    let request: PhoneNumbers = body.required("PhoneNumbers")?;
    app.write(move |tx| {
        phone_numbers::list(tx, &agent, None)?;
        let mut answer = PhoneNumbersDeleted::default();
        for number in request.phone_numbers {
            match phone_numbers::delete(tx, &agent, &number) {
                Ok(()) => answer.deleted.push(number),
                Err(error @ Refusal::Internal(_)) => return Err(error),
                Err(refusal) => answer
                    .errors
                    .push(PhoneNumberFault { phone_number: number, error: refusal.to_string() }),
            }
        }
        Ok(Json(answer))
    })
    .await
}

/// Numbers are for live unless the request names an environment.
fn environment(name: Option<&str>) -> Result<Environment, Refusal> {
    let name = name.unwrap_or("live");
    let message = "must be sandbox, pre-release or live";
    Environment::named(name).ok_or_else(|| Refusal::field("clientEnv", message))
}
