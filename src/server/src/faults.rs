//! What is wrong with the fields of a request.

use wire::FieldError;

/// The most faults that an answer lists.
const MOST_LISTED: usize = 100;

/// A message that would be longer is cut.
const MOST_CHARACTERS: usize = 300;

/// The first faults by field name, and how many there are beyond them.
#[derive(Debug, Default)]
pub struct Faults {
    listed: Vec<FieldError>,
    more: usize,
}

impl Faults {
    /// Sorts faults by field and lists the first ones.
    pub(crate) fn new(mut all: Vec<FieldError>) -> Self {
        all.sort_by(|a, b| a.field.cmp(&b.field));
        let more = all.len().saturating_sub(MOST_LISTED);
        all.truncate(MOST_LISTED);
        for fault in &mut all {
            shorten(&mut fault.message);
        }
        Self { listed: all, more }
    }

    /// One fault.
    pub(crate) fn one(field: &str, message: impl Into<String>) -> Self {
        Self::new(vec![FieldError { field: field.to_owned(), message: message.into() }])
    }

    /// Whether nothing is wrong.
    pub(crate) fn is_empty(&self) -> bool {
        self.listed.is_empty()
    }

    /// The listed faults.
    pub(crate) fn into_listed(self) -> Vec<FieldError> {
        self.listed
    }

    /// The end of the message of a refusal: how many faults its list leaves out.
    pub(crate) fn omitted(&self) -> String {
        match self.more {
            0 => String::new(),
            1 => "; 1 more fault is not listed".to_owned(),
            more => format!("; {more} more faults are not listed"),
        }
    }
}

fn shorten(message: &mut String) {
    if let Some((end, _)) = message.char_indices().nth(MOST_CHARACTERS) {
        message.truncate(end);
        message.push('…');
    }
}
