//! The only place where a path is built.

mod account;
mod adk;
mod agents;
mod branches;
mod conversations;
mod kind;
mod path;
mod telephony;
mod testing;

pub(crate) use account::*;
pub(crate) use adk::*;
pub(crate) use agents::*;
pub(crate) use branches::*;
pub(crate) use conversations::*;
pub(crate) use kind::*;
pub(crate) use telephony::*;
pub(crate) use testing::*;
