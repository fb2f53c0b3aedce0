//! The line between browser and server: it misbehaves on demand.

use std::sync::{Arc, Mutex};

use axum::body::Body;
use axum::extract::{Request, State};
use axum::middleware::Next;
use axum::response::{IntoResponse, Redirect, Response};
use http_body_util::{BodyExt, Limited};
use tests::Fault;
use tokio::sync::Notify;

type Rule = dyn Fn(&str, &str) -> Fault + Send + Sync;

/// A layer in front of the server.
#[derive(Clone)]
pub(crate) struct Line {
    rule: Arc<Mutex<Arc<Rule>>>,
    /// Applies another rule to requests that hang.
    changed: Arc<Notify>,
}

impl Line {
    pub(crate) fn new() -> Self {
        let rule: Arc<Rule> = Arc::new(|_: &str, _: &str| Fault::None);
        Self { rule: Arc::new(Mutex::new(rule)), changed: Arc::default() }
    }

    /// From now on applies `rule` to every request, by its method and path; also to those that hang.
    pub(crate) fn follow(&self, rule: impl Fn(&str, &str) -> Fault + Send + Sync + 'static) {
        *self.rule.lock().unwrap() = Arc::new(rule);
        self.changed.notify_waiters();
    }

    /// From now on lets everything through.
    pub(crate) fn behave(&self) {
        self.follow(|_, _| Fault::None);
    }

    async fn fault(&self, method: &str, path: &str) -> Fault {
        loop {
            let changed = self.changed.notified();
            let rule = Arc::clone(&self.rule.lock().unwrap());
            match rule(method, path) {
                Fault::Hang => changed.await,
                fault => return fault,
            }
        }
    }
}

/// Lets a request through, or not.
pub(crate) async fn pass(State(line): State<Line>, request: Request, next: Next) -> Response {
    let (method, path) = (request.method().to_string(), request.uri().path().to_owned());
    match line.fault(&method, &path).await {
        Fault::None => next.run(request).await,
        Fault::Drop(_) => broken(),
        Fault::DropAnswer(_) => {
            next.run(request).await;
            broken()
        }
        Fault::Hang => unreachable!("hanging is over"),
        Fault::Answer(answer) => answered(answer),
        Fault::Redirect(address) => Redirect::temporary(&address).into_response(),
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
