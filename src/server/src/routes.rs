//! The paths of the API, one module a resource, each with its own router.

use axum::Router;

use crate::app::App;
use crate::options::Api;

mod adk;
mod adk_branches;
mod adk_chat;
mod agents;
mod alerts;
mod attributes;
mod behavior;
mod branches;
mod chat;
mod config_pages;
mod connectors;
mod conversations;
mod deployments;
mod functions;
mod not_offered;
mod phone_numbers;
mod testing;
mod topics;
mod variants;
mod webhooks;

/// Every path of an API.
pub(crate) fn all(api: Api) -> Router<App> {
    Router::new()
        .merge(agents::router(api))
        .merge(branches::router())
        .merge(behavior::router())
        .merge(topics::router())
        .merge(attributes::router())
        .merge(variants::router())
        .merge(deployments::router())
        .merge(connectors::router())
        .merge(phone_numbers::router())
        .merge(config_pages::router())
        .merge(functions::router())
        .merge(testing::router())
        .merge(chat::router())
        .merge(conversations::router())
        .merge(alerts::router())
        .merge(webhooks::router())
        .merge(adk::router())
        .merge(adk_branches::router())
        .merge(adk_chat::router())
        .merge(not_offered::router())
}
