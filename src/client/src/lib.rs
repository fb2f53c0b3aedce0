//! The Agents API, typed, over any transport.
//!
//! This is the only crate on the browser's side that knows a URL, a header or a status number. It
//! has no browser and no sockets in it: the page brings a [`Transport`] made of `fetch`, the tests
//! one that calls the server's router.

mod accounts;
mod adk_branches;
mod agents;
mod behavior;
mod branches;
mod chat;
mod client;
mod config_pages;
mod connectors;
mod conversations;
mod deployments;
mod endpoint;
mod error;
mod functions;
mod phone_numbers;
mod snapshot;
mod test_runs;
mod topics;
mod transport;
mod variants;

pub use client::{Client, Connection};
pub use error::{ApiError, ErrorKind, FieldProblem};
pub use transport::{Method, Request, Response, Transport, TransportError};
