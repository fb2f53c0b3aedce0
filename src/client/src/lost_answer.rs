//! Writes whose answer was lost: whether they happened is found out by reading, and they are not
//! sent a second time.

use std::future::Future;

use crate::error::ApiError;

/// The answer of a write. Where it was lost, `read` looks for what was written; it is only polled
/// then.
pub(crate) async fn or_found<Made>(
    answer: Result<Made, ApiError>,
    read: impl Future<Output = Result<Option<Made>, ApiError>>,
) -> Result<Made, ApiError> {
    let error = match answer {
        Err(error) if error.is_uncertain() => error,
        answer => return answer,
    };
    match read.await {
        Ok(Some(made)) => Ok(made),
        Ok(None) => Err(error.not_done()),
        Err(_) => Err(error),
    }
}

/// What a deletion finds when it looks for what it deleted.
pub(crate) fn is_gone<Thing>(found: Result<Thing, ApiError>) -> Result<Option<()>, ApiError> {
    match found {
        Ok(_) => Ok(None),
        Err(error) if error.is_not_found() => Ok(Some(())),
        Err(error) => Err(error),
    }
}
