//! Walks two projections by the table of places.

use std::borrow::Cow;

use model::{Coverage, Section};
use serde_json::Value;

use super::builder::{ItemBuilder, escaped, permanent, single};
use super::equivalence::Equivalence;
use super::fields::{self, Collection, FieldScope, entries};
use super::schema::{self, Shape, has_places_below, label_of, place_of};
use super::{entity, management};

/// Finds the items that differ, part by part of the projection.
pub(super) struct ProjectionWalk<'a> {
    pub(super) equivalence: Equivalence,
    pub(super) coverage: Coverage,
    pub(super) builders: Vec<ItemBuilder<'a>>,
    /// Old items that are the same as the new ones.
    pub(super) same: Vec<&'a Value>,
}

impl<'a> ProjectionWalk<'a> {
    /// Looks at one part of the projection. What no place is known for goes to `rest`, the item of
    /// the group it belongs to, or becomes an item of its own where there is none.
    pub(super) fn part(
        &mut self,
        path: &str,
        old: Option<&'a Value>,
        new: Option<&'a Value>,
        rest: &mut Option<ItemBuilder<'a>>,
    ) {
        match place_of(path) {
            Some((_, place))
                if place.shape != Shape::Group
                    && self.equivalence.at(path).same_option(old, new) => {}
            Some((order, place)) => match place.shape {
                Shape::Item if self.covers(path) => {
                    self.item(path, place.section, order, place.noun, old, new);
                }
                Shape::Items if self.covers(path) && !is_collection_or_none(old, new) => {
                    self.reshaped(path, place.section, order, place.noun, old, new);
                }
                Shape::Items if self.covers(path) => {
                    self.items(path, place.section, order, place.noun, old, new);
                }
                Shape::Grid if !is_grid(old, new) => {
                    self.item(path, place.section, order, place.noun, old, new);
                }
                Shape::Grid => {
                    let coverage = self.coverage;
                    let grid =
                        management::compare(path, order, (old, new), self.equivalence, coverage);
                    self.builders.extend(grid);
                }
                Shape::Group => {
                    let mut leftover =
                        Some(single(path, place.section, order, place.noun, old, new));
                    self.parts(path, old, new, &mut leftover);
                    self.builders.extend(leftover.filter(|builder| !builder.is_empty()));
                }
                Shape::Item | Shape::Items => {}
            },
            None if has_places_below(path) => self.parts(path, old, new, rest),
            None => self.unknown(path, old, new, rest),
        }
    }

    fn parts(
        &mut self,
        path: &str,
        old: Option<&'a Value>,
        new: Option<&'a Value>,
        rest: &mut Option<ItemBuilder<'a>>,
    ) {
        let objects = [old, new].map(|side| side.and_then(Value::as_object));
        if objects == [None, None] {
            return self.unknown(path, old, new, rest);
        }
        for (key, old, new) in entries(objects[0], objects[1]) {
            self.part(&format!("{path}.{key}"), old, new, rest);
        }
    }

    fn unknown(
        &mut self,
        path: &str,
        old: Option<&'a Value>,
        new: Option<&'a Value>,
        rest: &mut Option<ItemBuilder<'a>>,
    ) {
        match rest {
            _ if self.coverage == Coverage::Public
                || self.equivalence.at(path).same_option(old, new) => {}
            Some(group) => {
                let key = path.strip_prefix(&format!("{}.", group.path)).unwrap_or(path);
                let (above, key) = key.rsplit_once('.').unwrap_or(("", key));
                let above: Vec<&str> = above.split('.').filter(|key| !key.is_empty()).collect();
                let equivalence = self.equivalence.at(path);
                fields::visit_entry(group, &above, key, old, new, equivalence);
            }
            None => {
                let noun = label_of(path.rsplit_once('.').map_or(path, |(_, last)| last));
                let is_collection = |value: &Value| entity::is_collection(value);
                if [old, new].into_iter().flatten().all(is_collection) {
                    self.items(
                        path,
                        Section::Other,
                        usize::MAX,
                        schema::child_noun(path),
                        old,
                        new,
                    );
                } else {
                    self.item(path, Section::Other, usize::MAX, noun, old, new);
                }
            }
        }
    }

    fn item(
        &mut self,
        path: &str,
        section: Section,
        order: usize,
        noun: impl Into<Cow<'static, str>>,
        old: Option<&'a Value>,
        new: Option<&'a Value>,
    ) {
        let mut builder = single(path, section, order, noun, old, new);
        let only = (self.coverage == Coverage::Public).then_some(&["behaviour"][..]);
        fields::fill(
            &mut builder,
            old,
            new,
            self.equivalence.at(path),
            FieldScope { skip: &[], only },
        );
        if !builder.is_empty() {
            self.builders.push(builder);
        }
    }

    fn items(
        &mut self,
        path: &str,
        section: Section,
        order: usize,
        noun: impl Into<Cow<'static, str>>,
        old: Option<&'a Value>,
        new: Option<&'a Value>,
    ) {
        let only = (self.coverage == Coverage::Public).then_some(PUBLIC_TOPIC);
        let scope = FieldScope { skip: &[], only };
        let key = escaped(path);
        let place = Collection { section, order, path, key: &key, noun: noun.into(), scope };
        let equivalence = self.equivalence.at(path);
        self.builders.extend(fields::collection(place, equivalence, (old, new), &mut self.same));
    }

    /// Something known that has another shape than is known: shown as a whole.
    fn reshaped(
        &mut self,
        path: &str,
        section: Section,
        order: usize,
        noun: &'static str,
        old: Option<&'a Value>,
        new: Option<&'a Value>,
    ) {
        let mut builder = permanent(path, section, order, noun);
        let equivalence = self.equivalence.at(path);
        fields::visit_entry(&mut builder, &[], "value", old, new, equivalence);
        self.builders.push(builder);
    }

    /// Whether a place is in what both sides hold.
    fn covers(&self, path: &str) -> bool {
        self.coverage == Coverage::Whole
            || matches!(path, "agentSettings.rules" | "knowledgeBase.topics")
    }
}

/// What can be compared of a topic when one side was read through the public endpoints.
const PUBLIC_TOPIC: &[&str] = &["content", "actions", "exampleQueries", "isActive"];

fn is_collection_or_none(old: Option<&Value>, new: Option<&Value>) -> bool {
    let mut sides = [old, new].into_iter().flatten();
    sides.all(|value| value.is_null() || entity::is_collection(value))
}

/// Whether what there is of the grid has the shape of one.
fn is_grid(old: Option<&Value>, new: Option<&Value>) -> bool {
    let is_whole =
        |side: Option<&Value>| side.is_none_or(|side| side.is_object() || side.is_null());
    let parts = ["attributes", "variants", "variantAttributeValues"];
    let has_parts = |key: &&str| {
        let part = |side: Option<&Value>| {
            let part = side.and_then(|side| side.get(*key));
            is_collection_or_none(part, None)
        };
        part(old) && part(new)
    };
    is_whole(old) && is_whole(new) && parts.iter().all(has_parts)
}
