//! The message of a deployment.

use leptos::prelude::*;
use model::Deployment;

/// The message of a deployment; quiet where there is none.
pub(super) fn message_view(deployment: &Deployment) -> AnyView {
    let class = if deployment.message.trim().is_empty() { "quiet" } else { "deployment__message" };
    view! { <span class=class>{deployment.title().to_owned()}</span> }.into_any()
}
