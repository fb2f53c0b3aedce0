//! The rules of the code, run instead of remembered. Each says why it is one.

#![expect(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

mod arrows;
mod commands;
mod contract;
mod files;
mod folders;
mod glossary;
mod imports;
mod installs;
mod keys;
mod sheets;
mod sources;
mod versions;

/// Fails with every violation in a line of its own.
#[track_caller]
fn none(rule: &str, violations: impl IntoIterator<Item = String>) {
    let violations: Vec<String> = violations.into_iter().collect();
    assert!(violations.is_empty(), "{rule}:\n  {}\n", violations.join("\n  "));
}

#[test]
#[should_panic(expected = "a.rs: is bad")]
fn a_violation_fails() {
    none("rule", ["a.rs: is bad".to_owned()]);
}
