//! A comparison to take away: as a patch, for a chat or a ticket, or for another program.

mod archive;
mod canonical;
mod inline;
mod json;
mod markdown;
mod patch;
#[cfg(test)]
mod tests;

pub use archive::archive;
pub use canonical::{CanonicalFile, canonical};
pub use json::json;
pub use markdown::{Heading, markdown};
pub use patch::{patch, unified};
