//! One side of some rows as text, without signs and numbers.

use std::ops::Range;

use super::blocks::{Block, hidden_blocks};
use super::{Layout, Row};

impl Layout {
    /// What one side has in some rows, line by line: what a person means who selects them. Lines
    /// that are hidden in a gap are part of it, headings are not; a value counts as a line, and a
    /// row of the grid as its cells with tabs between.
    pub fn side_text(&self, rows: Range<usize>, is_old: bool) -> String {
        let mut lines = Vec::new();
        let mut at = rows.start;
        while at < rows.end.min(self.len()) {
            let block = self.block_at(at);
            let end = (self.starts[block + 1] as usize).min(rows.end);
            match self.blocks[block] {
                Block::Gap { at, hunk, .. } => {
                    let mut rows = Vec::new();
                    hidden_blocks(&self.comparison, at, &self.view, hunk, &mut |block, len| {
                        self.make(block, 0..len, &mut rows);
                    });
                    lines.extend(rows.iter().filter_map(|row| side_of_row(row, is_old)));
                }
                _ => lines
                    .extend(self.rows(at..end).iter().filter_map(|row| side_of_row(row, is_old))),
            }
            at = end;
        }
        lines.join("\n")
    }
}

impl Layout {
    /// How many characters of what is copied stand before a place in a row as it is shown, counted in
    /// characters, too: references are shown by name, and copied as they are stored.
    pub fn stored_offset(&self, row: usize, is_old: bool, offset: usize) -> usize {
        let Some(Row::Line(line)) = self.row(row) else { return offset };
        let [old, new] = [line.old, line.new].map(|side| side.map(|side| side.text));
        let [shown_old, shown_new] = self.comparison.names.row(old, new, line.syntax);
        let (side, shown) = if is_old { (old, shown_old) } else { (new, shown_new) };
        let Some((text, shown)) = side.zip(shown).filter(|(_, shown)| !shown.references.is_empty())
        else {
            return offset;
        };
        let at = shown.text.char_indices().nth(offset).map_or(shown.text.len(), |(at, _)| at);
        text[..shown.back(at)].chars().count()
    }
}

fn side_of_row(row: &Row, is_old: bool) -> Option<String> {
    match row {
        Row::Line(line) => {
            let side = if is_old { line.old } else { line.new };
            side.map(|side| side.text.to_owned())
        }
        Row::Value { value, .. } => {
            let (side, text) =
                if is_old { (&value.old, &value.old_text) } else { (&value.new, &value.new_text) };
            side.is_some().then(|| text.clone())
        }
        Row::GridRow { grid, row } => {
            let cell = |column| {
                let cell = grid.cell(*row, column);
                if is_old { cell.old.as_str() } else { cell.new.as_str() }
            };
            Some((0..grid.columns.len()).map(cell).collect::<Vec<_>>().join("\t"))
        }
        _ => None,
    }
}
