//! The requests that are under way: what a person should know of them, stopping them, and another key
//! for those that the API refused. The rules of sending are the client's.

use std::future::pending;
use std::time::Duration;

use client::{Client, Connection, Requests, Runtime, Stage};
use futures_channel::oneshot;
use leptos::prelude::*;

use crate::state::device::{Cancel, Device};
use crate::state::transport::AnyTransport;

/// The requests of all parts of the studio.
#[derive(Clone, Copy)]
pub(crate) struct OngoingRequests {
    device: &'static dyn Device,
    /// Those that take long or wait for something.
    waiting: RwSignal<Vec<Waiting>>,
    all: StoredValue<Vec<Ongoing>>,
    last: StoredValue<u64>,
    /// Counts the connections: a key of one must never go to the host of another.
    connection: StoredValue<u64>,
    /// The key that is used now.
    key: StoredValue<Option<String>>,
    /// Who waits for another key, and who for the network.
    key_waits: StoredValue<Vec<oneshot::Sender<Option<String>>>>,
    network_waits: StoredValue<Vec<oneshot::Sender<()>>>,
    /// Set while the person is asked for another key.
    pub(crate) asks_for_key: RwSignal<bool>,
}

/// A request that a person should know of.
#[derive(Clone, Copy, PartialEq)]
struct Waiting {
    id: u64,
    stage: Stage,
    is_write: bool,
}

struct Ongoing {
    id: u64,
    is_write: bool,
    stop: Option<oneshot::Sender<()>>,
}

/// What the requests that are under way wait for, the most important first.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum WaitsFor {
    /// The network; so many changes and other requests wait for it.
    Network { writes: usize, reads: usize },
    /// A slow API. After a while the person can stop waiting.
    Api { can_stop: bool },
}

impl OngoingRequests {
    pub(crate) fn new(device: &'static dyn Device) -> Self {
        let requests = Self {
            device,
            waiting: RwSignal::new(Vec::new()),
            all: StoredValue::new(Vec::new()),
            last: StoredValue::new(0),
            connection: StoredValue::new(0),
            key: StoredValue::new(None),
            key_waits: StoredValue::new(Vec::new()),
            network_waits: StoredValue::new(Vec::new()),
            asks_for_key: RwSignal::new(false),
        };
        device.on_network(Box::new(move || {
            for waiting in
                requests.network_waits.try_update_value(std::mem::take).unwrap_or_default()
            {
                let _ = waiting.send(());
            }
        }));
        requests
    }

    /// Begins another connection, whose requests wait for the network and for another key where they
    /// have to. Requests of the one before get no key any more.
    pub(crate) fn connect(self, connection: Connection) -> Client<AnyTransport> {
        self.connection.try_update_value(|number| *number += 1);
        self.decline_key();
        self.key.try_set_value(connection.key.clone());
        self.client(connection)
    }

    /// The same connection with another key; requests that wait for one go on with it.
    pub(crate) fn replace_key(self, connection: Connection) -> Client<AnyTransport> {
        let key = connection.key.clone();
        self.key.try_set_value(key.clone());
        self.asks_for_key.try_set(false);
        self.answer_key_waits(key);
        self.client(connection)
    }

    fn client(self, connection: Connection) -> Client<AnyTransport> {
        self.client_with(connection, self.connection.try_get_value())
    }

    /// An API to try a connection with: it says at once what is wrong.
    pub(crate) fn trial_client(self, connection: Connection) -> Client<AnyTransport> {
        self.client_with(connection, None)
    }

    fn client_with(self, connection: Connection, number: Option<u64>) -> Client<AnyTransport> {
        let runtime = StudioRuntime { requests: self, connection: number };
        let transport = Requests::new(self.device.transport(), runtime);
        Client::new(AnyTransport::new(transport), connection)
    }

    /// Gives no other key: the requests that wait for one fail.
    pub(crate) fn decline_key(self) {
        self.asks_for_key.try_set(false);
        self.answer_key_waits(None);
    }

    fn answer_key_waits(self, key: Option<String>) {
        for waiting in self.key_waits.try_update_value(std::mem::take).unwrap_or_default() {
            let _ = waiting.send(key.clone());
        }
    }

