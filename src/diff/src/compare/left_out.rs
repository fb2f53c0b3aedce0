//! How many changes in the amount of white space are left out where it is ignored.

use std::sync::Arc;

use serde_json::Value;

use super::equivalence::Equivalence;
use crate::text::{normal, same_but_whitespace};
use crate::{Syntax, TextDiff, Whitespace};

/// Counts them in two values of one place: each run of lines is one, beside other changes as well.
pub(super) fn count(old: &Value, new: &Value, equivalence: Equivalence) -> usize {
    match (old, new) {
        (Value::String(old), Value::String(new)) if old != new => {
            let Some(syntax) = equivalence.ignores_whitespace() else { return 0 };
            let text = |side: &str| -> Arc<str> { Arc::from(&*normal(side)) };
            let diff = TextDiff::new(text(old), text(new), syntax, Whitespace::Significant);
            (0..diff.hunks().len()).map(|hunk| in_hunk(&diff, hunk)).sum()
        }
        (Value::Array(old), Value::Array(new)) if old.len() == new.len() => {
            let entries = old.iter().zip(new);
            entries.map(|(old, new)| count(old, new, equivalence.entry())).sum()
        }
        (Value::Object(old), Value::Object(new)) => old
            .iter()
            .filter(|(key, value)| !equivalence.is_bookkeeping(key, value))
            .filter_map(|(key, old)| Some((key, old, new.get(key)?)))
            .map(|(key, old, new)| count(old, new, equivalence.below(key)))
            .sum(),
        _ => 0,
    }
}

fn in_hunk(diff: &TextDiff, hunk: usize) -> usize {
    if diff.is_whitespace_only(hunk) {
        return 1;
    }
    if diff.syntax() != Syntax::Prose {
        // A line of code alone does not tell whether it is inside of a text, where all counts.
        return 0;
    }
    let mut runs = 0;
    let mut last = None;
    for pair in diff.pairs(hunk) {
        let (old, new) = (diff.old_lines().line(pair.old), diff.new_lines().line(pair.new));
        if old != new && same_but_whitespace(old, new, Syntax::Prose) {
            let goes_on = pair.old > 0 && last == Some(pair.old - 1);
            runs += usize::from(!goes_on);
            last = Some(pair.old);
        }
    }
    runs
}
