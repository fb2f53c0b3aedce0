//! The connection between client and server: it records what was sent, and fails on demand.

use std::sync::{Arc, Mutex};

use client::{Request, Response, Transport, TransportError};

use crate::InProcess;

/// What happens to a request.
#[derive(Clone, Debug)]
pub enum Fault {
    /// Nothing: it arrives and the answer comes back.
    None,
    /// It never arrives.
    Drop(TransportError),
    /// It arrives and is executed, but the answer is lost.
    DropAnswer(TransportError),
    /// It arrives, and the answer is changed.
    Garble(fn(Response) -> Response),
    /// This answer comes instead of the server's.
    Answer(Response),
    /// A redirect to this address instead of the server's answer, with status 307.
    Redirect(String),
    /// No answer ever comes.
    Hang,
}

impl Fault {
    /// A refusal, in the form of contract §2.11.
    pub fn refuse(status: u16, code: &str) -> Self {
        let body = format!(
            r#"{{"success":false,"error":"no","error_id":"id-1","error_code":"{code}","error_message":"no","data":null}}"#
        );
        Self::answer(status, &body)
    }

    /// An answer of this status and body instead of the server's.
    pub fn answer(status: u16, body: &str) -> Self {
        Self::Answer(Response { status, body: body.to_owned(), ..Response::default() })
    }
}

type Rule = dyn Fn(&Request) -> Fault + Send + Sync;

/// A transport in front of the server's.
#[derive(Clone)]
pub struct Line {
    server: InProcess,
    rule: Arc<Rule>,
    sent: Arc<Mutex<Vec<Request>>>,
}

impl Line {
    /// A connection on which `rule` decides about every request.
    pub fn new(
        server: InProcess,
        rule: impl Fn(&Request) -> Fault + Send + Sync + 'static,
    ) -> Self {
        Self { server, rule: Arc::new(rule), sent: Arc::default() }
    }

    /// All requests so far, those that never arrived included.
    pub fn sent(&self) -> Vec<Request> {
        self.sent.lock().unwrap().clone()
    }

    /// The method and the URL of all requests so far, such as `GET /v1/agents`.
    pub fn log(&self) -> Vec<String> {
        let line = |request: &Request| format!("{} {}", request.method.as_str(), request.url);
        self.sent.lock().unwrap().iter().map(line).collect()
    }
}

impl Transport for Line {
    async fn send(&self, request: Request) -> Result<Response, TransportError> {
        let fault = (self.rule)(&request);
        self.sent.lock().unwrap().push(request.clone());
        match fault {
            Fault::None => self.server.send(request).await,
            Fault::Drop(error) => Err(error),
            Fault::DropAnswer(error) => self.server.send(request).await.and(Err(error)),
            Fault::Garble(garble) => self.server.send(request).await.map(garble),
            Fault::Answer(response) => Ok(response),
            Fault::Redirect(_) => Err(TransportError::Redirected),
            Fault::Hang => std::future::pending().await,
        }
    }
}
