//! Rows, made when they are asked for.

use std::ops::Range;
use std::sync::Arc;

use super::blocks::Block;
use super::entry::entry_rows;
use super::field_ref::FieldRef;
use super::lines::{hunk_rows, line_row, same_row};
use super::{Layout, Row};
use crate::named::is_named;
use crate::{Content, Part, Syntax, Whitespace, WordDiff};

impl Layout {
    /// Some rows, in order. Rows beyond the last one are left out.
    pub fn rows(&self, range: Range<usize>) -> Vec<Row<'_>> {
        let range = range.start..range.end.min(self.len());
        let mut rows = Vec::with_capacity(range.len());
        let mut block = self.block_at(range.start);
        let mut at = range.start;
        while at < range.end {
            let (start, end) = (self.starts[block] as usize, self.starts[block + 1] as usize);
            self.make(self.blocks[block], at - start..range.end.min(end) - start, &mut rows);
            at = end;
            block += 1;
        }
        rows
    }

    /// One row.
    pub fn row(&self, row: usize) -> Option<Row<'_>> {
        self.rows(row..row + 1).pop()
    }

    /// Goes through all rows in order, making no more of each than its height depends on.
    pub(crate) fn for_each_measured<'a>(&'a self, mut visit: impl FnMut(MeasuredRow<'a, '_>)) {
        let is_ignoring = self.comparison.whitespace == Whitespace::Ignored;
        for (index, block) in self.blocks.iter().enumerate() {
            let len = self.block_len(index);
            match *block {
                Block::Same { at, old, new } => {
                    let Some(text) = at.text(&self.comparison) else { continue };
                    for row in 0..len {
                        let line = text.new_lines().line(new + row);
                        // Where white space counts, both sides are the same text; what it refers to
                        // can have another name on each side.
                        let both = is_ignoring || is_named(line);
                        let old = both.then(|| text.old_lines().line(old + row));
                        visit(MeasuredRow::Line {
                            old,
                            new: Some(line),
                            words: None,
                            syntax: text.syntax(),
                        });
                    }
                }
                Block::Hunk { at, hunk, skip } => {
                    let Some(text) = at.text(&self.comparison) else { continue };
                    for row in hunk_rows(text, hunk, self.view.mode, skip).take(len) {
                        let words = || row.pair.map(|pair| text.words(pair)).unwrap_or_default();
                        visit(MeasuredRow::Line {
                            old: row.old.map(|line| text.old_lines().line(line)),
                            new: row.new.map(|line| text.new_lines().line(line)),
                            words: if row.pair.is_some() { Some(&words) } else { None },
                            syntax: text.syntax(),
                        });
                    }
                }
                _ => {
                    let mut rows = Vec::with_capacity(len);
                    self.make(*block, 0..len, &mut rows);
                    for row in rows {
                        match row {
                            Row::Line(line) => {
                                let words = || line.words.clone().unwrap_or_default();
                                visit(MeasuredRow::Line {
                                    old: line.old.map(|line| line.text),
                                    new: line.new.map(|line| line.text),
                                    words: if line.words.is_some() { Some(&words) } else { None },
                                    syntax: line.syntax,
                                });
                            }
                            other => visit(MeasuredRow::Other(other)),
                        }
                    }
                }
            }
        }
    }

    /// Makes some rows of a block.
    pub(super) fn make<'a>(&'a self, block: Block, range: Range<usize>, rows: &mut Vec<Row<'a>>) {
        let comparison = &*self.comparison;
        let field = |at: FieldRef| &comparison.items[at.item as usize].fields[at.field as usize];
        let change_of = |at: FieldRef, offset: usize| {
            let changes = &field(at).changes;
            (!changes.is_empty()).then_some(changes.start + offset)
        };
        match block {
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
}

/// A row as far as its height depends on it.
pub(crate) enum MeasuredRow<'a, 'w> {
    /// A row of text, and what finds the words that differ in it.
    Line {
        old: Option<&'a str>,
        new: Option<&'a str>,
        words: Option<&'w dyn Fn() -> Arc<WordDiff>>,
        syntax: Syntax,
    },
    /// Any other row.
    Other(Row<'a>),
}
