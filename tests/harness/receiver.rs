//! A receiver of webhooks, on a socket of this machine.

use std::sync::{Arc, Mutex};
use std::time::{Duration, Instant};

use axum::Router;
use axum::body::Bytes;
use axum::extract::State;
use axum::http::{HeaderMap, StatusCode};
use model::{SignatureCheck, Timestamp, check_signature};
use serde_json::Value;
use tokio::net::TcpListener;

/// How long deliveries are waited for.
const PATIENCE: Duration = Duration::from_secs(60);

/// Receives on a free port, and answers what it is told to.
pub struct Receiver {
    /// Where it is.
    pub url: String,
    shared: Arc<Shared>,
}

struct Shared {
    received: Mutex<Vec<Received>>,
    answer: Box<dyn Fn(usize) -> Option<StatusCode> + Send + Sync>,
}

/// One request.
#[derive(Clone, Debug)]
pub struct Received {
    headers: HeaderMap,
    /// Exactly what arrived.
    pub body: String,
}

impl Receiver {
    /// Answers the request of each number, from 0, with a status; never at all where it is `None`.
    pub async fn start(
        answer: impl Fn(usize) -> Option<StatusCode> + Send + Sync + 'static,
    ) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let url = format!("http://{}/hook", listener.local_addr().unwrap());
        let shared = Arc::new(Shared { received: Mutex::default(), answer: Box::new(answer) });
        let router = Router::new().fallback(receive).with_state(Arc::clone(&shared));
        tokio::spawn(async move { axum::serve(listener, router).await.unwrap() });
        Self { url, shared }
    }

    /// All requests so far.
    pub fn received(&self) -> Vec<Received> {
        self.shared.received.lock().unwrap().clone()
    }

    /// Waits for this many requests.
    pub async fn wait_for(&self, count: usize) -> Vec<Received> {
        let start = Instant::now();
        loop {
            let received = self.received();
            if received.len() >= count {
                return received;
            }
            assert!(start.elapsed() < PATIENCE, "{} of {count} deliveries", received.len());
            tokio::time::sleep(Duration::from_millis(5)).await;
        }
    }
}

impl Received {
    /// A header's text; empty where there is none.
    pub fn header(&self, name: &str) -> &str {
        self.headers.get(name).and_then(|value| value.to_str().ok()).unwrap_or_default()
    }

    /// What tells events apart.
    pub fn event(&self) -> &str {
        self.header("x-polyai-event-id")
    }

    /// The body.
    pub fn json(&self) -> Value {
        serde_json::from_str(&self.body).unwrap()
    }

    /// Checks the signature as a receiver does.
    pub fn check(&self, secret: &str) -> SignatureCheck {
        let now = std::time::SystemTime::now().duration_since(std::time::UNIX_EPOCH).unwrap();
        let now = Timestamp::from_millis(i64::try_from(now.as_millis()).unwrap());
        let (time, signature) =
            (self.header("x-polyai-timestamp"), self.header("x-polyai-signature"));
        check_signature(&self.body, time, signature, secret, now)
    }
}

async fn receive(State(shared): State<Arc<Shared>>, headers: HeaderMap, body: Bytes) -> StatusCode {
    let number = {
        let mut received = shared.received.lock().unwrap();
        let body = String::from_utf8(body.to_vec()).unwrap();
        received.push(Received { headers, body });
        received.len() - 1
    };
    match (shared.answer)(number) {
        Some(status) => status,
        None => std::future::pending().await,
    }
}
