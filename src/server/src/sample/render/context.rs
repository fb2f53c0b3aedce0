//! What every part of a projection is made from.

use serde_json::{Map, Value, json};

use super::texts::Texts;
use crate::sample::change_log::ChangeLog;
use crate::sample::content::Content;
use crate::sample::ids::Ids;
use crate::sample::links::Links;

/// What every part of a projection is made from.
#[derive(Debug)]
pub(super) struct RenderContext<'a> {
    pub(super) ids: &'a Ids,
    pub(super) content: &'a Content,
    pub(super) change_log: &'a ChangeLog,
    pub(super) texts: Texts,
    pub(super) links: Links,
}

impl RenderContext<'_> {
    pub(super) fn id(&self, prefix: &str, path: &str) -> String {
        self.ids.id(prefix, path)
    }

    pub(super) fn dated(&self, path: &str, item: Value) -> Value {
        self.change_log.dated(path, item)
    }

    pub(super) fn touched(&self, path: &str, item: Value) -> Value {
        self.change_log.touched(path, item)
    }

    /// The text of a path with ids in its tokens.
    pub(super) fn text(&self, path: &str) -> &str {
        self.texts.get(path)
    }
}

/// `{"ids": […], "entities": {…}}` of items by key.
pub(super) fn collection(items: impl IntoIterator<Item = (String, Value)>) -> Value {
    let entities: Map<_, _> = items.into_iter().collect();
    json!({"ids": entities.keys().collect::<Vec<_>>(), "entities": entities})
}
