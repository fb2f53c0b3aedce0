//! A comparison for a chat or a ticket.

use std::collections::BTreeMap;
use std::fmt::Write;
use std::ops::Range;

use super::inline::{
    Mark, code, escaped, escaped_name, marked, runs_of_ticks, visible_in_code, without_hidden,
};
use crate::{
    Change, ChangeKind, Comparison, Content, Part, Piece, Presence, SideNames, Syntax, TextDiff,
    Totals, ValueDiff, made_visible, named_pieces,
};

/// Lines shown around a hunk.
const CONTEXT: usize = 1;

/// What is compared, for those who read it elsewhere.
pub struct Heading<'h> {
    /// The agent.
    pub agent: &'h str,
    /// What the old side is called, then who made it and when, if that is known.
    pub old: (&'h str, &'h str),
    /// The same of the new side.
    pub new: (&'h str, &'h str),
    /// Where the comparison can be seen; not for files, which only this device has.
    pub link: Option<&'h str>,
}

/// A summary, then every change: prose with its words marked, code as fenced diffs, values beside
/// each other.
pub fn markdown(comparison: &Comparison, heading: &Heading) -> String {
    let Heading { agent, old, new, link } = heading;
    let agent = escaped_name(agent);
    let (from, to) = (escaped(old.0), escaped(new.0));
    let mut out = format!("## {agent}: changes from {from} to {to}\n\n");
    for (side, (name, made)) in [("Old", old), ("New", new)] {
        let comma = if made.is_empty() { "" } else { ", " };
        let _ = writeln!(out, "- {side}: **{}**{comma}{}", escaped(name), escaped(made));
    }
    if let Some(link) = link {
        let _ = writeln!(out, "- Link: <{link}>");
    }
    out.push('\n');
    if comparison.is_same() {
        out.push_str("No changes.\n");
    }
    for section in &comparison.sections {
        let totals = comparison.totals_of(section.changes.clone());
        if totals.changes() > 0 {
            let _ = writeln!(out, "- **{}**: {}", section.section.label(), in_words(totals));
        }
    }
    match comparison.whitespace_left_out {
        0 => {}
        1 => out.push_str("\n1 change in white space left out.\n"),
        count => {
            let _ = writeln!(out, "\n{count} changes in white space left out.");
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
    identifiers(comparison, &mut out);
    out
}

/// What the names of references stand for, in the texts that differ.
fn identifiers(comparison: &Comparison, out: &mut String) {
    let mut all = BTreeMap::new();
    for change in &comparison.changes {
        let field = comparison.field_of(change).map(|field| &field.content);
        let is_prose = match field {
            Some(Content::Text(text)) => text.syntax() == Syntax::Prose,
            Some(Content::List(_)) => true,
            _ => false,
        };
        let Some((old, new)) = comparison.texts_of(change).filter(|_| is_prose) else { continue };
        for (text, is_old) in [(&old, true), (&new, false)] {
            let line = comparison.names.line(text, is_old);
            for reference in &line.references {
                let stored = &text[reference.stored.clone()];
                let shown = &line.text[reference.shown.clone()];
                if shown != stored {
                    all.insert(shown.to_owned(), stored.to_owned());
                }
            }
        }
    }
    if !all.is_empty() {
        out.push_str("\n### References\n\n");
    }
    for (shown, stored) in all {
        let _ = writeln!(out, "- {}: {}", escaped(&made_visible(&shown)), code(&stored));
    }
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
    let _ = write!(out, "\n{level} {noun}{}{state}\n\n", escaped(&without_hidden(item.name())));
    for change in item.changes.clone().map(|at| &comparison.changes[at]) {
        let is_own = change.item == index && change.part.field().is_none();
        if is_own && item.presence == Presence::Both {
            let _ = writeln!(out, "- {}", escaped(&made_visible(&comparison.notice(change))));
        }
    }
    for field in &item.fields {
        let changes = field.changes.clone().map(|change| &comparison.changes[change]);
        match &field.content {
            Content::Value(value) => {
                let _ = writeln!(
                    out,
                    "- **{}**: {}",
                    escaped(&made_visible(&field.label)),
                    value_line(item.presence, value)
                );
            }
            Content::Text(text) if text.syntax() == Syntax::Prose => {
                let _ = writeln!(out, "- **{}**:", escaped(&made_visible(&field.label)));
                prose(text, &comparison.names, out);
            }
            Content::Text(text) | Content::Json(text) => {
                let _ = writeln!(out, "- **{}**:\n", escaped(&made_visible(&field.label)));
                fenced(&diff_lines(text), out);
            }
            Content::List(list) => {
                let _ = writeln!(out, "- **{}**:", escaped(&made_visible(&field.label)));
                for entry in &list.entries {
                    if entry.kind == ChangeKind::Moved {
                        let text = entry.text.new_lines().text();
                        let text = escaped(&made_visible(&comparison.names.text(text, false)));
                        let _ = writeln!(out, "  - moved: {text}");
                    } else {
                        prose(&entry.text, &comparison.names, out);
                    }
                }
            }
            Content::Grid(_) => {
                changes.for_each(|change| grid_change(comparison, change, out));
            }
        }
    }
}

fn grid_change(comparison: &Comparison, change: &Change, out: &mut String) {
    let what = escaped(&made_visible(&comparison.describe(change)));
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

fn value_line(presence: Presence, value: &ValueDiff) -> String {
    let side = |side: &Option<_>, text: &str| match side {
        Some(_) => code(text),
        None => "(nothing)".to_owned(),
    };
    let (old, new) = (side(&value.old, &value.old_text), side(&value.new, &value.new_text));
    match presence {
        Presence::Both => format!("{old} → {new}"),
        Presence::Old => old,
        Presence::New => new,
    }
}

/// The changed lines of a prose, each once: removed words struck out, added words in bold.
fn prose(text: &TextDiff, names: &SideNames, out: &mut String) {
    let (old, new) = (text.old_lines(), text.new_lines());
    for (at, hunk) in text.hunks().iter().enumerate() {
        let only = if text.is_encoding_only(at) {
            " (the same letters in another Unicode encoding)"
        } else if text.is_whitespace_only(at) {
            " (white space only)"
        } else {
            ""
        };
        let (mut old_at, mut new_at) = (hunk.old.start, hunk.new.start);
        let one_sided = |old_lines: Range<usize>, new_lines: Range<usize>, out: &mut String| {
            for line in old_lines {
                let line = marked(&[(Mark::Removed, &names.text(old.line(line), true))]);
                let _ = writeln!(out, "  - removed{only}: {line}");
            }
            for line in new_lines {
                let line = marked(&[(Mark::Added, &names.text(new.line(line), false))]);
                let _ = writeln!(out, "  - added{only}: {line}");
            }
        };
        for pair in text.pairs(at) {
            one_sided(old_at..pair.old, new_at..pair.new, out);
            let (before, after) = (old.line(pair.old), new.line(pair.new));
            let words = text.words(pair);
            let [shown_before, shown_after] = names.pair(before, after);
            let pieces: Vec<(Mark, &str)> =
                named_pieces(&shown_before, &shown_after, &words, after.len())
                    .into_iter()
                    .map(|(piece, text)| match piece {
                        Piece::Same(_) => (Mark::Same, text),
                        Piece::Removed(_) => (Mark::Removed, text),
                        Piece::Added(_) => (Mark::Added, text),
                    })
                    .collect();
            let line = marked(&pieces);
            let also = if only.is_empty() && words.has_other_encoding(before, after) {
                " (also the same letters in another Unicode encoding)"
            } else {
                only
            };
            let _ = writeln!(out, "  - edited{also}: {line}");
            (old_at, new_at) = (pair.old + 1, pair.new + 1);
        }
        one_sided(old_at..hunk.old.end, new_at..hunk.new.end, out);
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
        // Where one side has tabs and the other has none, they have to be seen.
        let sides = (old.slice(hunk.old.clone()), new.slice(hunk.new.clone()));
        let shows_tabs = sides.0.contains('\t') != sides.1.contains('\t');
        let visible = |line| if shows_tabs { made_visible(line) } else { visible_in_code(line) };
        lines.extend(hunk.old.clone().map(|at| format!("- {}", visible(old.line(at)))));
        lines.extend(hunk.new.clone().map(|at| format!("+ {}", visible(new.line(at)))));
        shown = (hunk.old.end + CONTEXT).min(old.len());
        let next = text.hunks().iter().find(|next| next.old.start >= hunk.old.end && *next != hunk);
        let until = next.map_or(shown, |next| shown.min(next.old.start));
        lines.extend((hunk.old.end..until).map(|at| format!("  {}", old.line(at))));
        shown = until;
    }
    lines
}

/// Lines as a block of code, with whatever they contain.
fn fenced(lines: &[String], out: &mut String) {
    let lines: Vec<String> = lines.iter().map(|line| visible_in_code(line).into_owned()).collect();
    let longest = lines.iter().flat_map(|line| runs_of_ticks(line)).max().unwrap_or_default();
    let fence = "`".repeat((longest + 1).max(3));
    let _ = writeln!(out, "{fence}diff\n{}\n{fence}\n", lines.join("\n"));
}
