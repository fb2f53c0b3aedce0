//! How wide the columns are, and which of them are in sight.

use std::ops::Range;

use model::{Attribute, Grid};

use crate::browser::measure::length;

/// No column is narrower or wider than this.
const NARROW: f64 = 120.0;
const WIDE: f64 = 352.0;
/// About the width of a letter, and of what stands beside the text in a cell and in a head.
const LETTER: f64 = 7.0;
const CELL: f64 = 20.0;
const HEAD: f64 = 48.0;
/// The rows by which a column is measured.
const MEASURED: usize = 100;
/// Columns drawn beyond the edge, so that a small scroll shows no gap.
const MARGIN: usize = 2;

/// The columns with their places. A column is as wide as what is saved in it needs, so that it
/// stays as it is while somebody types.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Columns {
    pub(super) all: Vec<Attribute>,
    /// Where each column begins; in the end, where the last one ends.
    edges: Vec<f64>,
}

impl Columns {
    pub(super) fn of(grid: &Grid) -> Self {
        let mut edge = 0.0;
        let mut edges = vec![edge];
        for attribute in grid.attributes() {
            let rows = grid.variants().iter().take(MEASURED);
            let longest = rows.map(|row| row.value(&attribute.id).chars().count()).max();
            let values = longest.unwrap_or_default() as f64 * LETTER + CELL;
            let head = attribute.name.chars().count() as f64 * LETTER + HEAD;
            edge += values.max(head).clamp(NARROW, WIDE).round();
            edges.push(edge);
        }
        Self { all: grid.attributes().to_vec(), edges }
    }

    /// How wide all are together.
    pub(super) fn width(&self) -> f64 {
        self.edges.last().copied().unwrap_or_default()
    }

    /// Where a column begins and ends.
    pub(super) fn edges(&self, column: usize) -> (f64, f64) {
        let edge = |index: usize| self.edges.get(index).copied().unwrap_or_default();
        (edge(column), edge(column + 1))
    }

    /// The widths of the columns in sight for a style: before them, what is out of sight.
    pub(super) fn places(&self, in_sight: Range<usize>) -> String {
        let widths = in_sight
            .clone()
            .map(|column| self.edges(column))
            .map(|(left, right)| length(right - left));
        let before = length(self.edges(in_sight.start).0);
        std::iter::once(before).chain(widths).collect::<Vec<_>>().join(" ")
    }

    /// Which columns are in sight.
    pub(super) fn in_sight(&self, left: f64, width: f64) -> Range<usize> {
        let first = self.edges.partition_point(|edge| *edge <= left).saturating_sub(1);
        let last = self.edges.partition_point(|edge| *edge < left + width);
        let count = self.all.len();
        first.saturating_sub(MARGIN).min(count)..(last + MARGIN).min(count)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use model::Variant;

    #[test]
    fn columns_are_as_wide_as_their_content_within_limits() {
        let attribute = |id: &str| Attribute { id: id.into(), name: id.to_owned() };
        let values = [("a".into(), "x".repeat(30)), ("b".into(), "x".repeat(300))];
        let row = Variant {
            id: "V".into(),
            name: "Bristol".into(),
            is_default: false,
            values: values.into(),
        };
        let all = ["a", "b", "c", "d", "e", "f"].map(attribute).to_vec();
        let columns = Columns::of(&Grid::new(all, vec![row]));
        assert_eq!(columns.edges(0), (0.0, 230.0));
        assert_eq!(columns.edges(1), (230.0, 582.0));
        assert_eq!(columns.edges(2), (582.0, 702.0));
        assert_eq!(columns.width(), 1062.0);
        assert_eq!(columns.places(1..2), "calc(230rem / 16) calc(352rem / 16)");
        assert_eq!(columns.in_sight(0.0, 300.0), 0..4);
        assert_eq!(columns.in_sight(710.0, 100.0), 1..6);
        assert_eq!(Columns::default().in_sight(0.0, 300.0), 0..0);
    }
}
