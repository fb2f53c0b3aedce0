//! A transport that calls the server's router.

use axum::Router;
use axum::body::Body;
use axum::http;
use axum::http::header::RETRY_AFTER;
use client::{Request, Response, Transport, TransportError};
use http_body_util::BodyExt;
use tower::ServiceExt;

/// Sends requests to a router as `fetch` would, and reads the answers as the page does.
#[derive(Clone)]
pub struct InProcess {
    router: Router,
}

impl InProcess {
    /// Calls `router`.
    pub fn new(router: Router) -> Self {
        Self { router }
    }
}

impl Transport for InProcess {
    async fn send(&self, request: Request) -> Result<Response, TransportError> {
        let mut sent = http::Request::builder().method(request.method.as_str()).uri(&request.url);
        for (name, value) in &request.headers {
            sent = sent.header(*name, value);
        }
        let sent = sent.body(request.body.map_or_else(Body::empty, Body::from)).unwrap();
        let (head, body) = self.router.clone().oneshot(sent).await.unwrap().into_parts();
        let header = |name: &str| Some(head.headers.get(name)?.to_str().unwrap().to_owned());
        let body = body.collect().await.unwrap().to_bytes();
        Ok(Response {
            status: head.status.as_u16(),
            correlation_id: header("x-polyai-correlation-id"),
            retry_after: header(RETRY_AFTER.as_str()).and_then(|seconds| seconds.parse().ok()),
            body: String::from_utf8(body.to_vec()).unwrap(),
        })
    }
}
