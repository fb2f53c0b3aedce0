//! How wide text is and how high rows are. The style sheet has the same numbers.

use diff::{Layout, Mode, Page, Row, SideNames, VisualLayout, count_wraps};

use crate::browser::measure::{self, CodeRuler};

/// The height of a line; every row is a whole number of lines high.
pub(super) const LINE: f64 = 22.0;
/// The width of the numbers and the sign before a text.
pub(super) const GUTTER: f64 = 60.0;
/// The space on both sides of a text together.
const PADDING: f64 = 20.0;
/// The width of the first column of the grid of variants, and of the others.
pub(super) const GRID_NAME: f64 = 200.0;
pub(super) const GRID_COLUMN: f64 = 240.0;
/// Text for reading is not wider than this.
const READING: f64 = 760.0;
/// The most lines that a cell of the grid shows of either side.
pub(super) const CELL_LINES: usize = 6;
/// Narrower than this, two sides beside each other are of no use.
pub(super) const NARROW: f64 = 720.0;

/// The fonts and the width of the place the rows are drawn in.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Metrics {
    /// The width of the place.
    pub(crate) width: f64,
    /// The width of a character of the fixed-width font.
    pub(crate) cell: f64,
}

impl Metrics {
    /// The mode the place has room for.
    pub(super) fn fitting(self, wanted: Mode) -> Mode {
        if wanted == Mode::SideBySide && self.width < NARROW { Mode::Unified } else { wanted }
    }

    /// The width of one text.
    fn text_width(self, mode: Mode) -> f64 {
        let width = match mode {
            Mode::SideBySide => self.width / 2.0 - GUTTER - PADDING,
            Mode::Unified => self.width - 1.5 * GUTTER - PADDING,
            Mode::Reading => (self.width - GUTTER - PADDING).min(READING),
        };
        width.max(40.0)
    }

    /// The width of one text, in characters of the fixed-width font.
    pub(super) fn columns(self, mode: Mode) -> f32 {
        (self.text_width(mode) / self.cell).floor().max(8.0) as f32
    }

    /// The characters that fit a cell of the grid of variants.
    pub(super) fn cell_columns(self) -> f32 {
        ((GRID_COLUMN - 28.0) / self.cell).floor() as f32
    }

    /// Where every row begins.
    pub(super) fn measure(self, layout: &Layout) -> VisualLayout {
        let mode = layout.view().mode;
        let names = &layout.comparison().names;
        let height = |row: &Row| self.height(row, mode, names);
        if mode == Mode::Reading {
            let measurer = measure::reading_ruler();
            let width = self.text_width(mode) as f32;
            return VisualLayout::new(
                layout,
                &Page { measurer: &measurer, width, height: &height },
            );
        }
        let page = Page { measurer: &CodeRuler, width: self.columns(mode), height: &height };
        VisualLayout::new(layout, &page)
    }

    /// The pieces a text is broken into.
    pub(super) fn wrap(self, text: &str, mode: Mode) -> Vec<std::ops::Range<usize>> {
        if mode == Mode::Reading {
            let ruler = measure::reading_ruler();
            return diff::wrap(text, self.text_width(mode) as f32, &ruler);
        }
        diff::wrap(text, self.columns(mode), &CodeRuler)
    }

    /// How many lines high a row is that is not a row of text.
    fn height(self, row: &Row, mode: Mode, names: &SideNames) -> usize {
        match row {
            Row::Section { .. } | Row::Item { .. } => 2,
            Row::Value { value, .. } => {
                let wraps = |text: &str| self.lines(text, self.columns(fixed(mode)));
                let [old, new] = names.pair(&value.old_text, &value.new_text);
                let (old, new) = (wraps(&old.text), wraps(&new.text));
                1 + if mode == Mode::SideBySide { old.max(new) } else { old + new }
            }
            Row::GridDefault { .. } => 2,
            Row::GridRow { grid, row } => (0..grid.columns.len())
                .map(|column| {
                    let cell = grid.cell(*row, column);
                    let lines = |text: &str| self.lines(text, self.cell_columns()).min(CELL_LINES);
                    let [old, new] = names.pair(&cell.old, &cell.new);
                    if cell.old == cell.new { 1 } else { lines(&old.text) + lines(&new.text) }
                })
                .max()
                .unwrap_or(1)
                .max(1),
            Row::Notice { .. } | Row::Field { .. } | Row::Gap { .. } | Row::GridHead { .. } => 1,
            Row::Line(_) => 1,
        }
    }

    /// How many lines a text with line breaks of its own takes.
    fn lines(self, text: &str, width: f32) -> usize {
        text.split('\n').map(|line| count_wraps(line, width, &CodeRuler)).sum()
    }
}

/// Values are drawn in the fixed-width font in every mode.
pub(super) fn fixed(mode: Mode) -> Mode {
    if mode == Mode::Reading { Mode::Unified } else { mode }
}
