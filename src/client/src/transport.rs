//! Requests, responses, and the transport that the page or a test provides.

use std::future::Future;

/// The header of the key.
const KEY_HEADER: &str = "x-api-key";

/// The method of a request.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Method {
    /// Read.
    Get,
    /// Create or act.
    Post,
    /// Change the named fields.
    Patch,
    /// Replace.
    Put,
    /// Remove.
    Delete,
}

impl Method {
    /// The name in HTTP.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Get => "GET",
            Self::Post => "POST",
            Self::Patch => "PATCH",
            Self::Put => "PUT",
            Self::Delete => "DELETE",
        }
    }
}

/// A complete request.
#[derive(Clone, Debug)]
pub struct Request {
    /// The method.
    pub method: Method,
    /// A URL, or a path on the page's own origin.
    pub url: String,
    /// Names in lower case, and values.
    pub headers: Vec<(&'static str, String)>,
    /// JSON text.
    pub body: Option<String>,
}

impl Request {
    /// The key that it is sent with.
    pub(crate) fn key(&self) -> Option<&str> {
        let key = self.headers.iter().find(|(name, _)| *name == KEY_HEADER);
        key.map(|(_, key)| key.as_str())
    }

    /// Has it sent with another key.
    pub(crate) fn set_key(&mut self, key: String) {
        self.headers.retain(|(name, _)| *name != KEY_HEADER);
        self.headers.push((KEY_HEADER, key));
    }
}

/// An answer of any status.
#[derive(Clone, Debug, Default)]
pub struct Response {
    /// The status number.
    pub status: u16,
    /// The value of `x-polyai-correlation-id`, by which PolyAI's support finds the request.
    pub correlation_id: Option<String>,
    /// The value of `retry-after`, in seconds, where given so.
    pub retry_after: Option<u32>,
    /// The text of the body; empty when there is none.
    pub body: String,
}

impl Response {
    /// Whether the status is one of success.
    pub fn is_success(&self) -> bool {
        (200..=299).contains(&self.status)
    }
}

/// Why no answer came.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TransportError {
    /// The browser has no network.
    Offline,
    /// The API did not answer in time.
    Timeout,
    /// The connection failed; a browser does not say whether the host is down, the address is wrong
    /// or the answer is not allowed for this page (CORS).
    Failed,
    /// The page cancelled the request.
    Aborted,
    /// The answer is a redirect. It is not followed: the key would be sent to the other address.
    Redirected,
}

impl TransportError {
    pub(crate) fn message(self) -> &'static str {
        match self {
            Self::Offline => "this device is offline",
            Self::Timeout => "the API did not answer in time",
            Self::Failed => "the API could not be reached",
            Self::Aborted => "the request was stopped",
            Self::Redirected => "the address answers with a redirect, which is not followed",
        }
    }
}

/// Sends requests. The page implements it with `fetch`; tests call the server's router.
pub trait Transport: Clone {
    /// Sends a request and waits for the whole answer.
    fn send(&self, request: Request) -> impl Future<Output = Result<Response, TransportError>>;
}
