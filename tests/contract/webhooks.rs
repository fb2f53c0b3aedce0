//! Webhook endpoints, and what arrives at them (contract §1.18).

use std::collections::HashSet;

use axum::http::StatusCode;
use client::ErrorKind;
use model::{
    AlertRule, AlertTerms, MAX_WEBHOOK_ENDPOINTS, Metric, Operator, SignatureCheck,
    WebhookEndpoint, WebhookEvent, WebhookTerms,
};
use tests::{Api, Options, Receiver, Studio};

use crate::{BOTH, until};

fn endpoint(url: &str) -> WebhookTerms {
    WebhookTerms {
        name: "On call".to_owned(),
        url: url.to_owned(),
        events: WebhookEvent::ALL.to_vec(),
        headers: Vec::new(),
        timeout: 5000,
        enabled: true,
    }
}

/// A studio with an endpoint at a receiver, which retries thousands of times faster than documented.
async fn with_endpoint(receiver: &Receiver) -> (Studio, WebhookEndpoint, String) {
    let options = Options { hurry: std::num::NonZeroU32::new(20_000), ..Options::default() };
    let studio = Studio::with(options).await;
    let made = studio.client.create_webhook_endpoint(&endpoint(&receiver.url)).await.unwrap();
    studio.watch_alerts();
    (studio, made.0, made.1)
}

/// Quiet: in alert as long as there are no calls, which here is always.
fn quiet() -> AlertTerms {
    AlertTerms {
        name: "Quiet".to_owned(),
        metric: Metric::CallVolume,
        operator: Operator::Below,
        threshold: 1,
        ..AlertTerms::new()
    }
}

/// Makes a rule fire.
async fn fire(studio: &Studio) -> AlertRule {
    studio.client.create_alert_rule(&quiet()).await.unwrap()
}

/// Ends the alert of a rule.
async fn resolve(studio: &Studio, rule: &AlertRule) {
    let calm = AlertTerms { threshold: 0, ..quiet() };
    studio.client.edit_alert_rule(&rule.id, &rule.terms, &calm).await.unwrap();
}

#[tokio::test]
async fn an_endpoint_is_made_edited_and_deleted() {
    for api in BOTH {
        let studio = Studio::new(api).await;
        let client = &studio.client;
        let terms = endpoint("https://hooks.example.com/in");
        let (made, secret) = client.create_webhook_endpoint(&terms).await.unwrap();
        assert_eq!(made.terms, terms);
        let new = WebhookTerms {
            name: "Night".to_owned(),
            url: "https://night.example.com".to_owned(),
            events: vec![WebhookEvent::Resolved],
            headers: vec![("x-team".to_owned(), "voice".to_owned())],
            timeout: 30_000,
            enabled: false,
        };
        let edited = client.edit_webhook_endpoint(&made.id, &made.terms, &new).await.unwrap();
        assert_eq!(edited.terms, new);
        assert_eq!(client.webhook_endpoints().await.unwrap(), std::slice::from_ref(&edited));
        assert_eq!(client.webhook_endpoint(&made.id).await.unwrap(), edited);
        assert_ne!(client.rotate_webhook_secret(&made.id).await.unwrap(), secret);
        client.delete_webhook_endpoint(&made.id).await.unwrap();
        assert!(client.webhook_endpoint(&made.id).await.unwrap_err().is_not_found());
        assert!(client.rotate_webhook_secret(&made.id).await.unwrap_err().is_not_found());
    }
}

#[tokio::test]
async fn an_endpoint_that_is_refused_names_its_fields_and_the_eleventh_is_a_conflict() {
    let studio = Studio::new(Api::V1_0_3).await;
    let bad = WebhookTerms { events: Vec::new(), timeout: 10, ..endpoint("https://a.example") };
    let error = studio.client.create_webhook_endpoint(&bad).await.unwrap_err();
    assert_eq!(error.kind(), Some(ErrorKind::Invalid));
    assert!(error.field("event_types").is_some() && error.field("timeout_ms").is_some());
    let plain = studio.client.create_webhook_endpoint(&endpoint("http://a.example")).await;
    assert!(plain.unwrap_err().field("url").is_some());
    for _ in 0..MAX_WEBHOOK_ENDPOINTS {
        studio.client.create_webhook_endpoint(&endpoint("https://a.example")).await.unwrap();
    }
    let more = studio.client.create_webhook_endpoint(&endpoint("https://a.example")).await;
    assert!(more.unwrap_err().is_conflict());
}

#[tokio::test]
async fn an_alert_arrives_signed_after_two_failures_and_before_its_end() {
    let failures =
        |number| Some(if number < 2 { StatusCode::SERVICE_UNAVAILABLE } else { StatusCode::OK });
    let receiver = Receiver::start(failures).await;
    let (studio, _, secret) = with_endpoint(&receiver).await;
    let rule = fire(&studio).await;
    receiver.wait_for(1).await;
    resolve(&studio, &rule).await;
    let received = receiver.wait_for(4).await;

    let kinds: Vec<_> = received.iter().map(|one| one.json()["event_type"].clone()).collect();
    let (begins, ends) = ("alerts.triggered", "alerts.resolved");
    assert_eq!(kinds, [begins, begins, begins, ends], "in order, whatever fails");
    for one in &received {
        assert_eq!(one.check(&secret), SignatureCheck::Valid, "{one:?}");
        assert_eq!(one.check("another"), SignatureCheck::Wrong);
        assert_eq!(one.header("content-type"), "application/json");
    }
    let mut seen = HashSet::new();
    let new = received.iter().filter(|one| seen.insert(one.event())).count();
    assert_eq!(new, 2, "every try of an event has its id");

    let alert = &received[0].json()["alert"];
    assert_eq!((&alert["id"], &alert["name"]), (&rule.id.as_str().into(), &"Quiet".into()));
    assert_eq!((&alert["operator"], &alert["threshold_value"]), (&"<".into(), &1.into()));
    assert_eq!((&alert["current_value"], &alert["previous_state"]), (&0.into(), &"ok".into()));
    let end = &received[3].json()["alert"];
    assert_eq!(end["previous_state"], "alert");
    assert_eq!(end["triggered_at"], alert["triggered_at"], "when the alert began");
}

