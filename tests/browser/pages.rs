//! The screens in the words of people: what can be seen and done there.

mod agents;
mod bar;
mod behavior;
mod compare;
mod connect;
mod deployments;
mod topics;
mod variants;

pub(crate) use agents::AgentsPage;
pub(crate) use bar::Bar;
pub(crate) use behavior::{BehaviorPage, without_keys};
pub(crate) use compare::ComparePage;
pub(crate) use connect::ConnectPage;
pub(crate) use deployments::DeploymentsPage;
pub(crate) use topics::TopicsPage;
pub(crate) use variants::VariantsPage;
