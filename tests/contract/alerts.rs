//! Alert rules (contract §1.17).

use client::ErrorKind;
use model::{
    AlertRule, AlertState, AlertTerms, ChatStart, Environment, MAX_ALERT_RULES, Metric, Operator,
    Window,
};
use tests::{Api, Fault, Options, Studio};

use crate::{BOTH, until};

fn terms(name: &str) -> AlertTerms {
    AlertTerms { name: name.to_owned(), ..AlertTerms::new() }
}

/// A studio whose rules are evaluated without much waiting.
async fn watched() -> Studio {
    let options = Options { hurry: std::num::NonZeroU32::new(6000), ..Options::default() };
    let studio = Studio::with(options).await;
    studio.watch_alerts();
    studio
}

/// Has a conversation with the agent, of one answer.
async fn converse(studio: &Studio) {
    let (client, agent) = (&studio.client, &studio.agent);
    let sandbox = Environment::Sandbox;
    let chat = client.start_chat(agent, sandbox, &ChatStart::default()).await.unwrap();
    client.send_message(agent, sandbox, &chat.conversation, "Hello").await.unwrap();
}

/// Waits until a rule was evaluated with this result.
async fn evaluated(studio: &Studio, rule: &AlertRule, state: AlertState) -> AlertRule {
    until(&format!("{} to be {state:?}", rule.terms.name), async || {
        let now = studio.client.alert_rule(&rule.id).await.unwrap();
        (now.state == state && now.evaluated_at.is_some()).then_some(now)
    })
    .await
}

#[tokio::test]
async fn a_rule_is_made_edited_and_deleted() {
    for api in BOTH {
        let studio = Studio::new(api).await;
        let client = &studio.client;
        let made = client.create_alert_rule(&terms("Slow")).await.unwrap();
        assert_eq!((&made.terms, &made.state, made.value), (&terms("Slow"), &AlertState::Ok, None));
        let new = AlertTerms {
            agent: Some(studio.agent.clone()),
            metric: Metric::CallVolume,
            operator: Operator::AtMost,
            threshold: 0,
            window: Window::Hour,
            enabled: false,
            ..terms("Quiet")
        };
        let edited = client.edit_alert_rule(&made.id, &made.terms, &new).await.unwrap();
        assert_eq!((&edited.terms, &edited.state), (&new, &AlertState::Unknown));
        let all = AlertTerms { agent: None, ..new.clone() };
        let edited = client.edit_alert_rule(&made.id, &new, &all).await.unwrap();
        assert_eq!(edited.terms, all);
        assert_eq!(client.alert_rules().await.unwrap(), std::slice::from_ref(&edited));
        assert_eq!(client.alert_rule(&made.id).await.unwrap(), edited);
        client.delete_alert_rule(&made.id).await.unwrap();
        assert!(client.alert_rule(&made.id).await.unwrap_err().is_not_found());
    }
}

#[tokio::test]
async fn a_rule_that_is_refused_names_its_fields() {
    let studio = Studio::new(Api::V1_0_3).await;
    let bad = AlertTerms {
        metric: Metric::Other("silences".to_owned()),
        window: Window::Other("1d".to_owned()),
        ..terms("")
    };
    let error = studio.client.create_alert_rule(&bad).await.unwrap_err();
    assert_eq!(error.kind(), Some(ErrorKind::Invalid));
    for field in ["name", "metric", "window_duration"] {
        assert!(error.field(field).is_some(), "{field}: {error:?}");
    }
    assert_eq!(error.field("operator"), None);
    let nobody = AlertTerms { agent: Some("nobody".into()), ..terms("Slow") };
    let error = studio.client.create_alert_rule(&nobody).await.unwrap_err();
    assert!(error.field("project_id").is_some(), "{error:?}");
    let unknown = studio.client.alert_rule(&"7".into()).await.unwrap_err();
    assert_eq!(unknown.kind(), Some(ErrorKind::Invalid), "the API refuses the form of the id");
}

