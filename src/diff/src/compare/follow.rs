//! Differences that only follow from something having been made again under another identifier.

use super::draft::{Draft, FieldKind};
use crate::{Comparison, Content, Ids};

/// For every identifier that something had on the old side, the one it has on the new side.
pub(super) fn successors(drafts: &[Draft]) -> Ids {
    let mut ids = Ids::default();
    collect(drafts, &mut ids);
    ids
}

fn collect(drafts: &[Draft], ids: &mut Ids) {
    for draft in drafts {
        if let (true, Some(old), Some(new)) = (draft.is_recreated, &draft.old, &draft.new) {
            ids.set(old.id, new.id);
        }
        for field in &draft.fields {
            if let FieldKind::Grid(grid) = &field.kind {
                grid.recreated(ids);
            }
        }
        collect(&draft.children, ids);
    }
}

/// Whether two texts differ in nothing but such identifiers.
pub(super) fn explains(ids: &Ids, old: &str, new: &str) -> bool {
    !ids.is_empty() && old != new && ids.in_text(old) == new
}

impl Comparison {
    /// For every identifier of the old side that something made again had, the new one.
    pub fn successors(&self) -> Ids {
        let mut ids = Ids::default();
        for item in &self.items {
            if let (true, Some(old), Some(new)) = (item.is_recreated(), &item.old, &item.new) {
                ids.set(&old.id, &new.id);
            }
            for field in &item.fields {
                if let Content::Grid(grid) = &field.content {
                    grid.recreated(&mut ids);
                }
            }
        }
        ids
    }
}
