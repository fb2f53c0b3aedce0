//! A world for the state without a browser: people with devices, one API, and a clock that the
//! test moves.

use std::cell::RefCell;
use std::collections::BTreeMap;
use std::future::Future;
use std::pin::Pin;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, MutexGuard};
use std::time::Duration;

use any_spawner::Executor;
use client::Connection;
use leptos::prelude::*;
use model::BranchRef;

use super::api::{AGENT, FakeApi};
use super::network::Network;
use crate::browser::history::Location;
use crate::state::branch::BranchState;
use crate::state::device::{Cancel, Device};
use crate::state::studio::{MainAccess, Studio};
use crate::state::transport::AnyTransport;

/// What waits on this thread, which is the world of one test.
#[derive(Default)]
struct Clock {
    now: Duration,
    timers: BTreeMap<(Duration, u32), Box<dyn FnOnce()>>,
    started: u32,
    /// What runs when a tab stores something, by tab.
    listeners: Vec<(u32, Box<dyn Fn()>)>,
    /// What runs when a tab is closed, by tab.
    last_words: Vec<(u32, Box<dyn Fn()>)>,
    /// What runs when somebody comes back to a tab, by tab.
    returns: Vec<(u32, Box<dyn Fn()>)>,
    /// What runs when the network is back, by tab.
    network_listeners: Vec<(u32, Box<dyn Fn()>)>,
    /// Whether a tab asks before it is left, by tab.
    questions: Vec<(u32, Box<dyn Fn() -> bool>)>,
    tabs: u32,
    /// What is left of tabs that were closed: their requests may still be under way.
    closed: Vec<Owner>,
}

thread_local! {
    static CLOCK: RefCell<Clock> = RefCell::default();
}

fn clock<R>(act: impl FnOnce(&mut Clock) -> R) -> R {
    CLOCK.with_borrow_mut(act)
}

/// Runs everything that is ready.
pub(super) fn settle() {
    Executor::poll_local();
}

/// Lets time go by.
pub(super) fn wait(milliseconds: u64) {
    settle();
    let end = clock(|clock| clock.now) + Duration::from_millis(milliseconds);
    loop {
        let due = clock(|clock| {
            let (&key, _) = clock.timers.first_key_value()?;
            (key.0 <= end).then(|| {
                clock.now = key.0;
                clock.timers.remove(&key)
            })?
        });
        match due {
            Some(run) => run(),
            None => break,
        }
        settle();
    }
    clock(|clock| clock.now = end);
}

/// One API, and whoever works with it.
pub(super) struct World {
    api: Arc<Mutex<FakeApi>>,
    _owner: Owner,
}

impl World {
    pub(super) fn new() -> Self {
        // Another test of this program may have set it.
        let _ = Executor::init_futures_executor();
        CLOCK.set(Clock::default());
        let owner = Owner::new();
        owner.set();
        Self { api: Arc::new(Mutex::new(FakeApi::sample())), _owner: owner }
    }

    /// What the API has.
    pub(super) fn api(&self) -> MutexGuard<'_, FakeApi> {
        self.api.lock().unwrap()
    }

    /// Somebody with a device of their own, connected.
    pub(super) fn person(&self) -> Tab {
        Tab::new(Network::new(Arc::clone(&self.api)), Arc::default())
    }
}

/// What a device stores, for all its tabs.
type Storage = Arc<Mutex<BTreeMap<String, String>>>;

/// One tab of somebody's browser.
pub(super) struct Tab {
    pub(super) network: Network,
    pub(super) storage: Storage,
    pub(super) studio: Studio,
    device: &'static FakeDevice,
    owner: Owner,
}

