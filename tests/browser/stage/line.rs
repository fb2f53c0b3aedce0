//! The line between browser and server: it misbehaves on demand.

use std::sync::{Arc, Mutex};

use axum::body::Body;
use axum::extract::{Request, State};
use axum::middleware::Next;
use axum::response::Response;
use http_body_util::{BodyExt, Limited};
use tests::Fault;

type Rule = dyn Fn(&str, &str) -> Fault + Send + Sync;

/// A layer in front of the server.
#[derive(Clone)]
pub(crate) struct Line(Arc<Mutex<Arc<Rule>>>);

impl Line {
    pub(crate) fn new() -> Self {
        Self(Arc::new(Mutex::new(Arc::new(|_: &str, _: &str| Fault::None))))
    }

    /// From now on asks `rule` about every request, by its method and path.
    pub(crate) fn follow(&self, rule: impl Fn(&str, &str) -> Fault + Send + Sync + 'static) {
        *self.0.lock().unwrap() = Arc::new(rule);
    }

    fn fault(&self, request: &Request) -> Fault {
        let rule = Arc::clone(&self.0.lock().unwrap());
        rule(request.method().as_str(), request.uri().path())
    }
}

/// Lets a request through, or not.
pub(crate) async fn pass(State(line): State<Line>, request: Request, next: Next) -> Response {
    match line.fault(&request) {
        Fault::None => next.run(request).await,
        Fault::Drop(_) => broken(),
        Fault::DropAnswer(_) => {
            next.run(request).await;
            broken()
        }
        Fault::Hang => std::future::pending().await,
        Fault::Answer(answer) => answered(answer),
        Fault::Garble(garble) => {
            let (head, body) = next.run(request).await.into_parts();
            let body = body.collect().await.unwrap().to_bytes();
            let body = String::from_utf8(body.to_vec()).unwrap();
            let status = head.status.as_u16();
            answered(garble(client::Response { status, body, ..client::Response::default() }))
        }
    }
}

fn answered(answer: client::Response) -> Response {
    Response::builder()
        .status(answer.status)
        .header("content-type", "application/json")
        .body(Body::from(answer.body))
        .unwrap()
}

/// A connection that breaks: the body fails before its first byte.
fn broken() -> Response {
    Response::new(Body::new(Limited::new(Body::from("lost"), 0)))
}
