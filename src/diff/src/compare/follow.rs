//! Differences that only follow from something having been re-created under another identifier.

use super::builder::{FieldKind, ItemBuilder};
use crate::{Comparison, Content, Ids};

/// For every identifier that something had on the old side, the one it has on the new side.
pub(super) fn successors(builders: &[ItemBuilder]) -> Ids {
    let mut ids = Ids::default();
    collect(builders, &mut ids);
    ids
}

fn collect(builders: &[ItemBuilder], ids: &mut Ids) {
    for builder in builders {
        if let (true, Some(old), Some(new)) = (builder.is_recreated, &builder.old, &builder.new)
            && is_distinctive(old.id)
        {
            ids.set(old.id, new.id);
        }
        for field in &builder.fields {
            if let FieldKind::Grid(grid) = &field.kind {
                grid.diff.recreated(ids);
            }
        }
        collect(&builder.children, ids);
    }
}

/// Whether an identifier in a text is surely a reference: a position, "1", is not.
fn is_distinctive(id: &str) -> bool {
    id.len() > 2 && id.chars().any(|char| !char.is_ascii_digit())
}

/// Whether two texts differ in nothing but such identifiers.
pub(super) fn explains(ids: &Ids, old: &str, new: &str) -> bool {
    !ids.is_empty() && old != new && ids.in_text(old) == new
}

impl Comparison {
    /// For every identifier of the old side that something re-created had, the new one.
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
