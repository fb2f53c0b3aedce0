//! Something the API has: asked for, there, or failed.

use std::future::Future;

use client::ApiError;
use leptos::prelude::*;
use leptos::task::spawn_local;

/// The states of something that has to be fetched; they exclude each other.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Remote<T> {
    /// Nothing has arrived yet.
    Loading,
    /// It is there, if perhaps being asked for again.
    Ready(T),
    /// It could not be had.
    Failed(ApiError),
}

impl<T> Remote<T> {
    /// The thing, if it is there.
    pub(crate) fn ready(&self) -> Option<&T> {
        match self {
            Self::Ready(value) => Some(value),
            _ => None,
        }
    }
}

/// Holds something of the API and asks for it. A later question overtakes an earlier one, and what
/// was there stays until the new answer arrives.
pub(crate) struct Loader<T: 'static> {
    remote: RwSignal<Remote<T>>,
    is_asking: RwSignal<bool>,
    turn: StoredValue<u64>,
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
            is_asking: RwSignal::new(false),
            turn: StoredValue::new(0),
        }
    }

    /// Asks. A failure replaces the answer only where there was none; else the old answer stays
    /// and `on_stale` learns that it may be out of date.
    pub(crate) fn ask(
        self,
        question: impl Future<Output = Result<T, ApiError>> + 'static,
        on_stale: impl FnOnce(ApiError) + 'static,
    ) {
        let Some(turn) = self.turn.try_update_value(|turn| {
            *turn += 1;
            *turn
        }) else {
            return;
        };
        self.is_asking.try_set(true);
        spawn_local(async move {
            let answer = question.await;
            // Neither an overtaken answer nor one for a screen that is gone is of use.
            if self.turn.try_get_value() != Some(turn) {
                return;
            }
            self.is_asking.try_set(false);
            match answer {
                Ok(value) => {
                    self.remote.try_set(Remote::Ready(value));
                }
                Err(error) => {
                    let has_answer =
                        self.remote.try_with_untracked(|remote| remote.ready().is_some());
                    if has_answer == Some(true) {
                        on_stale(error);
                    } else {
                        self.remote.try_set(Remote::Failed(error));
                    }
                }
            }
        });
    }

    /// Goes back to having nothing, for asking anew after a failure.
    pub(crate) fn clear(self) {
        self.remote.try_set(Remote::Loading);
    }

    /// Puts a value there that is known without asking.
    pub(crate) fn put(self, value: T) {
        self.turn.try_update_value(|turn| *turn += 1);
        self.is_asking.try_set(false);
        self.remote.try_set(Remote::Ready(value));
    }

    /// Changes the value that is there, if one is.
    pub(crate) fn change(self, change: impl FnOnce(&mut T)) {
        self.remote.try_update(|remote| {
            if let Remote::Ready(value) = remote {
                change(value);
            }
        });
    }

    /// The state, for showing it.
    pub(crate) fn remote(self) -> RwSignal<Remote<T>> {
        self.remote
    }

    /// Whether a question is under way.
    pub(crate) fn is_asking(self) -> RwSignal<bool> {
        self.is_asking
    }

    /// Something of the value, tracked.
    pub(crate) fn read<R>(self, read: impl FnOnce(&T) -> R) -> Option<R> {
        self.remote.try_with(|remote| remote.ready().map(read)).flatten()
    }

    /// Something of the value, without tracking.
    pub(crate) fn peek<R>(self, read: impl FnOnce(&T) -> R) -> Option<R> {
        self.remote.try_with_untracked(|remote| remote.ready().map(read)).flatten()
    }
}
