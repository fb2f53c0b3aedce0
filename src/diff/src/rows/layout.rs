//! Which rows a comparison has in a view: how many at once, what they are on demand.

use std::ops::Range;
use std::sync::Arc;

use super::blocks::{Block, text_blocks};
use super::entry::entry_len;
use super::field_ref::FieldRef;
use super::view::View;
use crate::{Comparison, Content, GridPart, ItemDiff, Part, Presence, Totals};

/// The rows of a comparison in one view.
///
/// Making it costs a little for every hunk and nothing for every line: rows are made when they are
/// asked for.
#[derive(Debug, Clone)]
pub struct Layout {
    pub(super) comparison: Arc<Comparison>,
    pub(super) view: View,
    pub(super) blocks: Vec<Block>,
    /// Where every block begins, then the number of all rows.
    pub(super) starts: Vec<u32>,
    /// The row of every change; none for those that are filtered out.
    change_rows: Vec<Option<u32>>,
    /// Fields that the filter shows, folded or not.
    fields: Vec<FieldRef>,
    /// Items that the filter shows, folded or not.
    items: Vec<usize>,
}

impl Layout {
    /// Lays a comparison out.
    pub fn new(comparison: Arc<Comparison>, view: View) -> Self {
        let mut layout = Self {
            blocks: Vec::new(),
            starts: vec![0],
            change_rows: vec![None; comparison.changes.len()],
            fields: Vec::new(),
            items: Vec::new(),
            comparison: Arc::clone(&comparison),
            view,
        };
        for (index, section) in comparison.sections.iter().enumerate() {
            let shown: Vec<usize> = section
                .items
                .clone()
                .filter(|&item| layout.view.filter.shows_item(&comparison, item))
                .collect();
            if shown.is_empty() {
                continue;
            }
            let heading = layout.len() as u32;
            layout.push(Block::Section(index), 1);
            let is_folded = layout.view.folded_sections.contains(&section.section);
            for item in shown {
                layout.item(item, is_folded.then_some(heading));
            }
        }
        layout
    }

    /// What is laid out.
    pub fn comparison(&self) -> &Arc<Comparison> {
        &self.comparison
    }

    /// The view it is laid out in.
    pub fn view(&self) -> &View {
        &self.view
    }

    /// How many rows there are.
    pub fn len(&self) -> usize {
        self.starts.last().map_or(0, |rows| *rows as usize)
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// The row of a change, unless it is filtered out. A folded item has all its changes in its
    /// heading.
    pub fn row_of_change(&self, change: usize) -> Option<usize> {
        self.change_rows.get(change).copied().flatten().map(|row| row as usize)
    }

    /// The changes that are shown and counted, in order: what "3 of 17" is about.
    pub fn changes(&self) -> impl DoubleEndedIterator<Item = usize> + '_ {
        (0..self.change_rows.len())
            .filter(|&at| self.change_rows[at].is_some() && !self.comparison.changes[at].is_note)
    }

    /// How many of some changes are shown: the numbers in headings.
    pub fn totals_of(&self, changes: Range<usize>) -> Totals {
        let mut totals = Totals::default();
        changes
            .filter(|&at| self.change_rows[at].is_some())
            .for_each(|at| totals.count(&self.comparison.changes[at]));
        totals
    }

    /// The change one is at when a row is in sight: the last counted one at or above it, or else
    /// the first one.
    pub fn change_near(&self, row: usize) -> Option<usize> {
        let above = |change: &usize| self.row_of_change(*change).is_some_and(|at| at <= row);
        self.changes().rfind(above).or_else(|| self.changes().next())
    }

    /// The heading of the item that a row belongs to, and the item; none for the heading of a section.
    pub fn heading_of(&self, row: usize) -> Option<(usize, usize)> {
        let own = self.block_at(row);
        let above = self.blocks.get(..=own)?.iter().enumerate().rev();
        let mut headings =
            above.filter(|(_, block)| matches!(block, Block::Item(_) | Block::Section(_)));
        match headings.next()? {
            (at, Block::Item(item)) => Some((self.starts[at] as usize, *item)),
            _ => None,
        }
    }

    /// The items and fields that the filter shows, folded or not, in order.
    pub(crate) fn shown(&self) -> impl Iterator<Item = (usize, &[FieldRef])> {
        self.items.iter().map(|&item| {
            let from = self.fields.partition_point(|at| (at.item as usize) < item);
            let to = self.fields.partition_point(|at| at.item as usize <= item);
            (item, &self.fields[from..to])
        })
    }

    fn push(&mut self, block: Block, rows: usize) {
        if rows > 0 {
            let end = self.len() + rows;
            self.blocks.push(block);
            self.starts.push(end as u32);
        }
    }

