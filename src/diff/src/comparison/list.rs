//! What differs in a list.

use crate::{ChangeKind, TextDiff};

/// A list on both sides.
#[derive(Debug, PartialEq)]
pub struct ListDiff {
    /// The entries that differ, in the order of the new list, with what was removed where it stood.
    pub entries: Vec<ListEntry>,
    /// How many entries the old list has.
    pub old_len: usize,
    /// How many entries the new list has.
    pub new_len: usize,
}

/// An entry of a list that differs.
#[derive(Debug, PartialEq)]
pub struct ListEntry {
    /// What happened to it. An entry that was edited may stand elsewhere as well.
    pub kind: ChangeKind,
    /// Its place in the old list, from 0.
    pub old: Option<usize>,
    /// Its place in the new list, from 0.
    pub new: Option<usize>,
    /// Its content: its text, or its parts line by line.
    pub text: TextDiff,
}
