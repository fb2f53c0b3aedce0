//! A browser window, looked at and touched as a person does: by what is written, by roles and names.

mod acting;
mod axe;
mod clipboard;
mod composing;
mod conditions;
mod files;
mod looking;
mod role;

use std::path::Path;
use std::sync::Arc;
use std::time::Duration;

use serde_json::Value;
use thirtyfour::{WebDriver, WebElement};

pub(crate) use role::Role;

/// A window. Cheap to clone.
#[derive(Clone)]
pub(crate) struct Window {
    driver: WebDriver,
    origin: Arc<str>,
}

impl Window {
    pub(super) fn new(driver: WebDriver, origin: &str) -> Self {
        Self { driver, origin: origin.into() }
    }

    /// Goes to a path of the studio, or to a whole address.
    pub(crate) async fn open(&self, path: &str) {
        let address =
            if path.starts_with('/') { format!("{}{path}", self.origin) } else { path.to_owned() };
        self.driver.goto(address).await.unwrap();
    }

    /// Loads the page again.
    pub(crate) async fn reload(&self) {
        self.driver.refresh().await.unwrap();
    }

    /// Opens a path of the studio in a second tab, and looks at that one.
    pub(crate) async fn open_tab(&self, path: &str) {
        let tab = self.driver.new_tab().await.unwrap();
        self.driver.switch_to_window(tab).await.unwrap();
        self.open(path).await;
    }

    /// Closes the tab one looks at, and goes back to the first one.
    pub(crate) async fn close_tab(&self) {
        self.driver.close_window().await.unwrap();
        let tabs = self.driver.windows().await.unwrap();
        self.driver.switch_to_window(tabs[0].clone()).await.unwrap();
    }

    /// Kills the tab one looks at: no event of leaving reaches its page. Goes to the first one.
    pub(crate) async fn kill_tab(&self) {
        let script =
            "window.stop(); for (const kind of ['pagehide', 'visibilitychange', 'beforeunload'])
            window.addEventListener(kind, (event) => event.stopImmediatePropagation(), true);";
        self.script(script, vec![]).await;
        self.close_tab().await;
    }

    /// Goes a step back in the history.
    pub(crate) async fn back(&self) {
        self.driver.back().await.unwrap();
    }

    /// Goes a step forward in the history.
    pub(crate) async fn forward(&self) {
        self.driver.forward().await.unwrap();
    }

    /// The path and what follows, of the address.
    pub(crate) async fn address(&self) -> String {
        let url = self.driver.current_url().await.unwrap();
        let whole = url.as_str();
        whole.strip_prefix(&*self.origin).unwrap_or(whole).to_owned()
    }

    /// The title of the window.
    pub(crate) async fn title(&self) -> String {
        self.driver.title().await.unwrap()
    }

    /// The element that a script answers, if it does.
    pub(crate) async fn element(&self, script: &str, arguments: Vec<Value>) -> Option<WebElement> {
        self.driver.execute(script, arguments).await.ok()?.element().ok()
    }

    /// Waits until the browser has nothing left to do, so that what came last has had its effect.
    pub(crate) async fn is_idle(&self) {
        // Chromium can forget to call when nothing at all happens: hence the limit.
        let script = "requestIdleCallback(() => arguments[0](), { timeout: 1000 })";
        self.script_later(script, vec![]).await;
    }

    /// What a script answers, unless the page is on its way to another one.
    pub(crate) async fn ask(&self, script: &str, arguments: Vec<Value>) -> Option<Value> {
        Some(self.driver.execute(script, arguments).await.ok()?.json().clone())
    }

    /// What a script answers.
    pub(crate) async fn script(&self, script: &str, arguments: Vec<Value>) -> Value {
        self.driver.execute(script, arguments).await.unwrap().json().clone()
    }

    /// What an asynchronous script answers with its last argument.
    pub(crate) async fn script_later(&self, script: &str, arguments: Vec<Value>) -> Value {
        self.driver.set_script_timeout(Duration::from_secs(60)).await.unwrap();
        self.driver.execute_async(script, arguments).await.unwrap().json().clone()
    }

    /// A command of the DevTools protocol.
    async fn cdp(&self, command: &str, parameters: Value) -> Value {
        self.driver.cdp().send_raw(command, parameters).await.unwrap()
    }

    /// What the page complained about on its console since this was asked last. A failed request is
    /// no complaint: the code that sent it reports it.
    pub(crate) async fn complaints(&self) -> Vec<String> {
        let log = self.driver.browser_log().await.unwrap();
        log.into_iter()
            .filter(|entry| ["SEVERE", "WARNING"].contains(&entry.level.as_str()))
            .filter(|entry| entry.source.as_deref() != Some("network"))
            .map(|entry| entry.message)
            .collect()
    }

    pub(super) async fn complained_of_nothing(&self) {
        assert_eq!(self.complaints().await, Vec::<String>::new());
    }

    pub(super) async fn keep_picture(&self, path: &Path) {
        eprintln!("the window was at {}: {}", self.address().await, self.text().await);
        match self.driver.screenshot(path).await {
            Ok(()) => eprintln!("what the window showed: {}", path.display()),
            Err(error) => eprintln!("there is no picture of the window: {error}"),
        }
    }

    pub(super) async fn close(self) {
        let _ = self.driver.quit().await;
    }
}
