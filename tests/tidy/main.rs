//! The rules of the code, run instead of remembered. Each says why it is one; an exception is
//! listed with its reason, and one that nobody needs any more is a failure too.

#![expect(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

mod arrows;
mod commands;
mod files;
mod folders;
mod imports;
mod sheets;
mod sources;
mod versions;

/// Fails with every violation in a line of its own.
#[track_caller]
fn none(rule: &str, violations: impl IntoIterator<Item = String>) {
    let violations: Vec<String> = violations.into_iter().collect();
    assert!(violations.is_empty(), "{rule}:\n  {}\n", violations.join("\n  "));
}

/// Fails for a violation that is not excused, and for an excuse without a violation. A violation
/// begins with the path that an exception names, and a colon.
#[track_caller]
fn none_but(rule: &str, exceptions: &[(&str, &str)], violations: impl IntoIterator<Item = String>) {
    let excuses = |path: &str, violation: &str| {
        violation.strip_prefix(path).is_some_and(|rest| rest.starts_with(':'))
    };
    let violations: Vec<String> = violations.into_iter().collect();
    let idle = exceptions
        .iter()
        .filter(|(path, _)| !violations.iter().any(|violation| excuses(path, violation)))
        .map(|(path, _)| format!("{path}: no longer needs its exception"));
    let open = violations
        .iter()
        .filter(|violation| !exceptions.iter().any(|(path, _)| excuses(path, violation)));
    none(rule, open.cloned().chain(idle));
}

#[test]
#[should_panic(expected = "a.rs: is bad")]
fn a_violation_fails() {
    none_but("rule", &[("b.rs", "why")], ["a.rs: is bad".to_owned(), "b.rs: too".to_owned()]);
}

#[test]
#[should_panic(expected = "b.rs: no longer needs its exception")]
fn an_exception_that_nobody_needs_fails() {
    none_but("rule", &[("b.rs", "why")], []);
}
