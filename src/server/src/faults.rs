//! What is wrong with the fields of a request.

use serde_json::Value;
use wire::{FieldDetail, FieldError, InvalidFields};

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

    /// The listed faults in the form of alerts and webhooks; `part` is where in the request they are.
    pub(crate) fn into_invalid_fields(self, part: &str) -> InvalidFields {
        let key = |key: &str| match key.parse::<u64>() {
            Ok(index) => Value::from(index),
            Err(_) => Value::from(key),
        };
        let detail = |fault: FieldError| {
            let keys = fault.field.split('.').filter(|name| !name.is_empty()).map(key);
            let kind = match fault.message.as_str() {
                "is required" => "missing",
                "is not a known field" => "extra_forbidden",
                _ => "value_error",
            };
            FieldDetail {
                loc: std::iter::once(Value::from(part)).chain(keys).collect(),
                msg: fault.message,
                r#type: kind.to_owned(),
            }
        };
        InvalidFields { detail: self.listed.into_iter().map(detail).collect() }
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
