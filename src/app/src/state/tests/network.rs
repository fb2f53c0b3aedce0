//! A network between the state and the API in memory: each request goes as the test says.

use std::future::poll_fn;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, MutexGuard};
use std::task::{Poll, Waker};

use client::{Request, Response, Transport, TransportError};

use super::api::FakeApi;

/// What happens to a request.
#[derive(Clone, Debug)]
pub(super) enum Fault {
    /// It is answered at once.
    None,
    /// It is lost before the API has seen it.
    LoseRequest,
    /// The API acts on it, and its answer is lost.
    LoseAnswer,
    /// The API acts on it twice, as a proxy that sends again makes it.
    Repeat,
    /// It waits before the API has seen it, until it is released.
    HoldRequest,
    /// The API acts on it, and the answer waits until it is released.
    HoldAnswer,
    /// The API stores texts without white space at their ends, and answers what it was sent.
    Trim,
    /// The API acts on it, and something else than its answer comes back.
    Garble(&'static str),
    /// Something before the API answers it.
    Answer(Response),
}

type Rule = Box<dyn Fn(&Request) -> Fault + Send>;

/// The network of one device.
#[derive(Clone)]
pub(super) struct Network(Arc<Mutex<Inner>>);

struct Inner {
    api: Arc<Mutex<FakeApi>>,
    rule: Rule,
    held: Vec<Gate>,
    log: Vec<String>,
    keys: Vec<String>,
}

impl Network {
    pub(super) fn new(api: Arc<Mutex<FakeApi>>) -> Self {
        let rule: Rule = Box::new(|_| Fault::None);
        Self(Arc::new(Mutex::new(Inner {
            api,
            rule,
            held: Vec::new(),
            log: Vec::new(),
            keys: Vec::new(),
        })))
    }

    /// A network to the same API on which nothing has been sent.
    pub(super) fn anew(&self) -> Self {
        Self::new(Arc::clone(&self.lock().api))
    }

    /// Nothing comes back any more: who asks has gone.
    pub(super) fn cut(&self) {
        self.follow(|_| Fault::HoldRequest);
    }

    /// From now on requests go as `rule` says.
    pub(super) fn follow(&self, rule: impl Fn(&Request) -> Fault + Send + 'static) {
        self.lock().rule = Box::new(rule);
    }

    /// From now on every request that changes something meets this fault.
    pub(super) fn fail_writes(&self, fault: Fault) {
        self.follow(move |request| {
            if request.method == client::Method::Get { Fault::None } else { fault.clone() }
        });
    }

    /// The answer to the next request that changes something is lost, and so is all that follows.
    pub(super) fn lose_answer_and_what_follows(&self) {
        let is_cut = AtomicBool::new(false);
        self.follow(move |request| {
            if is_cut.load(Ordering::Relaxed) {
                Fault::LoseRequest
            } else if request.method == client::Method::Get {
                Fault::None
            } else {
                is_cut.store(true, Ordering::Relaxed);
                Fault::LoseAnswer
            }
        });
    }

    /// From now on every request that reads meets this fault.
    pub(super) fn fail_reads(&self, fault: Fault) {
        self.follow(move |request| {
            if request.method == client::Method::Get { fault.clone() } else { Fault::None }
        });
    }

    /// From now on every request is answered at once.
    pub(super) fn behave(&self) {
        self.follow(|_| Fault::None);
    }

    /// How many requests wait.
    pub(super) fn held(&self) -> usize {
        self.lock().held.len()
    }

    /// How many waiting requests somebody still wants.
    pub(super) fn waiting(&self) -> usize {
        self.lock().held.iter().filter(|gate| Arc::strong_count(&gate.0) > 1).count()
    }

    /// Lets the waiting request at a place go on, in the order in which they were sent.
    pub(super) fn release(&self, place: usize) {
        let gate = self.lock().held.remove(place);
        gate.open();
        any_spawner::Executor::poll_local();
    }

    /// Lets all waiting requests go on, and answers later ones at once.
    pub(super) fn release_all(&self) {
        self.behave();
        while self.held() > 0 {
            self.release(0);
        }
    }

    /// Whether a request was sent with a key.
    pub(super) fn has_sent_key(&self, key: &str) -> bool {
        self.lock().keys.iter().any(|sent| sent == key)
    }

    /// How many requests were sent whose method and path begin or end so.
    pub(super) fn sent(&self, method: &str, ending: &str) -> usize {
        let is_one = |line: &&String| line.starts_with(method) && line.ends_with(ending);
        self.lock().log.iter().filter(is_one).count()
    }

    fn lock(&self) -> MutexGuard<'_, Inner> {
        self.0.lock().unwrap()
    }

    fn act(&self, request: &Request) -> Response {
        let api = Arc::clone(&self.lock().api);
        api.lock().unwrap().answer(request)
    }

    fn hold(&self) -> Gate {
        let gate = Gate::default();
        self.lock().held.push(gate.clone());
        gate
    }
}

impl Transport for Network {
    async fn send(&self, request: Request) -> Result<Response, TransportError> {
        let fault = {
            let mut inner = self.lock();
            inner.log.push(format!("{} {}", request.method.as_str(), request.url));
            inner.keys.extend(request.headers.iter().map(|(_, value)| value.clone()));
            (inner.rule)(&request)
        };
        match fault {
            Fault::None => Ok(self.act(&request)),
            Fault::LoseRequest => Err(TransportError::Failed),
            Fault::LoseAnswer => {
                self.act(&request);
                Err(TransportError::Timeout)
            }
            Fault::Repeat => {
                self.act(&request);
                Ok(self.act(&request))
            }
            Fault::HoldRequest => {
                self.hold().passed().await;
                Ok(self.act(&request))
            }
            Fault::HoldAnswer => {
                let response = self.act(&request);
                self.hold().passed().await;
                Ok(response)
            }
            Fault::Trim => {
                let response = self.act(&request);
                self.lock().api.lock().unwrap().trim();
                Ok(response)
            }
            Fault::Garble(body) => {
                let response = self.act(&request);
                Ok(Response { body: body.to_owned(), ..response })
            }
            Fault::Answer(response) => Ok(response),
        }
    }
}

/// A place where one request waits.
#[derive(Clone, Default)]
struct Gate(Arc<Mutex<(bool, Option<Waker>)>>);

impl Gate {
    fn open(&self) {
        let mut state = self.0.lock().unwrap();
        state.0 = true;
        if let Some(waker) = state.1.take() {
            waker.wake();
        }
    }

    async fn passed(&self) {
        poll_fn(|context| {
            let mut state = self.0.lock().unwrap();
            if state.0 {
                return Poll::Ready(());
            }
            state.1 = Some(context.waker().clone());
            Poll::Pending
        })
        .await;
    }
}
