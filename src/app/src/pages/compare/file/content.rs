//! What is read of a file, or why it cannot be read.

use serde_json::Value;

use super::form::Other;

/// The largest file that is read, in bytes.
pub(super) const MAX_SIZE: f64 = 60.0 * 1024.0 * 1024.0;

/// How deep values may be nested: all that walks them is made for the depth that answers of the API
/// can have.
pub(super) const DEEPEST: usize = 127;

/// Why a file cannot be read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(in super::super) enum Unreadable {
    /// It has so many bytes.
    Large(u64),
    /// The browser does not give its bytes.
    Gone,
    Utf32,
    Compressed,
    /// Its JSON ends too early.
    Cut {
        line: usize,
        column: usize,
    },
    NotJson {
        line: usize,
        column: usize,
    },
    /// It nests so many lists and objects.
    Deep(usize),
    /// It is JSON, but no projection.
    Other(Other),
}

/// The content of a file.
pub(in super::super) struct Content {
    pub(in super::super) projection: Value,
    pub(super) remarks: Remarks,
    /// Whether nothing in it is known of agents.
    pub(super) is_foreign: bool,
    /// The same for files of the same bytes.
    pub(in super::super) digest: u64,
}

/// A key that stands twice in one object.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Twice {
    /// The keys that lead to it.
    pub(super) path: String,
    /// What stands at each, shortened.
    pub(super) values: [String; 2],
}

/// What the text of a file says that its tree does not.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Remarks {
    /// How many places of the file were no characters.
    pub(super) replaced: usize,
    /// The first keys that stand twice.
    pub(super) twice: Vec<Twice>,
    /// How many keys stand twice.
    pub(super) twice_count: usize,
}

/// A size as people read it.
pub(in super::super) fn megabytes(size: f64) -> String {
    format!("{} MB", (size / 1024.0 / 1024.0).ceil() as u64)
}
