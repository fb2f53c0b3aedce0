//! The message of a deployment.

use leptos::prelude::*;
use model::{Deployment, NO_MESSAGE};

use crate::state::branch::BranchState;

/// The message of a deployment, or that of its version; quiet where there is neither.
pub(super) fn message_view(state: BranchState, deployment: &Deployment) -> AnyView {
    let title = state.resources.title_of(deployment);
    let class = if title == NO_MESSAGE { "quiet" } else { "deployment__message" };
    view! { <span class=class dir="auto">{title}</span> }.into_any()
}