impl Tab {
    fn new(network: Network, storage: Storage) -> Self {
        let number = clock(|clock| {
            clock.tabs += 1;
            clock.tabs
        });
        let device: &'static FakeDevice = Box::leak(Box::new(FakeDevice {
            number,
            network: network.clone(),
            storage: Arc::clone(&storage),
            has_space: AtomicBool::new(true),
            is_seen: AtomicBool::new(true),
            has_network: AtomicBool::new(true),
            gone_to: Mutex::default(),
            copied: Mutex::default(),
        }));
        let owner = Owner::new();
        let studio = owner.with(|| {
            let location = Location::new("/".to_owned(), String::new());
            let studio = Studio::new(location, device);
            provide_context(studio);
            let connection = Connection {
                base: String::new(),
                account: Some("ws".into()),
                key: Some("key".to_owned()),
            };
            studio.open(connection);
            // Whether main takes changes is asked in the tests about that alone.
            studio.main_access.set(MainAccess::Asked);
            studio
        });
        Self { network, storage, studio, device, owner }
    }

    /// Another tab on the same device.
    pub(super) fn second_tab(&self) -> Self {
        Self::new(self.network.clone(), Arc::clone(&self.storage))
    }

    /// The same person in a new tab, with a network that works.
    pub(super) fn reopened(&self) -> Self {
        Self::new(self.network.anew(), Arc::clone(&self.storage))
    }

    /// Opens a branch.
    pub(super) fn open(&self, branch: &str) -> Visit {
        let owner = self.owner.child();
        let at = BranchRef::new(AGENT, branch);
        let state = owner.with(|| BranchState::new(at));
        settle();
        Visit { state, owner }
    }

    /// Opens `main` and loads all of it.
    pub(super) fn open_main(&self) -> Visit {
        let visit = self.open("main");
        visit.load();
        visit
    }

    /// Whether the device has space for what it is to store.
    pub(super) fn set_space(&self, has_space: bool) {
        self.device.has_space.store(has_space, Ordering::Relaxed);
    }

    /// Enters another key where it is asked for.
    pub(super) fn enter_key(&self, key: &str) {
        let (studio, key) = (self.studio, key.to_owned());
        leptos::task::spawn_local(async move { studio.replace_key(key).await.unwrap() });
        settle();
    }

    /// Whether the device has a network.
    pub(super) fn set_network(&self, has_network: bool) {
        self.device.has_network.store(has_network, Ordering::Relaxed);
        if has_network {
            let listeners = clock(|clock| std::mem::take(&mut clock.network_listeners));
            for (_, then) in listeners.iter().filter(|(tab, _)| *tab == self.device.number) {
                then();
            }
            clock(|clock| clock.network_listeners.extend(listeners));
        }
        settle();
    }

    /// The address that was gone to last.
    pub(super) fn gone_to(&self) -> Option<String> {
        self.device.gone_to.lock().unwrap().clone()
    }

    /// What was put on the clipboard last.
    pub(super) fn copied(&self) -> Option<String> {
        self.device.copied.lock().unwrap().clone()
    }

    /// Whether the browser would ask before this tab is closed.
    pub(super) fn asks_before_leaving(&self) -> bool {
        settle();
        clock(|clock| clock.questions.iter().any(|(tab, ask)| *tab == self.device.number && ask()))
    }

    /// Goes to another program and comes back.
    pub(super) fn come_back(&self) {
        let returns = clock(|clock| std::mem::take(&mut clock.returns));
        for (_, then) in returns.iter().filter(|(tab, _)| *tab == self.device.number) {
            then();
        }
        clock(|clock| clock.returns.extend(returns));
        settle();
    }

    /// Puts another tab before this one, or this one before others.
    pub(super) fn set_seen(&self, is_seen: bool) {
        self.device.is_seen.store(is_seen, Ordering::Relaxed);
    }

    /// Closes the tab without leaving the branch first.
    pub(super) fn close(self) {
        let last: Vec<Box<dyn Fn()>> = clock(|clock| {
            let (mine, others): (Vec<_>, Vec<_>) = std::mem::take(&mut clock.last_words)
                .into_iter()
                .partition(|(tab, _)| *tab == self.device.number);
            clock.last_words = others;
            clock.listeners.retain(|(tab, _)| *tab != self.device.number);
            clock.returns.retain(|(tab, _)| *tab != self.device.number);
            mine.into_iter().map(|(_, last)| last).collect()
        });
        for last in last {
            last();
        }
        // What it has sent goes on its way, and no answer comes back to it.
        self.network.cut();
        settle();
        clock(|clock| clock.closed.push(self.owner));
    }

    /// The texts of the messages on the screen.
    pub(super) fn messages(&self) -> Vec<String> {
        self.studio
            .notices
            .list()
            .with_untracked(|all| all.iter().map(|notice| notice.text.clone()).collect())
    }

    /// Whether a message says something.
    pub(super) fn says(&self, part: &str) -> bool {
        self.messages().iter().any(|text| text.contains(part))
    }

    /// Presses the button of a message.
    pub(super) fn press(&self, button: &str) {
        let action = self.studio.notices.list().with_untracked(|all| {
            all.iter().rev().find_map(|notice| {
                let (label, action) = notice.action.clone()?;
                (label == button).then_some(action)
            })
        });
        action.unwrap_or_else(|| panic!("no button {button}: {:?}", self.messages()))();
        settle();
    }
}

/// A branch that is open in a tab.
pub(super) struct Visit {
    pub(super) state: BranchState,
    owner: Owner,
}

