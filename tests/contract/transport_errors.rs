//! A connection that loses, delays and garbles.

use std::time::Duration;

use client::{ApiError, ErrorKind, Method, Request, Response, TransportError};
use model::{BranchRef, Environment, TopicEdit};
use tests::{Api, Fault, Studio, topic};

const ALL: [TransportError; 4] = [
    TransportError::Offline,
    TransportError::Timeout,
    TransportError::Failed,
    TransportError::Aborted,
];

#[tokio::test]
async fn a_request_that_never_arrives_changes_nothing() {
    let studio = Studio::new(Api::V1_0_3).await;
    for failure in ALL {
        let (client, _) = studio.on_line(move |_| Fault::Drop(failure));
        let error = client.create_topic(&studio.main(), &topic("Pool", "Open.")).await.unwrap_err();
        assert_eq!(error, ApiError::Unreachable(failure));
        assert_eq!(error.kind(), None);
        assert!(!error.advice().is_empty());
        // Only without a network is it certain that nothing was sent.
        assert_eq!(error.is_uncertain(), failure != TransportError::Offline);
    }
    assert_eq!(studio.client.topics(&studio.main()).await.unwrap(), []);
}

#[tokio::test]
async fn a_lost_answer_leaves_the_result_uncertain() {
    let studio = Studio::new(Api::V1_0_3).await;
    let (client, _) = studio.on_line(|_| Fault::DropAnswer(TransportError::Timeout));
    let error = client.create_topic(&studio.main(), &topic("Pool", "Open.")).await.unwrap_err();
    assert!(error.is_uncertain(), "{error:?}");
    assert_eq!(
        studio.client.topics(&studio.main()).await.unwrap().len(),
        1,
        "the topic was created"
    );
}

/// What happens to the requests that change something.
fn on_writes(fault: Fault) -> impl Fn(&Request) -> Fault + Send + Sync {
    move |request| if request.method == Method::Get { Fault::None } else { fault.clone() }
}

#[tokio::test]
async fn a_write_whose_answer_is_lost_is_found_by_reading_and_sent_once() {
    let studio = Studio::new(Api::V1_0_3).await;
    let (client, line) = studio.on_line(on_writes(Fault::DropAnswer(TransportError::Failed)));
    let (agent, main) = (&studio.agent, studio.main());
    assert_eq!(client.set_behavior(&main, "Be brief.").await.unwrap(), "Be brief.");
    let made = client.create_topic(&main, &topic("Pool", "Open.")).await.unwrap();
    let edit = TopicEdit { content: Some("Closed.".into()), ..TopicEdit::default() };
    client.edit_topic(&main, &made.id, &edit).await.unwrap();
    let city = client.create_attribute(&main, "city").await.unwrap();
    let values = [(city.id, "Leeds".to_owned())].into();
    client.create_variant(&main, "Leeds", &values).await.unwrap();
    let published = client.publish(agent, "Autumn").await.unwrap().deployment;
    assert_eq!(published.message, "Autumn");
    let target = Environment::PreRelease;
    let promoted = client.promote(agent, &published.id, target, "Go").await.unwrap().deployment;
    assert_eq!((promoted.environment, &promoted.version), (target, &published.version));
    let branch = client.create_branch(agent, "draft").await.unwrap();
    client.delete_branch(&BranchRef { agent: agent.clone(), branch }).await.unwrap();
    client.delete_topic(&main, &made.id).await.unwrap();
    let writes = line.sent().iter().filter(|sent| sent.method != Method::Get).count();
    assert_eq!(writes, 10);
}

#[tokio::test]
async fn a_write_that_never_arrived_is_known_not_to_have_happened() {
    let studio = Studio::new(Api::V1_0_3).await;
    let (client, _) = studio.on_line(on_writes(Fault::Drop(TransportError::Timeout)));
    let (agent, main) = (&studio.agent, studio.main());
    let errors = [
        client.set_behavior(&main, "Be brief.").await.unwrap_err(),
        client.create_topic(&main, &topic("Pool", "Open.")).await.map(drop).unwrap_err(),
        client.create_branch(agent, "draft").await.map(drop).unwrap_err(),
        client.publish(agent, "Autumn").await.map(drop).unwrap_err(),
    ];
    for error in errors {
        assert_eq!(error.kind(), Some(ErrorKind::NotDone));
        assert_eq!(error.to_string(), "the API did not answer in time");
    }
}

#[tokio::test]
async fn an_unreadable_answer_leaves_the_result_uncertain() {
    let studio = Studio::new(Api::V1_0_3).await;
    for garble in [truncate as fn(Response) -> Response, of_another_kind, empty] {
        let (client, _) = studio.on_line(move |_| Fault::Garble(garble));
        let error = client.behavior(&studio.main()).await.unwrap_err();
        assert!(matches!(error, ApiError::Unreadable { .. }), "{error:?}");
        assert!(error.is_uncertain());
        assert!(error.correlation_id().is_some(), "support can still find the request");
    }
}

fn truncate(mut response: Response) -> Response {
    response.body.truncate(20);
    response
}

fn of_another_kind(response: Response) -> Response {
    Response { body: r#"{"behaviour": "spelt the other way"}"#.to_owned(), ..response }
}

fn empty(response: Response) -> Response {
    Response { body: String::new(), ..response }
}

#[tokio::test]
async fn an_answer_without_a_body_is_accepted_where_none_is_read() {
    let studio = Studio::new(Api::V1_0_3).await;
    let at = studio.branch("draft").await;
    let (client, _) = studio.on_line(|_| Fault::answer(204, ""));
    client.delete_branch(&at).await.unwrap();
    client.delete_agent(&studio.agent).await.unwrap();
    client.rename_branch(&studio.account, &at, "x").await.unwrap();
    client.delete_phone_number(&studio.agent, "+441134960000").await.unwrap();
}

#[tokio::test]
async fn a_call_that_hangs_does_not_delay_others() {
    let studio = Studio::new(Api::V1_0_3).await;
    let (client, line) = studio.on_line(|request| match request.url.contains("pre-release") {
        true => Fault::Hang,
        false => Fault::None,
    });
    let timeline = client.timeline(&studio.agent);
    let patience = Duration::from_millis(200);
    assert!(tokio::time::timeout(patience, timeline).await.is_err(), "one answer never comes");
    assert_eq!(line.sent().len(), 4, "all parts were requested at once");
    assert_eq!(client.agents().await.unwrap().len(), 1);
}

#[tokio::test]
async fn one_part_that_fails_fails_the_whole() {
    let studio = Studio::new(Api::V1_0_3).await;
    for part in ["environment=sandbox", "environment=pre-release", "environment=live", "active"] {
        let (client, _) = studio.on_line(move |request| match request.url.contains(part) {
            true => Fault::refuse(500, "INTERNAL_SERVER_ERROR"),
            false => Fault::None,
        });
        let error = client.timeline(&studio.agent).await.unwrap_err();
        assert_eq!(error.code(), "INTERNAL_SERVER_ERROR", "{part}");
    }
}