    /// What there is to wait for, tracked.
    pub(crate) fn waits_for(self) -> Option<WaitsFor> {
        let all = self.waiting.try_get()?;
        let offline = |is_write: bool| {
            let waits = |one: &&Waiting| one.stage == Stage::Offline && one.is_write == is_write;
            all.iter().filter(waits).count()
        };
        let (writes, reads) = (offline(true), offline(false));
        if writes + reads > 0 {
            return Some(WaitsFor::Network { writes, reads });
        }
        let is_any = |stage| all.iter().any(|one| one.stage == stage);
        let can_stop = is_any(Stage::Stuck);
        (can_stop || is_any(Stage::Slow)).then_some(WaitsFor::Api { can_stop })
    }

    /// Stops the requests that the person was told of.
    pub(crate) fn stop_waiting(self) {
        for waiting in self.waiting.try_get_untracked().unwrap_or_default() {
            if let Some(Some(stop)) = self.ongoing(waiting.id, |one| one.stop.take()) {
                let _ = stop.send(());
            }
        }
    }

    /// Asks or changes a request that is under way.
    fn ongoing<Answer>(self, id: u64, ask: impl FnOnce(&mut Ongoing) -> Answer) -> Option<Answer> {
        let find = |all: &mut Vec<Ongoing>| all.iter_mut().find(|one| one.id == id).map(ask);
        self.all.try_update_value(find).flatten()
    }
}

/// What the client needs, of this studio.
#[derive(Clone)]
struct StudioRuntime {
    requests: OngoingRequests,
    /// The connection whose requests wait for the network and for another key; those of a trial do not.
    connection: Option<u64>,
}

impl Runtime for StudioRuntime {
    async fn sleep(&self, time: Duration) {
        let (over, passed) = oneshot::channel();
        let cancel = self.requests.device.set_timeout(
            time,
            Box::new(move || {
                let _ = over.send(());
            }),
        );
        let _timer = Timer(cancel);
        received(passed).await;
    }

    fn random(&self) -> f64 {
        self.requests.device.random()
    }

    fn has_network(&self) -> bool {
        self.requests.device.has_network()
    }

    fn is_local(&self, url: &str) -> bool {
        self.requests.device.is_local(url)
    }

    async fn network(&self) -> bool {
        if self.connection.is_some() {
            let (back, is_back) = oneshot::channel();
            self.requests.network_waits.try_update_value(|all| all.push(back));
            received(is_back).await;
        }
        self.connection.is_some()
    }

    async fn another_key(&self, refused: &str) -> Option<String> {
        let is_current = self.connection.is_some()
            && self.connection == self.requests.connection.try_get_value();
        if !is_current {
            return None;
        }
        // Another request may have been given one already.
        let current = self.requests.key.try_get_value()?;
        if current.as_deref().is_some_and(|key| key != refused) {
            return current;
        }
        let (give, given) = oneshot::channel();
        self.requests.key_waits.try_update_value(|all| all.push(give))?;
        self.requests.asks_for_key.try_set(true);
        received(given).await
    }

    fn begin(&self, is_write: bool) -> u64 {
        let next = self.requests.last.try_update_value(|last| {
            *last += 1;
            *last
        });
        let id = next.unwrap_or_default();
        self.requests.all.try_update_value(|all| all.push(Ongoing { id, is_write, stop: None }));
        id
    }

    fn report(&self, id: u64, stage: Stage) {
        let Some(is_write) = self.requests.ongoing(id, |one| one.is_write) else { return };
        self.requests.waiting.try_update(|waiting| {
            waiting.retain(|one| one.id != id);
            // The dialog that asks for a key says that one.
            if !matches!(stage, Stage::Sent | Stage::KeyRefused) {
                waiting.push(Waiting { id, stage, is_write });
            }
        });
    }

    fn ended(&self, id: u64) {
        self.requests.all.try_update_value(|all| all.retain(|one| one.id != id));
        let is_this = |one: &Waiting| one.id == id;
        let is_shown = self.requests.waiting.try_with_untracked(|all| all.iter().any(is_this));
        if is_shown == Some(true) {
            self.requests.waiting.try_update(|all| all.retain(|one| one.id != id));
        }
    }

    async fn stopped(&self, id: u64) {
        let (stop, is_stopped) = oneshot::channel();
        self.requests.ongoing(id, |one| one.stop = Some(stop));
        received(is_stopped).await;
    }
}

/// Waits for a word. Who would give it may have gone with the page: nobody waits then, either.
async fn received<Word>(words: oneshot::Receiver<Word>) -> Word {
    match words.await {
        Ok(word) => word,
        Err(_) => pending().await,
    }
}

/// A timer that is stopped when nobody waits for it any more.
struct Timer(Option<Cancel>);

impl Drop for Timer {
    fn drop(&mut self) {
        if let Some(cancel) = self.0.take() {
            cancel();
        }
    }
}
