//! The workspace that a new data file begins with: three agents with their history.
//!
//! The content is in the files of `sample/` (its README tells how to add to it), the code here turns
//! it into projections and acts. The only input is the present moment, because the ten weeks of
//! history end shortly before it: the same moment makes the same workspace, ids included.

pub use write::fill_with_sample;

mod content;
mod edit;
mod files;
mod front_matter;
mod history;
mod ids;
mod ledger;
mod links;
mod mistake;
mod moment;
mod play;
mod render;
#[cfg(test)]
mod tests;
mod tokens;
mod write;
