//! Differences that only follow from something having been made again under another identifier.

use std::collections::HashMap;

use super::draft::{Draft, FieldKind};

/// For every identifier that something had on the old side, the one it has on the new side.
pub(super) struct Successors(HashMap<String, String>);

impl Successors {
    /// The identifiers of everything that was made again.
    pub(super) fn of(drafts: &[Draft]) -> Self {
        let mut successors = Self(HashMap::new());
        successors.collect(drafts);
        successors
    }

    fn collect(&mut self, drafts: &[Draft]) {
        for draft in drafts {
            if let (true, Some(old), Some(new)) = (draft.is_recreated, &draft.old, &draft.new) {
                self.0.insert(old.id.to_owned(), new.id.to_owned());
            }
            for field in &draft.fields {
                if let FieldKind::Grid(grid) = &field.kind {
                    let axes = grid.rows.iter().chain(&grid.columns);
                    for axis in axes.filter(|axis| axis.is_recreated()) {
                        self.0.insert(axis.old_id.clone(), axis.new_id.clone());
                    }
                }
            }
            self.collect(&draft.children);
        }
    }

    /// Whether two texts differ in nothing but such identifiers.
    pub(super) fn explain(&self, old: &str, new: &str) -> bool {
        if self.0.is_empty() || old == new {
            return false;
        }
        let is_part = |char: char| char.is_alphanumeric() || char == '-' || char == '_';
        let mut translated = String::with_capacity(new.len());
        let mut rest = old;
        while !rest.is_empty() {
            let end = rest.find(|char| !is_part(char)).unwrap_or(rest.len());
            let (word, after) = rest.split_at(end);
            translated.push_str(self.0.get(word).map_or(word, String::as_str));
            let next = after.find(is_part).unwrap_or(after.len());
            translated.push_str(&after[..next]);
            rest = &after[next..];
        }
        translated == new
    }
}
