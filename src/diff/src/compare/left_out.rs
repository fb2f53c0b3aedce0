//! How many changes in the amount of white space are left out where it is ignored.

use std::sync::Arc;

use serde_json::Value;

use super::equivalence::Equivalence;
use crate::text::normal;
use crate::{TextDiff, Whitespace};

/// Counts them in two values of one place: each run of lines is one.
pub(super) fn count(old: &Value, new: &Value, equivalence: Equivalence) -> usize {
    match (old, new) {
        (Value::String(old), Value::String(new)) if old != new => {
            let Some(syntax) = equivalence.ignores_whitespace() else { return 0 };
            let text = |side: &str| -> Arc<str> { Arc::from(&*normal(side)) };
            let diff = TextDiff::new(text(old), text(new), syntax, Whitespace::Significant);
            (0..diff.hunks().len()).filter(|&hunk| diff.is_whitespace_only(hunk)).count()
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
