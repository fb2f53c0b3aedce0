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
use crate::request::{At, Body, Params};
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
struct Wanted {
    connector_id: Option<String>,
}

async fn list(
    State(app): State<App>,
    At(agent): At<String>,
    Params(wanted): Params<Wanted>,
) -> Result<Json<PhoneNumberList>, Refusal> {
    app.read(move |tx| {
        let phone_numbers = phone_numbers::list(tx, &agent, wanted.connector_id.as_deref())?;
        Ok(Json(PhoneNumberList { phone_numbers }))
    })
    .await
}

async fn read(
    State(app): State<App>,
    At((agent, number)): At<(String, String)>,
) -> Result<Json<PhoneNumber>, Refusal> {
    app.read(move |tx| phone_numbers::get(tx, &agent, &number)).await.map(Json)
}

async fn read_many(
    State(app): State<App>,
    At(agent): At<String>,
    body: Body,
) -> Result<Json<PhoneNumbersFound>, Refusal> {
    let wanted: PhoneNumbers = body.required("PhoneNumbers")?;
    app.read(move |tx| {
        let all = phone_numbers::list(tx, &agent, None)?;
        let all: HashMap<_, _> = all.iter().map(|one| (one.number.as_str(), one)).collect();
        let mut answer = PhoneNumbersFound::default();
        for number in wanted.phone_numbers {
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
    At(agent): At<String>,
    body: Body,
) -> Result<(StatusCode, Json<PhoneNumbersImported>), Refusal> {
    let order: PhoneNumbersImport = body.required("PhoneNumbersImport")?;
    let environment = environment(order.client_env.as_deref())?;
    let imported = app
        .write(move |tx| phone_numbers::import(tx, &agent, &order.phone_numbers, environment))
        .await?;
    Ok((StatusCode::CREATED, Json(PhoneNumbersImported { imported })))
}

async fn import(
    State(app): State<App>,
    At((agent, number)): At<(String, String)>,
    body: Body,
) -> Result<(StatusCode, Json<PhoneNumberImported>), Refusal> {
    let order: PhoneNumberImport = body.optional("PhoneNumberImport")?;
    let environment = environment(order.client_env.as_deref())?;
    let imported = number.clone();
    app.write(move |tx| phone_numbers::import(tx, &agent, &[number], environment)).await?;
    Ok((StatusCode::CREATED, Json(PhoneNumberImported { imported })))
}

async fn reassign(
    State(app): State<App>,
    At((agent, number)): At<(String, String)>,
    body: Body,
) -> Result<Json<PhoneNumber>, Refusal> {
    let order: PhoneNumberReassign = body.required("PhoneNumberReassign")?;
    app.write(move |tx| phone_numbers::reassign(tx, &agent, &number, &order.connector_id))
        .await
        .map(Json)
}

async fn remove(
    State(app): State<App>,
    At((agent, number)): At<(String, String)>,
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
    At(agent): At<String>,
    body: Body,
) -> Result<Json<PhoneNumbersDeleted>, Refusal> {
    let order: PhoneNumbers = body.required("PhoneNumbers")?;
    app.write(move |tx| {
        phone_numbers::list(tx, &agent, None)?;
        let mut answer = PhoneNumbersDeleted::default();
        for number in order.phone_numbers {
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

/// Numbers are live unless said otherwise.
fn environment(name: Option<&str>) -> Result<Environment, Refusal> {
    let name = name.unwrap_or("live");
    let message = "must be sandbox, pre-release or live";
    Environment::named(name).ok_or_else(|| Refusal::field("clientEnv", message))
}
