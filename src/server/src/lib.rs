//! A local Agents API with the same contract as the platform's, on SQLite.
//!
#![doc = include_str!("../README.md")]

use axum::extract::DefaultBodyLimit;
use axum::extract::Request;
use axum::middleware::{from_fn, from_fn_with_state};
use axum::response::IntoResponse;
use axum::routing::get;
use axum::{Router, http::Method};
use tower_http::catch_panic::CatchPanicLayer;

mod alerts;
mod app;
mod chat;
mod clock;
mod environment;
mod faults;
mod id;
mod import;
mod json_schema;
mod merge;
mod merging;
mod middleware;
mod nesting;
mod options;
mod page;
mod projection;
mod publish;
mod real_time_config;
mod refusal;
mod request;
mod routes;
mod rules;
mod sample;
mod store;

pub use alerts::watch;
pub use faults::Faults;
pub use import::{ImportError, import};
pub use options::{Api, Options};
pub use refusal::Refusal;
pub use sample::fill_with_sample;
pub use store::{DataFile, OpenError, Store};

/// Everything the server answers.
///
/// # Errors
///
/// When the store cannot be read.
pub fn router(store: Store, options: Options) -> Result<Router, OpenError> {
    let app = app::App::new(store, options)?;
    let mut router = routes::all(app.api())
        .route("/studio.json", get(page::studio_json))
        .method_not_allowed_fallback(no_such_method)
        .fallback(page::fallback)
        .layer(DefaultBodyLimit::max(request::BODY_LIMIT))
        .layer(from_fn_with_state(app.clone(), middleware::check_caller));
    if !app.options.allow_origins.is_empty() {
        router = router.layer(middleware::cors(&app.options.allow_origins));
    }
    let router = router
        .layer(from_fn_with_state(app.clone(), middleware::check_host))
        .layer(CatchPanicLayer::custom(|_| {
            Refusal::Internal("a handler panicked".to_owned()).into_response()
        }))
        .layer(from_fn(middleware::correlate));
    Ok(router.with_state(app))
}

async fn no_such_method(method: Method, _: Request) -> Refusal {
    Refusal::NoSuchMethod(method.to_string())
}
