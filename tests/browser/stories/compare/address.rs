//! What an address and a device store of a comparison.

use server::Api;

use crate::pages::ComparePage;
use crate::stage::{Role, Studio, story, until};

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
        let folded = "return document.querySelectorAll('.drow__fold[aria-expanded=false]').length";
        assert_eq!(window.script(folded, vec![]).await, 0, "the mark went, and its folding");
    });
}

#[test]
fn a_filter_is_part_of_the_address() {
    story(Studio::sample(Api::V1_0_3), async |stage| {
        let window = super::opened(stage, super::LIVE_AND_DRAFT).await;
        let compare = ComparePage(&window);
        let total = compare.total().await;
        window.press("Only Knowledge topics").await;
        window.fill(Role::Searchbox, "Filter changes", "breakfast").await;
        until("fewer changes", async || (compare.total().await < total).then_some(())).await;
        let shown = compare.total().await;
        let address = window.address().await;
        assert!(address.contains("&only=topics&filter=breakfast"), "{address}");

        let elsewhere = super::opened(stage, &address).await;
        let same = ComparePage(&elsewhere);
        until("the same filter", async || (same.total().await == shown).then_some(())).await;
        elsewhere.holds(Role::Searchbox, "Filter changes", "breakfast").await;
        elsewhere.press("Show all").await;
        until("all changes", async || (same.total().await == total).then_some(())).await;
        assert!(!elsewhere.address().await.contains("breakfast"));
    });
}

#[test]
fn what_a_link_names_in_vain_is_told() {
    story(Studio::sample(Api::V1_0_3), async |stage| {
        let sides = "old=environment:moon&new=branch:main&change=nope";
        let window =
            super::opened(stage, &format!("/agents/harbour-hotels/main/compare?{sides}")).await;
        window.sees("The old side of this link was not understood: “environment:moon”").await;
        window.sees("The change this link leads to does not exist").await;
        ComparePage(&window).compares("Live", "main (draft)").await;
    });
}

#[test]
fn a_key_for_the_pair_that_is_open_says_so_and_keeps_the_place() {
    story(Studio::sample(Api::V1_0_3), async |stage| {
        let window = super::opened(stage, super::LIVE_AND_DRAFT).await;
        let compare = ComparePage(&window);
        let total = compare.total().await;
        window.keys("nn").await;
        compare.is_at(&format!("2 of {total}")).await;
        let steps = window.script("return history.length", vec![]).await;
        let address = window.address().await;
        window.keys("l").await;
        window.sees("Already compared with what is live").await;
        assert_eq!(window.address().await, address);
        assert_eq!(window.script("return history.length", vec![]).await, steps);
    });
}

#[test]
fn a_narrow_window_does_not_change_the_view_for_good() {
    story(Studio::sample(Api::V1_0_3), async |stage| {
        let window = super::opened(stage, super::LIVE_AND_DRAFT).await;
        let compare = ComparePage(&window);
        compare.is_viewed_as("Side by side").await;
        window.resize(640, 800).await;
        compare.is_viewed_as("Unified").await;
        assert!(!window.address().await.contains("view="));
        window.resize(1280, 800).await;
        compare.is_viewed_as("Side by side").await;
    });
}
