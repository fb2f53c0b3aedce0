//! The workspace that a new data file begins with: three agents with their history.
//!
//! The content is in the files of `sample/` (its README tells how to add to it), the code here turns
//! it into projections and acts. The only input is the present moment, because the ten weeks of
//! history end shortly before it: the same moment makes the same workspace, ids included.

use thiserror::Error;

pub use write::fill_with_sample;

mod content;
mod edit;
mod files;
mod front_matter;
mod history;
mod ids;
mod ledger;
mod links;
mod moment;
mod play;
mod render;
#[cfg(test)]
mod tests;
mod tokens;
mod write;

/// A mistake in the files of `sample/`: they are part of the program, so that no user ever sees it.
#[derive(Debug, Error)]
#[error("sample/{file}: {problem}")]
pub(crate) struct Mistake {
    file: String,
    problem: String,
}

impl Mistake {
    fn new(file: impl Into<String>, problem: impl ToString) -> Self {
        Self { file: file.into(), problem: problem.to_string() }
    }
}
