//! Evaluating alert rules (contract §1.17).

use jiff::{SignedDuration, Timestamp};
use wire::{AlertRule, WebhookAlert, WebhookEvent};

use crate::clock::iso;
use crate::refusal::Refusal;
use crate::store::{Tx, alert_rules, deliveries, measures};

/// Whether there is nothing to evaluate and nothing to deliver: no need to write.
pub(super) fn is_idle(tx: &Tx<'_>) -> Result<bool, Refusal> {
    let watched = alert_rules::list(tx)?.iter().any(|rule| rule.enabled);
    Ok(!watched && deliveries::endpoints(tx)?.is_empty())
}

/// Evaluates every rule that is enabled, and puts what changed into the lines of the endpoints.
pub(super) fn evaluate(tx: &Tx<'_>, now: Timestamp) -> Result<(), Refusal> {
    for mut rule in alert_rules::list(tx)?.into_iter().filter(|rule| rule.enabled) {
        let value = measure(tx, &rule, now)?;
        let event = apply(&mut rule, value, now);
        alert_rules::store(tx, &rule)?;
        if let Some(event) = event {
            deliveries::enqueue(tx, &event, now)?;
        }
    }
    Ok(())
}

/// What a rule's metric is now; `None` when there is nothing to measure.
fn measure(tx: &Tx<'_>, rule: &AlertRule, now: Timestamp) -> Result<Option<i64>, Refusal> {
    let minutes = rule.window_duration.trim_end_matches('m').parse().unwrap_or(5);
    let since = now - SignedDuration::from_mins(minutes);
    let agent = rule.project_id.as_deref();
    Ok(match rule.metric.as_str() {
        "turn_latency_p50" => percentile(&measures::latencies(tx, agent, since)?, 50),
        "turn_latency_p95" => percentile(&measures::latencies(tx, agent, since)?, 95),
        "call_volume" => Some(measures::conversations(tx, agent, since)?),
        // Chats with this server call no API, run no function and do not crash.
        _ => Some(0),
    })
}

/// The smallest value that `percent` of all do not exceed; of values in order.
fn percentile(sorted: &[i64], percent: usize) -> Option<i64> {
    let rank = (sorted.len() * percent).div_ceil(100);
    sorted.get(rank.saturating_sub(1)).copied()
}

/// Stores a measured value in a rule; the event, if that begins or ends an alert.
fn apply(rule: &mut AlertRule, value: Option<i64>, now: Timestamp) -> Option<WebhookEvent> {
    let state = match value {
        None => "no_data",
        Some(value) if is_breach(rule, value) => "alert",
        Some(_) => "ok",
    };
    rule.last_evaluated_at = Some(iso(now));
    rule.current_value = value;
    if rule.current_state == state {
        // A new rule is "ok" since its first evaluation.
        rule.since.get_or_insert_with(|| iso(now));
        return None;
    }
    let previous = std::mem::replace(&mut rule.current_state, state.to_owned());
    let began = rule.since.replace(iso(now));
    let (event_type, triggered_at) = match (previous.as_str(), state) {
        (_, "alert") => ("alerts.triggered", iso(now)),
        ("alert", _) => ("alerts.resolved", began.unwrap_or_else(|| iso(now))),
        _ => return None,
    };
    Some(WebhookEvent {
        event_type: event_type.to_owned(),
        alert: WebhookAlert {
            id: rule.id.clone(),
            name: rule.name.clone(),
            project_id: rule.project_id.clone(),
            metric: rule.metric.clone(),
            operator: rule.operator.clone(),
            threshold_value: rule.threshold_value,
            current_value: value,
            previous_state: Some(previous),
            triggered_at,
        },
    })
}

fn is_breach(rule: &AlertRule, value: i64) -> bool {
    let threshold = i64::try_from(rule.threshold_value).unwrap_or(i64::MAX);
    match rule.operator.as_str() {
        ">" => value > threshold,
        ">=" => value >= threshold,
        "<" => value < threshold,
        _ => value <= threshold,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const NOW: Timestamp = Timestamp::constant(1_790_000_000, 0);

    fn rule(operator: &str, threshold_value: u64) -> AlertRule {
        AlertRule {
            operator: operator.to_owned(),
            threshold_value,
            current_state: "ok".to_owned(),
            ..AlertRule::default()
        }
    }

    #[test]
    fn a_percentile_is_one_of_the_values() {
        assert_eq!(percentile(&[], 95), None);
        assert_eq!((percentile(&[7], 50), percentile(&[7], 95)), (Some(7), Some(7)));
        assert_eq!(percentile(&[1, 2, 3, 4], 50), Some(2));
        let hundred: Vec<_> = (1..=100).collect();
        assert_eq!(percentile(&hundred, 95), Some(95));
    }

    #[test]
    fn each_operator_has_its_side_of_the_threshold() {
        for (operator, breaches) in [
            (">", [false, false, true]),
            (">=", [false, true, true]),
            ("<", [true, false, false]),
            ("<=", [true, true, false]),
        ] {
            let found = [4, 5, 6].map(|value| is_breach(&rule(operator, 5), value));
            assert_eq!(found, breaches, "{operator}");
        }
    }

    #[test]
    fn only_the_beginning_and_the_end_of_an_alert_are_events() {
        let mut rule = rule(">", 5);
        let mut events = Vec::new();
        for (minute, value) in
            [Some(1), Some(6), Some(9), Some(2), None, Some(7), None, None].into_iter().enumerate()
        {
            let now = NOW + SignedDuration::from_mins(minute as i64);
            if let Some(event) = apply(&mut rule, value, now) {
                let previous = event.alert.previous_state.unwrap();
                events.push((minute, event.event_type, previous, event.alert.triggered_at));
            }
        }
        let at = |minute| iso(NOW + SignedDuration::from_mins(minute));
        let expected = [
            (1, "alerts.triggered", "ok", at(1)),
            (3, "alerts.resolved", "alert", at(1)),
            (5, "alerts.triggered", "no_data", at(5)),
            (6, "alerts.resolved", "alert", at(5)),
        ];
        let expected =
            expected.map(|(n, kind, previous, at)| (n, kind.to_owned(), previous.to_owned(), at));
        assert_eq!(events, expected);
        assert_eq!((&*rule.current_state, rule.current_value), ("no_data", None));
        assert_eq!(rule.since, Some(at(6)), "the state began when it changed");
        assert_eq!(rule.last_evaluated_at, Some(at(7)));
    }
}