impl Visit {
    /// Loads behavior, topics and variants, as their pages do.
    pub(super) fn load(&self) {
        self.state.resources.load_behavior();
        self.state.resources.load_topics();
        self.state.load_grid();
        settle();
    }

    /// Goes elsewhere within the page.
    pub(super) fn leave(self) {
        self.owner.cleanup();
        settle();
    }

    /// Runs something as this branch's pages do.
    pub(super) fn run(&self, work: impl Future<Output = ()> + 'static) {
        leptos::task::spawn_local(work);
        settle();
    }
}

struct FakeDevice {
    number: u32,
    network: Network,
    storage: Storage,
    has_space: AtomicBool,
    is_seen: AtomicBool,
    has_network: AtomicBool,
    gone_to: Mutex<Option<String>>,
    copied: Mutex<Option<String>>,
}

impl FakeDevice {
    /// Tells the other tabs, as a browser does.
    fn tell_others(&self) {
        let number = self.number;
        leptos::task::spawn_local(async move {
            let listeners = clock(|clock| std::mem::take(&mut clock.listeners));
            for (_, then) in listeners.iter().filter(|(tab, _)| *tab != number) {
                then();
            }
            clock(|clock| clock.listeners.extend(listeners));
        });
    }
}

impl Device for FakeDevice {
    fn transport(&self) -> AnyTransport {
        AnyTransport::new(self.network.clone())
    }

    fn read(&self, key: &str) -> Option<String> {
        self.storage.lock().unwrap().get(key).cloned()
    }

    fn stored_names(&self) -> Vec<String> {
        self.storage.lock().unwrap().keys().cloned().collect()
    }

    fn write(&self, key: &str, text: &str) -> bool {
        if !self.has_space.load(Ordering::Relaxed) {
            return false;
        }
        self.storage.lock().unwrap().insert(key.to_owned(), text.to_owned());
        self.tell_others();
        true
    }

    fn remove(&self, key: &str) {
        self.storage.lock().unwrap().remove(key);
        self.tell_others();
    }

    fn on_storage_change(&self, then: Box<dyn Fn()>) {
        clock(|clock| clock.listeners.push((self.number, then)));
    }

    fn on_leave(&self, last: Box<dyn Fn()>) {
        clock(|clock| clock.last_words.push((self.number, last)));
    }

    fn on_return(&self, then: Box<dyn Fn()>) {
        let number = self.number;
        clock(|clock| clock.returns.push((number, then)));
    }

    fn is_seen(&self) -> bool {
        self.is_seen.load(Ordering::Relaxed)
    }

    fn ask_before_leaving(&self, is_at_risk: Box<dyn Fn() -> bool>) {
        let number = self.number;
        clock(|clock| clock.questions.push((number, is_at_risk)));
        on_cleanup(move || {
            let asked = clock(|clock| std::mem::take(&mut clock.questions));
            let others = asked.into_iter().filter(|(tab, _)| *tab != number);
            clock(|clock| clock.questions.extend(others));
        });
    }

    fn set_timeout(&self, wait: Duration, then: Box<dyn FnOnce()>) -> Option<Cancel> {
        let key = clock(|clock| {
            clock.started += 1;
            let key = (clock.now + wait, clock.started);
            clock.timers.insert(key, then);
            key
        });
        Some(Box::new(move || {
            let timer = clock(|clock| clock.timers.remove(&key));
            drop(timer);
        }))
    }

    fn ticks(&self) -> f64 {
        clock(|clock| clock.now.as_secs_f64() * 1000.0)
    }

    fn random(&self) -> f64 {
        // A page that comes back at once: tests of requests wait for themselves.
        0.0
    }

    fn has_network(&self) -> bool {
        self.has_network.load(Ordering::Relaxed)
    }

    fn is_local(&self, _: &str) -> bool {
        false
    }

    fn on_network(&self, then: Box<dyn Fn()>) {
        clock(|clock| clock.network_listeners.push((self.number, then)));
    }

    fn pause(&self) -> Pin<Box<dyn Future<Output = ()>>> {
        Box::pin(std::future::ready(()))
    }

    fn idle(&self) -> Pin<Box<dyn Future<Output = ()>>> {
        Box::pin(std::future::ready(()))
    }

    fn go(&self, _: Location, address: &str) {
        *self.gone_to.lock().unwrap() = Some(address.to_owned());
    }

    fn copy(&self, text: String) {
        *self.copied.lock().unwrap() = Some(text);
    }

    fn finds_words(&self) -> bool {
        false
    }
}
