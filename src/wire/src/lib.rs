//! Conventions (contract Part 1): keys are camelCase unless a type says otherwise, dates and
//! sequence numbers travel as strings, ids are opaque. Every type reads and writes, because the
//! client writes requests and reads responses and the server does the reverse.
//!
//! A reader is tolerant: keys it does not know are skipped, and a key that some servers leave out
//! is an `Option`. A writer leaves out every `None`. Free JSON is a [`serde_json::Value`], which
//! keeps the order of keys and the spelling of numbers. `#[serde(flatten)]` and untagged enums are
//! absent on purpose: both buffer their input, and a buffered number cannot be read back while
//! serde_json's `arbitrary_precision` is on.

mod adk;
mod adk_chat;
mod agent;
mod attribute;
mod behavior;
mod branch;
mod chat;
mod config_page;
mod connector;
mod conversation;
mod deployment;
mod error;
mod function;
mod merge;
mod phone_number;
mod present;
mod projection;
mod test_run;
mod topic;
mod variant;

pub use adk::*;
pub use adk_chat::*;
pub use agent::*;
pub use attribute::*;
pub use behavior::*;
pub use branch::*;
pub use chat::*;
pub use config_page::*;
pub use connector::*;
pub use conversation::*;
pub use deployment::*;
pub use error::*;
pub use function::*;
pub use merge::*;
pub use phone_number::*;
pub use projection::*;
pub use test_run::*;
pub use topic::*;
pub use variant::*;

#[cfg(test)]
mod tests;
