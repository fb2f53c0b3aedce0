//! The state that every handler receives.

use std::sync::Arc;

use crate::clock::Act;
use crate::options::{Api, Options};
use crate::refusal::Refusal;
use crate::store::{OpenError, Store, Tx};

/// The store, and the options the server was started with. Cheap to clone.
#[derive(Debug, Clone)]
pub(crate) struct App {
    store: Store,
    pub(crate) options: Arc<Options>,
    pub(crate) key: Arc<str>,
    pub(crate) account: Arc<str>,
}

impl App {
    pub(crate) fn new(store: Store, options: Options) -> Result<Self, OpenError> {
        let key = options.key.clone().map_or_else(|| store.key(), Ok)?;
        let account = store.account()?;
        Ok(Self { store, options: Arc::new(options), key: key.into(), account: account.into() })
    }

    pub(crate) fn api(&self) -> Api {
        self.options.api
    }

    /// The user and time of an edit: the user that a request names, or the server's own.
    pub(crate) fn act(&self, email: Option<&str>) -> Act {
        Act::now(email.or(self.options.user.as_deref()).unwrap_or("local@localhost"))
    }

    /// A refusal unless the account of a path is the one of the data file.
    pub(crate) fn check_account(&self, account: &str) -> Result<(), Refusal> {
        if *account == *self.account {
            return Ok(());
        }
        Err(Refusal::NoAccount(account.to_owned()))
    }

    /// Reads from the store, off the threads that serve requests.
    pub(crate) async fn read<T: Send + 'static>(
        &self,
        work: impl FnOnce(&Tx<'_>) -> Result<T, Refusal> + Send + 'static,
    ) -> Result<T, Refusal> {
        let store = self.store.clone();
        join(tokio::task::spawn_blocking(move || store.read(work)).await)
    }

    /// Works on the store in several transactions, off the threads that serve requests. What is
    /// computed between the transactions does not block other writes.
    pub(crate) async fn run<T: Send + 'static>(
        &self,
        work: impl FnOnce(&Store) -> Result<T, Refusal> + Send + 'static,
    ) -> Result<T, Refusal> {
        let store = self.store.clone();
        join(tokio::task::spawn_blocking(move || work(&store)).await)
    }

    /// Writes to the store, off the threads that serve requests.
    pub(crate) async fn write<T: Send + 'static>(
        &self,
        work: impl FnOnce(&Tx<'_>) -> Result<T, Refusal> + Send + 'static,
    ) -> Result<T, Refusal> {
        let store = self.store.clone();
        join(tokio::task::spawn_blocking(move || store.write(work)).await)
    }
}

fn join<T>(outcome: Result<Result<T, Refusal>, tokio::task::JoinError>) -> Result<T, Refusal> {
    outcome.unwrap_or_else(|error| Err(Refusal::Internal(error.to_string())))
}
