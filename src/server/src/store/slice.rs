//! A part of a long list.

/// Which part of a list is wanted.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Slice {
    /// At most so many.
    pub(crate) limit: i64,
    /// After so many.
    pub(crate) offset: i64,
}
