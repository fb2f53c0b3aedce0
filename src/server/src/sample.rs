//! The workspace that a new data file begins with: three agents with their history.
//!
//! The content is in the files of `sample/` (its README says how to add to it), the code here turns
//! it into projections and acts. The only input is the current time, because the ten weeks of
//! history end shortly before it: the same time makes the same workspace, ids included.

pub use write::fill_with_sample;

mod alerts;
mod calendar;
mod change_log;
mod content;
mod edit;
mod files;
mod front_matter;
mod history;
mod history_player;
mod ids;
mod links;
mod render;
mod sample_error;
#[cfg(test)]
mod tests;
mod tokens;
mod write;
