//! The branches that can be restored, which only the private part of the API has.

use client::{ApiError, ErrorKind};
use model::ArchivedBranch;

/// The branches that were deleted or merged and can be restored.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Archive {
    /// The API does not let this key see them, or has no archive. Then it does not rename, tag or
    /// restore either.
    Absent,
    /// They are these.
    Offered(Vec<ArchivedBranch>),
}

impl Archive {
    /// What the answer of the API means: a refusal is no failure.
    pub(crate) fn of(answer: Result<Vec<ArchivedBranch>, ApiError>) -> Result<Self, ApiError> {
        match answer {
            Err(error) if is_absent(&error) => Ok(Self::Absent),
            answer => answer.map(Self::Offered),
        }
    }
}

/// Whether the private part of the API is not there for this key.
fn is_absent(error: &ApiError) -> bool {
    matches!(
        error.kind(),
        Some(ErrorKind::Unauthorized | ErrorKind::Forbidden | ErrorKind::NotFound)
    )
}
