//! The client's transport, made of the browser's `fetch`.
//!
//! It sends once and waits as long as somebody wants the answer: a request whose future is dropped is
//! aborted. Time-outs and retries are the client's.

use client::{Method, Request, Response, Transport, TransportError};
use gloo_net::http::RequestBuilder;
use web_sys::AbortController;

use super::clock;

/// Sends requests with `fetch`.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Fetch;

impl Transport for Fetch {
    async fn send(&self, request: Request) -> Result<Response, TransportError> {
        let abort = AbortOnDrop(AbortController::new().map_err(|_| TransportError::Failed)?);
        let method = match request.method {
            Method::Get => gloo_net::http::Method::GET,
            Method::Post => gloo_net::http::Method::POST,
            Method::Patch => gloo_net::http::Method::PATCH,
            Method::Put => gloo_net::http::Method::PUT,
            Method::Delete => gloo_net::http::Method::DELETE,
        };
        let mut builder = RequestBuilder::new(&request.url)
            .method(method)
            .abort_signal(Some(&abort.0.signal()))
            // A browser sends the key on to whichever host an answer redirects to.
            .redirect(web_sys::RequestRedirect::Manual);
        for (name, value) in &request.headers {
            builder = builder.header(name, value);
        }
        let request = match request.body {
            Some(body) => builder.body(body),
            None => builder.build(),
        }
        .map_err(|_| TransportError::Failed)?;
        let sent = clock::device_now();
        let response = request.send().await.map_err(transport_error)?;
        if response.type_() == web_sys::ResponseType::Opaqueredirect {
            return Err(TransportError::Redirected);
        }
        let header = |name| response.headers().get(name);
        // Of another origin only where that one exposes it.
        if let Some(date) = header("date") {
            clock::follow(&date, sent);
        }
        Ok(Response {
            status: response.status(),
            correlation_id: header("x-polyai-correlation-id"),
            retry_after: header("retry-after").and_then(|value| value.trim().parse().ok()),
            // Not as text: a large one would be decoded by the browser and encoded again for us.
            body: utf8(response.binary().await.map_err(transport_error)?),
        })
    }
}

/// Reads a small file of the page's own origin; `None` where it is not there.
pub(crate) async fn own_file(path: &str) -> Option<String> {
    let response = RequestBuilder::new(path)
        .cache(web_sys::RequestCache::NoStore)
        // What another host says is not said by the page's own.
        .redirect(web_sys::RequestRedirect::Error)
        .send()
        .await
        .ok()
        .filter(gloo_net::http::Response::ok)?;
    response.text().await.ok()
}

/// Text of its bytes; what is no UTF-8 is marked as such, as a browser does.
fn utf8(bytes: Vec<u8>) -> String {
    String::from_utf8(bytes)
        .unwrap_or_else(|error| String::from_utf8_lossy(error.as_bytes()).into_owned())
}

/// Stops a request that nobody waits for any more; one that is over is not touched by it.
struct AbortOnDrop(AbortController);

impl Drop for AbortOnDrop {
    fn drop(&mut self) {
        self.0.abort();
    }
}

fn transport_error(error: gloo_net::Error) -> TransportError {
    match error {
        gloo_net::Error::JsError(error) if error.name == "AbortError" => TransportError::Aborted,
        _ => TransportError::Failed,
    }
}

/// The scheme, host and port the page comes from.
pub(crate) fn own_origin() -> String {
    web_sys::window().and_then(|window| window.location().origin().ok()).unwrap_or_default()
}

/// The folder the page is served from, without the slash at its end: the base of all routes.
pub(crate) fn base_path() -> String {
    let base = web_sys::window()
        .and_then(|window| window.document())
        .and_then(|document| document.query_selector("base").ok().flatten())
        .and_then(|element| element.get_attribute("href"))
        .unwrap_or_default();
    base.trim_end_matches('/').to_owned()
}
