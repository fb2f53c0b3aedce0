//! The JSON of the Agents API, field for field, and nothing else.
#![doc = include_str!("../README.md")]

mod adk;
mod adk_chat;
mod agent;
mod alert;
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
mod webhook;

pub use adk::*;
pub use adk_chat::*;
pub use agent::*;
pub use alert::*;
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
pub use webhook::*;

#[cfg(test)]
mod tests;
