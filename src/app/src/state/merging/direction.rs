//! Which way a merge goes.

/// Which of two branches gets what the other one has.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Direction {
    /// The parent gets what the branch changed; the branch ends.
    Merge,
    /// The branch gets what its parent changed since.
    Update,
}
