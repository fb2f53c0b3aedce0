//! A browser window, looked at and touched as a person does: by what is written, by roles and names.

mod axe;
mod clipboard;
mod files;
mod role;

use std::path::Path;
use std::sync::Arc;
use std::time::Duration;

use serde_json::{Value, json};
use thirtyfour::{Key, TypingData, WebDriver, WebElement};

use super::until;
pub(crate) use role::Role;

const FIND: &str = include_str!("window/find.js");

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

    /// What is there under a role and a name, once it is there. Of names that are not exactly this
    /// one, the first that begins so counts.
    pub(crate) async fn find(&self, role: Role, name: &str) -> WebElement {
        until(format!("the {role} “{name}”"), async || self.look_for(role, name).await).await
    }

    /// The same, if it is there now.
    pub(crate) async fn look_for(&self, role: Role, name: &str) -> Option<WebElement> {
        self.look_in("", role, name).await
    }

    /// The same, in the row or entry of a list that has this text.
    async fn look_in(&self, row: &str, role: Role, name: &str) -> Option<WebElement> {
        let words = [role.selector(), role.name(), name, row];
        self.element(FIND, words.map(Value::from).to_vec()).await
    }

    /// Waits until nothing has this role and name.
    pub(crate) async fn has_no(&self, role: Role, name: &str) {
        until(format!("the {role} “{name}” to go"), async || {
            self.look_for(role, name).await.is_none().then_some(())
        })
        .await;
    }

    /// Clicks what has this role and name, once it can be clicked.
    pub(crate) async fn click(&self, role: Role, name: &str) {
        self.click_in("", role, name).await;
    }

    /// The same, in the row or entry of a list that has this text.
    pub(crate) async fn click_in(&self, row: &str, role: Role, name: &str) {
        until(format!("the {role} “{name}” to be clickable {row}"), async || {
            let element = self.look_in(row, role, name).await?;
            if !element.is_enabled().await.ok()? {
                return None;
            }
            element.click().await.ok()
        })
        .await;
    }

    /// Clicks a button.
    pub(crate) async fn press(&self, name: &str) {
        self.click(Role::Button, name).await;
    }

    /// Opens the menu of that name, and picks what is in it.
    pub(crate) async fn choose(&self, menu: &str, entry: &str) {
        self.press(menu).await;
        self.click(Role::MenuItem, entry).await;
    }

    /// Puts another text into a field.
    pub(crate) async fn fill(&self, role: Role, name: &str, text: &str) {
        self.click(role, name).await;
        self.keys(Key::Control + "a").await;
        match text {
            "" => self.keys(Key::Backspace).await,
            text => self.type_text(text).await,
        }
    }

    /// Types, where the focus is.
    pub(crate) async fn type_text(&self, text: &str) {
        self.cdp("Input.insertText", json!({ "text": text })).await;
    }

    /// Presses keys, where the focus is.
    pub(crate) async fn keys(&self, keys: impl Into<TypingData>) {
        self.driver.active_element().await.unwrap().send_keys(keys).await.unwrap();
    }

    /// What a field holds.
    pub(crate) async fn value(&self, role: Role, name: &str) -> String {
        self.find(role, name).await.prop("value").await.unwrap().unwrap_or_default()
    }

    /// Waits until a field holds this.
    pub(crate) async fn holds(&self, role: Role, name: &str, text: &str) {
        until(format!("{text:?} in the {role} “{name}”"), async || {
            let field = self.look_for(role, name).await?;
            (field.prop("value").await.ok()?? == text).then_some(())
        })
        .await;
    }

    /// Waits until this stands on the page.
    pub(crate) async fn sees(&self, text: &str) {
        until(format!("{text:?} to be on the page"), async || self.shows(text).await.then_some(()))
            .await;
    }

    /// Waits until this stands in the row or entry of a list that has that text.
    pub(crate) async fn sees_in(&self, row: &str, text: &str) {
        let script = "return [...document.querySelectorAll('li, tr, [role=row], [role=listitem]')]
            .map((row) => row.innerText.replace(/\\s+/g, ' '))
            .some((row) => row.includes(arguments[0]) && row.includes(arguments[1]))";
        until(format!("{text:?} beside {row:?}"), async || {
            let found = self.script(script, vec![json!(row), json!(text)]).await;
            (found == json!(true)).then_some(())
        })
        .await;
    }

    /// Waits until this stands nowhere on the page.
    pub(crate) async fn sees_no_more(&self, text: &str) {
        until(format!("{text:?} to leave the page"), async || {
            (!self.shows(text).await).then_some(())
        })
        .await;
    }

    /// Whether this stands on the page now; line ends and spaces are all one.
    pub(crate) async fn shows(&self, text: &str) -> bool {
        self.text().await.contains(text)
    }

    /// All that is written on the page, with single spaces.
    pub(crate) async fn text(&self) -> String {
        let script = "return document.body.innerText.replace(/\\s+/g, ' ')";
        self.script(script, vec![]).await.as_str().unwrap_or_default().to_owned()
    }

    /// Waits until the title is this.
    pub(crate) async fn is_titled(&self, title: &str) {
        until(format!("the title {title:?}"), async || (self.title().await == title).then_some(()))
            .await;
    }

    /// The element that a script answers, if it does.
    pub(crate) async fn element(&self, script: &str, arguments: Vec<Value>) -> Option<WebElement> {
        self.driver.execute(script, arguments).await.ok()?.element().ok()
    }

    /// Waits until the browser has nothing left to do, so that what came last has had its effect.
    pub(crate) async fn is_idle(&self) {
        self.script_later("requestIdleCallback(() => arguments[0]())", vec![]).await;
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

    /// Presses, moves or releases the left button of the mouse.
    pub(crate) async fn mouse(&self, kind: &str, x: f64, y: f64) {
        let event = json!({
            "type": kind, "x": x, "y": y, "button": "left", "buttons": 1, "clickCount": 1,
        });
        self.cdp("Input.dispatchMouseEvent", event).await;
    }

    /// Gives the page so many pixels.
    pub(crate) async fn resize(&self, width: u32, height: u32) {
        let size = json!({
            "width": width, "height": height, "deviceScaleFactor": 1, "mobile": false,
        });
        self.cdp("Emulation.setDeviceMetricsOverride", size).await;
    }

    /// Prefers colours as a person does who has told the system so: "light", "dark".
    pub(crate) async fn prefer(&self, scheme: &str) {
        let features = [json!({ "name": "prefers-color-scheme", "value": scheme })];
        self.cdp("Emulation.setEmulatedMedia", json!({ "features": features })).await;
    }

    /// Pulls the network cable, or puts it back.
    pub(crate) async fn go_offline(&self, is_offline: bool) {
        self.cdp("Network.enable", json!({})).await;
        let none = json!({
            "offline": is_offline, "latency": 0, "downloadThroughput": -1, "uploadThroughput": -1,
        });
        self.cdp("Network.emulateNetworkConditions", none).await;
    }

    /// Has the page give up waiting for answers after a moment instead of a minute.
    pub(crate) async fn lose_patience_early(&self) {
        let script = "const wait = AbortSignal.timeout;
            AbortSignal.timeout = (time) => wait.call(AbortSignal, Math.min(time, 1500));";
        self.cdp("Page.addScriptToEvaluateOnNewDocument", json!({ "source": script })).await;
    }

    /// A command of the DevTools protocol.
    async fn cdp(&self, command: &str, parameters: Value) -> Value {
        self.driver.cdp().send_raw(command, parameters).await.unwrap()
    }

    /// What the page complained about on its console since this was asked last. A failed request is
    /// no complaint: whoever made it tells the person.
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
