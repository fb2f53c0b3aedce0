//! The room of comparisons.

use serde_json::json;

use crate::stage::{Role, Window, until};

/// Two sides, and what differs.
pub(crate) struct ComparePage<'a>(pub(crate) &'a Window);

impl ComparePage<'_> {
    /// Waits until both sides are compared.
    pub(crate) async fn is_ready(&self) {
        self.0.find(Role::Table, "").await;
    }

    /// Waits until the summary says this: "1 change in 1 section".
    pub(crate) async fn sums_up(&self, summary: &str) {
        self.0.find(Role::Navigation, "What changed").await;
        self.0.sees(summary).await;
    }

    /// Waits until these two are compared, by what is written on their pickers.
    pub(crate) async fn compares(&self, old: &str, new: &str) {
        self.0.find(Role::Button, &format!("Old side: {old}")).await;
        self.0.find(Role::Button, &format!("New side: {new}")).await;
    }

    /// Puts something else on a side: "Old side", "New side".
    pub(crate) async fn pick(&self, side: &str, choice: &str) {
        self.0.press(side).await;
        self.0.fill(Role::Combobox, &format!("Search: {side}"), choice).await;
        self.0.click(Role::Option, choice).await;
    }

    /// The texts in sight that are marked as "removed", "added" or "moved".
    pub(crate) async fn lines(&self, kind: &str) -> Vec<String> {
        let script =
            "return [...document.querySelectorAll(`.diff .side--${arguments[0]} .side__text`)]
            .map((side) => side.textContent)";
        let lines = self.0.script(script, vec![json!(kind)]).await;
        serde_json::from_value(lines).unwrap()
    }

    /// Waits until the bar says which change one is at: "3 of 17".
    pub(crate) async fn is_at(&self, place: &str) {
        until(format!("the change {place}"), async || {
            let script = "return document.querySelector('[role=toolbar]')?.innerText ?? ''";
            let bar = self.0.script(script, vec![]).await;
            bar.as_str()?.contains(place).then_some(())
        })
        .await;
    }
}
