//! What a person does.

use serde_json::json;
use thirtyfour::{Key, TypingData};

use super::{Role, Window};
use crate::stage::until;

impl Window {
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

    /// Presses, moves or releases the left button of the mouse, for the so many-th time.
    pub(crate) async fn mouse(&self, kind: &str, (x, y): (f64, f64), times: u32, shift: bool) {
        let event = json!({
            "type": kind, "x": x, "y": y, "button": "left", "buttons": 1, "clickCount": times,
            "modifiers": if shift { 8 } else { 0 },
        });
        self.cdp("Input.dispatchMouseEvent", event).await;
    }
}
