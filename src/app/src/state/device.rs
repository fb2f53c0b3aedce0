//! What the state needs of the machine it runs on. The page gives it the browser, tests a machine
//! whose network, storage and clock they hold in their hands.

use std::future::Future;
use std::pin::Pin;
use std::time::Duration;

use leptos::prelude::*;

use crate::browser::fetch::Fetch;
use crate::browser::history::Location;
use crate::browser::{attention, clipboard, clock, frame, idle, leaving, network, random, storage};
use crate::state::transport::AnyTransport;

/// Stops a timer.
pub(crate) type Cancel = Box<dyn FnOnce() + Send + Sync>;

/// A browser, or what stands in for one.
pub(crate) trait Device: Send + Sync {
    /// Sends requests.
    fn transport(&self) -> AnyTransport;

    /// Reads what is stored under a name.
    fn read(&self, key: &str) -> Option<String>;

    /// The names of everything that is stored.
    fn stored_names(&self) -> Vec<String>;

    /// Stores a text under a name, and says whether there was space for it.
    fn write(&self, key: &str, text: &str) -> bool;

    /// Removes what is stored under a name.
    fn remove(&self, key: &str);

    /// Runs `then` when another tab has stored something, while the present owner lives.
    fn on_storage_change(&self, then: Box<dyn Fn()>);

    /// Runs `last` when the page is left or put away, while the present owner lives.
    fn on_leave(&self, last: Box<dyn Fn()>);

    /// Runs `then` when the person comes back to the page, while the present owner lives.
    fn on_return(&self, then: Box<dyn Fn()>);

    /// Whether the page is seen: not in a tab behind another one.
    fn is_seen(&self) -> bool;

    /// Has the browser ask before the page is left while something is at risk.
    fn ask_before_leaving(&self, is_at_risk: Box<dyn Fn() -> bool>);

    /// Runs `then` after some time.
    fn set_timeout(&self, wait: Duration, then: Box<dyn FnOnce()>) -> Option<Cancel>;

    /// Milliseconds of a clock that never goes back.
    fn ticks(&self) -> f64;

    /// A random number of at least 0 and less than 1.
    fn random(&self) -> f64;

    /// Whether there is a network, as far as the machine knows.
    fn has_network(&self) -> bool;

    /// Whether an address is on this machine.
    fn is_local(&self, url: &str) -> bool;

    /// Runs `then` when the network is back, while the present owner lives.
    fn on_network(&self, then: Box<dyn Fn()>);

    /// Lets the machine do its own work in the middle of long work.
    fn pause(&self) -> Pin<Box<dyn Future<Output = ()>>>;

    /// Waits until the machine has nothing else to do.
    fn idle(&self) -> Pin<Box<dyn Future<Output = ()>>>;

    /// Goes to an address of the app.
    fn go(&self, location: Location, address: &str);

    /// Puts a text on the clipboard.
    fn copy(&self, text: String);

    /// Whether the machine finds words in writing that has no spaces between them.
    fn finds_words(&self) -> bool;
}

/// The browser that the page runs in.
pub(crate) struct Browser;

impl Device for Browser {
    fn transport(&self) -> AnyTransport {
        AnyTransport::new(Fetch)
    }

    fn read(&self, key: &str) -> Option<String> {
        storage::read(key)
    }

    fn stored_names(&self) -> Vec<String> {
        storage::names()
    }

    fn write(&self, key: &str, text: &str) -> bool {
        storage::write(key, text)
    }

    fn remove(&self, key: &str) {
        storage::remove(key);
    }

    fn on_storage_change(&self, then: Box<dyn Fn()>) {
        storage::on_change(then);
    }

    fn on_leave(&self, last: Box<dyn Fn()>) {
        leaving::on_leave(last);
    }

    fn on_return(&self, then: Box<dyn Fn()>) {
        attention::on_return(then);
    }

    fn is_seen(&self) -> bool {
        attention::is_seen()
    }

    fn ask_before_leaving(&self, is_at_risk: Box<dyn Fn() -> bool>) {
        leaving::guard(is_at_risk);
    }

    fn set_timeout(&self, wait: Duration, then: Box<dyn FnOnce()>) -> Option<Cancel> {
        let timer = set_timeout_with_handle(then, wait).ok()?;
        Some(Box::new(move || timer.clear()))
    }

    fn ticks(&self) -> f64 {
        clock::ticks()
    }

    fn random(&self) -> f64 {
        random::number()
    }

    fn has_network(&self) -> bool {
        network::is_there()
    }

    fn is_local(&self, url: &str) -> bool {
        network::is_local(url)
    }

    fn on_network(&self, then: Box<dyn Fn()>) {
        network::on_return(then);
    }

    fn pause(&self) -> Pin<Box<dyn Future<Output = ()>>> {
        Box::pin(frame::next())
    }

    fn idle(&self) -> Pin<Box<dyn Future<Output = ()>>> {
        Box::pin(idle::turn())
    }

    fn go(&self, location: Location, address: &str) {
        location.go(address);
    }

    fn copy(&self, text: String) {
        leptos::task::spawn_local(async move {
            clipboard::copy(&text).await;
        });
    }

    fn finds_words(&self) -> bool {
        true
    }
}

/// A timer that is started again before it ends: only the last start counts.
#[derive(Clone, Copy)]
pub(crate) struct Debounce {
    device: &'static dyn Device,
    timer: StoredValue<Option<Cancel>>,
}

impl Debounce {
    pub(crate) fn new(device: &'static dyn Device) -> Self {
        Self { device, timer: StoredValue::new(None) }
    }

    /// Runs `then` after some time, instead of what was to run before.
    pub(crate) fn start(self, wait: Duration, then: impl FnOnce() + 'static) {
        if let Some(cancel) = self.timer.try_update_value(Option::take).flatten() {
            cancel();
        }
        let timer = self.device.set_timeout(wait, Box::new(then));
        self.timer.try_set_value(timer);
    }
}
