//! Webhook endpoints, and what is delivered to them (contract §1.18). Keys are snake_case.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

/// One endpoint (`W`). Its signing secret is never read back.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
pub struct WebhookEndpoint {
    /// `whe_` and letters or digits.
    pub id: String,
    /// 1 to 255 characters, for people.
    pub name: String,
    /// Where events are sent; begins with `https://`.
    pub url: String,
    /// Whether events are sent.
    pub enabled: bool,
    /// `alerts.triggered` and `alerts.resolved`, at least one of them.
    pub event_types: Vec<String>,
    /// Sent with every delivery.
    #[serde(default)]
    pub headers: BTreeMap<String, String>,
    /// 1000 to 30000 milliseconds.
    pub timeout_ms: u64,
    /// ISO 8601.
    pub created_at: String,
    /// ISO 8601.
    pub updated_at: String,
}

/// The answer of `GET /v1/webhook-endpoints`.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
pub struct WebhookEndpointList {
    /// All of them; there are no pages.
    pub data: Vec<WebhookEndpoint>,
}

/// The body of `POST /v1/webhook-endpoints` (`Create`).
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
pub struct WebhookEndpointCreate {
    /// 1 to 255 characters.
    pub name: String,
    /// Begins with `https://`.
    pub url: String,
    /// At least one.
    pub event_types: Vec<String>,
    /// None when it is left out.
    #[serde(default)]
    pub headers: BTreeMap<String, String>,
    /// 5000 when it is left out.
    #[serde(default = "five_seconds")]
    pub timeout_ms: u64,
    /// True when it is left out.
    #[serde(default = "yes")]
    pub enabled: bool,
}

/// The answer to it: a [`WebhookEndpoint`] with the secret, which is shown this once.
///
/// Spelt out and not flattened, for the reason that the README gives.
#[derive(Clone, PartialEq, Default, Serialize, Deserialize)]
pub struct WebhookEndpointCreated {
    /// As [`WebhookEndpoint::id`].
    pub id: String,
    /// As [`WebhookEndpoint::name`].
    pub name: String,
    /// As [`WebhookEndpoint::url`].
    pub url: String,
    /// As [`WebhookEndpoint::enabled`].
    pub enabled: bool,
    /// As [`WebhookEndpoint::event_types`].
    pub event_types: Vec<String>,
    /// As [`WebhookEndpoint::headers`].
    #[serde(default)]
    pub headers: BTreeMap<String, String>,
    /// As [`WebhookEndpoint::timeout_ms`].
    pub timeout_ms: u64,
    /// ISO 8601.
    pub created_at: String,
    /// ISO 8601.
    pub updated_at: String,
    /// The key of the signatures.
    pub signing_secret: String,
}

/// The body of `PATCH /v1/webhook-endpoints/{endpointId}`: what is left out stays.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
pub struct WebhookEndpointPatch {
    /// 1 to 255 characters.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub name: Option<String>,
    /// Begins with `https://`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub url: Option<String>,
    /// At least one.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub event_types: Option<Vec<String>>,
    /// Replaces all headers.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub headers: Option<BTreeMap<String, String>>,
    /// 1000 to 30000 milliseconds.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub timeout_ms: Option<u64>,
    /// Whether events are sent.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub enabled: Option<bool>,
}

/// The answer of `POST …/{endpointId}/rotate-secret`.
#[derive(Clone, PartialEq, Default, Serialize, Deserialize)]
pub struct SigningSecret {
    /// The key of the signatures from now on.
    pub signing_secret: String,
}

/// The body of a delivery.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
pub struct WebhookEvent {
    /// `alerts.triggered` or `alerts.resolved`.
    pub event_type: String,
    /// What happened.
    pub alert: WebhookAlert,
}

/// The alert that a delivery is about.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
pub struct WebhookAlert {
    /// The rule.
    pub id: String,
    /// Its name.
    pub name: String,
    /// The agent; `null` for all.
    #[serde(default)]
    pub project_id: Option<String>,
    /// As [`crate::AlertRule::metric`].
    pub metric: String,
    /// As [`crate::AlertRule::operator`].
    pub operator: String,
    /// As [`crate::AlertRule::threshold_value`].
    pub threshold_value: u64,
    /// What the metric was.
    #[serde(default)]
    pub current_value: Option<i64>,
    /// As [`crate::AlertRule::current_state`], before.
    #[serde(default)]
    pub previous_state: Option<String>,
    /// When the alert began, ISO 8601.
    pub triggered_at: String,
}

fn five_seconds() -> u64 {
    5000
}

fn yes() -> bool {
    true
}
