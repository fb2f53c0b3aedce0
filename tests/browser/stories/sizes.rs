//! What a visit downloads. `cargo xtask test` prints the table that is written here.

use std::cell::Cell;
use std::fmt::Write as _;
use std::fs;
use std::path::Path;

use server::Api;

use crate::pages::AgentsPage;
use crate::stage::{Role, Stage, Studio, Window, story, until};

/// What a first visit may download, in bytes: page, scripts, style and program, without the font.
const FIRST_VISIT: u64 = 300 * 1024;
/// What a page of an agent may download beyond that.
const MORE: u64 = 150 * 1024;
/// Compare brings the engine and the view of differences, and weighs more: its goal is that of the
/// others, this is what it may weigh until then.
const COMPARE: u64 = 375 * 1024;

/// The pages of an agent: path, heading, and what each may add to a first visit.
const PAGES: [(&str, &str, u64); 6] = [
    ("behavior", "Behavior", MORE),
    ("topics", "Knowledge", MORE),
    ("variants", "Variants", MORE),
    ("deployments", "Deployments", MORE),
    ("branches", "Branches", MORE),
    ("compare", "Compare", COMPARE),
];

#[test]
fn a_first_visit_and_each_page_download_no_more_than_they_may() {
    story(Studio::sample(Api::V1_0_3), async |stage| {
        let window = visit(stage, "/").await;
        AgentsPage(&window).is_open().await;
        let first = downloaded(&window).await;
        let mut table =
            format!("{:<24}{:>7} KB of {} KB\n", "First visit", kb(first), kb(FIRST_VISIT));
        let mut too_heavy = Vec::new();
        if first > FIRST_VISIT {
            too_heavy.push("First visit");
        }
        for (path, heading, most) in PAGES {
            let window = visit(stage, &format!("/agents/harbour-hotels/main/{path}")).await;
            window.find(Role::Heading, heading).await;
            let more = downloaded(&window).await.saturating_sub(first);
            let _ = writeln!(
                table,
                "{:<24}{:>7} KB of {} KB",
                format!("{heading}, more"),
                kb(more),
                kb(most)
            );
            if more > most {
                too_heavy.push(heading);
            }
        }
        fs::write(Path::new(env!("CARGO_TARGET_TMPDIR")).join("sizes.txt"), &table).unwrap();
        assert!(too_heavy.is_empty(), "heavier than they may be: {too_heavy:?}\n{table}");
    });
}

/// A window that fetches nothing ahead.
async fn visit(stage: &Stage, path: &str) -> Window {
    let window = stage.blank_window().await;
    window.is_never_idle().await;
    window.open(path).await;
    window
}

/// The bytes on the wire of the files of the page itself, once no more come; answers of the API and
/// fonts aside.
async fn downloaded(window: &Window) -> u64 {
    let script = "const own = /\\.(js|css|wasm)$/;
        const isOwn = (one) => own.test(new URL(one.name).pathname);
        const files = performance.getEntriesByType('resource').filter(isOwn);
        const all = [...files, ...performance.getEntriesByType('navigation')];
        const isThere = !document.querySelector('[aria-busy=true], #start');
        return isThere && all.reduce((sum, one) => sum + one.encodedBodySize, 0);";
    let before = Cell::new(0);
    until("the downloads to end", async || {
        let now = window.ask(script, vec![]).await?.as_u64()?;
        (before.replace(now) == now).then_some(now)
    })
    .await
}

fn kb(bytes: u64) -> u64 {
    bytes.div_ceil(1024)
}
