//! Three-way merge of two projections, field by field (contract §2.3). Pure.
//!
//! Objects are merged key by key, collections (`ids` and `entities`) item by item with their order,
//! everything else is taken whole from the side that changed it. Where both sides changed a value,
//! and not to the same, there is a conflict, which a resolution settles.
//!
//! Two kinds of difference never cause a conflict:
//! - who and when (`updatedAt` and its like): theirs is taken. As the platform does, such dates are
//!   listed beside real conflicts; alone they are none.
//! - copies (see `projection::mirror`): a copy that was equal on all sides follows what it copies.

use std::sync::Arc;

use wire::{Conflict, MergeFault, Resolution};

use crate::projection::{Projection, Section, behavior, mirror, topics};

mod names;
mod order;
mod rows;
#[cfg(test)]
mod tests;
mod values;

/// The outcome of a merge.
#[derive(Debug)]
pub(crate) struct Merged {
    /// The merged content, with our side where a conflict has no resolution.
    pub(crate) projection: Projection,
    /// The conflicts to resolve, in the order of the projection.
    pub(crate) conflicts: Vec<Conflict>,
    /// What was wrong with the resolutions.
    pub(crate) faults: Vec<MergeFault>,
}

impl Merged {
    /// Whether there is nothing to resolve or to correct.
    pub(crate) fn is_clean(&self) -> bool {
        self.conflicts.is_empty() && self.faults.is_empty()
    }
}

/// Merges `ours` and `theirs`, which both began as `base`.
pub(crate) fn merge(
    base: &Projection,
    ours: &Projection,
    theirs: &Projection,
    resolutions: &[Resolution],
) -> Merged {
    let copies = mirror::copies(&[base, ours, theirs]);
    let mut merger =
        values::Merger::new(resolutions, copies.iter().map(|(copy, _)| copy.as_slice()));
    let mut sections = Vec::new();
    let added = theirs.sections().iter().filter(|section| ours.section(&section.key).is_none());
    for key in ours.sections().iter().chain(added).map(|section| &section.key) {
        let sides = (base.section(key), ours.section(key), theirs.section(key));
        sections.extend(section(&mut merger, key, sides));
    }
    let mut projection = Projection::of(sections);
    rows::settle(&mut projection, ours, theirs);
    names::settle(&mut merger, &mut projection, &names::Sides { base, ours, theirs });
    let (conflicts, resolved, faults) = merger.finish();

    for path in resolved {
        let path: Vec<_> = path.iter().map(String::as_str).collect();
        match path.as_slice() {
            ["knowledgeBase", "topics", "entities", topic, ..] => {
                topics::refresh(&mut projection, topic)
            }
            ["agentSettings", "rules", ..] => behavior::refresh(&mut projection),
            _ => {}
        }
    }
    for (copy, key) in &copies {
        let value = projection.at(&["agentSettings", key]).clone();
        let path: Vec<_> = copy.iter().map(String::as_str).collect();
        if *projection.at(&path) != value {
            *mirror::copy_mut(&mut projection, copy) = value;
        }
    }
    Merged { projection, conflicts, faults }
}

type Sides<'a> = (Option<&'a Section>, Option<&'a Section>, Option<&'a Section>);

/// Merges one section. Whole sections are compared by their hash where they have one.
fn section(
    merger: &mut values::Merger<'_>,
    key: &str,
    (base, ours, theirs): Sides<'_>,
) -> Option<Section> {
    if same(theirs, base) || same(ours, theirs) {
        return ours.cloned();
    }
    if same(ours, base) {
        return theirs.cloned();
    }
    let value = |side: Option<&'_ Section>| side.map(|section| Arc::clone(&section.value));
    let (base, ours, theirs) = (value(base), value(ours), value(theirs));
    let merged = merger.below(key, base.as_deref(), ours.as_deref(), theirs.as_deref())?;
    Some(Section { key: key.to_owned(), value: Arc::new(merged), stored: None })
}

fn same(a: Option<&Section>, b: Option<&Section>) -> bool {
    match (a, b) {
        (Some(a), Some(b)) => {
            Arc::ptr_eq(&a.value, &b.value)
                || (a.stored.is_some() && a.stored == b.stored)
                || a.value == b.value
        }
        (a, b) => a.is_none() && b.is_none(),
    }
}
