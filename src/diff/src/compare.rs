//! Walks two projections side by side.

mod builder;
mod claims;
mod content;
mod entity;
mod equivalence;
mod fields;
mod finish;
mod follow;
mod grid;
mod left_out;
mod list;
mod management;
mod matching;
mod mirror;
mod normalizer;
mod number;
mod order;
mod plain;
mod printed;
mod reuse;
mod schema;
mod settings;
#[cfg(test)]
mod tests;
mod walk;
mod zone;

use std::collections::VecDeque;

use model::{Coverage, Section, Snapshot};
use serde_json::Value;

use crate::sorted::sorted;
use crate::{Comparison, SideNames, Whitespace};
use builder::ItemBuilder;
use claims::Claims;
use equivalence::Equivalence;
use fields::entries;
use finish::Finisher;
use walk::ProjectionWalk;

#[cfg(any(test, feature = "generate"))]
pub(crate) use builder::segment as escaped_key;
pub(crate) use list::apply as apply_list;
pub(crate) use normalizer::{Normalizer, collection_items};
pub(crate) use schema::MIRRORS;
pub use settings::Settings;

/// Compares two snapshots.
pub fn compare(old: &Snapshot, new: &Snapshot) -> Comparison {
    compare_with(old, new, Whitespace::Significant)
}

/// Compares two snapshots, and says how: whether white space in texts makes a difference, for instance.
pub fn compare_with(old: &Snapshot, new: &Snapshot, settings: impl Into<Settings>) -> Comparison {
    Comparing::new(old, new, settings).finish()
}

/// A comparison that is made step by step, so that a page can stay responsive while two very large
/// agents are compared. A step takes in one part of the projections, or one item.
pub struct Comparing<'a> {
    walk: ProjectionWalk<'a>,
    roots: [&'a Value; 2],
    parts: VecDeque<Part<'a>>,
    finishing: Option<Finishing<'a>>,
    whitespace: Whitespace,
    names: SideNames,
}

type Part<'a> = (&'a str, Option<&'a Value>, Option<&'a Value>);
type Finishing<'a> = (Finisher, VecDeque<ItemBuilder<'a>>);

impl<'a> Comparing<'a> {
    /// Begins to compare two snapshots.
    pub fn new(old: &'a Snapshot, new: &'a Snapshot, settings: impl Into<Settings>) -> Self {
        let settings = settings.into();
        let coverage = match (old.coverage(), new.coverage()) {
            (Coverage::Whole, Coverage::Whole) => Coverage::Whole,
            _ => Coverage::Public,
        };
        let ignores_empty = coverage == Coverage::Public;
        let equivalence = Equivalence { ignores_empty, ..Equivalence::new(settings) };
        let roots = [old.projection(), new.projection()];
        let parts = entries(roots[0].as_object(), roots[1].as_object()).collect();
        let walk = ProjectionWalk { equivalence, coverage, builders: Vec::new(), same: Vec::new() };
        let (whitespace, names) = (settings.whitespace, SideNames::of(old, new));
        Self { walk, roots, parts, finishing: None, whitespace, names }
    }

    /// Does some of the work. Returns whether any is left.
    pub fn step(&mut self) -> bool {
        if let Some((key, old, new)) = self.parts.pop_front() {
            self.walk.part(key, old, new, &mut None);
            return true;
        }
        let (finisher, builders) = self.finishing.get_or_insert_with(|| {
            let mut builders = std::mem::take(&mut self.walk.builders);
            let claims = Claims::of(&builders, std::mem::take(&mut self.walk.same));
            let equivalence = self.walk.equivalence;
            let places = plain::unexplained(self.roots, equivalence, self.walk.coverage, &claims);
            builders.extend(
                places.into_iter().map(|place| {
                    fields::unexplained(&place.path, place.old, place.new, equivalence)
                }),
            );
            let sides = self.roots.map(|projection| mirror::Root { projection });
            mirror::fold(&mut builders, sides, self.walk.equivalence);
            let place = |builder: &ItemBuilder| (builder.section, builder.order);
            let builders = sorted(builders, |a, b| place(a).cmp(&place(b)));
            let mut finisher =
                Finisher::new(&builders, self.whitespace, not_compared(self.walk.coverage));
            if self.whitespace == Whitespace::Ignored {
                let [old, new] = self.roots;
                finisher.leave_out(left_out::count(old, new, self.walk.equivalence));
            }
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
        let finished = self.finishing.map(|(finisher, _)| finisher.done());
        Comparison { names: self.names, ..finished.unwrap_or_default() }
    }
}

fn not_compared(coverage: Coverage) -> Vec<Section> {
    Section::ALL.into_iter().filter(|section| !coverage.includes(*section)).collect()
}
