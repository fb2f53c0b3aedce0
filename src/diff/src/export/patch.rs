//! Patches that `git apply` takes.

use std::collections::{HashMap, HashSet};
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
    let old_keys: HashMap<&str, &CanonicalFile> =
        old.iter().map(|file| (file.key.as_str(), file)).collect();
    // A renamed item takes its files along, unless another item had that path, or has it now.
    let origin = |file: &CanonicalFile| {
        let before = *old_keys.get(file.key.as_str())?;
        let is_free = find(&old, &file.path).is_none() && find(&new, &before.path).is_none();
        is_free.then_some(before)
    };
    let renamed: HashSet<&str> =
        new.iter().filter_map(origin).map(|before| before.path.as_str()).collect();

    let mut out = String::new();
    let mut old_files = old.iter().peekable();
    let mut new_files = new.iter().peekable();
    // Both are in the order of their paths.
    while let Some(path) = [old_files.peek(), new_files.peek()]
        .into_iter()
        .flatten()
        .map(|file| file.path.as_str())
        .min()
    {
        match (
            old_files.next_if(|file| file.path == path),
            new_files.next_if(|file| file.path == path),
        ) {
            (Some(old), Some(new)) => out.push_str(&unified(path, &old.text, &new.text)),
            (Some(old), None) if !renamed.contains(path) => deleted(old, &mut out),
            (None, Some(new)) => match origin(new) {
                Some(old) => moved(old, new, &mut out),
                None => created(new, &mut out),
            },
            _ => {}
        }
    }
    out
}

fn find<'f>(files: &'f [CanonicalFile], path: &str) -> Option<&'f CanonicalFile> {
    let place = files.binary_search_by(|file| file.path.as_str().cmp(path)).ok()?;
    files.get(place)
}

fn deleted(file: &CanonicalFile, out: &mut String) {
    let path = &file.path;
    // Writing to a string cannot fail, here and below.
    let _ = write!(out, "diff --git a/{path} b/{path}\ndeleted file mode 100644\n");
    let _ = write!(out, "--- a/{path}\n+++ /dev/null\n{}", hunks(&file.text, ""));
}

fn created(file: &CanonicalFile, out: &mut String) {
    let path = &file.path;
    let _ = write!(out, "diff --git a/{path} b/{path}\nnew file mode 100644\n");
    let _ = write!(out, "--- /dev/null\n+++ b/{path}\n{}", hunks("", &file.text));
}

fn moved(old: &CanonicalFile, new: &CanonicalFile, out: &mut String) {
    let (from, to) = (&old.path, &new.path);
    // Git reads the number but does not check it.
    let share = if old.text == new.text { 100 } else { 90 };
    let _ = write!(out, "diff --git a/{from} b/{to}\nsimilarity index {share}%\n");
    let _ = write!(out, "rename from {from}\nrename to {to}\n");
    if old.text != new.text {
        let _ = write!(out, "--- a/{from}\n+++ b/{to}\n{}", hunks(&old.text, &new.text));
    }
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
    // Counted from 1, without that line; an empty side counts from the line before it.
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
