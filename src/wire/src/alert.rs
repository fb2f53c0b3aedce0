//! Alert rules and the alerts they raise (contract §1.17). Keys are snake_case.

use serde::{Deserialize, Serialize};

use crate::present::present;

/// One rule (`Rule`).
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
pub struct AlertRule {
    /// `ar_` and letters or digits.
    pub id: String,
    /// For people.
    pub name: String,
    /// The agent; `null` for all of the account.
    #[serde(default)]
    pub project_id: Option<String>,
    /// For example `turn_latency_p95`.
    pub metric: String,
    /// `>`, `<`, `>=` or `<=`.
    pub operator: String,
    /// Milliseconds of a latency; a count of everything else.
    pub threshold_value: u64,
    /// `5m`, `10m` or `60m`.
    pub window_duration: String,
    /// Whether it is evaluated.
    pub enabled: bool,
    /// `ok`, `alert`, `no_data` or `unknown`.
    #[serde(default)]
    pub current_state: String,
    /// When that state began, ISO 8601.
    #[serde(default)]
    pub since: Option<String>,
    /// ISO 8601.
    #[serde(default)]
    pub last_evaluated_at: Option<String>,
    /// What the metric was then.
    #[serde(default)]
    pub current_value: Option<i64>,
    /// ISO 8601.
    pub created_at: String,
    /// ISO 8601.
    pub updated_at: String,
}

/// The answer of `GET /v1/alert-rules`.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
pub struct AlertRuleList {
    /// All of them; there are no pages.
    pub data: Vec<AlertRule>,
}

/// The body of `POST /v1/alert-rules` (`Create`); the answer is the [`AlertRule`].
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
pub struct AlertRuleCreate {
    /// For people.
    pub name: String,
    /// As [`AlertRule::metric`].
    pub metric: String,
    /// As [`AlertRule::operator`].
    pub operator: String,
    /// As [`AlertRule::threshold_value`].
    pub threshold_value: u64,
    /// As [`AlertRule::window_duration`].
    pub window_duration: String,
    /// The agent; `null` for all.
    #[serde(default)]
    pub project_id: Option<String>,
    /// True when it is left out.
    #[serde(default = "yes")]
    pub enabled: bool,
}

/// The body of `PATCH /v1/alert-rules/{ruleId}`: what is left out stays.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
pub struct AlertRulePatch {
    /// For people.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub name: Option<String>,
    /// As [`AlertRule::metric`].
    #[serde(skip_serializing_if = "Option::is_none")]
    pub metric: Option<String>,
    /// As [`AlertRule::operator`].
    #[serde(skip_serializing_if = "Option::is_none")]
    pub operator: Option<String>,
    /// As [`AlertRule::threshold_value`].
    #[serde(skip_serializing_if = "Option::is_none")]
    pub threshold_value: Option<u64>,
    /// As [`AlertRule::window_duration`].
    #[serde(skip_serializing_if = "Option::is_none")]
    pub window_duration: Option<String>,
    /// `Some(None)` is `null`: all agents.
    #[serde(default, deserialize_with = "present", skip_serializing_if = "Option::is_none")]
    pub project_id: Option<Option<String>>,
    /// Whether it is evaluated.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub enabled: Option<bool>,
}

/// A rule that is in alert now (`Active`).
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
pub struct ActiveAlert {
    /// The rule.
    pub alert_rule_id: String,
    /// Its name.
    pub name: String,
    /// The agent; `null` for all.
    #[serde(default)]
    pub project_id: Option<String>,
    /// As [`AlertRule::metric`].
    pub metric: String,
    /// As [`AlertRule::operator`].
    pub operator: String,
    /// As [`AlertRule::threshold_value`].
    pub threshold_value: u64,
    /// As [`AlertRule::window_duration`].
    pub window_duration: String,
    /// When the alert began, ISO 8601.
    pub since: String,
    /// ISO 8601.
    #[serde(default)]
    pub last_evaluated_at: Option<String>,
    /// What the metric was then.
    #[serde(default)]
    pub current_value: Option<i64>,
}

/// The answer of `GET /v1/alerts`.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
pub struct ActiveAlertList {
    /// All of them; there are no pages.
    pub data: Vec<ActiveAlert>,
}

fn yes() -> bool {
    true
}
