//! Comparisons that are far larger than a screen.

use diff::generate::{Random, Size, agent, edit_all};

use crate::pages::ComparePage;
use crate::stage::{Studio, story};

/// However much differs, no more is on the page.
const MOST_NODES: u64 = 1_500;

/// About as large as agents get, but for the server of this test, which is not compiled for speed.
const HUGE: Size =
    Size { topics: 600, variants: 200, attributes: 20, functions: 100, flows: 10, paragraphs: 120 };

#[test]
fn a_huge_difference_keeps_the_page_small_wherever_one_looks() {
    let mut random = Random::new(11);
    let old = agent(&mut random, HUGE);
    let mut new = old.clone();
    edit_all(&mut new, 800, &mut random);
    let changes = super::changes(&old, &new);
    let studio = Studio::imported("Huge", &[old.to_string(), new.to_string()]);
    story(studio, async |stage| {
        let id = stage.studio.colleague().agents().await.unwrap().remove(0).id;
        let timeline = stage.studio.colleague().timeline(&id).await.unwrap();
        let version = |at: usize| timeline.published()[at].version.clone();
        let pair = format!("old=version:{}&new=version:{}", version(1), version(0));
        let window = super::opened(stage, &format!("/agents/{id}/main/compare?{pair}")).await;
        let compare = ComparePage(&window);
        assert_eq!(compare.total().await, changes);
        for view in ["Side by side", "Unified", "Reading"] {
            window.press(view).await;
            compare.is_viewed_as(view).await;
            for share in [0.0, 0.31, 0.62, 1.0] {
                let nodes = compare.nodes_after_scrolling_to(share).await;
                assert!(nodes > 50, "{view} at {share}: only {nodes} nodes");
                assert!(nodes <= MOST_NODES, "{view} at {share}: {nodes} nodes");
            }
        }
        window.keys("N").await;
        compare.is_at(&format!("{0} of {0}", changes)).await;
    });
}
