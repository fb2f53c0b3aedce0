//! The file that a store lives in. One process uses it at a time, from before it is opened until it
//! is closed.
//!
//! A second process could write through SQLite without harm, but not delete the file (`--fresh`): the
//! first one would go on acknowledging writes into a file that has no name any more. One rule for
//! servers and imports alike is easier to explain than two.

use std::ffi::OsString;
use std::fs::{self, File, TryLockError};
use std::io::ErrorKind;
use std::path::{Path, PathBuf};

use rusqlite::Connection;

use super::migrations;
use super::open_error::OpenError;

/// A data file that no other process can use while this value, or a store made from it, lives.
///
/// The lock is on a file beside it, which is never deleted: a lock on the data file itself would go
/// with it under `--fresh`. The operating system releases the lock when the process ends, however it
/// ends.
#[derive(Debug)]
pub struct DataFile {
    path: PathBuf,
    /// `path` without symbolic links, so that two names of a file share one lock.
    real_path: PathBuf,
    _lock: File,
}

impl DataFile {
    /// Locks a data file, which need not exist yet.
    ///
    /// # Errors
    ///
    /// [`OpenError::InUse`] when another process has it.
    pub fn lock(path: &Path) -> Result<Self, OpenError> {
        let real_path = fs::canonicalize(path).unwrap_or_else(|_| path.to_owned());
        let failed = |error| OpenError::NotLocked(path.to_owned(), error);
        let lock_path = with_ending(&real_path, "-lock");
        let lock = File::options().create(true).append(true).open(lock_path).map_err(failed)?;
        match lock.try_lock() {
            Ok(()) => Ok(Self { path: path.to_owned(), real_path, _lock: lock }),
            Err(TryLockError::WouldBlock) => Err(OpenError::InUse(path.to_owned())),
            Err(TryLockError::Error(error)) => Err(failed(error)),
        }
    }

    /// The path by which it was locked.
    pub(super) fn path(&self) -> &Path {
        &self.path
    }

    /// Deletes the data and keeps the lock. The file of another program is refused: a typing error in
    /// `--data` must not delete it.
    ///
    /// # Errors
    ///
    /// See [`OpenError`].
    pub fn delete(&self) -> Result<(), OpenError> {
        if !self.real_path.exists() {
            return Ok(());
        }
        let unusable = |error| OpenError::Sqlite(self.path.clone(), error);
        let connection = Connection::open(&self.real_path).map_err(unusable)?;
        migrations::check(&connection, &self.path)?;
        drop(connection);
        // SQLite has the other two beside the file.
        for ending in ["", "-wal", "-shm"] {
            match fs::remove_file(with_ending(&self.real_path, ending)) {
                Err(error) if error.kind() != ErrorKind::NotFound => {
                    return Err(OpenError::NotDeleted(self.path.clone(), error));
                }
                _ => {}
            }
        }
        Ok(())
    }
}

fn with_ending(path: &Path, ending: &str) -> PathBuf {
    let mut name: OsString = path.as_os_str().to_owned();
    name.push(ending);
    name.into()
}
