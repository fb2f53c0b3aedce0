//! The real client, connected to the real server without a socket, and ways to break the connection
//! between them.
//!
//! [`Studio`] is a fresh server with one agent; everything in it is made through the public API.

#![expect(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

mod in_process;
mod line;
mod receiver;
mod studio;

pub use in_process::InProcess;
pub use line::{Fault, Line};
pub use receiver::{Received, Receiver};
pub use studio::{AGENT, Api, KEY, Options, Studio, new_agent, topic};
