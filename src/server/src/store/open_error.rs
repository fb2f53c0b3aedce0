//! Why a data file cannot be used, and what to do about it.

use std::path::PathBuf;

use thiserror::Error;

/// A data file that could not be opened.
#[derive(Debug, Error)]
pub enum OpenError {
    /// Another process uses it.
    #[error(
        "the data file {0} is in use by another studio-server; stop that one, or choose another \
         --data (and another --port, to run both)"
    )]
    InUse(PathBuf),
    /// The file beside it that holds the lock cannot be used.
    #[error("the data file {0} cannot be locked: {1}; choose another --data")]
    NotLocked(PathBuf, #[source] std::io::Error),
    /// `--fresh` could not delete it.
    #[error("the data file {0} cannot be deleted: {1}")]
    NotDeleted(PathBuf, #[source] std::io::Error),
    /// SQLite refused it.
    #[error("the data file {0} cannot be used: {1}")]
    Sqlite(PathBuf, #[source] rusqlite::Error),
    /// It is open, but its key or account cannot be read.
    #[error("the data file {0} cannot be read: {1}")]
    Unreadable(PathBuf, String),
    /// A database of another program.
    #[error("{0} is no data file of the studio; choose another --data")]
    Foreign(PathBuf),
    /// Written by a later version of this program.
    #[error("the data file {0} was written by a newer version; update, or choose another --data")]
    Newer(PathBuf),
}
