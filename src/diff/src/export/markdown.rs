//! A comparison for a chat or a ticket.

use std::fmt::Write;

use crate::{Change, ChangeKind, Comparison, Content, Part, Presence, TextDiff, Totals};

/// Lines shown around a hunk.
const CONTEXT: usize = 1;

/// A summary, then every change: texts as fenced diffs, values beside each other. `old` and `new`
/// are what the two sides are called.
pub fn markdown(comparison: &Comparison, old: &str, new: &str) -> String {
    let mut out = format!("## Changes from {old} to {new}\n\n");
    if comparison.is_same() {
        out.push_str("No changes.\n");
    }
    for section in &comparison.sections {
        let totals = comparison.totals_of(section.changes.clone());
        if totals.changes() > 0 {
            let _ = writeln!(out, "- **{}**: {}", section.section.label(), in_words(totals));
        }
    }
    if !comparison.not_compared.is_empty() {
        let labels: Vec<&str> =
            comparison.not_compared.iter().map(|section| section.label()).collect();
        let _ = writeln!(out, "\nNot compared: {}.", labels.join(", "));
    }
    for section in &comparison.sections {
        let _ = write!(out, "\n### {}\n", section.section.label());
        for index in section.items.clone() {
            item(comparison, index, &mut out);
        }
    }
    out
}

/// "3 edited, 1 added".
fn in_words(totals: Totals) -> String {
    let kinds = [
        ChangeKind::Edited,
        ChangeKind::Added,
        ChangeKind::Removed,
        ChangeKind::Renamed,
        ChangeKind::Moved,
    ];
    let counted = kinds.into_iter().filter(|kind| totals.of(*kind) > 0);
    counted
        .map(|kind| format!("{} {}", totals.of(kind), kind.label()))
        .collect::<Vec<_>>()
        .join(", ")
}

fn item(comparison: &Comparison, index: usize, out: &mut String) {
    let item = &comparison.items[index];
    let state = match item.presence {
        Presence::Old => " (removed)",
        Presence::New => " (added)",
        Presence::Both => "",
    };
    let noun = if item.noun.is_empty() { String::new() } else { format!("{}: ", item.noun) };
    let level = "#".repeat((4 + item.depth).min(6));
    let _ = write!(out, "\n{level} {noun}{}{state}\n\n", escaped(item.name()));
    for change in item.changes.clone().map(|at| &comparison.changes[at]) {
        let is_own = change.item == index && change.part.field().is_none();
        if is_own && item.presence == Presence::Both {
            let _ = writeln!(out, "- {}", escaped(&comparison.notice(change)));
        }
    }
    for field in &item.fields {
        let changes = field.changes.clone().map(|change| &comparison.changes[change]);
        match &field.content {
            Content::Value(value) => {
                let line = match item.presence {
                    Presence::Both => {
                        format!("{} → {}", code(&value.old_text), code(&value.new_text))
                    }
                    Presence::Old => code(&value.old_text),
                    Presence::New => code(&value.new_text),
                };
                let _ = writeln!(out, "- **{}**: {line}", escaped(&field.label));
            }
            Content::Text(text) | Content::Json(text) => {
                let _ = writeln!(out, "- **{}**:\n", escaped(&field.label));
                fenced(&diff_lines(text), out);
            }
            Content::List(list) => {
                let _ = writeln!(out, "- **{}**:\n", escaped(&field.label));
                let lines: Vec<String> = list
                    .entries
                    .iter()
                    .flat_map(|entry| match entry.kind {
                        ChangeKind::Moved => {
                            vec![format!("  {} (moved)", entry.text.new_lines().text())]
                        }
                        _ => diff_lines(&entry.text),
                    })
                    .collect();
                fenced(&lines, out);
            }
            Content::Grid(_) => {
                changes.for_each(|change| grid_change(comparison, change, out));
            }
        }
    }
}

fn grid_change(comparison: &Comparison, change: &Change, out: &mut String) {
    let what = escaped(&comparison.describe(change));
    let texts = comparison.texts_of(change);
    match (change.kind, texts, &change.part) {
        (ChangeKind::Edited | ChangeKind::Renamed, Some((old, new)), Part::Grid { .. }) => {
            let _ = writeln!(out, "- **{what}**: {} → {}", code(&old), code(&new));
        }
        (kind, ..) => {
            let _ = writeln!(out, "- **{what}** {}", kind.label());
        }
    }
}

/// The changed lines of a text with a little context, each with its sign.
fn diff_lines(text: &TextDiff) -> Vec<String> {
    let (old, new) = (text.old_lines(), text.new_lines());
    let mut lines = Vec::new();
    let mut shown = 0;
    for hunk in text.hunks() {
        let from = hunk.old.start.saturating_sub(CONTEXT).max(shown);
        if from > shown {
            lines.push(format!("@@ line {} @@", from + 1));
        }
        lines.extend((from..hunk.old.start).map(|at| format!("  {}", old.line(at))));
        lines.extend(hunk.old.clone().map(|at| format!("- {}", old.line(at))));
        lines.extend(hunk.new.clone().map(|at| format!("+ {}", new.line(at))));
        shown = (hunk.old.end + CONTEXT).min(old.len());
        let next = text.hunks().iter().find(|next| next.old.start >= hunk.old.end && *next != hunk);
        let until = next.map_or(shown, |next| shown.min(next.old.start));
        lines.extend((hunk.old.end..until).map(|at| format!("  {}", old.line(at))));
        shown = until;
    }
    lines
}

/// Lines as a block of code, whatever they contain.
fn fenced(lines: &[String], out: &mut String) {
    let longest = lines.iter().flat_map(|line| runs_of_ticks(line)).max().unwrap_or_default();
    let fence = "`".repeat((longest + 1).max(3));
    let _ = writeln!(out, "{fence}diff\n{}\n{fence}\n", lines.join("\n"));
}

/// A value as code in a line.
fn code(value: &str) -> String {
    if value.is_empty() {
        return "(empty)".to_owned();
    }
    let value = value.replace('\n', " ⏎ ");
    let ticks = "`".repeat(runs_of_ticks(&value).into_iter().max().unwrap_or_default() + 1);
    let space = if value.starts_with('`') || value.ends_with('`') { " " } else { "" };
    format!("{ticks}{space}{value}{space}{ticks}")
}

fn runs_of_ticks(text: &str) -> Vec<usize> {
    text.split(|char| char != '`').map(str::len).collect()
}

/// A name that is not to be read as marks.
fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for char in text.chars() {
        if "\\`*_[]<>#|".contains(char) {
            out.push('\\');
        }
        out.push(if char == '\n' { ' ' } else { char });
    }
    out
}