#[tokio::test]
async fn a_delivery_is_given_up_after_six_tries_and_the_next_one_goes_on() {
    let answer = |number| Some(if number < 6 { StatusCode::BAD_GATEWAY } else { StatusCode::OK });
    let receiver = Receiver::start(answer).await;
    let (studio, _, _) = with_endpoint(&receiver).await;
    let rule = fire(&studio).await;
    receiver.wait_for(1).await;
    resolve(&studio, &rule).await;
    let received = receiver.wait_for(7).await;
    let tries = received.iter().filter(|one| one.event() == received[0].event()).count();
    assert_eq!(tries, 6);
    assert_eq!(received[6].json()["event_type"], "alerts.resolved");
}

#[tokio::test]
async fn an_answer_that_says_no_is_final() {
    let answer = |number| Some(if number == 0 { StatusCode::GONE } else { StatusCode::OK });
    let receiver = Receiver::start(answer).await;
    let (studio, _, _) = with_endpoint(&receiver).await;
    let rule = fire(&studio).await;
    receiver.wait_for(1).await;
    resolve(&studio, &rule).await;
    let received = receiver.wait_for(2).await;
    assert_eq!(received[1].json()["event_type"], "alerts.resolved", "it is not tried again");
}

#[tokio::test]
async fn a_redirect_is_not_followed() {
    let elsewhere = Receiver::start(|_| Some(StatusCode::OK)).await;
    let receiver = Receiver::start(|_| Some(StatusCode::TEMPORARY_REDIRECT)).await;
    let (studio, _, _) = with_endpoint(&receiver).await;
    let rule = fire(&studio).await;
    receiver.wait_for(1).await;
    resolve(&studio, &rule).await;
    receiver.wait_for(2).await;
    assert!(elsewhere.received().is_empty());
}

#[tokio::test]
async fn a_receiver_that_never_answers_is_tried_again_after_its_timeout() {
    let receiver = Receiver::start(|number| (number > 0).then_some(StatusCode::OK)).await;
    let (studio, made, _) = with_endpoint(&receiver).await;
    let short = WebhookTerms { timeout: 1000, ..made.terms.clone() };
    studio.client.edit_webhook_endpoint(&made.id, &made.terms, &short).await.unwrap();
    fire(&studio).await;
    let received = receiver.wait_for(2).await;
    assert_eq!(received[0].event(), received[1].event());
}

#[tokio::test]
async fn the_former_secret_is_dead_at_once() {
    let receiver = Receiver::start(|_| Some(StatusCode::OK)).await;
    let (studio, made, old) = with_endpoint(&receiver).await;
    let new = studio.client.rotate_webhook_secret(&made.id).await.unwrap();
    fire(&studio).await;
    let received = receiver.wait_for(1).await;
    assert_eq!(received[0].check(&new), SignatureCheck::Valid);
    assert_eq!(received[0].check(&old), SignatureCheck::Wrong);
}

#[tokio::test]
async fn each_endpoint_gets_what_it_asked_for_with_its_headers() {
    let slow = Receiver::start(|_| None).await;
    let ends = Receiver::start(|_| Some(StatusCode::OK)).await;
    let (studio, _, _) = with_endpoint(&slow).await;
    let only_ends = WebhookTerms {
        events: vec![WebhookEvent::Resolved],
        headers: vec![("x-team".to_owned(), "voice".to_owned())],
        ..endpoint(&ends.url)
    };
    studio.client.create_webhook_endpoint(&only_ends).await.unwrap();
    let off = WebhookTerms { enabled: false, ..endpoint(&ends.url) };
    studio.client.create_webhook_endpoint(&off).await.unwrap();
    let rule = fire(&studio).await;
    slow.wait_for(1).await;
    resolve(&studio, &rule).await;
    // The other endpoint still waits for an answer, and holds nothing up.
    let received = ends.wait_for(1).await;
    assert_eq!(received[0].json()["event_type"], "alerts.resolved");
    assert_eq!(received[0].header("x-team"), "voice");
    assert_eq!(ends.received().len(), 1);
}

#[tokio::test]
async fn nothing_is_sent_to_an_endpoint_that_was_deleted_meanwhile() {
    let answer = |number| Some(if number == 0 { StatusCode::BAD_GATEWAY } else { StatusCode::OK });
    let (receiver, other) =
        (Receiver::start(answer).await, Receiver::start(|_| Some(StatusCode::OK)).await);
    let options = Options { hurry: std::num::NonZeroU32::new(10), ..Options::default() };
    let studio = Studio::with(options).await;
    let (made, _) = studio.client.create_webhook_endpoint(&endpoint(&receiver.url)).await.unwrap();
    studio.watch_alerts();
    let rule = fire(&studio).await;
    receiver.wait_for(1).await;
    studio.client.delete_webhook_endpoint(&made.id).await.unwrap();
    studio.client.create_webhook_endpoint(&endpoint(&other.url)).await.unwrap();
    resolve(&studio, &rule).await;
    other.wait_for(1).await;
    until("the server to go on", async || {
        let now = studio.client.alert_rule(&rule.id).await.unwrap();
        (now.state == model::AlertState::Ok).then_some(())
    })
    .await;
    assert_eq!(receiver.received().len(), 1);
}
