//! Whole stories in a real browser: the built page, driven as a person drives it, against the real
//! server on a socket, and a line between them that misbehaves on demand.
//!
//! `stage` has the browser, the server and the line; `pages` have the words of people for what is
//! on each screen; `stories` tell what people do.

#![expect(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

mod pages;
mod stage;
mod stories;
