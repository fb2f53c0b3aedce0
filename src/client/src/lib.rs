//! The Agents API, typed, over any transport.
#![doc = include_str!("../README.md")]

mod accounts;
mod adk_branches;
mod agents;
mod alerts;
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
mod lost_answer;
mod phone_numbers;
mod requests;
mod snapshot;
mod test_runs;
mod topics;
mod transport;
mod variants;
mod webhooks;

pub use client::{Client, Connection};
pub use error::{ApiError, ErrorKind, FieldProblem};
pub use requests::{Requests, Runtime, Stage};
pub use transport::{Method, Request, Response, Transport, TransportError};
