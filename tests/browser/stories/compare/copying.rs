//! Taking a comparison along.

use std::fs;
use std::io::Write;
use std::path::Path;
use std::process::{Command, Stdio};

use diff::export::canonical;
use model::Snapshot;
use serde_json::json;
use server::Api;
use thirtyfour::Key;

use super::super::hotels;
use crate::pages::ComparePage;
use crate::stage::{Studio, story};

const BANNER: &str = "/agents/harbour-hotels/main/compare?old=environment:sandbox&new=branch:main";

#[test]
fn a_copied_patch_is_taken_by_git_apply() {
    story(Studio::sample(Api::V1_0_3), async |stage| {
        let window = super::opened(stage, BANNER).await;
        window.allow_clipboard().await;
        window.choose("Share", "Copy as a patch for git apply").await;
        window.sees("Patch copied").await;
        let patch = window.clipboard().await;

        let (old, new) = super::both_sides(stage, &hotels()).await;
        let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("copied-patch");
        let _ = fs::remove_dir_all(&folder);
        write(&folder, &old);
        git(&folder, &["init", "-q"], "");
        git(&folder, &["apply", "-"], &patch);
        for file in canonical(&new) {
            assert_eq!(fs::read_to_string(folder.join(&file.path)).unwrap(), file.text);
        }
    });
}

#[test]
fn a_comparison_is_copied_as_a_link_as_markdown_and_as_json() {
    story(Studio::sample(Api::V1_0_3), async |stage| {
        let window = super::opened(stage, BANNER).await;
        window.allow_clipboard().await;
        window.keys("n").await;
        ComparePage(&window).is_at("1 of").await;
        window.choose("Share", "Copy a link to this place").await;
        window.sees("Link copied").await;
        let link = window.clipboard().await;
        assert_eq!(link, format!("{}{}", stage.studio.origin(), window.address().await));
        window.choose("Share", "Copy as Markdown").await;
        window.sees("Markdown copied").await;
        let markdown = window.clipboard().await;
        let first = markdown.lines().next().unwrap();
        assert!(first.starts_with("## Harbour Hotels: changes from Sandbox"), "{markdown}");
        assert!(markdown.contains("- New: **main (draft)**"), "{markdown}");
        assert!(markdown.contains(&format!("- Link: <{link}>")), "{markdown}");
        window.choose("Share", "Copy as JSON").await;
        window.sees("JSON copied").await;
        let copied: serde_json::Value = serde_json::from_str(&window.clipboard().await).unwrap();
        assert!(copied.is_object(), "{copied}");
    });
}

#[test]
fn a_link_to_exact_versions_names_the_deployment_that_runs_now() {
    story(Studio::sample(Api::V1_0_3), async |stage| {
        let window = super::opened(stage, super::LIVE_AND_DRAFT).await;
        window.allow_clipboard().await;
        window.choose("Share", "Copy a link to exactly these versions").await;
        window.sees("Link copied. main (draft) has no fixed version").await;
        let link = window.clipboard_with("old=deployment").await;
        assert!(!link.contains("environment"), "{link}");

        let live = stage.studio.colleague().active(&hotels().agent).await.unwrap().live.unwrap();
        let elsewhere = super::opened(stage, &link).await;
        ComparePage(&elsewhere).compares(live.version.short(), "main (draft)").await;
    });
}

#[test]
fn a_selection_over_rows_that_come_and_go_is_the_text_of_one_side() {
    let line = |at: usize, word: &str| format!("Rule {at} says: {word} the guest.");
    let old: Vec<String> = (0..3_000).map(|at| line(at, "greet")).collect();
    let mut new = old.clone();
    for at in (0..new.len()).step_by(3) {
        new[at] = line(at, "welcome");
    }
    let projection = |lines: &[String]| {
        json!({"agentSettings": {"rules": {"behaviour": lines.join("\n")}}}).to_string()
    };
    let studio = Studio::imported("Rules", &[projection(&old), projection(&new)]);
    story(studio, async |stage| {
        let agent = stage.studio.colleague().agents().await.unwrap().remove(0).id;
        let versions = stage.studio.colleague().timeline(&agent).await.unwrap();
        let version = |at: usize| versions.published()[at].version.clone();
        let pair = format!("old=version:{}&new=version:{}", version(1), version(0));
        let window = super::opened(stage, &format!("/agents/{agent}/main/compare?{pair}")).await;
        window.allow_clipboard().await;
        let compare = ComparePage(&window);

        compare.drag_over("new", &new[0], &new[120]).await;
        window.keys(Key::Control + "c").await;
        let copied = window.clipboard_with("Rule 119").await;
        assert_eq!(copied, new[..=120].join("\n"));

        // A click here and one with Shift far below.
        compare.click_on("new", &new[140]).await;
        compare.select_up_to("new", &new[400]).await;
        window.keys(Key::Control + "c").await;
        let copied = window.clipboard_with("Rule 400").await;
        assert_eq!(copied, new[140..=400].join("\n"));

        compare.click_thrice_on("new", &new[501]).await;
        window.keys(Key::Control + "c").await;
        let copied = window.clipboard_with("Rule 501").await;
        assert_eq!(copied.trim_end(), new[501]);

        compare.click_on("old", &old[600]).await;
        window.keys(Key::Control + "a").await;
        window.keys(Key::Control + "c").await;
        let copied = window.clipboard_with("Rule 2999").await;
        assert_eq!(copied.trim_end(), old.join("\n"));
    });
}

fn write(folder: &Path, snapshot: &Snapshot) {
    for file in canonical(snapshot) {
        let path = folder.join(&file.path);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, file.text).unwrap();
    }
}

fn git(folder: &Path, arguments: &[&str], input: &str) {
    let mut git = Command::new("git");
    git.args(arguments).current_dir(folder).stdin(Stdio::piped()).stderr(Stdio::piped());
    let mut git = git.spawn().unwrap();
    git.stdin.take().unwrap().write_all(input.as_bytes()).unwrap();
    let done = git.wait_with_output().unwrap();
    assert!(done.status.success(), "{}\n{input}", String::from_utf8_lossy(&done.stderr));
}
