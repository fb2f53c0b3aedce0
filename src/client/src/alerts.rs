//! Alert rules of the account, and the alerts they raise.

use model::{
    ActiveAlert, AgentId, AlertRule, AlertRuleId, AlertState, AlertTerms, Metric, Operator,
    Timestamp, Window,
};

use crate::client::Client;
use crate::endpoint;
use crate::error::ApiError;
use crate::transport::{Method, Transport};

impl<T: Transport> Client<T> {
    /// All rules, in the order of the API. Where the API or the key has no alerts, the error
    /// [is withheld](ApiError::is_withheld).
    pub async fn alert_rules(&self) -> Result<Vec<AlertRule>, ApiError> {
        let answer: wire::AlertRuleList = self.get(endpoint::alert_rules()).await?;
        Ok(answer.data.into_iter().map(to_model).collect())
    }

    /// One rule as it is saved now.
    pub async fn alert_rule(&self, id: &AlertRuleId) -> Result<AlertRule, ApiError> {
        self.get(endpoint::alert_rule(id)).await.map(to_model)
    }

    /// Makes a rule. An account has at most [`model::MAX_ALERT_RULES`].
    pub async fn create_alert_rule(&self, terms: &AlertTerms) -> Result<AlertRule, ApiError> {
        let body = wire::AlertRuleCreate {
            name: terms.name.clone(),
            metric: terms.metric.key().to_owned(),
            operator: terms.operator.key().to_owned(),
            threshold_value: terms.threshold,
            window_duration: terms.window.key().to_owned(),
            project_id: terms.agent.as_ref().map(ToString::to_string),
            enabled: terms.enabled,
        };
        self.post(endpoint::alert_rules(), &body).await.map(to_model)
    }

    /// Saves what `new` says differently than `old`.
    pub async fn edit_alert_rule(
        &self,
        id: &AlertRuleId,
        old: &AlertTerms,
        new: &AlertTerms,
    ) -> Result<AlertRule, ApiError> {
        let body = wire::AlertRulePatch {
            name: (old.name != new.name).then(|| new.name.clone()),
            metric: (old.metric != new.metric).then(|| new.metric.key().to_owned()),
            operator: (old.operator != new.operator).then(|| new.operator.key().to_owned()),
            threshold_value: (old.threshold != new.threshold).then_some(new.threshold),
            window_duration: (old.window != new.window).then(|| new.window.key().to_owned()),
            project_id: (old.agent != new.agent)
                .then(|| new.agent.as_ref().map(ToString::to_string)),
            enabled: (old.enabled != new.enabled).then_some(new.enabled),
        };
        self.patch(endpoint::alert_rule(id), &body).await.map(to_model)
    }

    /// Deletes a rule.
    pub async fn delete_alert_rule(&self, id: &AlertRuleId) -> Result<(), ApiError> {
        self.send(Method::Delete, endpoint::alert_rule(id), None).await.map(|_| ())
    }

    /// The rules that are in alert now.
    pub async fn active_alerts(&self) -> Result<Vec<ActiveAlert>, ApiError> {
        let answer: wire::ActiveAlertList = self.get(endpoint::alerts()).await?;
        let alert = |alert: wire::ActiveAlert| ActiveAlert {
            rule: AlertRuleId::new(alert.alert_rule_id),
            terms: AlertTerms {
                name: alert.name,
                agent: alert.project_id.map(AgentId::new),
                metric: Metric::from_key(&alert.metric),
                operator: Operator::from_key(&alert.operator),
                threshold: alert.threshold_value,
                window: Window::from_key(&alert.window_duration),
                enabled: true,
            },
            since: Timestamp::parse(&alert.since),
            value: alert.current_value,
        };
        Ok(answer.data.into_iter().map(alert).collect())
    }
}

fn to_model(rule: wire::AlertRule) -> AlertRule {
    let moment = |text: Option<String>| text.as_deref().and_then(Timestamp::parse);
    AlertRule {
        id: AlertRuleId::new(rule.id),
        terms: AlertTerms {
            name: rule.name,
            agent: rule.project_id.map(AgentId::new),
            metric: Metric::from_key(&rule.metric),
            operator: Operator::from_key(&rule.operator),
            threshold: rule.threshold_value,
            window: Window::from_key(&rule.window_duration),
            enabled: rule.enabled,
        },
        state: AlertState::from_key(&rule.current_state),
        since: moment(rule.since),
        evaluated_at: moment(rule.last_evaluated_at),
        value: rule.current_value,
    }
}
