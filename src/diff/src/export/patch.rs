//! Patches that `git apply` takes.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write;
use std::ops::Range;

use model::Snapshot;

use super::canonical::{CanonicalFile, canonical};
use crate::{Hunk, Lines, Syntax, TextDiff, Whitespace};

/// Lines shown around a change, as git does.
const CONTEXT: usize = 3;

/// What differs between the canonical forms of two agents, as a patch. Empty if nothing does.
pub fn patch(old: &Snapshot, new: &Snapshot) -> String {
    let (old, new) = (canonical(old), canonical(new));
    let old_paths: BTreeMap<&str, &CanonicalFile> =
        old.iter().map(|file| (file.path.as_str(), file)).collect();
    let new_paths: BTreeMap<&str, &CanonicalFile> =
        new.iter().map(|file| (file.path.as_str(), file)).collect();
    // A renamed item takes its files along, unless another item had that path, or has it now.
    let old_keys: BTreeMap<&str, &CanonicalFile> =
        old.iter().map(|file| (file.key.as_str(), file)).collect();
    let origin = |file: &CanonicalFile| {
        let before = old_keys.get(file.key.as_str())?;
        let is_free = !old_paths.contains_key(file.path.as_str())
            && !new_paths.contains_key(before.path.as_str());
        is_free.then_some(*before)
    };
    let renamed: BTreeSet<&str> =
        new.iter().filter_map(origin).map(|file| file.path.as_str()).collect();

    let mut out = String::new();
    let paths: BTreeSet<&str> = old_paths.keys().chain(new_paths.keys()).copied().collect();
    for path in paths {
        match (old_paths.get(path), new_paths.get(path)) {
            (Some(old), Some(new)) => out.push_str(&unified(path, &old.text, &new.text)),
            (Some(_), None) if renamed.contains(path) => {}
            (Some(old), None) => {
                let _ = write!(out, "diff --git a/{path} b/{path}\ndeleted file mode 100644\n");
                let _ = write!(out, "--- a/{path}\n+++ /dev/null\n{}", hunks(&old.text, ""));
            }
            (None, Some(new)) => match origin(new) {
                Some(old) => {
                    let from = &old.path;
                    let share = if old.text == new.text { 100 } else { 90 };
                    let _ =
                        write!(out, "diff --git a/{from} b/{path}\nsimilarity index {share}%\n");
                    let _ = write!(out, "rename from {from}\nrename to {path}\n");
                    if old.text != new.text {
                        let body = hunks(&old.text, &new.text);
                        let _ = write!(out, "--- a/{from}\n+++ b/{path}\n{body}");
                    }
                }
                None => {
                    let _ = write!(out, "diff --git a/{path} b/{path}\nnew file mode 100644\n");
                    let _ = write!(out, "--- /dev/null\n+++ b/{path}\n{}", hunks("", &new.text));
                }
            },
            (None, None) => {}
        }
    }
    out
}

/// The difference between two versions of one file as a patch; empty if there is none.
pub fn unified(path: &str, old: &str, new: &str) -> String {
    if old == new {
        return String::new();
    }
    format!("diff --git a/{path} b/{path}\n--- a/{path}\n+++ b/{path}\n{}", hunks(old, new))
}

/// A file as a text whose lines are those git sees, after a first one that both sides share: so
/// that an empty file has no line and a file of one line feed has one. A last line that has no line
/// feed is marked, as it is another line to git.
fn as_lines(text: &str) -> String {
    match text.strip_suffix('\n') {
        _ if text.is_empty() => TOP.to_owned(),
        Some(rest) => format!("{TOP}\n{rest}"),
        None => format!("{TOP}\n{text}{UNENDED}"),
    }
}

/// No text has lines like these.
const TOP: &str = "\0top";
const UNENDED: char = '\0';

/// The hunks of a patch between two texts.
fn hunks(old: &str, new: &str) -> String {
    let syntax = Syntax::Prose;
    let diff = TextDiff::new(as_lines(old), as_lines(new), syntax, Whitespace::Significant);
    let mut out = String::new();
    let mut group: Vec<&Hunk> = Vec::new();
    for hunk in diff.hunks() {
        let is_near = group.last().is_some_and(|last| hunk.old.start - last.old.end <= 2 * CONTEXT);
        if !is_near {
            print_group(&diff, &group, &mut out);
            group.clear();
        }
        group.push(hunk);
    }
    print_group(&diff, &group, &mut out);
    out
}

fn print_group(diff: &TextDiff, group: &[&Hunk], out: &mut String) {
    let (Some(first), Some(last)) = (group.first(), group.last()) else { return };
    let (old_lines, new_lines) = (diff.old_lines(), diff.new_lines());
    // The first line is no line of the file.
    let above = (first.old.start - 1).min(CONTEXT);
    let below = (old_lines.len() - last.old.end).min(CONTEXT);
    let old = first.old.start - above..last.old.end + below;
    let new = first.new.start - above..last.new.end + below;
    // Counted from 1, without that line; a side without lines is said to be after the line before.
    let start = |range: &Range<usize>| range.start - usize::from(range.is_empty());
    let (old_start, new_start) = (start(&old), start(&new));
    let _ = writeln!(out, "@@ -{old_start},{} +{new_start},{} @@", old.len(), new.len());
    let mut at = old.start;
    for hunk in group {
        print(' ', old_lines, at..hunk.old.start, out);
        print('-', old_lines, hunk.old.clone(), out);
        print('+', new_lines, hunk.new.clone(), out);
        at = hunk.old.end;
    }
    print(' ', old_lines, at..old.end, out);
}

fn print(sign: char, lines: &Lines, range: Range<usize>, out: &mut String) {
    for line in range {
        match lines.line(line).strip_suffix(UNENDED) {
            Some(text) if line + 1 == lines.len() => {
                let _ = writeln!(out, "{sign}{text}\n\\ No newline at end of file");
            }
            _ => {
                let _ = writeln!(out, "{sign}{}", lines.line(line));
            }
        }
    }
}
