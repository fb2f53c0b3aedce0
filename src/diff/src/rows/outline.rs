//! The table of contents beside the rows.

use super::Layout;
use super::blocks::Block;
use crate::{ChangeKind, Totals};

/// A heading, as the table of contents shows it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Entry {
    /// What it leads to.
    pub place: EntryPlace,
    /// 0 for sections, 1 for items in them, and so on.
    pub level: usize,
    /// The text.
    pub label: String,
    /// What happened to the item as a whole; of a section, it was edited.
    pub kind: ChangeKind,
    /// What changed below it and is shown.
    pub totals: Totals,
    /// Its row.
    pub row: usize,
}

/// What a heading is of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum EntryPlace {
    /// A section, as an index into [`crate::Comparison::sections`].
    Section(usize),
    /// An item, as an index into [`crate::Comparison::items`].
    Item(usize),
}

impl Layout {
    /// The headings of all sections and items that are shown, in order. Those of which there
    /// are only notes have none.
    pub fn outline(&self) -> Vec<Entry> {
        let comparison = self.comparison();
        self.block_rows()
            .filter_map(|(block, row)| match block {
                Block::Section(index) => {
                    let section = &comparison.sections[index];
                    let totals = self.totals_of(section.changes.clone());
                    let entry = || Entry {
                        place: EntryPlace::Section(index),
                        level: 0,
                        label: section.section.label().to_owned(),
                        kind: ChangeKind::Edited,
                        totals,
                        row,
                    };
                    (totals.changes() > 0).then(entry)
                }
                Block::Item(index) => {
                    let item = &comparison.items[index];
                    let totals = self.totals_of(item.changes.clone());
                    let entry = || Entry {
                        place: EntryPlace::Item(index),
                        level: item.depth + 1,
                        label: item.name().to_owned(),
                        kind: comparison.kind_of(index),
                        totals,
                        row,
                    };
                    (totals.changes() > 0).then(entry)
                }
                _ => None,
            })
            .collect()
    }
}
