//! Refusals by what a person can do next: of the real server, and in other forms.

use client::{ApiError, ErrorKind, Response};
use model::{BranchRef, Environment};
use tests::{Api, Fault, Options, Studio, topic};

use crate::BOTH;

#[tokio::test]
async fn each_refusal_of_the_server_has_its_kind() {
    let studio = Studio::with(Options { strict_order: true, ..Options::default() }).await;
    let (client, agent, main) = (&studio.client, &studio.agent, studio.main());
    let stranger = studio.client_with(|connection| connection.key = Some("another".to_owned()));
    let keyless = studio.client_with(|connection| connection.key = None);
    let nowhere = BranchRef::new(agent.clone(), "BRANCH-NONE");
    let sandbox = client.active(agent).await.unwrap().sandbox.unwrap().id;
    let large = topic("Large", &"x".repeat(17 << 20));
    let refusals = [
        (stranger.agents().await.unwrap_err(), ErrorKind::Unauthorized),
        (keyless.agents().await.unwrap_err(), ErrorKind::Unauthorized),
        (client.topics(&nowhere).await.unwrap_err(), ErrorKind::NotFound),
        (client.publish(agent, "").await.unwrap_err(), ErrorKind::Conflict),
        (
            client.promote(agent, &sandbox, Environment::Live, "").await.unwrap_err(),
            ErrorKind::Conflict,
        ),
        (client.create_topic(&main, &large).await.unwrap_err(), ErrorKind::Invalid),
        (client.create_topic(&main, &topic("", "x")).await.unwrap_err(), ErrorKind::Invalid),
    ];
    for (error, kind) in refusals {
        assert_eq!(error.kind(), Some(kind), "{error:?}");
        assert!(!error.code().is_empty(), "{error:?}");
        assert!(!error.advice().is_empty());
        assert!(!error.is_uncertain(), "nothing was changed");
        assert!(error.correlation_id().is_some(), "{error:?}");
    }
}

#[tokio::test]
async fn a_body_that_is_too_large_says_so() {
    let studio = Studio::new(Api::V1_0_3).await;
    let large = topic("Large", &"x".repeat(17 << 20));
    let error = studio.client.create_topic(&studio.main(), &large).await.unwrap_err();
    assert_eq!(error.code(), "PAYLOAD_TOO_LARGE");
    assert!(error.to_string().contains("larger"), "{error}");
}

#[tokio::test]
async fn the_status_alone_decides_the_kind() {
    let studio = Studio::new(Api::V1_0_3).await;
    for (status, kind) in [
        (400, ErrorKind::Invalid),
        (401, ErrorKind::Unauthorized),
        (403, ErrorKind::Forbidden),
        (404, ErrorKind::NotFound),
        (405, ErrorKind::Invalid),
        (409, ErrorKind::Conflict),
        (410, ErrorKind::NotFound),
        (412, ErrorKind::Conflict),
        (413, ErrorKind::Invalid),
        (415, ErrorKind::Invalid),
        (429, ErrorKind::RateLimited { retry_after: None }),
        (500, ErrorKind::ServerFault),
        (502, ErrorKind::ServerFault),
        (503, ErrorKind::ServerFault),
        (302, ErrorKind::ServerFault),
    ] {
        for body in ["", "<html>no</html>", "null", "[]", r#"{"error_message":5}"#] {
            let (client, _) = studio.on_line(move |_| Fault::answer(status, body));
            let error = client.behavior(&studio.main()).await.unwrap_err();
            assert_eq!(error.kind(), Some(kind), "{status} {body}");
            assert!(error.to_string().contains(&status.to_string()), "{error}");
            assert_eq!(error.is_uncertain(), kind == ErrorKind::ServerFault);
        }
    }
}

#[tokio::test]
async fn a_limit_of_requests_says_how_long_to_wait() {
    let studio = Studio::new(Api::V1_0_3).await;
    let (client, _) = studio.on_line(|_| {
        let body = r#"{"message":"Too many requests"}"#.to_owned();
        let answer = Response { status: 429, retry_after: Some(7), body, ..Response::default() };
        Fault::Answer(answer)
    });
    let error = client.agents().await.unwrap_err();
    assert_eq!(error.kind(), Some(ErrorKind::RateLimited { retry_after: Some(7) }));
    assert!(error.advice().contains("7 seconds"), "{}", error.advice());
}

#[tokio::test]
async fn only_a_refused_change_of_the_content_of_main_is_read_only() {
    let studio = Studio::new(Api::V1_0_11).await;
    let (client, _) = studio.on_line(|_| Fault::answer(422, ""));
    let (main, branch) = (studio.main(), studio.branch("draft").await);
    let read_only = |error: ApiError| error.is_read_only();
    assert!(read_only(client.set_behavior(&main, "x").await.unwrap_err()));
    assert!(!read_only(client.behavior(&main).await.unwrap_err()));
    assert!(!read_only(client.set_behavior(&branch, "x").await.unwrap_err()));
    assert!(!read_only(client.validate_functions(&main).await.unwrap_err()));
    assert!(!read_only(client.merge(&main, "", &[]).await.unwrap_err()));
    assert!(!read_only(client.publish(&studio.agent, "").await.unwrap_err()));
}

#[tokio::test]
async fn the_older_form_of_a_refusal_is_read_as_the_newer_one() {
    for api in BOTH {
        let studio = Studio::new(api).await;
        let at = studio.branch("draft").await;
        let (older, _) = studio.on_line(|_| Fault::Garble(to_older_form));
        let nameless = topic("", "x");
        let newer_error = studio.client.create_topic(&at, &nameless).await.unwrap_err();
        let older_error = older.create_topic(&at, &nameless).await.unwrap_err();
        assert_eq!(older_error.to_string(), newer_error.to_string());
        assert_eq!(older_error.kind(), newer_error.kind());
        assert_eq!(older_error.field("name"), newer_error.field("name"));
        assert!(older_error.field("name").is_some());
        assert!(older_error.correlation_id().is_some(), "from the header");
    }
}

/// Reduces a refusal to the older form: `{"message", "errors"}`.
fn to_older_form(response: Response) -> Response {
    let mut body: serde_json::Value = serde_json::from_str(&response.body).unwrap();
    if response.status >= 400 {
        body.as_object_mut().unwrap().retain(|key, _| key == "message" || key == "errors");
    }
    Response { body: body.to_string(), ..response }
}
