//! What carries a request to the API and the answer back.

use std::future::Future;

/// What a request wants to do.
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
    /// The word on the wire.
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

/// A request, ready to be sent as it is.
#[derive(Clone, Debug)]
pub struct Request {
    /// What it wants to do.
    pub method: Method,
    /// The whole address, or a path on the page's own origin.
    pub url: String,
    /// Names in lower case, and values.
    pub headers: Vec<(&'static str, String)>,
    /// JSON text.
    pub body: Option<String>,
}

/// An answer, whatever it says.
#[derive(Clone, Debug, Default)]
pub struct Response {
    /// The status number.
    pub status: u16,
    /// The value of `x-polyai-correlation-id`, by which the platform's people find the request.
    pub correlation_id: Option<String>,
    /// The value of `retry-after`, in seconds, where given so.
    pub retry_after: Option<u32>,
    /// The text of the body; empty when there is none.
    pub body: String,
}

impl Response {
    /// Whether the API did what was asked.
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
    /// The connection failed; a browser does not tell whether the host is down, the address wrong
    /// or the answer not allowed for this page (CORS).
    Failed,
    /// The request was given up by the page.
    Aborted,
    /// The answer sends to another address. It is not followed: the key would go there as well.
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

/// Carries requests. The page has one made of `fetch`; tests call the server's router.
pub trait Transport: Clone {
    /// Sends a request and waits for the whole answer.
    fn send(&self, request: Request) -> impl Future<Output = Result<Response, TransportError>>;
}
