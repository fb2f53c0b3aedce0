//! The variants page.

use serde_json::json;
use thirtyfour::{Key, WebElement};

use crate::stage::{Role, Window, until};

/// Finds the cell of a site and an attribute by the heads of its row and column.
const CELL: &str = r#"
    const [site, attribute] = arguments;
    const starts = (head, name) => head.textContent.trim().startsWith(name);
    const all = (role) => [...document.querySelectorAll(`.grid [role=${role}]`)];
    const column = all("columnheader").find((head) => starts(head, attribute));
    const row = all("rowheader").find((head) => starts(head, site))?.closest("[role=row]");
    const index = column?.getAttribute("aria-colindex");
    return row?.querySelector(`[role=gridcell][aria-colindex="${index}"]`) ?? null;
"#;

/// The grid of sites by attributes.
pub(crate) struct VariantsPage<'a>(pub(crate) &'a Window);

impl VariantsPage<'_> {
    /// Waits until the grid is there.
    pub(crate) async fn is_open(&self) {
        self.0.find(Role::Grid, "Variants by attributes").await;
    }

    /// The cell of a site and an attribute, which have to be in sight.
    pub(crate) async fn cell(&self, site: &str, attribute: &str) -> WebElement {
        until(format!("the cell {site} by {attribute}"), async || {
            self.0.element(CELL, vec![json!(site), json!(attribute)]).await
        })
        .await
    }

    /// Waits until a cell shows this.
    pub(crate) async fn shows(&self, site: &str, attribute: &str, text: &str) {
        until(format!("{text:?} in {site} by {attribute}"), async || {
            let cell = self.cell(site, attribute).await;
            let shown = cell.text().await.ok()?;
            (shown.trim_end_matches("changed").trim_end() == text).then_some(())
        })
        .await;
    }

    /// Goes to a cell with the pointer; from there on by keys.
    pub(crate) async fn go_to(&self, site: &str, attribute: &str) {
        until(format!("{site} by {attribute} to be clickable"), async || {
            self.cell(site, attribute).await.click().await.ok()
        })
        .await;
    }

    /// Scrolls to the last row by the wheel, away from where one is.
    pub(crate) async fn scroll_away(&self) {
        let script = "document.querySelector('.grid').scrollTop = 1e6";
        self.0.script(script, vec![]).await;
        self.0.is_idle().await;
    }

    /// The name of what has the focus.
    pub(crate) async fn focused(&self) -> String {
        let script = "return document.activeElement.computedName";
        self.0.script(script, vec![]).await.as_str().unwrap().to_owned()
    }

    /// Types over the cell one is at, and stays in the column, a row further down.
    pub(crate) async fn type_over(&self, text: &str) {
        self.0.keys(text).await;
        self.0.keys(Key::Enter).await;
    }

    /// Saves all cells with the keys.
    pub(crate) async fn save_by_key(&self) {
        self.0.keys(Key::Control + "s").await;
    }

    /// Waits until the foot says this: "Everything is saved", "2 cells unsaved".
    pub(crate) async fn says(&self, state: &str) {
        self.0.sees(state).await;
    }
}
