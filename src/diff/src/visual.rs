//! Where every row stands on the page, in lines of one height.

use crate::named::{is_named, named_pieces};
use crate::rows::{Layout, MeasuredRow, Mode, Row};
use crate::wrap::{TextMeasurer, count_wraps};
use crate::{NamedLine, Piece, Syntax};

/// How the page is measured.
pub struct Page<'p, R> {
    /// Measures text.
    pub measurer: &'p R,
    /// The width of a column of text: of one of the two side by side, or of the only one.
    pub width: f32,
    /// How many lines high a row is that is not a row of text.
    pub height: &'p dyn Fn(&Row) -> usize,
}

/// Where every row begins, in visual lines from the top of the page.
#[derive(Clone, Debug, Default)]
pub struct VisualLayout {
    /// Where every row begins, then the number of all lines.
    starts: Vec<u32>,
}

impl VisualLayout {
    /// Measures all rows. Lines that plainly fit cost next to nothing.
    pub fn new<R: TextMeasurer>(layout: &Layout, page: &Page<R>) -> Self {
        let mut starts = Vec::with_capacity(layout.len() + 1);
        starts.push(0_u32);
        let mut end = 0_u32;
        let wraps = |text: &str| count_wraps(text, page.width, page.measurer);
        layout.for_each_measured(|row| {
            let height = match row {
                MeasuredRow::Line { old, new, words, syntax }
                    if syntax == Syntax::Prose
                        && [old, new].into_iter().flatten().any(is_named) =>
                {
                    let length = new.map_or(0, str::len);
                    let [old, new] = layout.comparison().names.row(old, new, syntax);
                    match (&old, &new, layout.view().mode) {
                        (Some(old), Some(new), Mode::Reading) => match words {
                            Some(words) => {
                                let pieces = named_pieces(old, new, &words(), length);
                                wraps(&pieces.iter().map(|(_, text)| *text).collect::<String>())
                            }
                            None => wraps(&new.text),
                        },
                        (Some(_), Some(new), Mode::Unified) => wraps(&new.text),
                        (old, new, _) => {
                            let side = |line: &Option<NamedLine>| {
                                line.as_ref().map_or(0, |line| wraps(&line.text))
                            };
                            side(old).max(side(new))
                        }
                    }
                }
                MeasuredRow::Line { old, new, words, .. } => match (old, new) {
                    (Some(old), Some(new)) if layout.view().mode == Mode::Reading => {
                        match words {
                            // Removed and added words stand in one text.
                            Some(words) => {
                                let part = |piece: &Piece| match piece {
                                    Piece::Removed(range) => &old[range.clone()],
                                    Piece::Same(range) | Piece::Added(range) => &new[range.clone()],
                                };
                                let merged: String =
                                    words().pieces(new.len()).iter().map(part).collect();
                                wraps(&merged)
                            }
                            None => wraps(new),
                        }
                    }
                    (Some(old), Some(new)) if layout.view().mode == Mode::Unified || old == new => {
                        wraps(new)
                    }
                    (old, new) => {
                        let side = |text: Option<&str>| text.map_or(0, wraps);
                        side(old).max(side(new))
                    }
                },
                MeasuredRow::Other(row) => (page.height)(&row),
            };
            end += height.max(1) as u32;
            starts.push(end);
        });
        Self { starts }
    }

    /// How many visual lines there are.
    pub fn len(&self) -> usize {
        self.starts.last().map_or(0, |end| *end as usize)
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// The row at a visual line, and how many of its lines are above that. The last row if the line
    /// is beyond the end.
    pub fn row_at(&self, line: usize) -> (usize, usize) {
        let rows = self.starts.len().saturating_sub(1);
        let row = self.starts.partition_point(|&start| start as usize <= line).saturating_sub(1);
        let row = row.min(rows.saturating_sub(1));
        (row, line.saturating_sub(self.line_of(row)))
    }

    /// The first visual line of a row; the number of all lines for a row beyond the end.
    pub fn line_of(&self, row: usize) -> usize {
        self.starts.get(row).or(self.starts.last()).map_or(0, |start| *start as usize)
    }

    /// How many visual lines a row takes.
    pub fn height(&self, row: usize) -> usize {
        self.line_of(row + 1) - self.line_of(row)
    }
}
