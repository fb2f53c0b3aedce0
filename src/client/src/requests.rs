//! How requests are sent: how long each may take, what is sent again and when, and what waits for
//! the network or for another key. The one place for all of it, over any transport.
//!
//! A write is only sent again when the API certainly did not act on it. Whether it did where an
//! answer was lost is found out by reading (`lost_answer`).

mod policy;

use core::time::Duration;
use std::cell::Cell;
use std::future::Future;
use std::pin::pin;

use futures_util::future::{Either, select};

use crate::endpoint;
use crate::transport::{Request, Response, Transport, TransportError};
use policy::{Kind, Next};

/// After this a person is told that the API is slow.
const SLOW_AFTER: Duration = Duration::from_secs(3);
/// After this a person can stop the request.
const STOP_AFTER: Duration = Duration::from_secs(8);

/// How a request stands that is not simply under way.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Stage {
    /// Nothing is worth a word yet.
    Sent,
    /// The API takes long.
    Slow,
    /// The API takes so long that a person may want to stop it.
    Stuck,
    /// It waits for the network.
    Offline,
    /// It waits for another key.
    KeyRefused,
}

/// What sending needs besides a transport: time, randomness, and somebody to tell and to ask.
pub trait Runtime: Clone {
    /// Waits.
    fn sleep(&self, time: Duration) -> impl Future<Output = ()>;

    /// A random number of at least 0 and less than 1.
    fn random(&self) -> f64;

    /// Whether the machine has a network, as far as it knows.
    fn has_network(&self) -> bool;

    /// Whether an address is on this machine, which needs no network.
    fn is_local(&self, url: &str) -> bool;

    /// Waits until the machine has a network; `false` where nobody wants to wait.
    fn network(&self) -> impl Future<Output = bool>;

    /// Another key than the one that the API refused; `None` where nobody gives one.
    fn another_key(&self, refused: &str) -> impl Future<Output = Option<String>>;

    /// Says that a request begins, and gives it a number of its own.
    fn begin(&self, is_write: bool) -> u64;

    /// Says how a request stands.
    fn report(&self, id: u64, stage: Stage);

    /// Says that a request is over, in whichever way.
    fn ended(&self, id: u64);

    /// Waits until a person stops the request.
    fn stopped(&self, id: u64) -> impl Future<Output = ()>;
}

/// Sends requests with patience: a transport over another one.
#[derive(Clone, Debug)]
pub struct Requests<T, R> {
    transport: T,
    runtime: R,
}

impl<T: Transport, R: Runtime> Requests<T, R> {
    /// Sends through `transport`.
    pub fn new(transport: T, runtime: R) -> Self {
        Self { transport, runtime }
    }

    /// Sends a request until it is answered for good.
    async fn run(
        &self,
        mut request: Request,
        ongoing: &Ongoing<'_, R>,
    ) -> Result<Response, TransportError> {
        let kind = Kind::of(&request);
        let mut tries = 0;
        loop {
            // A request that never leaves the machine has certainly changed nothing.
            let is_cut_off = !self.runtime.has_network() && !self.runtime.is_local(&request.url);
            if is_cut_off && !self.waits_for_network(ongoing).await {
                return Err(TransportError::Offline);
            }
            let sending = pin!(self.transport.send(request.clone()));
            let answer = match select(sending, pin!(self.runtime.sleep(kind.limit()))).await {
                Either::Left((answer, _)) => answer,
                Either::Right(_) => Err(TransportError::Timeout),
            };
            // Of a write nobody knows whether it arrived before the network went.
            let is_cut_off = matches!(answer, Err(TransportError::Failed))
                && !kind.is_write()
                && !self.runtime.has_network();
            if is_cut_off {
                if self.waits_for_network(ongoing).await {
                    continue;
                }
                return Err(TransportError::Offline);
            }
            tries += 1;
            match policy::next(kind, &answer, tries, self.runtime.random()) {
                Next::Give => return answer,
                Next::Again(wait) => {
                    if !wait.is_zero() {
                        self.runtime.sleep(wait).await;
                    }
                }
                Next::AskForKey => {
                    // A key of the public API may have no access to the private one.
                    let is_public = !endpoint::is_private(&request.url);
                    let Some(refused) = request.key().filter(|_| is_public) else { return answer };
                    ongoing.is_now(Stage::KeyRefused);
                    let Some(key) = self.runtime.another_key(refused).await else { return answer };
                    request.set_key(key);
                    ongoing.is_now(Stage::Sent);
                }
            }
        }
    }
}

impl<T: Transport, R: Runtime> Requests<T, R> {
    async fn waits_for_network(&self, ongoing: &Ongoing<'_, R>) -> bool {
        ongoing.is_now(Stage::Offline);
        let has_network = self.runtime.network().await;
        ongoing.is_now(Stage::Sent);
        has_network
    }
}

impl<T: Transport, R: Runtime> Transport for Requests<T, R> {
    async fn send(&self, request: Request) -> Result<Response, TransportError> {
        let ongoing = Ongoing {
            runtime: &self.runtime,
            id: self.runtime.begin(Kind::of(&request).is_write()),
            stage: Cell::new(Stage::Sent),
        };
        let watching = async {
            self.runtime.sleep(SLOW_AFTER).await;
            ongoing.takes_long(Stage::Slow);
            self.runtime.sleep(STOP_AFTER - SLOW_AFTER).await;
            ongoing.takes_long(Stage::Stuck);
            std::future::pending::<()>().await;
        };
        let watching = pin!(watching);
        let stopped = pin!(self.runtime.stopped(ongoing.id));
        let run = pin!(self.run(request, &ongoing));
        match select(run, select(watching, stopped)).await {
            Either::Left((answer, _)) => answer,
            Either::Right(_) => Err(TransportError::Aborted),
        }
    }
}

/// A request that is under way. It is over when this is dropped, which is also when nobody wants
/// its answer any more.
struct Ongoing<'a, R: Runtime> {
    runtime: &'a R,
    id: u64,
    stage: Cell<Stage>,
}

impl<R: Runtime> Ongoing<'_, R> {
    fn is_now(&self, stage: Stage) {
        if self.stage.replace(stage) != stage {
            self.runtime.report(self.id, stage);
        }
    }

    /// Whoever waits for the network or a key does not wait for the API.
    fn takes_long(&self, stage: Stage) {
        if !matches!(self.stage.get(), Stage::Offline | Stage::KeyRefused) {
            self.is_now(stage);
        }
    }
}

impl<R: Runtime> Drop for Ongoing<'_, R> {
    fn drop(&mut self) {
        self.runtime.ended(self.id);
    }
}
