//! The API over its router, without a socket: one module a resource.

#![expect(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

mod studio;

mod adk;
mod agents;
mod alerts;
mod behavior;
mod branches;
mod chat;
mod config_pages;
mod content;
mod crash;
mod data_file;
mod deployments;
mod errors;
mod functions;
mod fuzz;
mod import;
mod limits;
mod merges;
mod middleware;
mod page;
mod process;
mod telephony;
mod test_runs;
mod topics;
mod variants;
mod versions;
mod webhooks;
