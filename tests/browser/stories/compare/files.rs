//! Exports of agents that are dropped on the page.

use std::fs;
use std::path::{Path, PathBuf};

use diff::generate::{Random, Size, agent, edit_all};
use serde_json::json;
use server::Api;

use crate::pages::ComparePage;
use crate::stage::{Studio, story};

/// An agent of the shape and about the size that real ones have.
const REAL: Size =
    Size { topics: 120, variants: 40, attributes: 12, functions: 30, flows: 6, paragraphs: 60 };

#[test]
fn two_dropped_exports_are_compared_and_one_with_what_the_workspace_has() {
    let mut random = Random::new(7);
    let old = agent(&mut random, REAL);
    let mut new = old.clone();
    edit_all(&mut new, 30, &mut random);
    let changes = super::changes(&old, &new);
    let folder = folder("exports");
    // One as the API writes it, one bare.
    let before = file(&folder, "before.json", &json!({ "projection": &old }).to_string());
    let after = file(&folder, "after.json", &new.to_string());
    story(Studio::imported("Exported", &[old.to_string()]), async |stage| {
        let id = stage.studio.colleague().agents().await.unwrap().remove(0).id;
        let window = stage.blank_window().await;
        window.open(&format!("/agents/{id}/main/compare")).await;
        let compare = ComparePage(&window);
        compare.compares("", "").await;
        window.drop_files(&[&before, &after]).await;
        compare.compares("before.json", "after.json").await;
        assert_eq!(compare.total().await, changes);

        compare.pick("New side", "main (draft)").await;
        compare.compares("before.json", "main (draft)").await;
        window.sees("No difference").await;
        window.drop_files(&[&after]).await;
        compare.compares("after.json", "main (draft)").await;
        assert_eq!(compare.total().await, changes);

        // A file is not in the API: its address says so.
        window.reload().await;
        window.sees("This file is no longer open. Drop it on the page again.").await;
    });
}

#[test]
fn two_files_of_one_name_are_two_sides_and_each_goes_where_it_is_dropped() {
    let mut random = Random::new(8);
    let old = agent(&mut random, REAL);
    let mut new = old.clone();
    edit_all(&mut new, 9, &mut random);
    let changes = super::changes(&old, &new);
    let before = file(&folder("before"), "projection.json", &old.to_string());
    let after = file(&folder("after"), "projection.json", &new.to_string());
    story(Studio::sample(Api::V1_0_3), async |stage| {
        let window = super::opened(stage, super::LIVE_AND_DRAFT).await;
        let compare = ComparePage(&window);
        window.drop_files(&[&before, &after]).await;
        compare.compares("projection.json", "projection (1).json").await;
        compare.sums_up(&format!("{changes} changes")).await;

        // A dropped file can be chosen again.
        compare.pick("New side", "main (draft)").await;
        compare.compares("projection.json", "main (draft)").await;
        compare.pick("New side", "projection (1).json").await;
        compare.compares("projection.json", "projection (1).json").await;

        // After a reload each comes back under the name that waits for it.
        window.reload().await;
        window.sees("This file is no longer open. Drop it on the page again.").await;
        window.drop_files(&[&before]).await;
        window.sees("projection.json has been read.").await;
        window.drop_files(&[&after]).await;
        compare.sums_up(&format!("{changes} changes")).await;

        compare.pick("Old side", "Nothing").await;
        compare.compares("Nothing", "projection (1).json").await;
        window.drop_files_at(960, &[&before]).await;
        compare.compares("Nothing", "projection.json").await;
    });
}

#[test]
fn what_is_wrong_with_a_file_is_told_with_the_reason() {
    let folder = folder("refused");
    let large = file(&folder, "large.json", &format!("\"{}\"", "x".repeat(61 << 20)));
    let broken = file(&folder, "broken.json", "{\n  oops");
    let list = file(&folder, "list.json", "[1, 2]");
    let twice = r#"{"functions": {}, "flows": {"a": "\ud83d", "a": 2}}"#;
    let twice: Vec<u8> =
        format!("\u{feff}{twice}").encode_utf16().flat_map(u16::to_le_bytes).collect();
    fs::write(folder.join("twice.json"), twice).unwrap();
    story(Studio::sample(Api::V1_0_3), async |stage| {
        let window = super::opened(stage, super::LIVE_AND_DRAFT).await;
        window.drop_files(&[&large]).await;
        window
            .sees("“large.json” was not opened: it has 62 MB, and this page reads at most 60 MB")
            .await;
        window.drop_files(&[&broken]).await;
        window.sees("“broken.json” was not opened: it is not JSON (line 2, column 3)").await;
        window.drop_files(&[&list]).await;
        window.sees("“list.json” was not opened: it holds no projection").await;
        ComparePage(&window).compares("Live", "main (draft)").await;
        ComparePage(&window).is_ready().await;

        window.drop_files(&[&folder.join("twice.json")]).await;
        window
            .sees("“twice.json” was read, but: 1 key stands twice; 1 place is no character")
            .await;
        window.sees("flows.a: first \"\u{fffd}\", then 2.").await;
    });
    fs::remove_dir_all(folder).unwrap();
}

fn folder(name: &str) -> PathBuf {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join(name);
    fs::create_dir_all(&folder).unwrap();
    folder
}

fn file(folder: &Path, name: &str, text: &str) -> PathBuf {
    let path = folder.join(name);
    fs::write(&path, text).unwrap();
    path
}
