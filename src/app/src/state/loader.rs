//! Loading a value, and holding it.

use std::future::Future;
use std::pin::pin;

use futures_channel::oneshot;
use futures_util::future::{Either, select};
use leptos::prelude::*;
use leptos::task::spawn_local;

use crate::remote::{LoadError, Remote};

/// Holds a value of the API and fetches it. A later request replaces and stops an earlier one, and the
/// old value stays until the new one arrives.
pub(crate) struct Loader<T: 'static> {
    remote: RwSignal<Remote<T>>,
    is_fetching: RwSignal<bool>,
    turn: StoredValue<u64>,
    /// Counts how often the value became another.
    changes: StoredValue<u64>,
    /// Stops the request that is under way.
    stop: StoredValue<Option<oneshot::Sender<()>>>,
}

impl<T> Clone for Loader<T> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<T> Copy for Loader<T> {}

impl<T: Send + Sync + 'static> Loader<T> {
    pub(crate) fn new() -> Self {
        Self {
            remote: RwSignal::new(Remote::Loading),
            is_fetching: RwSignal::new(false),
            turn: StoredValue::new(0),
            changes: StoredValue::new(0),
            stop: StoredValue::new(None),
        }
    }

    /// Fetches the value. If that fails, a value that is there stays, and `on_stale` is called
    /// because it may be out of date.
    pub(crate) fn fetch<E: Into<LoadError> + 'static>(
        self,
        request: impl Future<Output = Result<T, E>> + 'static,
        on_stale: impl FnOnce(LoadError) + 'static,
    ) {
        let Some(turn) = self.turn.try_update_value(|turn| {
            *turn += 1;
            *turn
        }) else {
            return;
        };
        self.is_fetching.try_set(true);
        // Dropping the older one stops the older request. So does leaving the page.
        let (stop, is_stale) = oneshot::channel();
        self.stop.try_set_value(Some(stop));
        spawn_local(async move {
            let Either::Left((response, _)) = select(pin!(request), is_stale).await else { return };
            let response = response.map_err(Into::into);
            // A later request was sent, or the page was left.
            if self.turn.try_get_value() != Some(turn) {
                return;
            }
            self.is_fetching.try_set(false);
            match response {
                Ok(value) => self.put(value),
                Err(error) => {
                    let has_value =
                        self.remote.try_with_untracked(|remote| remote.ready().is_some());
                    if has_value == Some(true) {
                        on_stale(error);
                    } else {
                        self.remote.try_set(Remote::Failed(error));
                    }
                }
            }
        });
    }

    /// Drops the value, to show that it is loading after a failure.
    pub(crate) fn clear(self) {
        self.remote.try_set(Remote::Loading);
    }

    /// Sets a value that is known without a request.
    pub(crate) fn set(self, value: T) {
        self.turn.try_update_value(|turn| *turn += 1);
        self.stop.try_set_value(None);
        self.is_fetching.try_set(false);
        self.put(value);
    }

    fn put(self, value: T) {
        self.changes.try_update_value(|changes| *changes += 1);
        self.remote.try_set(Remote::Ready(value));
    }

    /// Updates the value, if there is one.
    pub(crate) fn update(self, update: impl FnOnce(&mut T)) {
        self.changes.try_update_value(|changes| *changes += 1);
        self.remote.try_update(|remote| {
            if let Remote::Ready(value) = remote {
                update(value);
            }
        });
    }

    /// Counts how often the value became another; `None` while there is none.
    pub(crate) fn changes(self) -> Option<u64> {
        self.with_untracked(|_| ())?;
        self.changes.try_get_value()
    }

    /// The value with its state, to show both.
    pub(crate) fn remote(self) -> RwSignal<Remote<T>> {
        self.remote
    }

    /// Whether a request is under way.
    pub(crate) fn is_fetching(self) -> RwSignal<bool> {
        self.is_fetching
    }

    /// Reads the value, if there is one, and tracks it.
    pub(crate) fn with<R>(self, read: impl FnOnce(&T) -> R) -> Option<R> {
        self.remote.try_with(|remote| remote.ready().map(read)).flatten()
    }

    /// Reads the value, if there is one, without tracking it.
    pub(crate) fn with_untracked<R>(self, read: impl FnOnce(&T) -> R) -> Option<R> {
        self.remote.try_with_untracked(|remote| remote.ready().map(read)).flatten()
    }
}
