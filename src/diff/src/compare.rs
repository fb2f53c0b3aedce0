//! Walks two projections side by side.

mod draft;
mod fields;
mod finish;
mod follow;
mod grid;
mod list;
mod matching;
mod mirror;
mod number;
mod order;
mod printed;
mod same;
mod schema;
#[cfg(test)]
mod tests;

use std::borrow::Cow;
use std::collections::HashSet;

use model::{Coverage, Section, Snapshot};
use serde_json::Value;

use crate::{Comparison, Whitespace};
use draft::{Draft, DraftField, FieldKind, Origin};
use fields::{Collection, Reach, entries};
use grid::GridFound;
use matching::Match;
use same::Judge;
use schema::{Shape, has_places_below, label_of, place_of};

pub use grid::{DefaultDiff, GridAxis, GridCell, GridDiff};
pub(crate) use list::apply as apply_list;
pub use list::{ListDiff, ListEntry};

/// Compares two snapshots.
pub fn compare(old: &Snapshot, new: &Snapshot) -> Comparison {
    compare_with(old, new, Whitespace::Significant)
}

/// Compares two snapshots, and says whether white space in texts makes a difference.
pub fn compare_with(old: &Snapshot, new: &Snapshot, whitespace: Whitespace) -> Comparison {
    let judge = Judge { whitespace, is_free: false };
    let coverage = match (old.coverage(), new.coverage()) {
        (Coverage::Whole, Coverage::Whole) => Coverage::Whole,
        _ => Coverage::Public,
    };
    let mut visit = Visit { judge, coverage, drafts: Vec::new() };
    let roots = [old.projection(), new.projection()];
    for (key, old, new) in entries(roots[0].as_object(), roots[1].as_object()) {
        visit.part(key, old, new, &mut None);
    }
    let mut drafts = visit.drafts;
    mirror::fold(&mut drafts, roots.map(|projection| mirror::Root { projection }), judge);
    drafts.sort_by(|a, b| (a.section, a.order).cmp(&(b.section, b.order)));
    finish::finish(drafts, whitespace, not_compared(coverage))
}

fn not_compared(coverage: Coverage) -> Vec<Section> {
    Section::ALL.into_iter().filter(|section| !coverage.includes(*section)).collect()
}

struct Visit<'a> {
    judge: Judge,
    coverage: Coverage,
    drafts: Vec<Draft<'a>>,
}

