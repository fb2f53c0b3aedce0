//! What an address and a device keep of a comparison.

use server::Api;

use crate::pages::ComparePage;
use crate::stage::{Role, Studio, story};

#[test]
fn an_address_reopens_the_same_place() {
    story(Studio::sample(Api::V1_0_3), async |stage| {
        let window = super::opened(stage, super::LIVE_AND_DRAFT).await;
        let compare = ComparePage(&window);
        let total = compare.total().await;
        window.keys("nnn").await;
        compare.is_at(&format!("3 of {total}")).await;
        window.press("Reading").await;
        window.press("Ignore white space").await;
        compare.is_viewed_as("Reading").await;
        compare.is_at(&format!("3 of {total}")).await;
        let address = window.address().await;

        let elsewhere = super::opened(stage, &address).await;
        let same = ComparePage(&elsewhere);
        same.is_at(&format!("3 of {total}")).await;
        same.is_viewed_as("Reading").await;
        same.compares("Live", "main (draft)").await;
        let pressed = elsewhere.find(Role::Button, "Ignore white space").await;
        assert_eq!(pressed.attr("aria-pressed").await.unwrap().as_deref(), Some("true"));
        assert_eq!(elsewhere.address().await, address);
    });
}

#[test]
fn what_was_viewed_stays_marked_for_this_pair() {
    story(Studio::sample(Api::V1_0_3), async |stage| {
        let window = super::opened(stage, super::LIVE_AND_DRAFT).await;
        window.keys("n").await;
        window.keys("x").await;
        window.find(Role::Button, "viewed: ").await;
        window.reload().await;
        window.find(Role::Button, "viewed: ").await;
        window.keys("s").await;
        ComparePage(&window).compares("main (draft)", "Live").await;
        window.has_no(Role::Button, "viewed: ").await;
        window.sees("0 of").await;
        let folded = "return document.querySelectorAll('.diff [aria-expanded=false]').length";
        assert_eq!(window.script(folded, vec![]).await, 0, "the mark went, and its folding");
    });
}
