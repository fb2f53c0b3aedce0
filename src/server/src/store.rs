//! The data file: SQLite, opened, migrated, and used through transactions.
//!
//! # How to fill a store
//!
//! Everything below is used by the routes, by `import` and by the sample workspace alike. All of it
//! runs inside [`Store::write`], takes the transaction `tx` and an [`Act`](crate::clock::Act) (who,
//! and when: `Act { by, at }` with any time, so that a history can be written), and
//! returns a [`Refusal`] instead of panicking. Calls have to be made in chronological order:
//! "newest" and "active" go by the order of the calls.
//!
//! ```text
//! store.write(|tx| {
//!     let act = Act { by: "ada@example.com".into(), at: "2026-03-03T09:00:00Z".parse()? };
//!     // An agent whose `main` is this content. Nothing is deployed yet. `None` makes an id.
//!     let agent = agents::add(tx, Some("harbour-hotels"), "Harbour Hotels", &projection, &act)?;
//!     // The same as the API does it, with a first version in sandbox: `agents::create`.
//!     // Replaces the whole content of a branch: one edit, one sequence. Only what differs is stored.
//!     branches::replace(tx, &agent, "main", &projection, &act)?;
//!     // main, saved as a version in sandbox. The answer contains the deployment's id.
//!     let made = deployments::publish_always(tx, &agent, Environment::Sandbox, "Summer hours", &act)?;
//!     let made = deployments::promote(tx, &agent, &made.deployment.id, Some(Environment::Live), "", &act)?;
//!     deployments::roll_back(tx, Api::V1_0_3, &agent, &made.deployment.id, &act)?;
//!     // A branch of main as main now is; then edited with `branches::replace`.
//!     let branch = branches::create(tx, &agent, "main", "winter-menu", &act)?.branch_id;
//!     // Main moves on after that: the branch has diverged, and conflicts where both changed a value.
//!     let sides = Sides::of_merge(tx, &agent, &branch, None)?;
//!     merges::store_merge(tx, &sides, &sides.merge(&[]), request, &act)?;
//!     // One connector, and a number on it.
//!     let connector = connectors::add(tx, &agent, &NewConnector { … })?;
//!     phone_numbers::add(tx, &agent, "+441134960000", Environment::Live, &connector)?;
//!     // The config page of an environment. The caller checks schema and values before.
//!     let page = config_pages::put_schema(tx, &agent, Environment::Live, schema, &act)?;
//!     config_pages::put_variables(tx, &agent, Environment::Live, page, variables, &act)?;
//!     Ok(())
//! })
//! ```
//!
//! A projection is a [`serde_json::Value`]: the object inside `{"projection": …}`. What a new agent
//! of the API begins with is [`crate::projection::new_agent`].

use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use rusqlite::{Connection, OpenFlags, TransactionBehavior};

use crate::refusal::Refusal;
use cache::Cache;
use migrations::migrate;

pub(crate) use transaction::Tx;

pub use data_file::DataFile;
pub use open_error::OpenError;

mod agent_row;
pub(crate) mod agents;
pub(crate) mod alert_rules;
pub(crate) mod archive;
pub(crate) mod branches;
mod cache;
pub(crate) mod config_pages;
pub(crate) mod connectors;
pub(crate) mod content;
pub(crate) mod conversations;
mod data_file;
pub(crate) mod deliveries;
pub(crate) mod deployments;
pub(crate) mod measures;
pub(crate) mod merges;
mod migrations;
mod open_error;
mod phone_number_row;
pub(crate) mod phone_numbers;
pub(crate) mod settings;
pub(crate) mod slice;
pub(crate) mod test_runs;
#[cfg(test)]
mod tests;
mod transaction;
pub(crate) mod webhook_endpoints;

/// How long a request waits for another program, such as SQLite's own shell, to finish writing.
const BUSY: Duration = Duration::from_secs(10);

/// The data file. Cheap to clone; every clone is the same file.
#[derive(Debug, Clone)]
pub struct Store(Arc<Inner>);

#[derive(Debug)]
struct Inner {
    writer: Mutex<Connection>,
    /// Idle connections for reading. A store in memory has none: it has one connection only.
    readers: Mutex<Vec<Connection>>,
    cache: Cache,
    /// `None` in memory. The last field: the lock is released after the connections are closed.
    file: Option<DataFile>,
}

impl Store {
    /// Opens the file, makes it when there is none, and brings its tables up to date.
    ///
    /// # Errors
    ///
    /// See [`OpenError`].
    pub fn open(path: &Path) -> Result<Self, OpenError> {
        Self::open_locked(DataFile::lock(path)?)
    }

