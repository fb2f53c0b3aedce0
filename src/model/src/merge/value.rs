//! Values of a projection, and what an answer makes of three.

use std::collections::BTreeMap;

use serde_json::Value;

use super::conflict::Choice;

/// The answers to conflicts, by path.
pub type Answers = BTreeMap<Vec<String>, Choice>;

/// The same value in the common ancestor, in the target and in the merged branch; `None` where there
/// is none.
pub(super) type Sides<'a> = [Option<&'a Value>; 3];

/// What an answer makes of the three sides.
pub(super) fn chosen(choice: &Choice, [base, ours, theirs]: Sides<'_>) -> Option<Value> {
    match choice {
        Choice::Ours => ours.cloned(),
        Choice::Theirs => theirs.cloned(),
        Choice::Base => base.cloned(),
        Choice::Value(value) => Some(value.clone()),
    }
}

/// The value at a path of keys.
pub(super) fn at<'a, Key: AsRef<str>>(value: &'a Value, path: &[Key]) -> Option<&'a Value> {
    path.iter().try_fold(value, |value, key| value.get(key.as_ref()))
}

/// The same, to be changed.
pub(super) fn at_mut<'a, Key: AsRef<str>>(
    value: &'a mut Value,
    path: &[Key],
) -> Option<&'a mut Value> {
    path.iter().try_fold(value, |value, key| value.get_mut(key.as_ref()))
}
