//! The content of a branch or version: a JSON object whose keys are sections, edited in place.
//!
//! Everything below this module is pure: no clock, no file. An edit changes what it names, the
//! bookkeeping of that item (`updatedAt`, `updatedBy`), and what the platform derives from it; all
//! else keeps its exact JSON text (contract §1.8, projection-shape).

pub(crate) mod attributes;
pub(crate) mod behavior;
pub(crate) mod bookkeeping;
pub(crate) mod collection;
mod document;
pub(crate) mod functions;
pub(crate) mod mirror;
mod new_agent;
pub(crate) mod references;
pub(crate) mod settings;
pub(crate) mod test_cases;
#[cfg(test)]
pub(crate) mod testing;
pub(crate) mod topics;
pub(crate) mod variants;

pub(crate) use document::{Hash, Projection, Section};
pub(crate) use new_agent::{NewAgent, new_agent};
