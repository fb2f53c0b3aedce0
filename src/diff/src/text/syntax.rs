//! How a text is read: as prose, code or JSON.

/// How a text is cut into words.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Syntax {
    /// Sentences, with references such as `{{fn:book}}` and `$variable` as one word each.
    #[default]
    Prose,
    /// Python.
    Code,
    /// Structural values, printed.
    Json,
}
