//! How far long work is, and what of it failed.

/// How far a piece of work is.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Progress {
    /// How many steps there are.
    pub(crate) total: usize,
    /// How many are over, failed ones included.
    pub(crate) done: usize,
    /// What failed, and why.
    pub(crate) failed: Vec<(String, String)>,
}

impl Progress {
    pub(crate) fn of(total: usize) -> Self {
        Self { total, ..Self::default() }
    }

    pub(crate) fn is_over(&self) -> bool {
        self.done >= self.total
    }
}
