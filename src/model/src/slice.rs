//! Parts of long lists, and results of looking up many things at once.

/// A part of a long list.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Slice {
    /// The most items to return; 1 or more.
    pub limit: u32,
    /// The number of items to skip.
    pub offset: u32,
}

impl Slice {
    /// The first `limit` of a list.
    pub fn first(limit: u32) -> Self {
        Self { limit, offset: 0 }
    }

    /// The next part.
    pub fn next(self) -> Self {
        Self { offset: self.offset.saturating_add(self.limit), ..self }
    }
}

/// The result of looking up many things by name.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Found<Thing, Name> {
    /// Those that exist.
    pub found: Vec<Thing>,
    /// The names of the others.
    pub missing: Vec<Name>,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn slices_follow_each_other_without_a_gap() {
        let second = Slice::first(50).next();
        assert_eq!(second, Slice { limit: 50, offset: 50 });
        assert_eq!(second.next().offset, 100);
    }
}
