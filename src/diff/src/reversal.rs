//! What to send to a branch so that differences go away.
//!
//! Only what the public endpoints can write is reverted: behavior, topics, attributes and variants
//! (contract §1.3 to §1.6). Everything else is listed as [`Unsupported`], by name.

mod grid;
mod names;
mod parts;
mod plan;
mod preview;
mod revert;
mod reverter;
mod sequence;
#[cfg(test)]
mod tests;

use model::Snapshot;

use crate::{Change, Comparison, compare};
pub use plan::{Plan, Step, Unsupported};

use parts::Parts;

/// What to send so that the chosen changes from `target` to `current` are reverted: choose all of
/// them to go back to the target altogether, one to revert just that one, those of an item to restore that
/// item over from the target.
///
/// The changes are those of [`compare`]`(target, current)`; notes are never chosen. Hunks of a text
/// are reverted one by one. Of a list, reverting one move takes over the order of the target.
pub fn plan(current: &Snapshot, target: &Snapshot, chosen: impl Fn(&Change) -> bool) -> Plan {
    plan_of(&compare(target, current), current, target, chosen)
}

/// The same for a comparison of `target` with `current` that was made already, step by step.
pub fn plan_of(
    comparison: &Comparison,
    current: &Snapshot,
    target: &Snapshot,
    chosen: impl Fn(&Change) -> bool,
) -> Plan {
    let sides = (Parts::of(current), Parts::of(target));
    let reverted = revert::revert(comparison, &sides.0, &sides.1, &chosen);
    let mut unsupported = reverted.unsupported;
    let steps = sequence::steps(comparison, &sides.0, reverted.wanted, &mut unsupported);
    Plan { steps, ids: comparison.successors(), unsupported }
}
