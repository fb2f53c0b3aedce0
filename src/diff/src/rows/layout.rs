//! Which rows a comparison has in a view: how many at once, what they are on demand.

use std::ops::Range;
use std::sync::Arc;

use super::blocks::{At, Block, text_blocks};
use super::lines::{LineKind, hunk_len, hunk_rows, line_row, same_row};
use super::view::{Mode, View};
use super::{LineRow, Row, Spot};
use crate::{
    ChangeKind, Comparison, Content, GridPart, ItemDiff, ListEntry, Part, Presence, Whitespace,
    WordDiff,
};

/// The rows of a comparison in one view.
///
/// Making it costs a little for every hunk and nothing for every line: rows are made when they are
/// asked for.
#[derive(Debug, Clone)]
pub struct Layout {
    comparison: Arc<Comparison>,
    view: View,
    blocks: Vec<Block>,
    /// Where every block begins, then the number of all rows.
    starts: Vec<u32>,
    /// The row of every change; none for those that are filtered out.
    change_rows: Vec<Option<u32>>,
    /// Fields that the filter shows, folded or not.
    fields: Vec<At>,
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

    /// Some rows, in order. Rows beyond the last one are left out.
    pub fn rows(&self, range: Range<usize>) -> Vec<Row<'_>> {
        let range = range.start..range.end.min(self.len());
        let mut rows = Vec::with_capacity(range.len());
        let mut block = self.block_at(range.start);
        let mut at = range.start;
        while at < range.end {
            let (start, end) = (self.starts[block] as usize, self.starts[block + 1] as usize);
            self.make(block, at - start..range.end.min(end) - start, &mut rows);
            at = end;
            block += 1;
        }
        rows
    }

    /// One row.
    pub fn row(&self, row: usize) -> Option<Row<'_>> {
        self.rows(row..row + 1).pop()
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

    /// The change one is at when a row is in sight: the last counted one at or above it, or else
    /// the first one.
    pub fn change_near(&self, row: usize) -> Option<usize> {
        let above = |change: &usize| self.row_of_change(*change).is_some_and(|at| at <= row);
        self.changes().rfind(above).or_else(|| self.changes().next())
    }

    /// The row in which a piece of text stands; none if it is folded away, filtered out or in a
    /// gap, which [`View::reveal`] mends.
    pub fn row_of(&self, spot: &Spot) -> Option<usize> {
        let item = spot.item(&self.comparison);
        let blocks = self.blocks_of(item);
        let find = |wanted: &dyn Fn(&Block) -> bool| {
            blocks.clone().find(|&at| wanted(&self.blocks[at])).map(|at| self.starts[at] as usize)
        };
        let at = |field: usize| At::new(item, field);
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
                                let side = |row: &super::lines::HunkRow| {
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

    /// The items and fields that the filter shows, folded or not, in order.
    pub(crate) fn shown(&self) -> impl Iterator<Item = (usize, &[At])> {
        self.items.iter().map(|&item| {
            let from = self.fields.partition_point(|at| (at.item as usize) < item);
            let to = self.fields.partition_point(|at| at.item as usize <= item);
            (item, &self.fields[from..to])
        })
    }

    /// Goes through all rows in order, making no more of each than its height depends on.
    pub(crate) fn stride<'a>(&'a self, mut visit: impl FnMut(Stride<'a, '_>)) {
        let is_ignoring = self.comparison.whitespace == Whitespace::Ignored;
        for (index, block) in self.blocks.iter().enumerate() {
            let len = self.block_len(index);
            match *block {
                Block::Same { at, old, new } => {
                    let Some(text) = at.text(&self.comparison) else { continue };
                    for row in 0..len {
                        // Where white space counts, both sides are the same text.
                        let old = is_ignoring.then(|| text.old_lines().line(old + row));
                        visit(Stride::Line {
                            old,
                            new: Some(text.new_lines().line(new + row)),
                            words: None,
                        });
                    }
                }
                Block::Hunk { at, hunk, skip } => {
                    let Some(text) = at.text(&self.comparison) else { continue };
                    for row in hunk_rows(text, hunk, self.view.mode, skip).take(len) {
                        let words = || row.pair.map(|pair| text.words(pair)).unwrap_or_default();
                        visit(Stride::Line {
                            old: row.old.map(|line| text.old_lines().line(line)),
                            new: row.new.map(|line| text.new_lines().line(line)),
                            words: if row.pair.is_some() { Some(&words) } else { None },
                        });
                    }
                }
                _ => {
                    let mut rows = Vec::with_capacity(len);
                    self.make(index, 0..len, &mut rows);
                    for row in rows {
                        match row {
                            Row::Line(line) => {
                                let words = || line.words.clone().unwrap_or_default();
                                visit(Stride::Line {
                                    old: line.old.map(|line| line.text),
                                    new: line.new.map(|line| line.text),
                                    words: if line.words.is_some() { Some(&words) } else { None },
                                });
                            }
                            other => visit(Stride::Other(other)),
                        }
                    }
                }
            }
        }
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
            self.fields.push(At::new(index, field));
            if is_hidden {
                for change in changes {
                    self.change_rows[change] = is_shown(self, change).then_some(heading);
                }
            } else {
                self.field(&comparison, At::new(index, field));
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

    fn field(&mut self, comparison: &Comparison, at: At) {
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
                    let rows = entry_rows(content, self.view.mode, None).len();
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

    fn block_at(&self, row: usize) -> usize {
        self.starts.partition_point(|&start| start as usize <= row).saturating_sub(1)
    }

    fn block_len(&self, block: usize) -> usize {
        (self.starts[block + 1] - self.starts[block]) as usize
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

    fn make<'a>(&'a self, block: usize, range: Range<usize>, rows: &mut Vec<Row<'a>>) {
        let comparison = &*self.comparison;
        let field = |at: At| &comparison.items[at.item as usize].fields[at.field as usize];
        let change_of = |at: At, offset: usize| {
            let changes = &field(at).changes;
            (!changes.is_empty()).then_some(changes.start + offset)
        };
        match self.blocks[block] {
            Block::Section(index) => {
                let section = &comparison.sections[index];
                let is_folded = self.view.folded_sections.contains(&section.section);
                rows.push(Row::Section { index, section, is_folded });
            }
            Block::Item(index) => {
                let item = &comparison.items[index];
                let is_folded = self.view.folded.contains(&item.key);
                let change = item.changes.clone().next().filter(|&at| {
                    comparison.changes[at].item == index
                        && comparison.changes[at].part == Part::Item
                });
                rows.push(Row::Item { index, item, is_folded, change });
            }
            Block::Notice(index) => {
                let change = &comparison.changes[index];
                let text = comparison.notice(change);
                rows.push(Row::Notice { index, change, text });
            }
            Block::Field(at) => rows.push(Row::Field {
                item: at.item as usize,
                index: at.field as usize,
                field: field(at),
            }),
            Block::Value(at) => {
                if let Content::Value(value) = &field(at).content {
                    rows.push(Row::Value { field: field(at), value, change: change_of(at, 0) });
                }
            }
            Block::Same { at, old, new } => {
                let text = at.text(comparison);
                rows.extend(
                    range.filter_map(|row| Some(Row::Line(same_row(text?, old + row, new + row)))),
                );
            }
            Block::Hunk { at, hunk, skip } => {
                let Some(text) = at.text(comparison) else { return };
                let is_one = matches!(field(at).content, Content::Json(_));
                let change = change_of(at, if is_one { 0 } else { hunk });
                let made = hunk_rows(text, hunk, self.view.mode, skip + range.start);
                rows.extend(
                    made.take(range.len()).map(|row| Row::Line(line_row(text, row, change))),
                );
            }
            Block::Gap { at, hunk, hidden } => rows.push(Row::Gap { id: at.gap(hunk), hidden }),
            Block::Entry { at, entry } => {
                if let Content::List(list) = &field(at).content {
                    let made =
                        entry_rows(&list.entries[entry], self.view.mode, change_of(at, entry));
                    rows.extend(
                        made.into_iter().skip(range.start).take(range.len()).map(Row::Line),
                    );
                }
            }
            Block::GridDefault(at) => {
                if let Content::Grid(grid) = &field(at).content {
                    rows.extend(grid.default.as_ref().map(|default| Row::GridDefault { default }));
                }
            }
            Block::GridHead(at) => {
                if let Content::Grid(grid) = &field(at).content {
                    rows.push(Row::GridHead { grid });
                }
            }
            Block::GridRows(at) => {
                if let Content::Grid(grid) = &field(at).content {
                    rows.extend(range.map(|row| Row::GridRow { grid, row }));
                }
            }
        }
    }

    pub(super) fn block_rows(&self) -> impl Iterator<Item = (Block, usize)> + '_ {
        self.blocks.iter().copied().zip(self.starts.iter().map(|start| *start as usize))
    }
}

/// A row as far as its height depends on it.
pub(crate) enum Stride<'a, 'w> {
    /// A row of text, and what finds the words that differ in it.
    Line {
        old: Option<&'a str>,
        new: Option<&'a str>,
        words: Option<&'w dyn Fn() -> Arc<WordDiff>>,
    },
    /// Any other row.
    Other(Row<'a>),
}

/// The rows of an entry of a list. Its number stands beside its first line.
fn entry_rows(entry: &ListEntry, mode: Mode, change: Option<usize>) -> Vec<LineRow<'_>> {
    let text = &entry.text;
    let mut rows = Vec::new();
    let (mut old, mut new) = (0, 0);
    let end = (text.old_lines().len(), text.new_lines().len());
    for hunk in 0..=text.hunks().len() {
        let lines = text.hunks().get(hunk);
        let stop = lines.map_or(end.0, |hunk| hunk.old.start);
        let same = (old..stop).zip(new..);
        rows.extend(same.map(|(old, new)| LineRow { change, ..same_row(text, old, new) }));
        if let Some(lines) = lines {
            rows.extend(hunk_rows(text, hunk, mode, 0).map(|row| line_row(text, row, change)));
            (old, new) = (lines.old.end, lines.new.end);
        }
    }
    for row in &mut rows {
        if entry.kind == ChangeKind::Moved {
            row.kind = LineKind::Moved;
        }
        let numbered = |line: &mut Option<super::NumberedLine>, place: Option<usize>| {
            if let Some(line) = line {
                line.number = place.filter(|_| line.number == Some(1)).map(|place| place + 1);
            }
        };
        numbered(&mut row.old, entry.old);
        numbered(&mut row.new, entry.new);
    }
    // An entry without any text still takes a row.
    if rows.is_empty() {
        let blank = |place: Option<usize>| {
            place.map(|place| super::NumberedLine { number: Some(place + 1), text: "" })
        };
        let kind = match entry.kind {
            ChangeKind::Removed => LineKind::Removed,
            ChangeKind::Added => LineKind::Added,
            _ => LineKind::Moved,
        };
        let (old, new) = (blank(entry.old), blank(entry.new));
        rows.push(LineRow { kind, old, new, words: None, syntax: text.syntax(), change });
    }
    debug_assert_eq!(rows.len(), entry_len(text, mode).max(1));
    rows
}

fn entry_len(text: &crate::TextDiff, mode: Mode) -> usize {
    let changed: usize = text.hunks().iter().map(|hunk| hunk.old.len()).sum();
    let hunks: usize = (0..text.hunks().len()).map(|hunk| hunk_len(text, hunk, mode)).sum();
    text.old_lines().len() - changed + hunks
}

/// Whether a row of an entry holds a line of its text.
fn is_line(row: &LineRow, entry: &ListEntry, is_old: bool, line: usize) -> bool {
    let (side, lines) =
        if is_old { (row.old, entry.text.old_lines()) } else { (row.new, entry.text.new_lines()) };
    side.is_some_and(|side| std::ptr::eq(side.text, lines.line(line)))
}
