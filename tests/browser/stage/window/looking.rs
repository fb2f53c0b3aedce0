//! What a person sees.

use serde_json::{Value, json};
use thirtyfour::WebElement;

use super::{Role, Window};
use crate::stage::until;

const FIND: &str = include_str!("find.js");

impl Window {
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
    pub(super) async fn look_in(&self, row: &str, role: Role, name: &str) -> Option<WebElement> {
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
            let found = self.ask(script, vec![json!(row), json!(text)]).await;
            (found? == true).then_some(())
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
        let text = self.ask(script, vec![]).await.unwrap_or_default();
        text.as_str().unwrap_or_default().to_owned()
    }

    /// Waits until the title is this.
    pub(crate) async fn is_titled(&self, title: &str) {
        until(format!("the title {title:?}"), async || (self.title().await == title).then_some(()))
            .await;
    }
}
