//! The built page, and the file that gives it the address of its API.

use axum::Json;
use axum::body::Body;
use axum::extract::{Request, State};
use axum::http::{HeaderMap, HeaderName, HeaderValue, Method, StatusCode, header};
use axum::response::{IntoResponse, Response};
use serde_json::json;
use tower_http::services::{ServeDir, ServeFile};

use crate::app::App;
use crate::middleware::is_api;
use crate::refusal::Refusal;

/// The page loads nothing but its own files and talks to nothing but APIs.
const POLICY: &str = "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; style-src 'self'; \
                      img-src 'self' data:; font-src 'self'; \
                      connect-src 'self' https: http://localhost:* http://127.0.0.1:*; \
                      manifest-src 'self'; worker-src 'self'; base-uri 'self'; form-action 'none'; \
                      frame-ancestors 'none'";

/// The headers of everything that belongs to the page.
const HEADERS: [(HeaderName, &str); 4] = [
    (header::CONTENT_SECURITY_POLICY, POLICY),
    (header::REFERRER_POLICY, "no-referrer"),
    (HeaderName::from_static("cross-origin-opener-policy"), "same-origin"),
    (
        HeaderName::from_static("permissions-policy"),
        "camera=(), microphone=(), geolocation=(), payment=(), usb=()",
    ),
];

/// Answers whatever no route answers: a file of the page, the page itself, or a refusal.
pub(crate) async fn fallback(State(app): State<App>, request: Request) -> Response {
    let path = request.uri().path().to_owned();
    let missing = || Refusal::NoSuchPath(path.clone()).into_response();
    let Some(folder) = app.options.page.as_ref().filter(|_| !is_api(&path)) else {
        return missing();
    };
    if ![Method::GET, Method::HEAD].contains(request.method()) {
        return Refusal::NoSuchMethod(request.method().to_string()).into_response();
    }
    let name = path.rsplit('/').next().unwrap_or_default();
    // An address within the studio has no dot in its last part, a file has one. What is missing must
    // not be answered with the page: a browser would take that for the script it asked for.
    let (served, caching) = if name.contains('.') && name != "index.html" {
        let files = ServeDir::new(folder).append_index_html_on_directories(false);
        let served = files.precompressed_br().precompressed_gzip().try_call(request).await;
        (served, if is_hashed(name) { "public, max-age=31536000, immutable" } else { "no-cache" })
    } else {
        let index = ServeFile::new(folder.join("index.html"));
        let mut index = index.precompressed_br().precompressed_gzip();
        (index.try_call(request).await, "no-store")
    };
    match served {
        Ok(response) if response.status() == StatusCode::NOT_FOUND => missing(),
        Ok(response) => with_headers(response.map(Body::new), caching),
        // A name that the file system cannot have, or a file that cannot be read.
        Err(_) => missing(),
    }
}

/// Answers with the address of the API. Only our own page gets the key: the browser itself sets the
/// header that says which page asks, and no page can write it.
pub(crate) async fn studio_json(State(app): State<App>, headers: HeaderMap) -> Response {
    let own_page = headers.get("sec-fetch-site").is_some_and(|site| site == "same-origin");
    let mut connection = json!({"name": "Local workspace", "base": "", "account": &*app.account});
    if own_page {
        connection["key"] = json!(&*app.key);
    }
    with_headers(Json(json!({"connections": [connection]})).into_response(), "no-store")
}

fn with_headers(mut response: Response, caching: &'static str) -> Response {
    let headers = response.headers_mut();
    headers.insert(header::CACHE_CONTROL, HeaderValue::from_static(caching));
    for (name, value) in HEADERS {
        headers.insert(name, HeaderValue::from_static(value));
    }
    response
}

/// Whether the build put a hash of the content into a file's name: such a file never changes.
fn is_hashed(name: &str) -> bool {
    let stem = name.split('.').next().unwrap_or_default();
    let part = |part: &str| part.len() >= 16 && part.bytes().all(|byte| byte.is_ascii_hexdigit());
    stem.split(['-', '_']).any(part)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_hash_in_a_name_is_seen() {
        assert!(is_hashed("app-0123456789abcdef_bg.wasm"));
        assert!(is_hashed("tokens-0123456789abcdef.css"));
        assert!(!is_hashed("favicon.svg"));
        assert!(!is_hashed("app-loading.js"));
    }
}
