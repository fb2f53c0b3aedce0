//! The built page and its `studio.json`.

use std::fs;

use axum::body::Body;
use axum::http::Request;
use serde_json::json;
use server::Options;
use tempfile::TempDir;

use crate::studio::{Answer, KEY, Studio};

const SCRIPT: &str = "app-0123456789abcdef.js";

/// A studio with a page of a few files, and a file beside its folder that is no part of it. The
/// folder exists as long as the first half does.
fn with_page() -> (TempDir, Studio) {
    let folder = tempfile::tempdir().unwrap();
    let page = folder.path().join("page");
    fs::create_dir(&page).unwrap();
    fs::write(folder.path().join("studio-secret.txt"), "secret").unwrap();
    for (name, text) in [
        ("index.html", "<!doctype html>page"),
        (SCRIPT, "script"),
        ("app-0123456789abcdef.js.br", "brotli"),
        ("favicon.svg", "<svg/>"),
    ] {
        fs::write(page.join(name), text).unwrap();
    }
    let studio = Studio::empty(Options { page: Some(page), ..Options::default() });
    (folder, studio)
}

async fn get(studio: &Studio, path: &str, headers: &[(&str, &str)]) -> Answer {
    let mut request = Request::builder().uri(path);
    for (name, value) in headers {
        request = request.header(*name, *value);
    }
    studio.send(request.body(Body::empty()).unwrap()).await
}

#[tokio::test]
async fn any_address_of_the_studio_is_the_page() {
    let (_folder, studio) = with_page();
    for path in
        ["/", "/index.html", "/agents/PROJECT-1/branches/main", "/agents/a/compare/x/y", "/v1x"]
    {
        let page = get(&studio, path, &[]).await;
        assert_eq!(page.body, json!("<!doctype html>page"), "{path}");
        assert_eq!(page.headers["cache-control"], "no-store");
        assert_eq!(page.headers["content-type"], "text/html");
        let policy = page.headers["content-security-policy"].to_str().unwrap();
        assert!(
            policy.starts_with("default-src 'none'") && policy.contains("frame-ancestors 'none'")
        );
        assert_eq!(page.headers["x-content-type-options"], "nosniff");
        assert_eq!(page.headers["referrer-policy"], "no-referrer");
        assert_eq!(page.headers["cross-origin-opener-policy"], "same-origin");
        assert!(page.headers.contains_key("permissions-policy"));
    }
}

#[tokio::test]
async fn files_are_cached_by_their_name_and_sent_compressed() {
    let (_folder, studio) = with_page();
    let script = format!("/{SCRIPT}");
    let plain = get(&studio, &script, &[]).await;
    assert_eq!(plain.body, json!("script"));
    assert_eq!(plain.headers["cache-control"], "public, max-age=31536000, immutable");
    let small = get(&studio, &script, &[("accept-encoding", "gzip, br")]).await;
    assert_eq!(small.body, json!("brotli"));
    assert_eq!(small.headers["content-encoding"], "br");
    assert_eq!(small.headers["content-type"], "text/javascript");
    assert_eq!(get(&studio, "/favicon.svg", &[]).await.headers["cache-control"], "no-cache");
}

#[tokio::test]
async fn what_is_missing_is_missing() {
    let (_folder, studio) = with_page();
    for path in [
        "/app-ffffffffffffffff.js",
        "/nothing.css",
        "/..%2fstudio-secret.txt",
        "/%2e%2e/studio-secret.txt",
        "/x/../../studio-secret.txt",
    ] {
        get(&studio, path, &[]).await.refused(404, "NOT_FOUND");
    }
    let api = get(&studio, "/v1/nothing", &[("x-api-key", KEY)]).await;
    api.refused(404, "NOT_FOUND");
    let written = Request::builder().method("POST").uri("/").body(Body::empty()).unwrap();
    studio.send(written).await.refused(405, "METHOD_NOT_ALLOWED");
    let without = Studio::empty(Options::default());
    get(&without, "/", &[]).await.refused(404, "NOT_FOUND");
}

#[tokio::test]
async fn only_our_own_page_gets_the_key() {
    let (_folder, studio) = with_page();
    let own = get(&studio, "/studio.json", &[("sec-fetch-site", "same-origin")]).await;
    assert_eq!(own.headers["cache-control"], "no-store");
    assert_eq!(
        own.body,
        json!({"connections": [
            {"name": "Local workspace", "base": "", "account": studio.account, "key": KEY}
        ]})
    );
    for site in ["cross-site", "same-site", "none", ""] {
        let other = get(&studio, "/studio.json", &[("sec-fetch-site", site)]).await;
        assert!(!other.body.to_string().contains(KEY), "{site}");
    }
    assert!(!get(&studio, "/studio.json", &[]).await.body.to_string().contains(KEY));
}
