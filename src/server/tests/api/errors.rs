//! Every refusal has one form, and none is a 5xx.

use axum::body::Body;
use axum::http::{Request, header};
use serde_json::json;
use server::Api;

use crate::studio::{KEY, Studio};

const BEHAVIOR: &str = "/v1/agents/a/branches/main/behavior";

fn request(method: &str, path: &str) -> axum::http::request::Builder {
    Request::builder().method(method).uri(path).header("x-api-key", KEY)
}

#[tokio::test]
async fn unknown_paths_and_methods_have_the_envelope() {
    let studio = Studio::new(Api::V1_0_3).await;
    for path in ["/v1", "/v1/", "/v1/nothing", "/adk/v1/nothing", "/v1/agents/a/branches/main"] {
        let answer = studio.get(path).await;
        let code = if answer.status == 405 { "METHOD_NOT_ALLOWED" } else { "NOT_FOUND" };
        answer.refused(if code == "NOT_FOUND" { 404 } else { 405 }, code);
    }
    studio.call("PUT", "/v1/agents", None).await.refused(405, "METHOD_NOT_ALLOWED");
    studio
        .call("DELETE", "/v1/agents/a/deployments/active", None)
        .await
        .refused(405, "METHOD_NOT_ALLOWED");
}

#[tokio::test]
async fn the_correlation_id_is_echoed_or_made() {
    let studio = Studio::new(Api::V1_0_3).await;
    let sent =
        request("GET", "/v1/agents/none/branches").header("X-PolyAI-Correlation-Id", "adk-1");
    let answer = studio.send(sent.body(Body::empty()).unwrap()).await;
    assert_eq!(answer.body["error_id"], "adk-1");
    answer.refused(404, "PROJECT_NOT_FOUND");
    let made = studio.get("/v1/agents").await;
    assert!(!made.headers["x-polyai-correlation-id"].is_empty(), "on every answer");
}

#[tokio::test]
async fn bodies_that_cannot_be_read_are_refused() {
    let studio = Studio::new(Api::V1_0_3).await;
    let send = |content_type: Option<&str>, body: &str| {
        let mut sent = request("PATCH", BEHAVIOR);
        if let Some(content_type) = content_type {
            sent = sent.header(header::CONTENT_TYPE, content_type);
        }
        studio.send(sent.body(Body::from(body.to_owned())).unwrap())
    };
    let json = Some("application/json; charset=utf-8");
    let code = "SCHEMA_VALIDATION_FAILED";
    let deep = format!("{}{}", "[".repeat(200), "]".repeat(200));
    for body in ["{", "{\"behavior\": \"\\ud800\"}", "{'a': 1}", "\u{0}", &deep, "{} {}", ""] {
        send(json, body).await.refused(400, code);
    }
    for body in ["null", "[]", "5", "\"text\""] {
        send(json, body).await.at_fault(&[""]);
    }
    let good = "{\"behavior\": \"x\"}";
    send(None, good).await.refused(415, "UNSUPPORTED_MEDIA_TYPE");
    send(Some("text/plain"), good).await.refused(415, "UNSUPPORTED_MEDIA_TYPE");
    send(Some("APPLICATION/JSON"), good).await.expect(200);
    let huge = format!("{{\"behavior\": \"{}\"}}", "x".repeat(17 << 20));
    send(json, &huge).await.refused(413, "PAYLOAD_TOO_LARGE");
    let not_utf8 = request("PATCH", BEHAVIOR).header(header::CONTENT_TYPE, "application/json");
    let answer =
        studio.send(not_utf8.body(Body::from(b"{\"behavior\": \"\xff\"}".to_vec())).unwrap()).await;
    answer.refused(400, code);
}

#[tokio::test]
async fn paths_that_cannot_be_read_are_refused() {
    let studio = Studio::new(Api::V1_0_3).await;
    studio.get("/v1/agents/%ff/branches").await.refused(400, "SCHEMA_VALIDATION_FAILED");
    studio.get("/v1/agents/%zz/branches").await.refused(404, "PROJECT_NOT_FOUND");
    studio.get("/v1/agents/a%2Fb/branches").await.refused(404, "PROJECT_NOT_FOUND");
    studio.get("/v1/agents/%00/branches").await.refused(404, "PROJECT_NOT_FOUND");
    let query = "/v1/agents/a/deployments?environment=sandbox&limit=";
    for limit in ["x", "1.5", "99999999999999999999", "%ff"] {
        studio.get(&format!("{query}{limit}")).await.refused(400, "SCHEMA_VALIDATION_FAILED");
    }
    studio.get(&format!("{query}-1")).await.at_fault(&["limit"]);
}

#[tokio::test]
async fn who_acts_is_the_header_or_the_servers_user() {
    let studio = Studio::new(Api::V1_0_3).await;
    studio.branch("one").await;
    let sent = request("POST", "/v1/agents/a/branches")
        .header(header::CONTENT_TYPE, "application/json")
        .header("X-PolyAI-Email", "bob@example.com");
    let body = json!({"branchName": "two"}).to_string();
    studio.send(sent.body(Body::from(body)).unwrap()).await.expect(201);
    let list = studio.get("/v1/agents/a/branches").await.expect(200);
    assert_eq!(list["branches"][1]["createdBy"], "ada@example.com");
    assert_eq!(list["branches"][2]["createdBy"], "bob@example.com");
}