impl<'a> Visit<'a> {
    /// Looks at one part of the projection. What no place is known for goes to `rest`, the item of
    /// the group it belongs to, or becomes an item of its own where there is none.
    fn part(
        &mut self,
        path: &str,
        old: Option<&'a Value>,
        new: Option<&'a Value>,
        rest: &mut Option<Draft<'a>>,
    ) {
        match place_of(path) {
            Some((_, place)) if place.shape != Shape::Group && self.judge.same_option(old, new) => {
            }
            Some((order, place)) => match place.shape {
                Shape::Item if self.covers(path) => {
                    self.item(path, place.section, order, place.noun, old, new);
                }
                Shape::Items if self.covers(path) => {
                    self.items(path, place.section, order, place.noun, old, new);
                }
                Shape::Grid => self.grid(path, order, old, new),
                Shape::Group => {
                    let mut leftover = Some(lasting(path, place.section, order, place.noun));
                    self.parts(path, old, new, &mut leftover);
                    self.drafts.extend(leftover.filter(|draft| !draft.is_empty()));
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
        rest: &mut Option<Draft<'a>>,
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
        rest: &mut Option<Draft<'a>>,
    ) {
        match rest {
            _ if self.coverage == Coverage::Public || self.judge.same_option(old, new) => {}
            Some(group) => {
                let key = path.strip_prefix(&format!("{}.", group.path)).unwrap_or(path);
                fields::visit_entry(group, key, old, new, self.judge);
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
        let mut draft = single(path, section, order, noun, old, new);
        let only = (self.coverage == Coverage::Public).then_some(&["behaviour"][..]);
        fields::fill(&mut draft, old, new, self.judge, Reach { skip: &[], only });
        if !draft.is_empty() {
            self.drafts.push(draft);
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
        let reach = Reach { skip: &[], only };
        let key = draft::escaped(path);
        let place = Collection { section, order, path, key: &key, noun: noun.into(), reach };
        self.drafts.extend(fields::collection(place, self.judge, old, new));
    }

    /// Whether a place is in what both sides hold.
    fn covers(&self, path: &str) -> bool {
        self.coverage == Coverage::Whole
            || matches!(path, "agentSettings.rules" | "knowledgeBase.topics")
    }

    fn grid(&mut self, path: &str, order: usize, old: Option<&'a Value>, new: Option<&'a Value>) {
        let mut found = grid::compare(old, new, self.judge);
        let diff = std::mem::take(&mut found.diff);
        let mut draft = lasting(path, Section::Variants, order, "Variants");
        if !diff.is_empty() {
            draft.fields.push(DraftField {
                key: "grid".to_owned(),
                label: "Attributes by variants".to_owned(),
                old,
                new,
                kind: FieldKind::Grid(Box::new(diff)),
                judge: self.judge,
                also_at: Vec::new(),
            });
        }
        if self.coverage == Coverage::Whole {
            let mut skip = vec!["id", "name"];
            self.extras(&mut draft, "attributes", "Attribute", &found.attributes, &skip);
            if found.has_plain_default {
                skip.push("isDefault");
            }
            self.extras(&mut draft, "variants", "Variant", &found.variants, &skip);
            self.orphans(&mut draft, old, new, &found);
        }
        if !draft.is_empty() {
            self.drafts.push(draft);
        }
    }

    /// What attributes and variants have beside what the grid shows.
    fn extras(
        &self,
        grid: &mut Draft<'a>,
        key: &str,
        noun: &'static str,
        found: &[Match<'a>],
        skip: &[&str],
    ) {
        let above = (format!("{}.{key}", grid.path), format!("{}.{key}", grid.key));
        for found in found {
            let (Some((_, old)), Some((_, new))) = (&found.old, &found.new) else { continue };
            if self.judge.same(old.value, new.value) {
                continue;
            }
            let still = Match { is_moved: false, ..*found };
            let mut draft = Draft::of_match(
                grid.section,
                grid.order,
                (&above.0, &above.1),
                noun.into(),
                &still,
            );
            draft.is_recreated = false;
            let reach = Reach { skip, only: None };
            fields::fill(&mut draft, Some(old.value), Some(new.value), self.judge, reach);
            if !draft.is_empty() {
                grid.children.push(draft);
            }
        }
    }

    /// What else stands in `variantManagement`: keys that are not known, and values of variants
    /// and attributes that neither side has.
    fn orphans(
        &self,
        grid: &mut Draft<'a>,
        old: Option<&'a Value>,
        new: Option<&'a Value>,
        found: &GridFound<'a>,
    ) {
        const KNOWN: &[&str] = &["attributes", "variants", "variantAttributeValues"];
        let object = |side: Option<&'a Value>| side.and_then(Value::as_object);
        for (key, old, new) in entries(object(old), object(new)) {
            if !KNOWN.contains(&key) {
                fields::visit_entry(grid, key, old, new, self.judge);
            }
        }
        let ids = |found: &[Match<'a>]| -> HashSet<&str> {
            let sides = found.iter().flat_map(|found| [found.old, found.new]);
            sides.flatten().map(|(_, entity)| entity.id).collect()
        };
        let (attributes, variants) = (ids(&found.attributes), ids(&found.variants));
        let rows = |side: Option<&'a Value>| object(side?.get(KNOWN[2])?.get("entities"));
        for (id, old, new) in entries(rows(old), rows(new)) {
            let own_id = old.or(new).and_then(|row| row.get("id")?.as_str()).unwrap_or(id);
            let is_known = variants.contains(own_id);
            if is_known && !found.edited.contains(own_id) {
                continue;
            }
            let key = format!("{}.{id}", KNOWN[2]);
            let values = |side: Option<&'a Value>| object(side?.get("values"));
            if !is_known {
                fields::visit_entry(grid, &key, old, new, self.judge);
                continue;
            }
            for (attribute, old, new) in entries(values(old), values(new)) {
                if !attributes.contains(attribute) {
                    let key = format!("{key}.{attribute}");
                    fields::visit_entry(grid, &key, old, new, self.judge);
                }
            }
        }
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
) -> Draft<'a> {
    let noun = noun.into();
    let origin = |value: Option<&'a Value>| {
        let value = value.filter(|value| !value.is_null())?;
        Some(Origin { value, ..named(&noun) })
    };
    let (old, new) = (origin(old), origin(new));
    Draft { old, new, ..Draft::new(section, order, path.to_owned()) }
}

/// An item that is always there, however empty.
fn lasting<'a>(path: &str, section: Section, order: usize, noun: &'static str) -> Draft<'a> {
    let side = || Some(named(noun));
    Draft { old: side(), new: side(), ..Draft::new(section, order, path.to_owned()) }
}

fn named<'a>(name: &str) -> Origin<'a> {
    Origin { id: "", name: name.to_owned(), position: None, value: &Value::Null }
}
