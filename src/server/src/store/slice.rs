//! A part of a long list.

/// Which part of a list is wanted.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Slice {
    /// The most items to return.
    pub(crate) limit: i64,
    /// How many items to skip.
    pub(crate) offset: i64,
}
