//! The rows of an entry of a list.

use super::lines::{LineKind, hunk_len, hunk_rows, line_row, same_row};
use super::{LineRow, Mode, NumberedLine};
use crate::{ChangeKind, ListEntry, TextDiff};

/// The rows of an entry of a list. Its number stands beside its first line.
pub(super) fn entry_rows(entry: &ListEntry, mode: Mode, change: Option<usize>) -> Vec<LineRow<'_>> {
    let text = &entry.text;
    let mut rows = Vec::new();
    let (mut old, mut new) = (0, 0);
    let end = (text.old_lines().len(), text.new_lines().len());
    for hunk in 0..=text.hunks().len() {
        let lines = text.hunks().get(hunk);
        let stop = lines.map_or(end.0, |hunk| hunk.old.start);
        let same = (old..stop).zip(new..);
        rows.extend(same.map(|(old, new)| LineRow { change, ..same_row(text, old, new) }));
        if let Some(lines) = lines {
            rows.extend(hunk_rows(text, hunk, mode, 0).map(|row| line_row(text, row, change)));
            (old, new) = (lines.old.end, lines.new.end);
        }
    }
    for row in &mut rows {
        if entry.kind == ChangeKind::Moved {
            row.kind = LineKind::Moved;
        }
        let numbered = |line: &mut Option<NumberedLine>, place: Option<usize>| {
            if let Some(line) = line {
                line.number = place.filter(|_| line.number == Some(1)).map(|place| place + 1);
            }
        };
        numbered(&mut row.old, entry.old);
        numbered(&mut row.new, entry.new);
    }
    if rows.is_empty() {
        let blank = |place: Option<usize>| {
            place.map(|place| NumberedLine { number: Some(place + 1), text: "" })
        };
        let kind = match entry.kind {
            ChangeKind::Removed => LineKind::Removed,
            ChangeKind::Added => LineKind::Added,
            _ => LineKind::Moved,
        };
        let (old, new) = (blank(entry.old), blank(entry.new));
        rows.push(LineRow { kind, old, new, words: None, syntax: text.syntax(), change });
    }
    rows
}

/// How many rows an entry takes: an entry without any text still takes one.
pub(super) fn entry_len(text: &TextDiff, mode: Mode) -> usize {
    let changed: usize = text.hunks().iter().map(|hunk| hunk.old.len()).sum();
    let hunks: usize = (0..text.hunks().len()).map(|hunk| hunk_len(text, hunk, mode)).sum();
    (text.old_lines().len() - changed + hunks).max(1)
}

/// Whether a row of an entry holds a line of its text.
pub(super) fn is_line(row: &LineRow, entry: &ListEntry, is_old: bool, line: usize) -> bool {
    let (side, lines) =
        if is_old { (row.old, entry.text.old_lines()) } else { (row.new, entry.text.new_lines()) };
    side.is_some_and(|side| std::ptr::eq(side.text, lines.line(line)))
}
