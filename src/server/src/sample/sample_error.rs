//! A mistake in the files of `sample/`.

use thiserror::Error;

/// A mistake in the files of `sample/`: they are part of the program, so that no user ever sees it.
#[derive(Debug, Error)]
#[error("sample/{file}: {problem}")]
pub(crate) struct SampleError {
    file: String,
    problem: String,
}

impl SampleError {
    pub(super) fn new(file: impl Into<String>, problem: impl ToString) -> Self {
        Self { file: file.into(), problem: problem.to_string() }
    }
}
