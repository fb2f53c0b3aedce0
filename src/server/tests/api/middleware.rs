//! Who may call: the key, the host, the origin.

use axum::body::Body;
use axum::http::Request;
use server::{Api, Options};

use crate::studio::{Answer, KEY, Studio};

async fn send(studio: &Studio, method: &str, path: &str, headers: &[(&str, &str)]) -> Answer {
    let mut request = Request::builder().method(method).uri(path);
    for (name, value) in headers {
        request = request.header(*name, *value);
    }
    studio.send(request.body(Body::empty()).unwrap()).await
}

#[tokio::test]
async fn every_call_of_the_api_needs_the_key() {
    let studio = Studio::new(Api::V1_0_3).await;
    for path in
        ["/v1/agents", "/v1/nothing", "/adk/v1/accounts", "/v1/agents/a/branches/main/behavior"]
    {
        for method in ["GET", "POST", "OPTIONS"] {
            let none = send(&studio, method, path, &[]).await;
            assert_eq!(none.headers["www-authenticate"], "ApiKey");
            none.refused(401, "AUTH_USER_INVALID_TOKEN");
            let wrong = send(&studio, method, path, &[("x-api-key", "other")]).await;
            wrong.refused(401, "AUTH_USER_INVALID_TOKEN");
        }
    }
    send(&studio, "GET", "/v1/agents", &[("X-API-KEY", KEY)]).await.expect(200);
}

#[tokio::test]
async fn only_our_names_are_answered_to() {
    let allow_hosts = vec!["studio.example".to_owned(), "proxy:8080".to_owned()];
    let options = Options { port: Some(8090), allow_hosts, ..Options::default() };
    let studio = Studio::with(options).await;
    for host in [
        "localhost:8090",
        "127.0.0.1:8090",
        "[::1]:8090",
        "LOCALHOST:8090",
        "studio.example:1",
        "proxy:8080",
    ] {
        send(&studio, "GET", "/v1/agents", &[("host", host), ("x-api-key", KEY)]).await.expect(200);
    }
    for host in [
        "localhost",
        "localhost:80",
        "evil.example:8090",
        "127.0.0.1.evil.example:8090",
        "proxy:1",
        ":",
    ] {
        for path in ["/v1/agents", "/studio.json", "/"] {
            let answer = send(&studio, "GET", path, &[("host", host), ("x-api-key", KEY)]).await;
            answer.refused(421, "HOST_NOT_ALLOWED");
        }
    }
}

#[tokio::test]
async fn a_foreign_page_can_change_nothing_even_with_the_key() {
    let studio = Studio::new(Api::V1_0_3).await;
    let with = |origin| [("host", "localhost:8090"), ("x-api-key", KEY), ("origin", origin)];
    for origin in ["http://evil.example", "null", "http://localhost:3000", "localhost:8090"] {
        for (method, path) in
            [("DELETE", "/v1/agents/a"), ("POST", "/v1/agents"), ("OPTIONS", "/v1/agents")]
        {
            let answer = send(&studio, method, path, &with(origin)).await;
            assert!(answer.headers.get("access-control-allow-origin").is_none());
            answer.refused(403, "USER_ACCESS_FORBIDDEN");
        }
    }
    send(&studio, "DELETE", "/v1/agents/a", &with("http://localhost:8090")).await.expect(204);
}

#[tokio::test]
async fn an_allowed_origin_may_call_and_no_other() {
    let allow_origins = vec!["https://studio.example".to_owned()];
    let studio = Studio::with(Options { allow_origins, ..Options::default() }).await;
    let origin = ("origin", "https://studio.example");
    let asked = [
        origin,
        ("access-control-request-method", "PATCH"),
        ("access-control-request-headers", "x-api-key,content-type"),
    ];
    let preflight = send(&studio, "OPTIONS", "/v1/agents/a", &asked).await;
    assert_eq!(preflight.status, 200);
    assert_eq!(preflight.headers["access-control-allow-origin"], "https://studio.example");
    assert!(preflight.headers["access-control-allow-methods"].to_str().unwrap().contains("PATCH"));
    assert!(
        preflight.headers["access-control-allow-headers"].to_str().unwrap().contains("x-api-key")
    );
    assert!(preflight.headers.get("access-control-allow-credentials").is_none());

    let refused = send(&studio, "DELETE", "/v1/agents/a", &[origin]).await;
    assert_eq!(
        refused.headers["access-control-allow-origin"], "https://studio.example",
        "to be read"
    );
    let exposed = refused.headers["access-control-expose-headers"].to_str().unwrap();
    assert!(exposed.to_ascii_lowercase().contains("date"), "by which the page sets its clock");
    refused.refused(401, "AUTH_USER_INVALID_TOKEN");
    let other = send(
        &studio,
        "GET",
        "/v1/agents",
        &[("origin", "https://evil.example"), ("x-api-key", KEY)],
    )
    .await;
    assert!(other.headers.get("access-control-allow-origin").is_none());
    send(&studio, "DELETE", "/v1/agents/a", &[origin, ("x-api-key", KEY)]).await.expect(204);
}