    /// Opens a file that is locked already.
    ///
    /// # Errors
    ///
    /// See [`OpenError`].
    pub fn open_locked(file: DataFile) -> Result<Self, OpenError> {
        let failed = |error| OpenError::Sqlite(file.path().to_owned(), error);
        let connection = Connection::open(file.path()).map_err(failed)?;
        Self::with(connection, Some(file))
    }

    /// A store in memory, which lasts as long as its last clone.
    ///
    /// # Errors
    ///
    /// See [`OpenError`].
    pub fn memory() -> Result<Self, OpenError> {
        let failed = |error| OpenError::Sqlite(PathBuf::from(":memory:"), error);
        Self::with(Connection::open_in_memory().map_err(failed)?, None)
    }

    /// The key that the data file was given when it was made.
    ///
    /// # Errors
    ///
    /// When the file cannot be read.
    pub fn key(&self) -> Result<String, OpenError> {
        self.write(settings::key).map_err(|refusal| self.unreadable(&refusal))
    }

    /// The id of the data file's account.
    ///
    /// # Errors
    ///
    /// When the file cannot be read.
    pub fn account(&self) -> Result<String, OpenError> {
        self.write(settings::account).map_err(|refusal| self.unreadable(&refusal))
    }

    /// Whether there is no agent yet.
    ///
    /// # Errors
    ///
    /// When the file cannot be read.
    pub fn is_empty(&self) -> Result<bool, OpenError> {
        let agents = self.read(agents::list).map_err(|refusal| self.unreadable(&refusal))?;
        Ok(agents.is_empty())
    }

    /// Runs `work` in a transaction that sees one state of the file and changes nothing.
    pub(crate) fn read<T>(
        &self,
        work: impl FnOnce(&Tx<'_>) -> Result<T, Refusal>,
    ) -> Result<T, Refusal> {
        let Some(file) = &self.0.file else {
            return run(
                &mut lock(&self.0.writer),
                TransactionBehavior::Deferred,
                &self.0.cache,
                work,
            );
        };
        let waiting = lock(&self.0.readers).pop();
        let mut reader = match waiting {
            Some(reader) => reader,
            None => open_reader(file.path())?,
        };
        let answer = run(&mut reader, TransactionBehavior::Deferred, &self.0.cache, work);
        lock(&self.0.readers).push(reader);
        answer
    }

    /// Runs `work` in a transaction, which is committed when `work` succeeds and rolled back
    /// otherwise. A commit is on the disk before this returns.
    pub(crate) fn write<T>(
        &self,
        work: impl FnOnce(&Tx<'_>) -> Result<T, Refusal>,
    ) -> Result<T, Refusal> {
        run(&mut lock(&self.0.writer), TransactionBehavior::Immediate, &self.0.cache, work)
    }

    fn unreadable(&self, refusal: &Refusal) -> OpenError {
        OpenError::Unreadable(name(self.0.file.as_ref()), refusal.to_string())
    }

    fn with(mut connection: Connection, file: Option<DataFile>) -> Result<Self, OpenError> {
        let name = name(file.as_ref());
        let failed = |error| OpenError::Sqlite(name.clone(), error);
        connection.busy_timeout(BUSY).map_err(failed)?;
        migrations::check(&connection, &name)?;
        // FULL syncs the log at every commit: what was answered survives even a power cut.
        connection
            .execute_batch(
                "PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA foreign_keys = ON;",
            )
            .map_err(failed)?;
        migrate(&mut connection).map_err(failed)?;
        // Both are made now, so that reading them later never writes.
        let store = Self(Arc::new(Inner {
            writer: Mutex::new(connection),
            readers: Mutex::default(),
            cache: Cache::default(),
            file,
        }));
        store.key()?;
        store.account()?;
        Ok(store)
    }
}

/// What messages call a store.
fn name(file: Option<&DataFile>) -> PathBuf {
    file.map_or_else(|| PathBuf::from(":memory:"), |file| file.path().to_owned())
}

fn open_reader(path: &Path) -> Result<Connection, rusqlite::Error> {
    let reader = Connection::open_with_flags(path, OpenFlags::SQLITE_OPEN_READ_ONLY)?;
    reader.busy_timeout(BUSY)?;
    Ok(reader)
}

fn run<T>(
    connection: &mut Connection,
    behavior: TransactionBehavior,
    cache: &Cache,
    work: impl FnOnce(&Tx<'_>) -> Result<T, Refusal>,
) -> Result<T, Refusal> {
    // A transaction that is dropped on the way, by `?` or by a panic, is rolled back.
    let tx = Tx::new(connection.transaction_with_behavior(behavior)?, cache);
    let answer = work(&tx)?;
    tx.commit()?;
    Ok(answer)
}

/// A thread that panicked while it held the lock left a connection whose transaction was rolled
/// back: it can be used on.
fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}
