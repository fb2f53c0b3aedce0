//! The comparison engine and what it stands on, for `cargo xtask bench browser`: texts come in as
//! JavaScript's strings, as they do in the page, and numbers go out.

use std::hint::black_box;

use diff::generate::{Random, Size, agent, edit_all, edited_lines, edited_words, lines, long_line};
use diff::{Syntax, TextDiff, Whitespace};
use imara_diff::{Algorithm, Diff, InternedInput};
use model::Snapshot;
use wasm_bindgen::prelude::wasm_bindgen;

/// A made-up text and the same with a share of its lines edited.
#[wasm_bindgen]
pub fn edited_text(lines_: usize, share: f64) -> Vec<String> {
    let mut random = Random::new(2026);
    let old = lines(&mut random, lines_);
    let (new, _) = edited_lines(&mut random, &old, share);
    vec![old, new]
}

/// A made-up line of about so many bytes and the same with a share of its words edited. The third
/// text is how many words were.
#[wasm_bindgen]
pub fn edited_line(bytes: usize, share: f64) -> Vec<String> {
    let mut random = Random::new(100);
    let old = long_line(&mut random, bytes);
    let (new, edits) = edited_words(&mut random, &old, share);
    vec![old, new, edits.to_string()]
}

/// An agent at the limits of the platform and the same with so many edits, as JSON.
#[wasm_bindgen]
pub fn edited_agent(edits: usize) -> Vec<String> {
    let mut random = Random::new(1000);
    let old = agent(&mut random, Size::LARGE);
    let mut new = old.clone();
    edit_all(&mut new, edits, &mut random);
    vec![old.to_string(), new.to_string()]
}

/// An export whose behavior is the text, as JSON.
#[wasm_bindgen]
pub fn export_of(text: &str) -> String {
    serde_json::json!({"agentSettings": {"rules": {"behaviour": text}}}).to_string()
}

/// Compares two texts with our engine: how many lines were removed and added, in how many hunks.
#[wasm_bindgen]
pub fn ours_lines(old: &str, new: &str) -> Vec<usize> {
    let diff = TextDiff::new(old, new, Syntax::Prose, Whitespace::Significant);
    let hunks = diff.hunks();
    let removed = hunks.iter().map(|hunk| hunk.old.len()).sum();
    let added = hunks.iter().map(|hunk| hunk.new.len()).sum();
    vec![removed, added, hunks.len()]
}

/// The same with imara-diff as it comes, and its own clean-up of hunk borders.
#[wasm_bindgen]
pub fn imara_lines(old: &str, new: &str) -> Vec<usize> {
    let input = InternedInput::new(old, new);
    let mut diff = Diff::compute(Algorithm::Histogram, &input);
    diff.postprocess_lines(&input);
    vec![diff.count_removals() as usize, diff.count_additions() as usize, diff.hunks().count()]
}

/// Compares two versions of a line word by word: how many changes there are, and how many of them
/// are exactly one word.
#[wasm_bindgen]
pub fn ours_words(old: &str, new: &str) -> Vec<usize> {
    let diff = diff::words(old, new, Syntax::Prose);
    let is_word = |text: &str| !text.is_empty() && !text.contains(char::is_whitespace);
    let exact = diff
        .changes
        .iter()
        .filter(|change| is_word(&old[change.old.clone()]) && is_word(&new[change.new.clone()]));
    vec![diff.changes.len(), exact.count()]
}

/// Two agents that have arrived.
#[wasm_bindgen]
pub struct Agents {
    old: Snapshot,
    new: Snapshot,
}

#[wasm_bindgen]
impl Agents {
    /// Takes both in; nothing for what is not JSON.
    pub fn read(old: &str, new: &str) -> Option<Agents> {
        let side = |json| Some(Snapshot::from_projection(serde_json::from_str(json).ok()?));
        Some(Self { old: side(old)?, new: side(new)? })
    }

    /// Compares them: how many changes there are.
    pub fn compare(&self) -> usize {
        black_box(diff::compare(&self.old, &self.new)).totals().changes()
    }
}
