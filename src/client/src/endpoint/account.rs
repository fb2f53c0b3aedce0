//! Paths of alerts and webhooks, whose account follows from the key.

use model::{AlertRuleId, WebhookEndpointId};

use super::path::path;

pub(crate) fn alert_rules() -> String {
    path(&["v1", "alert-rules"])
}

pub(crate) fn alert_rule(rule: &AlertRuleId) -> String {
    path(&["v1", "alert-rules", rule.as_str()])
}

pub(crate) fn alerts() -> String {
    path(&["v1", "alerts"])
}

pub(crate) fn webhook_endpoints() -> String {
    path(&["v1", "webhook-endpoints"])
}

pub(crate) fn webhook_endpoint(endpoint: &WebhookEndpointId) -> String {
    path(&["v1", "webhook-endpoints", endpoint.as_str()])
}

pub(crate) fn rotate_secret(endpoint: &WebhookEndpointId) -> String {
    path(&["v1", "webhook-endpoints", endpoint.as_str(), "rotate-secret"])
}
