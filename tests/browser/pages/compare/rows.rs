//! The rows of a comparison, of which only those in sight are on the page.

use serde_json::json;

use super::ComparePage;
use crate::stage::until;

/// Where a text of a side begins and ends on the screen; scrolls on as long as it is not there.
const PLACE: &str = r#"
    const [side, text] = arguments;
    const diff = document.querySelector(".diff");
    const found = [...diff.querySelectorAll(`[data-side=${side}] .side__text`)]
        .find((one) => one.textContent === text);
    if (!found) {
        diff.scrollTop += diff.clientHeight / 2;
        return null;
    }
    const frame = diff.getBoundingClientRect();
    // The heading of what one reads lies over the first rows.
    const top = frame.top + 40;
    const range = document.createRange();
    range.selectNodeContents(found);
    const lines = [...range.getClientRects()];
    const [first, last] = [lines[0], lines.at(-1)];
    if (first.top < top || last.bottom > frame.bottom) {
        diff.scrollTop += first.top - frame.top - diff.clientHeight / 3;
        return null;
    }
    const middle = (line) => (line.top + line.bottom) / 2;
    // A pixel inside: what stands exactly at the edge may be the edge of something else.
    return [[first.left + 1, middle(first)], [last.right - 1, middle(last)]];
"#;

/// Scrolls to a share of the whole, and counts what is on the page two frames later.
const NODES: &str = r#"
    const [share, done] = arguments;
    const diff = document.querySelector(".diff");
    diff.scrollTop = share * (diff.scrollHeight - diff.clientHeight);
    const count = () => {
        const nodes = document.createTreeWalker(diff, NodeFilter.SHOW_ELEMENT | NodeFilter.SHOW_TEXT);
        let number = 0;
        while (nodes.nextNode()) number += 1;
        done(number);
    };
    requestAnimationFrame(() => requestAnimationFrame(count));
"#;

impl ComparePage<'_> {
    /// Drags over the texts of a side ("old", "new"), from the beginning of one to the end of
    /// another one further down.
    pub(crate) async fn drag_over(&self, side: &str, from: &str, to: &str) {
        let (start, _) = self.place(side, from).await;
        self.mouse("mousePressed", start).await;
        // The browser begins to select where the pressed mouse moves first.
        self.mouse("mouseMoved", start).await;
        let (_, end) = self.place(side, to).await;
        self.mouse("mouseMoved", end).await;
        self.mouse("mouseReleased", end).await;
    }

    /// Clicks into a text of a side.
    pub(crate) async fn click_on(&self, side: &str, text: &str) {
        let (start, _) = self.place(side, text).await;
        self.click_at(start, 1, false).await;
    }

    /// Clicks into a text three times.
    pub(crate) async fn click_thrice_on(&self, side: &str, text: &str) {
        let (start, _) = self.place(side, text).await;
        for times in 1..=3 {
            self.click_at(start, times, false).await;
        }
    }

    /// Clicks with Shift behind a text of a side.
    pub(crate) async fn select_up_to(&self, side: &str, text: &str) {
        let (_, end) = self.place(side, text).await;
        self.click_at(end, 1, true).await;
    }

    async fn click_at(&self, place: (f64, f64), times: u32, shift: bool) {
        self.0.mouse("mousePressed", place, times, shift).await;
        self.0.mouse("mouseReleased", place, times, shift).await;
    }

    /// How many nodes the rows take after a scroll to a share of the whole.
    pub(crate) async fn nodes_after_scrolling_to(&self, share: f64) -> u64 {
        self.0.script_later(NODES, vec![json!(share)]).await.as_u64().unwrap()
    }

    /// The beginning and the end of a text on the screen, after scrolling down to it.
    async fn place(&self, side: &str, text: &str) -> ((f64, f64), (f64, f64)) {
        until(format!("the {side} text {text:?}"), async || {
            let found = self.0.ask(PLACE, vec![json!(side), json!(text)]).await?;
            serde_json::from_value(found).ok()
        })
        .await
    }

    async fn mouse(&self, kind: &str, place: (f64, f64)) {
        self.0.mouse(kind, place, 1, false).await;
    }
}
