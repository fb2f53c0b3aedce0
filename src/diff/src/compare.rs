//! Walks two projections side by side.

mod builder;
mod content;
mod equivalence;
mod fields;
mod finish;
mod follow;
mod grid;
mod list;
mod management;
mod matching;
mod mirror;
mod normalizer;
mod number;
mod order;
mod printed;
mod schema;
#[cfg(test)]
mod tests;

use std::borrow::Cow;
use std::collections::VecDeque;

use model::{Coverage, Section, Snapshot};
use serde_json::Value;

use crate::sorted::sorted;
use crate::{Comparison, Whitespace};
use builder::{ItemBuilder, ItemSource};
use equivalence::Equivalence;
use fields::{Collection, FieldScope, entries};
use finish::Finisher;
use schema::{Shape, has_places_below, label_of, place_of};

pub use grid::{DefaultDiff, GridAxis, GridCell, GridDiff};
pub(crate) use list::apply as apply_list;
pub use list::{ListDiff, ListEntry};
pub(crate) use normalizer::{Normalizer, collection_items};
pub(crate) use schema::MIRRORS;

/// Compares two snapshots.
pub fn compare(old: &Snapshot, new: &Snapshot) -> Comparison {
    compare_with(old, new, Whitespace::Significant)
}

/// Compares two snapshots, and says whether white space in texts makes a difference.
pub fn compare_with(old: &Snapshot, new: &Snapshot, whitespace: Whitespace) -> Comparison {
    Comparing::new(old, new, whitespace).finish()
}

/// A comparison that is made step by step, so that a page can stay responsive while two very large
/// agents are compared. A step takes in one part of the projections, or one item.
pub struct Comparing<'a> {
    visit: ProjectionWalk<'a>,
    roots: [&'a Value; 2],
    parts: VecDeque<Part<'a>>,
    finishing: Option<Finishing<'a>>,
    whitespace: Whitespace,
}

type Part<'a> = (&'a str, Option<&'a Value>, Option<&'a Value>);
type Finishing<'a> = (Finisher, VecDeque<ItemBuilder<'a>>);

impl<'a> Comparing<'a> {
    /// Begins to compare two snapshots.
    pub fn new(old: &'a Snapshot, new: &'a Snapshot, whitespace: Whitespace) -> Self {
        let equivalence = Equivalence { whitespace, is_free: false };
        let coverage = match (old.coverage(), new.coverage()) {
            (Coverage::Whole, Coverage::Whole) => Coverage::Whole,
            _ => Coverage::Public,
        };
        let roots = [old.projection(), new.projection()];
        let parts = entries(roots[0].as_object(), roots[1].as_object()).collect();
        let visit = ProjectionWalk { equivalence, coverage, builders: Vec::new() };
        Self { visit, roots, parts, finishing: None, whitespace }
    }

    /// Does some of the work. Returns whether any is left.
    pub fn step(&mut self) -> bool {
        if let Some((key, old, new)) = self.parts.pop_front() {
            self.visit.part(key, old, new, &mut None);
            return true;
        }
        let (finisher, builders) = self.finishing.get_or_insert_with(|| {
            let mut builders = std::mem::take(&mut self.visit.builders);
            let sides = self.roots.map(|projection| mirror::Root { projection });
            mirror::fold(&mut builders, sides, self.visit.equivalence);
            let place = |builder: &ItemBuilder| (builder.section, builder.order);
            let builders = sorted(builders, |a, b| place(a).cmp(&place(b)));
            let finisher =
                Finisher::new(&builders, self.whitespace, not_compared(self.visit.coverage));
            (finisher, builders.into())
        });
        if let Some(builder) = builders.pop_front() {
            finisher.add(builder);
        }
        !builders.is_empty()
    }

    /// Does what is left of the work.
    pub fn finish(mut self) -> Comparison {
        while self.step() {}
        self.finishing.map(|(finisher, _)| finisher.done()).unwrap_or_default()
    }
}

fn not_compared(coverage: Coverage) -> Vec<Section> {
    Section::ALL.into_iter().filter(|section| !coverage.includes(*section)).collect()
}

struct ProjectionWalk<'a> {
    equivalence: Equivalence,
    coverage: Coverage,
    builders: Vec<ItemBuilder<'a>>,
}

impl<'a> ProjectionWalk<'a> {
    /// Looks at one part of the projection. What no place is known for goes to `rest`, the item of
    /// the group it belongs to, or becomes an item of its own where there is none.
    fn part(
        &mut self,
        path: &str,
        old: Option<&'a Value>,
        new: Option<&'a Value>,
        rest: &mut Option<ItemBuilder<'a>>,
    ) {
        match place_of(path) {
            Some((_, place))
                if place.shape != Shape::Group && self.equivalence.same_option(old, new) => {}
            Some((order, place)) => match place.shape {
                Shape::Item if self.covers(path) => {
                    self.item(path, place.section, order, place.noun, old, new);
                }
                Shape::Items if self.covers(path) => {
                    self.items(path, place.section, order, place.noun, old, new);
                }
                Shape::Grid => self.grid(path, order, old, new),
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
            _ if self.coverage == Coverage::Public || self.equivalence.same_option(old, new) => {}
            Some(group) => {
                let key = path.strip_prefix(&format!("{}.", group.path)).unwrap_or(path);
                fields::visit_entry(group, key, old, new, self.equivalence);
            }
            None => {
                let noun = label_of(path.rsplit_once('.').map_or(path, |(_, last)| last));
                let is_collection = |value: &Value| matching::is_collection(value);
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
        fields::fill(&mut builder, old, new, self.equivalence, FieldScope { skip: &[], only });
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
        let key = builder::escaped(path);
        let place = Collection { section, order, path, key: &key, noun: noun.into(), scope };
        self.builders.extend(fields::collection(place, self.equivalence, old, new));
    }

    /// Whether a place is in what both sides hold.
    fn covers(&self, path: &str) -> bool {
        self.coverage == Coverage::Whole
            || matches!(path, "agentSettings.rules" | "knowledgeBase.topics")
    }
}

/// What can be compared of a topic when one side was read through the public endpoints.
const PUBLIC_TOPIC: &[&str] = &["content", "actions", "exampleQueries", "isActive"];

/// An item that is one of its kind.
fn single<'a>(
    path: &str,
    section: Section,
    order: usize,
    noun: impl Into<Cow<'static, str>>,
    old: Option<&'a Value>,
    new: Option<&'a Value>,
) -> ItemBuilder<'a> {
    let noun = noun.into();
    let origin = |value: Option<&'a Value>| {
        let value = value.filter(|value| !value.is_null())?;
        Some(ItemSource { value, ..named(&noun) })
    };
    let (old, new) = (origin(old), origin(new));
    ItemBuilder { old, new, ..ItemBuilder::new(section, order, path.to_owned()) }
}

/// An item that is always there, however empty.
fn lasting<'a>(path: &str, section: Section, order: usize, noun: &'static str) -> ItemBuilder<'a> {
    let side = || Some(named(noun));
    ItemBuilder { old: side(), new: side(), ..ItemBuilder::new(section, order, path.to_owned()) }
}

fn named<'a>(name: &str) -> ItemSource<'a> {
    ItemSource { id: "", name: name.to_owned(), position: None, value: &Value::Null }
}
