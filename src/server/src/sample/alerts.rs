//! The alert rules and webhook endpoints of the sample.

use std::collections::BTreeMap;

use jiff::{SignedDuration, Timestamp};
use rusqlite::params;
use serde::Deserialize;
use wire::{AlertRuleCreate, WebhookEndpointCreate};

use super::files;
use super::ids::Ids;
use crate::clock::Act;
use crate::refusal::Refusal;
use crate::store::{Tx, alert_rules, webhook_endpoints};

/// `sample/alerts.toml`.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Alerts {
    rules: Vec<Rule>,
    endpoints: Vec<Endpoint>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Rule {
    key: String,
    name: String,
    agent: Option<String>,
    metric: String,
    operator: String,
    threshold: u64,
    window: String,
    #[serde(default = "yes")]
    enabled: bool,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Endpoint {
    key: String,
    name: String,
    url: String,
    events: Vec<String>,
    #[serde(default)]
    headers: BTreeMap<String, String>,
    timeout: Option<u64>,
}

/// Stores them as made a week ago. Signing secrets are random, as everywhere.
pub(super) fn write(tx: &Tx<'_>, now: Timestamp) -> Result<(), Refusal> {
    let Alerts { rules, endpoints } = files::of_workspace("alerts.toml")?;
    let act = Act { by: String::new(), at: now - SignedDuration::from_hours(7 * 24) };
    let ids = Ids::of("workspace");
    for rule in rules {
        let new = AlertRuleCreate {
            name: rule.name,
            metric: rule.metric,
            operator: rule.operator,
            threshold_value: rule.threshold,
            window_duration: rule.window,
            project_id: rule.agent,
            enabled: rule.enabled,
        };
        let made = alert_rules::add(tx, new, &act)?.id;
        let id = ids.id(alert_rules::PREFIX, &format!("rules/{}", rule.key));
        tx.execute("UPDATE alert_rule SET id = ? WHERE id = ?", params![id, made])?;
    }
    for endpoint in endpoints {
        let new = WebhookEndpointCreate {
            name: endpoint.name,
            url: endpoint.url,
            event_types: endpoint.events,
            headers: endpoint.headers,
            timeout_ms: endpoint.timeout.unwrap_or(5000),
            enabled: true,
        };
        let made = webhook_endpoints::add(tx, new, &act)?.0.id;
        let id = ids.id(webhook_endpoints::PREFIX, &format!("endpoints/{}", endpoint.key));
        tx.execute("UPDATE webhook_endpoint SET id = ? WHERE id = ?", params![id, made])?;
    }
    Ok(())
}

fn yes() -> bool {
    true
}
