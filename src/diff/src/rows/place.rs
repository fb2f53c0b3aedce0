//! Where a piece of text stands.

use std::ops::Range;

use super::blocks::Block;
use super::entry::{entry_rows, is_line};
use super::field_ref::FieldRef;
use super::lines::{HunkRow, hunk_rows};
use super::{Layout, Spot};
use crate::Content;

impl Layout {
    /// The row in which a piece of text stands; none if it is folded away, filtered out or in a
    /// gap, which [`View::reveal`] corrects.
    pub fn row_of(&self, spot: &Spot) -> Option<usize> {
        let item = spot.item(&self.comparison);
        let blocks = self.blocks_of(item);
        let find = |wanted: &dyn Fn(&Block) -> bool| {
            blocks.clone().find(|&at| wanted(&self.blocks[at])).map(|at| self.starts[at] as usize)
        };
        let at = |field: usize| FieldRef::new(item, field);
        match *spot {
            Spot::Item { .. } => find(&|block| *block == Block::Item(item)),
            Spot::Notice { change } => find(&|block| *block == Block::Notice(change)),
            Spot::Field { field, .. } => find(&|block| {
                *block == Block::Field(at(field)) || *block == Block::Value(at(field))
            }),
            Spot::Value { field, .. } => find(&|block| *block == Block::Value(at(field))),
            Spot::Column { field, .. } => find(&|block| *block == Block::GridHead(at(field))),
            Spot::Cell { field, row, .. } => {
                find(&|block| *block == Block::GridRows(at(field))).map(|start| start + row)
            }
            Spot::Line { field, entry: Some(entry), is_old, line, .. } => {
                let start = find(&|block| *block == Block::Entry { at: at(field), entry })?;
                let Content::List(list) = at(field).content(&self.comparison) else { return None };
                let rows = entry_rows(&list.entries[entry], self.view.mode, None);
                rows.iter()
                    .position(|row| is_line(row, &list.entries[entry], is_old, line))
                    .map(|at| start + at)
            }
            Spot::Line { field, entry: None, is_old, line, .. } => {
                let text = at(field).text(&self.comparison)?;
                blocks.clone().find_map(|index| {
                    let (start, len) = (self.starts[index] as usize, self.block_len(index));
                    let offset = match self.blocks[index] {
                        Block::Same { at: here, old, new } if here == at(field) => {
                            let first = if is_old { old } else { new };
                            line.checked_sub(first).filter(|offset| *offset < len)
                        }
                        Block::Hunk { at: here, hunk, skip } if here == at(field) => {
                            let lines = &text.hunks()[hunk];
                            let lines = if is_old { &lines.old } else { &lines.new };
                            lines.contains(&line).then(|| {
                                let side = |row: &HunkRow| {
                                    if is_old { row.old } else { row.new }
                                };
                                hunk_rows(text, hunk, self.view.mode, skip)
                                    .take(len)
                                    .position(|row| side(&row) == Some(line))
                            })?
                        }
                        _ => None,
                    };
                    offset.map(|offset| start + offset)
                })
            }
        }
    }

    /// The blocks of an item, without those of the items nested in it.
    fn blocks_of(&self, item: usize) -> Range<usize> {
        let item_of = |block: &Block| match *block {
            Block::Section(_) => None,
            Block::Item(item) => Some(item),
            Block::Notice(change) => Some(self.comparison.changes[change].item),
            Block::Field(at)
            | Block::Value(at)
            | Block::Same { at, .. }
            | Block::Hunk { at, .. }
            | Block::Gap { at, .. }
            | Block::Entry { at, .. }
            | Block::GridDefault(at)
            | Block::GridHead(at)
            | Block::GridRows(at) => Some(at.item as usize),
        };
        // Items come in order, so only section headings stand in the way of a binary search.
        let before = |at: usize, limit: usize| {
            item_of(&self.blocks[at])
                .or_else(|| self.blocks.get(at + 1).and_then(item_of))
                .is_some_and(|found| found < limit)
        };
        let search = |limit: usize| {
            let (mut low, mut high) = (0, self.blocks.len());
            while low < high {
                let middle = (low + high) / 2;
                if before(middle, limit) { low = middle + 1 } else { high = middle }
            }
            low
        };
        search(item)..search(item + 1)
    }
}