#[tokio::test]
async fn the_eleventh_rule_is_a_conflict_and_monitoring_that_is_down_a_fault() {
    let studio = Studio::new(Api::V1_0_3).await;
    for n in 0..MAX_ALERT_RULES {
        studio.client.create_alert_rule(&terms(&n.to_string())).await.unwrap();
    }
    let error = studio.client.create_alert_rule(&terms("more")).await.unwrap_err();
    assert!(error.is_conflict(), "{error:?}");
    let down = Options { monitoring_down: true, ..Options::default() };
    let error = Studio::with(down).await.client.create_alert_rule(&terms("x")).await.unwrap_err();
    assert_eq!(error.kind(), Some(ErrorKind::ServerFault), "{error:?}");
}

#[tokio::test]
async fn a_key_or_an_api_without_alerts_is_told_from_a_failure() {
    let studio = Studio::new(Api::V1_0_3).await;
    for (status, withheld) in [(403, true), (404, true), (500, false), (401, false)] {
        let (client, _) = studio.on_line(move |_| Fault::answer(status, ""));
        assert_eq!(client.alert_rules().await.unwrap_err().is_withheld(), withheld, "{status}");
        let error = client.active_alerts().await.unwrap_err();
        assert_eq!(error.is_withheld(), withheld, "{status}");
        let error = client.webhook_endpoints().await.unwrap_err();
        assert_eq!(error.is_withheld(), withheld, "{status}");
    }
}

#[tokio::test]
async fn rules_are_evaluated_over_the_conversations_with_this_server() {
    let studio = watched().await;
    let client = &studio.client;
    let volume = AlertTerms {
        metric: Metric::CallVolume,
        threshold: 1,
        agent: Some(studio.agent.clone()),
        ..terms("Busy")
    };
    let busy = client.create_alert_rule(&volume).await.unwrap();
    let slow = client.create_alert_rule(&terms("Slow")).await.unwrap();
    let errors = AlertTerms { metric: Metric::ApiErrors, ..terms("Calm") };
    let calm = client.create_alert_rule(&errors).await.unwrap();
    assert_eq!(evaluated(&studio, &busy, AlertState::Ok).await.value, Some(0));
    assert_eq!(evaluated(&studio, &slow, AlertState::NoData).await.value, None);
    assert_eq!(evaluated(&studio, &calm, AlertState::Ok).await.value, Some(0));
    assert_eq!(client.active_alerts().await.unwrap(), []);

    converse(&studio).await;
    converse(&studio).await;
    let in_alert = evaluated(&studio, &busy, AlertState::Alert).await;
    assert_eq!(in_alert.value, Some(2));
    let answered = evaluated(&studio, &slow, AlertState::Ok).await;
    assert!(answered.value.is_some(), "the latency of the answers is known");
    let active = client.active_alerts().await.unwrap();
    assert_eq!(active.len(), 1);
    assert_eq!((&active[0].rule, &active[0].terms), (&busy.id, &volume));
    assert_eq!((active[0].since, active[0].value), (in_alert.since, Some(2)));

    let off = AlertTerms { enabled: false, ..volume.clone() };
    client.edit_alert_rule(&busy.id, &volume, &off).await.unwrap();
    assert_eq!(client.active_alerts().await.unwrap(), [], "nobody watches it any more");
}

#[tokio::test]
async fn a_rule_of_one_agent_does_not_count_the_calls_of_another() {
    let studio = watched().await;
    let other = studio.client.create_agent(&tests::new_agent("Other")).await.unwrap();
    let volume =
        |name, agent| AlertTerms { metric: Metric::CallVolume, threshold: 0, agent, ..terms(name) };
    let client = &studio.client;
    let other = client.create_alert_rule(&volume("other", Some(other.id))).await.unwrap();
    let all = client.create_alert_rule(&volume("all", None)).await.unwrap();
    converse(&studio).await;
    evaluated(&studio, &all, AlertState::Alert).await;
    assert_eq!(evaluated(&studio, &other, AlertState::Ok).await.value, Some(0));
}
