//! Checks of every request before its route, and headers of every answer.

use axum::Json;
use axum::extract::{Request, State};
use axum::http::{HeaderMap, HeaderName, HeaderValue, Method, header};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};
use sha2::{Digest, Sha256};
use tower_http::cors::{AllowOrigin, CorsLayer};

use crate::app::App;
use crate::id;
use crate::refusal::Envelope;
use crate::refusal::Refusal;

const CORRELATION: HeaderName = HeaderName::from_static("x-polyai-correlation-id");
const API_KEY: HeaderName = HeaderName::from_static("x-api-key");

/// The id of a request that is longer than this is replaced.
const LONGEST_ID: usize = 200;

/// Gives each answer the id of its request, and every refusal its `error_id`.
pub(crate) async fn correlate(request: Request, next: Next) -> Response {
    let id = request
        .headers()
        .get(CORRELATION)
        .and_then(|id| id.to_str().ok())
        .filter(|id| !id.is_empty() && id.len() <= LONGEST_ID)
        .map_or_else(id::uuid, str::to_owned);
    let mut response = next.run(request).await;
    if let Some(Envelope(mut body)) = response.extensions_mut().remove() {
        body.error_id = Some(id.clone());
        let (mut parts, _) = response.into_parts();
        parts.headers.remove(header::CONTENT_LENGTH);
        response = (parts.status, parts.headers, Json(body)).into_response();
    }
    let headers = response.headers_mut();
    if let Ok(id) = HeaderValue::from_str(&id) {
        headers.insert(CORRELATION, id);
    }
    headers.insert(header::X_CONTENT_TYPE_OPTIONS, HeaderValue::from_static("nosniff"));
    response
}

/// Refuses a request that was sent to another host name than this server's.
///
/// A foreign page can let its own name point to this machine (DNS rebinding); the `Host` header
/// still names that page. Every browser sends one.
pub(crate) async fn check_host(State(app): State<App>, request: Request, next: Next) -> Response {
    let host = match request.headers().get(header::HOST) {
        Some(host) => host.to_str().unwrap_or_default(),
        None => request.uri().authority().map(|at| at.as_str()).unwrap_or_default(),
    };
    if host.is_empty() || is_our_host(&app, host) {
        return next.run(request).await;
    }
    Refusal::ForeignHost(host.to_owned()).into_response()
}

/// Refuses an API call without the key, and one that changes something for a foreign page.
pub(crate) async fn check_caller(State(app): State<App>, request: Request, next: Next) -> Response {
    let path = request.uri().path();
    if !is_api(path) {
        return next.run(request).await;
    }
    let reads = [Method::GET, Method::HEAD].contains(request.method());
    if let Some(origin) = foreign_origin(&app, request.headers()).filter(|_| !reads) {
        return Refusal::ForeignOrigin(origin).into_response();
    }
    let key = request.headers().get(API_KEY).map(HeaderValue::as_bytes).unwrap_or_default();
    // Comparing hashes takes the same time wherever the keys begin to differ.
    if Sha256::digest(key) != Sha256::digest(app.key.as_bytes()) {
        return Refusal::Unauthorized.into_response();
    }
    next.run(request).await
}

/// Lets the pages of the allowed origins call the API; of no other origin.
pub(crate) fn cors(origins: &[String]) -> CorsLayer {
    let origins = origins.iter().filter_map(|origin| HeaderValue::from_str(origin).ok());
    let email = HeaderName::from_static("x-polyai-email");
    CorsLayer::new()
        .allow_origin(AllowOrigin::list(origins))
        .allow_methods([Method::GET, Method::POST, Method::PUT, Method::PATCH, Method::DELETE])
        .allow_headers([header::CONTENT_TYPE, API_KEY, CORRELATION, email])
        .expose_headers([CORRELATION, header::DATE])
}

/// Whether a path belongs to the API and not to the page.
pub(crate) fn is_api(path: &str) -> bool {
    ["/v1", "/adk"].into_iter().any(|prefix| {
        path.strip_prefix(prefix).is_some_and(|rest| rest.is_empty() || rest.starts_with('/'))
    })
}

/// The origin of the page that a browser sends a request for, unless it is our own page or allowed.
fn foreign_origin(app: &App, headers: &HeaderMap) -> Option<String> {
    let origin = headers.get(header::ORIGIN)?.to_str().unwrap_or("null");
    let own = headers.get(header::HOST).and_then(|host| host.to_str().ok());
    let host = origin.strip_prefix("http://").or_else(|| origin.strip_prefix("https://"));
    let ours = host.is_some() && host == own;
    let allowed = app.options.allow_origins.iter().any(|allowed| allowed == origin);
    (!ours && !allowed).then(|| origin.to_owned())
}

fn is_our_host(app: &App, host: &str) -> bool {
    // The colons of an IPv6 address stand in brackets; the last one outside them begins the port.
    let (name, port) = match host.rsplit_once(':') {
        Some((name, port)) if !port.ends_with(']') => (name, port.parse::<u16>().ok()),
        _ => (host, Some(80)),
    };
    let loopback =
        ["localhost", "127.0.0.1", "[::1]"].contains(&name.to_ascii_lowercase().as_str());
    let right_port = app.options.port.is_none_or(|ours| port == Some(ours));
    let allowed = app.options.allow_hosts.iter().any(|allowed| allowed == host || allowed == name);
    (loopback && right_port) || allowed
}
