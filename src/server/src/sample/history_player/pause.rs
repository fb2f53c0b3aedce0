//! The time between the edits of a step.

use jiff::{SignedDuration, Timestamp};

use crate::clock::Act;

/// The time between two edits of a step, and between the last one and what follows it.
pub(super) const PAUSE: SignedDuration = SignedDuration::from_mins(6);

/// A number of pauses before an act.
pub(super) fn before(act: &Act, pauses: usize) -> Timestamp {
    act.at - PAUSE * i32::try_from(pauses).unwrap_or(i32::MAX)
}
