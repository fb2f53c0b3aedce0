//! The comparison page.

use serde_json::json;

use crate::stage::{Role, Window, until};

mod rows;

/// Two sides, and what differs.
pub(crate) struct ComparePage<'a>(pub(crate) &'a Window);

impl ComparePage<'_> {
    /// Waits until both sides are compared.
    pub(crate) async fn is_ready(&self) {
        self.0.find(Role::Region, "").await;
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
            self.bar().await.contains(place).then_some(())
        })
        .await;
    }

    /// How many changes are shown.
    pub(crate) async fn total(&self) -> usize {
        until("the number of changes", async || {
            let bar = self.bar().await;
            let (_, rest) = bar.split_once(" of ")?;
            rest.split_whitespace().next()?.parse().ok()
        })
        .await
    }

    /// Waits until the changes are shown so: "Side by side", "Unified", "Reading".
    pub(crate) async fn is_viewed_as(&self, view: &str) {
        until(format!("the view {view}"), async || {
            let button = self.0.look_for(Role::Button, view).await?;
            let pressed = button.attr("aria-pressed").await.ok()??;
            (pressed == "true").then_some(())
        })
        .await;
    }

    /// How many unchanged lines are left out, of the gaps in sight.
    pub(crate) async fn hidden_lines(&self) -> u64 {
        let script = "return [...document.querySelectorAll('.diff button')]
            .map((button) => /^(\\d+) unchanged line/.exec(button.textContent.trim()))
            .reduce((sum, found) => sum + Number(found?.[1] ?? 0), 0)";
        self.0.script(script, vec![]).await.as_u64().unwrap()
    }

    /// At which hit of a search one is, and how many there are.
    pub(crate) async fn found(&self) -> (usize, usize) {
        until("the number of hits", async || {
            let script = "return document.querySelector('[role=search] [role=status]')?.innerText";
            let words = self.0.ask(script, vec![]).await?;
            let (at, total) = words.as_str()?.split_once(" of ")?;
            Some((at.parse().ok()?, total.parse().ok()?))
        })
        .await
    }

    async fn bar(&self) -> String {
        let script = "return document.querySelector('[role=toolbar]')?.innerText ?? ''";
        let bar = self.0.ask(script, vec![]).await.unwrap_or_default();
        bar.as_str().unwrap_or_default().to_owned()
    }
}
