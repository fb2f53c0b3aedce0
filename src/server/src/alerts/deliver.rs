//! Delivering events to webhook endpoints: signed, and tried again (contract §1.18).

use std::time::Duration;

use hmac::{Hmac, Mac};
use jiff::{SignedDuration, Timestamp};
use reqwest::StatusCode;
use reqwest::header::{CONTENT_TYPE, HeaderMap, HeaderName, HeaderValue};
use sha2::Sha256;
use wire::WebhookEndpoint;

use super::target::Target;
use crate::refusal::Refusal;
use crate::store::deliveries::{self, Delivery};
use crate::store::{Store, webhook_endpoints};

/// The times before each try.
const WAITS: [Duration; 6] = [
    Duration::ZERO,
    Duration::from_secs(60),
    Duration::from_secs(5 * 60),
    Duration::from_secs(15 * 60),
    Duration::from_secs(60 * 60),
    Duration::from_secs(4 * 60 * 60),
];

/// Delivers to the endpoints of a store. Cheap to clone.
#[derive(Debug, Clone)]
pub(super) struct Sender {
    store: Store,
    http: reqwest::Client,
    /// Hosts that are allowed beside the loopback addresses.
    hosts: Vec<String>,
    hurry: u32,
}

/// What became of a try.
#[derive(Debug, PartialEq, Eq)]
enum Outcome {
    Arrived,
    /// It may arrive another time.
    Failed(String),
    /// It never will.
    Refused(String),
}

impl Sender {
    pub(super) fn new(store: Store, hosts: Vec<String>, hurry: u32) -> Result<Self, Refusal> {
        // A redirect could lead to an address that is not allowed.
        let http = reqwest::Client::builder()
            .redirect(reqwest::redirect::Policy::none())
            .user_agent("studio-server")
            .build()
            .map_err(|error| Refusal::Internal(error.to_string()))?;
        Ok(Self { store, http, hosts, hurry })
    }

    /// Delivers what is due at an endpoint, in order, until something fails or nothing is left.
    pub(super) async fn deliver_due(&self, endpoint: &str) {
        loop {
            match self.deliver_first(endpoint).await {
                Ok(true) => {}
                Ok(false) => return,
                Err(refusal) => {
                    eprintln!("webhook {endpoint}: {refusal:?}");
                    return;
                }
            }
        }
    }

    /// Tries the first delivery in the line; whether the line moved on.
    async fn deliver_first(&self, id: &str) -> Result<bool, Refusal> {
        let endpoint = id.to_owned();
        let found = self.run(move |store| {
            store.read(|tx| {
                let Some(delivery) = deliveries::next(tx, &endpoint, Timestamp::now())? else {
                    return Ok(None);
                };
                let secret = webhook_endpoints::secret(tx, &endpoint)?;
                Ok(Some((webhook_endpoints::get(tx, &endpoint)?, secret, delivery)))
            })
        });
        let Some((endpoint, secret, delivery)) = found.await? else { return Ok(false) };
        let outcome = self.send(&endpoint, &secret, &delivery).await;
        let next = WAITS.get(delivery.tries + 1).map(|wait| *wait / self.hurry);
        self.run(move |store| {
            store.write(|tx| match (outcome, next) {
                (Outcome::Arrived, _) => deliveries::remove(tx, &delivery).map(|()| true),
                (Outcome::Failed(_), Some(wait)) => {
                    let wait = SignedDuration::try_from(wait).unwrap_or(SignedDuration::ZERO);
                    deliveries::postpone(tx, &delivery, Timestamp::now() + wait).map(|()| false)
                }
                (Outcome::Failed(why) | Outcome::Refused(why), _) => {
                    eprintln!(
                        "webhook {}: {} was not delivered: {why}",
                        endpoint.id, delivery.event
                    );
                    deliveries::remove(tx, &delivery).map(|()| true)
                }
            })
        })
        .await
    }

    async fn send(&self, endpoint: &WebhookEndpoint, secret: &str, delivery: &Delivery) -> Outcome {
        let target = Target::parse(&endpoint.url, &self.hosts).filter(|target| target.is_allowed);
        let Some(target) = target.filter(|_| endpoint.enabled) else {
            return Outcome::Refused("this server may not deliver there".to_owned());
        };
        let timestamp = Timestamp::now().as_second().to_string();
        let request = self
            .http
            .post(target.url)
            .timeout(Duration::from_millis(endpoint.timeout_ms))
            .headers(own_headers(endpoint))
            .header(CONTENT_TYPE, "application/json")
            .header("x-polyai-signature", sign(secret, &timestamp, &delivery.body))
            .header("x-polyai-timestamp", timestamp)
            .header("x-polyai-event-id", &delivery.event)
            .body(delivery.body.clone());
        match request.send().await {
            Err(error) => Outcome::Failed(error.to_string()),
            Ok(answer) => outcome(answer.status()),
        }
    }

    async fn run<T: Send + 'static>(
        &self,
        work: impl FnOnce(&Store) -> Result<T, Refusal> + Send + 'static,
    ) -> Result<T, Refusal> {
        let store = self.store.clone();
        let outcome = tokio::task::spawn_blocking(move || work(&store)).await;
        outcome.unwrap_or_else(|error| Err(Refusal::Internal(error.to_string())))
    }
}

/// The headers that an endpoint asks for; they were checked when they were stored.
fn own_headers(endpoint: &WebhookEndpoint) -> HeaderMap {
    let header = |(name, value): (&String, &String)| {
        Some((HeaderName::try_from(name).ok()?, HeaderValue::try_from(value).ok()?))
    };
    endpoint.headers.iter().filter_map(header).collect()
}

fn outcome(status: StatusCode) -> Outcome {
    let said = || format!("it answered {status}");
    match status.as_u16() {
        200..=299 => Outcome::Arrived,
        408 | 429 | 500..=599 => Outcome::Failed(said()),
        _ => Outcome::Refused(said()),
    }
}

/// The hexadecimal HMAC-SHA256 of `timestamp.body`.
fn sign(secret: &str, timestamp: &str, body: &str) -> String {
    let mut mac =
        Hmac::<Sha256>::new_from_slice(secret.as_bytes()).expect("any key is long enough");
    for part in [timestamp, ".", body] {
        mac.update(part.as_bytes());
    }
    mac.finalize().into_bytes().iter().map(|byte| format!("{byte:02x}")).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_signature_is_that_of_openssl() {
        // printf '1790000000.{"a":1}' | openssl dgst -sha256 -hmac secret
        assert_eq!(
            sign("secret", "1790000000", r#"{"a":1}"#),
            "da8fe498621aaab99d5b11c51346b13d1a2bf2914b865b8d3edd3531cab25a3e"
        );
    }

    #[test]
    fn only_what_may_pass_is_tried_again() {
        let of = |status| outcome(StatusCode::from_u16(status).unwrap());
        assert!([200, 202, 204].iter().all(|status| of(*status) == Outcome::Arrived));
        for status in [408, 429, 500, 503, 599] {
            assert!(matches!(of(status), Outcome::Failed(_)), "{status}");
        }
        for status in [301, 307, 400, 401, 404, 410] {
            assert!(matches!(of(status), Outcome::Refused(_)), "{status}");
        }
    }

    #[test]
    fn six_tries_take_more_than_five_hours() {
        let all: Duration = WAITS.iter().sum();
        assert_eq!((WAITS.len(), all.as_secs() / 60), (6, 321));
    }
}