    /// Lays out one item; under a folded heading, at the row of that heading.
    fn item(&mut self, index: usize, folded_at: Option<u32>) {
        let comparison = Arc::clone(&self.comparison);
        let item = &comparison.items[index];
        self.items.push(index);
        let above = folded_at.or_else(|| self.folded_above(item));
        let heading = above.unwrap_or(self.len() as u32);
        if above.is_none() {
            self.push(Block::Item(index), 1);
        }
        let is_hidden = above.is_some() || self.view.folded.contains(&item.key);
        let is_shown = |layout: &Self, change: usize| {
            layout.view.filter.shows(&comparison, &comparison.changes[change])
        };
        let own = item.changes.clone().filter(|&at| comparison.changes[at].item == index);
        for change in own.filter(|&at| comparison.changes[at].part.field().is_none()) {
            if !is_shown(self, change) {
                continue;
            }
            let is_heading = item.presence != Presence::Both;
            self.change_rows[change] =
                Some(if is_hidden || is_heading { heading } else { self.len() as u32 });
            if !is_hidden && !is_heading {
                self.push(Block::Notice(change), 1);
            }
        }
        for (field, content) in item.fields.iter().enumerate() {
            let changes = content.changes.clone();
            if !changes.is_empty() && !changes.clone().any(|change| is_shown(self, change)) {
                continue;
            }
            self.fields.push(FieldRef::new(index, field));
            if is_hidden {
                for change in changes {
                    self.change_rows[change] = is_shown(self, change).then_some(heading);
                }
            } else {
                self.field(&comparison, FieldRef::new(index, field));
            }
        }
    }

    /// The row of the heading under which an item is folded away.
    fn folded_above(&self, item: &ItemDiff) -> Option<u32> {
        let mut above = item.parent;
        let mut found = None;
        while let Some(at) = above {
            let parent = &self.comparison.items[at];
            if self.view.folded.contains(&parent.key) {
                found = Some(at);
            }
            above = parent.parent;
        }
        let found = found?;
        let block = self.blocks.iter().rposition(|block| *block == Block::Item(found))?;
        Some(self.starts[block])
    }

    fn field(&mut self, comparison: &Comparison, at: FieldRef) {
        let field = &comparison.items[at.item as usize].fields[at.field as usize];
        let first = field.changes.start;
        let has_changes = !field.changes.is_empty();
        let set_row = |layout: &mut Self, change: usize| {
            if has_changes && layout.view.filter.shows(comparison, &comparison.changes[change]) {
                layout.change_rows[change] = Some(layout.len() as u32);
            }
        };
        if !matches!(field.content, Content::Value(_)) {
            self.push(Block::Field(at), 1);
        }
        match &field.content {
            Content::Value(_) => {
                set_row(self, first);
                self.push(Block::Value(at), 1);
            }
            Content::Text(_) | Content::Json(_) => {
                let mut found = Vec::new();
                text_blocks(comparison, at, &self.view, &mut |block, rows| {
                    found.push((block, rows))
                });
                let is_one = matches!(field.content, Content::Json(_));
                let mut is_set = false;
                for (block, rows) in found {
                    if let Block::Hunk { hunk, skip: 0, .. } = block
                        && !(is_one && std::mem::replace(&mut is_set, true))
                    {
                        set_row(self, if is_one { first } else { first + hunk });
                    }
                    self.push(block, rows);
                }
            }
            Content::List(list) => {
                for (entry, content) in list.entries.iter().enumerate() {
                    set_row(self, first + entry);
                    let rows = entry_len(&content.text, self.view.mode);
                    self.push(Block::Entry { at, entry }, rows);
                }
            }
            Content::Grid(grid) => {
                let head = self.len() + usize::from(grid.default.is_some());
                for change in field.changes.clone() {
                    let Part::Grid { part, .. } = &comparison.changes[change].part else {
                        continue;
                    };
                    let row = match part {
                        GridPart::Default => self.len(),
                        GridPart::Column(_) => head,
                        GridPart::Row(row) | GridPart::Cell { row, .. } => head + 1 + row,
                    };
                    if self.view.filter.shows(comparison, &comparison.changes[change]) {
                        self.change_rows[change] = Some(row as u32);
                    }
                }
                self.push(Block::GridDefault(at), usize::from(grid.default.is_some()));
                if !grid.rows.is_empty() || !grid.columns.is_empty() {
                    self.push(Block::GridHead(at), 1);
                    self.push(Block::GridRows(at), grid.rows.len());
                }
            }
        }
    }

    pub(super) fn block_at(&self, row: usize) -> usize {
        self.starts.partition_point(|&start| start as usize <= row).saturating_sub(1)
    }

    pub(super) fn block_len(&self, block: usize) -> usize {
        (self.starts[block + 1] - self.starts[block]) as usize
    }

    pub(super) fn block_rows(&self) -> impl Iterator<Item = (Block, usize)> + '_ {
        self.blocks.iter().copied().zip(self.starts.iter().map(|start| *start as usize))
    }
}
