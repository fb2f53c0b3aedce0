//! Shows a place that the view hides.

use super::blocks::opening_for;
use super::field_ref::FieldRef;
use super::{Filter, Spot, View};
use crate::Comparison;

impl View {
    /// Unfolds and opens what hides a place, and resets the filter if that hides it.
    pub fn reveal(&mut self, comparison: &Comparison, spot: &Spot) {
        let item = spot.item(comparison);
        if !self.filter.shows_item(comparison, item) {
            self.filter = Filter::default();
        }
        self.folded_sections.remove(&comparison.section_of(item));
        let mut above = Some(item);
        while let Some(at) = above {
            self.folded.remove(&comparison.items[at].key);
            above = comparison.items[at].parent;
        }
        if let Spot::Line { field, entry: None, is_old, line, .. } = *spot {
            let at = FieldRef::new(item, field);
            if let Some((gap, opened)) = opening_for(comparison, at, self, line, is_old) {
                self.gaps.insert(gap, opened);
            }
        }
    }
}
