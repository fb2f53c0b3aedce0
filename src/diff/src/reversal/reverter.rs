//! What reverting has to know, and how it refuses.

use super::parts::Parts;
use super::plan::Unsupported;
use crate::{Comparison, FieldDiff, TextDiff};

pub(super) const NO_ENDPOINT: &str = "no public endpoint can write it";
pub(super) const NO_ORDER: &str = "no public endpoint can change the order";
pub(super) const NO_EMPTY_BEHAVIOR: &str = "the API takes no empty behavior";

/// The content that is wanted, and what of it cannot be had.
pub(super) struct Reverted {
    pub(super) wanted: Parts,
    pub(super) unsupported: Vec<Unsupported>,
}

/// The reversal in progress.
pub(super) struct Reverter<'u> {
    pub(super) comparison: &'u Comparison,
    pub(super) target: &'u Parts,
    pub(super) is_chosen: Vec<bool>,
    pub(super) reverted: Reverted,
}

impl Reverter<'_> {
    pub(super) fn refuse(&mut self, change: usize, reason: &'static str) {
        let change = &self.comparison.changes[change];
        let what = self.comparison.describe(change);
        let (id, section) = (change.id.clone(), change.section);
        self.reverted.unsupported.push(Unsupported { change: id, section, what, reason });
    }

    /// Refuses all chosen changes of an item itself.
    pub(super) fn refuse_all(&mut self, item: usize, reason: &'static str) {
        for change in self.comparison.items[item].changes.clone() {
            if self.is_chosen[change] && self.comparison.changes[change].item == item {
                self.refuse(change, reason);
            }
        }
    }

    pub(super) fn refuse_field(&mut self, field: &FieldDiff, reason: &'static str) {
        for change in
            field.changes.clone().filter(|&change| self.is_chosen[change]).collect::<Vec<_>>()
        {
            self.refuse(change, reason);
        }
    }

    /// A text with its chosen hunks as the target has them; none if no hunk was chosen.
    pub(super) fn text(&self, field: &FieldDiff, diff: &TextDiff, target: &str) -> Option<String> {
        let chosen = &self.is_chosen[field.changes.clone()];
        if !chosen.contains(&true) {
            None
        } else if chosen.iter().all(|chosen| *chosen) {
            // All of it: then to the letter, line ends and all.
            Some(target.to_owned())
        } else {
            Some(diff.revert(|hunk| chosen[hunk]))
        }
    }
}
