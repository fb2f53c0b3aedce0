//! A reference to a field of a comparison.

use super::view::GapId;
use crate::{Comparison, Content, TextDiff};

/// A field: its item, and its place among the fields of that.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct FieldRef {
    pub(crate) item: u32,
    pub(crate) field: u32,
}

impl FieldRef {
    pub(super) fn new(item: usize, field: usize) -> Self {
        Self { item: item as u32, field: field as u32 }
    }

    pub(super) fn content<'a>(&self, comparison: &'a Comparison) -> &'a Content {
        &comparison.items[self.item as usize].fields[self.field as usize].content
    }

    pub(super) fn text<'a>(&self, comparison: &'a Comparison) -> Option<&'a TextDiff> {
        match self.content(comparison) {
            Content::Text(text) | Content::Json(text) => Some(text),
            _ => None,
        }
    }

    pub(super) fn gap(&self, hunk: usize) -> GapId {
        GapId { item: self.item as usize, field: self.field as usize, hunk }
    }
}
