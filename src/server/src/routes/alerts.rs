//! Alert rules and active alerts (contract §1.17).

use axum::extract::State;
use axum::http::StatusCode;
use axum::routing::get;
use axum::{Json, Router};
use serde::Deserialize;
use serde_json::json;
use wire::{ActiveAlertList, AlertRule, AlertRuleCreate, AlertRuleList, AlertRulePatch};

use crate::app::App;
use crate::refusal::Refusal;
use crate::request::{Acting, Body, PathParams, QueryParams, prefixed};
use crate::rules;
use crate::store::alert_rules;

pub(super) fn router() -> Router<App> {
    Router::new()
        .route("/v1/alert-rules", get(list).post(create))
        .route("/v1/alert-rules/{rule}", get(read).patch(write).delete(remove))
        .route("/v1/alerts", get(active))
}

#[derive(Deserialize)]
struct Filter {
    enabled: Option<bool>,
    metric: Option<String>,
    project_id: Option<String>,
    state: Option<String>,
}

async fn list(
    State(app): State<App>,
    QueryParams(filter): QueryParams<Filter>,
) -> Result<Json<AlertRuleList>, Refusal> {
    for (name, value) in [("alertMetric", &filter.metric), ("alertState", &filter.state)] {
        let Some(value) = value else { continue };
        let faults = rules::faults(rules::body(name), &json!(value));
        if let Some(fault) = faults.into_listed().first() {
            return Err(Refusal::BadAddress(format!("{value:?} {}", fault.message)));
        }
    }
    app.read(move |tx| {
        let mut data = alert_rules::list(tx)?;
        data.retain(|rule| {
            filter.enabled.is_none_or(|enabled| enabled == rule.enabled)
                && fits(filter.metric.as_ref(), Some(&rule.metric))
                && fits(filter.project_id.as_ref(), rule.project_id.as_ref())
                && fits(filter.state.as_ref(), Some(&rule.current_state))
        });
        Ok(Json(AlertRuleList { data }))
    })
    .await
}

async fn create(
    State(app): State<App>,
    Acting(act): Acting,
    body: Body,
) -> Result<(StatusCode, Json<AlertRule>), Refusal> {
    let new: AlertRuleCreate = body.required("AlertRuleCreate").map_err(Refusal::into_invalid)?;
    check_monitoring(&app)?;
    let made = app.write(move |tx| alert_rules::add(tx, new, &act)).await?;
    Ok((StatusCode::CREATED, Json(made)))
}

async fn read(
    State(app): State<App>,
    PathParams(rule): PathParams<String>,
) -> Result<Json<AlertRule>, Refusal> {
    let rule = id(rule)?;
    app.read(move |tx| alert_rules::get(tx, &rule)).await.map(Json)
}

async fn write(
    State(app): State<App>,
    PathParams(rule): PathParams<String>,
    Acting(act): Acting,
    body: Body,
) -> Result<Json<AlertRule>, Refusal> {
    let rule = id(rule)?;
    let patch: AlertRulePatch = body.required("AlertRulePatch").map_err(Refusal::into_invalid)?;
    check_monitoring(&app)?;
    app.write(move |tx| alert_rules::patch(tx, &rule, patch, &act)).await.map(Json)
}

async fn remove(
    State(app): State<App>,
    PathParams(rule): PathParams<String>,
) -> Result<StatusCode, Refusal> {
    let rule = id(rule)?;
    app.write(move |tx| alert_rules::delete(tx, &rule)).await?;
    Ok(StatusCode::NO_CONTENT)
}

/// This list documents no refusal of its filters: what fits nothing leaves nothing.
async fn active(
    State(app): State<App>,
    QueryParams(filter): QueryParams<Filter>,
) -> Result<Json<ActiveAlertList>, Refusal> {
    app.read(move |tx| {
        let mut data = alert_rules::active(tx)?;
        data.retain(|alert| {
            fits(filter.metric.as_ref(), Some(&alert.metric))
                && fits(filter.project_id.as_ref(), alert.project_id.as_ref())
        });
        Ok(Json(ActiveAlertList { data }))
    })
    .await
}

fn fits(wanted: Option<&String>, value: Option<&String>) -> bool {
    wanted.is_none_or(|wanted| value == Some(wanted))
}

fn id(id: String) -> Result<String, Refusal> {
    prefixed("rule_id", alert_rules::PREFIX, id)
}

fn check_monitoring(app: &App) -> Result<(), Refusal> {
    if app.options.monitoring_down { Err(Refusal::MonitoringDown) } else { Ok(()) }
}
