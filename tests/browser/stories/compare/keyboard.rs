//! Comparing without a pointer.

use server::Api;
use thirtyfour::Key;

use crate::pages::ComparePage;
use crate::stage::{Role, Studio, story, until};

#[test]
fn everything_is_reached_by_keys() {
    story(Studio::sample(Api::V1_0_3), async |stage| {
        let window = stage.blank_window().await;
        window.open("/agents/harbour-hotels/main/deployments").await;
        window.sees("Every version that ran").await;
        window.keys("gc").await;
        let compare = ComparePage(&window);
        compare.compares("Live", "main (draft)").await;
        compare.is_ready().await;
        let total = compare.total().await;
        assert!(total > 5, "{total}");

        window.keys("?").await;
        window.find(Role::Heading, "Keys").await;
        window.keys(Key::Escape + "").await;
        window.has_no(Role::Heading, "Keys").await;

        window.keys("n").await;
        compare.is_at(&format!("1 of {total}")).await;
        window.keys("nnp").await;
        compare.is_at(&format!("2 of {total}")).await;
        window.keys("N").await;
        compare.is_at(&format!("{total} of {total}")).await;
        window.keys("P").await;
        compare.is_at(&format!("1 of {total}")).await;

        window.keys("v").await;
        compare.is_viewed_as("Unified").await;
        window.keys("v").await;
        compare.is_viewed_as("Reading").await;
        window.keys("v").await;
        compare.is_viewed_as("Side by side").await;

        let hidden = compare.hidden_lines().await;
        window.keys("e").await;
        until("fewer hidden lines", async || (compare.hidden_lines().await < hidden).then_some(()))
            .await;

        window.keys("s").await;
        compare.compares("main (draft)", "Live").await;
        // The place stays the same: the same changes, mirrored.
        compare.is_at(&format!("1 of {total}")).await;
        window.keys("s").await;
        compare.compares("Live", "main (draft)").await;
        window.keys("[").await;
        window.has_no(Role::Button, "Old side: Live").await;
        window.keys("l").await;
        compare.compares("Live", "main (draft)").await;
    });
}

#[test]
fn text_is_found_where_it_is_collapsed_and_out_of_sight() {
    story(Studio::sample(Api::V1_0_3), async |stage| {
        let window = super::opened(stage, super::LIVE_AND_DRAFT).await;
        let compare = ComparePage(&window);
        window.keys(Key::Control + "f").await;
        window.find(Role::Searchbox, "Find in all text").await;
        window.keys("the").await;
        let found = compare.found().await;
        assert_eq!(found.0, 1);
        assert!(found.1 > 1, "{found:?}");
        window.keys(Key::Enter + "").await;
        until("the second hit", async || (compare.found().await.0 == 2).then_some(())).await;
        window.keys(Key::Shift + Key::Enter).await;
        until("the first hit", async || (compare.found().await.0 == 1).then_some(())).await;
        window.click(Role::Checkbox, "Match case").await;
        window.click(Role::Searchbox, "Find in all text").await;
        until("other hits", async || (compare.found().await.1 < found.1).then_some(())).await;
        window.fill(Role::Searchbox, "Find in all text", "nowhere at all").await;
        window.sees("Nothing found").await;
        window.keys(Key::Escape + "").await;
        window.has_no(Role::Searchbox, "Find in all text").await;

        // Asked for again from elsewhere, what is typed takes the place of what was.
        window.keys(Key::Control + "f").await;
        window.fill(Role::Searchbox, "Find in all text", "nowhere").await;
        window.press("Next change").await;
        window.keys(Key::Control + "f").await;
        window.keys("the").await;
        window.holds(Role::Searchbox, "Find in all text", "the").await;
        window.press("Next change").await;
        window.keys(Key::Escape + "").await;
        window.has_no(Role::Searchbox, "Find in all text").await;
    });
}

#[test]
fn the_focus_stays_in_the_difference_wherever_one_goes() {
    story(Studio::sample(Api::V1_0_3), async |stage| {
        let window = stage.blank_window().await;
        window
            .open("/agents/harbour-hotels/main/compare?old=environment:live&new=branch:main")
            .await;
        ComparePage(&window).is_ready().await;
        window.find(Role::Checkbox, "Viewed").await;
        let run = async |script: &str| window.script(script, vec![]).await;
        let is_kept = "return document.activeElement.closest('.diff') !== null";

        run("document.querySelector('.drow__viewed input').focus()").await;
        run("document.querySelector('.diff').scrollTop = 6000").await;
        until("other rows", async || {
            let first =
                run("return document.querySelector('.diff .drow ~ .drow').dataset.row").await;
            (first.as_str()?.parse::<usize>().ok()? > 20).then_some(())
        })
        .await;
        let focused = run("return document.activeElement.type").await;
        assert_eq!(focused, "checkbox", "the row with the focus stays on the page");

        window.keys("nnn").await;
        ComparePage(&window).is_at("3 of ").await;
        until("the focus at the change", async || {
            let row = run("return document.activeElement.dataset.row ?? ''").await;
            (!row.as_str()?.is_empty()).then_some(())
        })
        .await;
        window.keys("e").await;
        until("the focus in rows that are drawn anew", async || {
            (run(is_kept).await == true).then_some(())
        })
        .await;

        run("document.querySelector('.diff').scrollTop = 600").await;
        until("the heading of what one reads", async || {
            let heading = run("return document.querySelector('.diff__heading')?.innerText").await;
            heading.as_str()?.contains("Behavior").then_some(())
        })
        .await;
    });
}
