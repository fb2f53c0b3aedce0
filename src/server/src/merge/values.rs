//! The merge of single values.

use std::collections::HashMap;

use serde_json::{Map, Value};
use wire::{Conflict, ConflictKind, MergeFault, Resolution, Strategy};

use super::order;
use crate::projection::{bookkeeping, collection};

/// The state of a merge: the current path, and the conflicts so far.
pub(super) struct Merger<'a> {
    /// Resolutions by path, and whether they were used.
    resolutions: HashMap<&'a [String], (&'a Resolution, bool)>,
    /// Paths below which no conflict counts, because the value is derived afterwards.
    copies: Vec<&'a [String]>,
    path: Vec<String>,
    conflicts: Vec<Conflict>,
    faults: Vec<MergeFault>,
}

/// A value on one side; `None` where the side lacks it.
type Side<'a> = Option<&'a Value>;

impl<'a> Merger<'a> {
    pub(super) fn new(
        resolutions: &'a [Resolution],
        copies: impl Iterator<Item = &'a [String]>,
    ) -> Self {
        Self {
            resolutions: resolutions
                .iter()
                .map(|one| (one.path.as_slice(), (one, false)))
                .collect(),
            copies: copies.collect(),
            path: Vec::new(),
            conflicts: Vec::new(),
            faults: Vec::new(),
        }
    }

    /// The conflicts, the resolved paths, and the resolutions that could not be used.
    pub(super) fn finish(self) -> (Vec<Conflict>, Vec<Vec<String>>, Vec<MergeFault>) {
        let real = self.conflicts.iter().any(|conflict| !is_bookkeeping(&conflict.path));
        let conflicts = if real { self.conflicts } else { Vec::new() };
        let mut resolved = Vec::new();
        let mut faults = self.faults;
        for (path, (resolution, used)) in self.resolutions {
            if used {
                resolved.push(path.to_vec());
            } else if resolution.value.is_some() {
                // A side that does not differ needs no resolution, but an edited value would be lost.
                let message = "there is no conflict at this path; leave the value out".to_owned();
                faults.push(MergeFault { path: path.to_vec(), message });
            }
        }
        (conflicts, resolved, faults)
    }

    /// Merges the values of one key.
    pub(super) fn below(
        &mut self,
        key: &str,
        base: Side<'_>,
        ours: Side<'_>,
        theirs: Side<'_>,
    ) -> Option<Value> {
        self.path.push(key.to_owned());
        let merged = self.merge(base, ours, theirs);
        self.path.pop();
        merged
    }

    /// What a resolution makes of a conflict that was found in the merged content: the value that is
    /// stored then, if any. `None` without a resolution.
    pub(super) fn answer(&mut self, conflict: &Conflict) -> Option<Option<Value>> {
        let (resolution, used) = self.resolutions.get_mut(conflict.path.as_slice())?;
        *used = true;
        let [base, ours, theirs] =
            [&conflict.base_value, &conflict.ours_value, &conflict.theirs_value];
        Some(resolved(resolution, base.as_ref(), ours.as_ref(), theirs.as_ref()))
    }

    /// Lists a conflict that was found in the merged content, with what is wrong there.
    pub(super) fn report(
        &mut self,
        conflict: Conflict,
        fault: impl FnOnce(Vec<String>) -> MergeFault,
    ) {
        self.faults.push(fault(conflict.path.clone()));
        if self.conflicts.iter().all(|known| known.path != conflict.path) {
            self.conflicts.push(conflict);
        }
    }

    fn merge(&mut self, base: Side<'_>, ours: Side<'_>, theirs: Side<'_>) -> Option<Value> {
        if theirs == base || ours == theirs {
            return ours.cloned();
        }
        if ours == base {
            return theirs.cloned();
        }
        match (ours, theirs) {
            (Some(Value::Object(ours)), Some(Value::Object(theirs))) => {
                let nothing = Map::new();
                let base = base.and_then(Value::as_object).unwrap_or(&nothing);
                Some(Value::Object(self.objects(base, ours, theirs)))
            }
            // One side deleted it, and the other one changed only dates.
            (None, Some(remaining)) | (Some(remaining), None)
                if base.is_some_and(|base| bookkeeping::same(base, remaining)) =>
            {
                None
            }
            _ => self.conflict(base, ours, theirs),
        }
    }

    fn objects(
        &mut self,
        base: &Map<String, Value>,
        ours: &Map<String, Value>,
        theirs: &Map<String, Value>,
    ) -> Map<String, Value> {
        let ordered = collection::is_collection(ours) && collection::is_collection(theirs);
        let added = theirs.keys().filter(|key| !ours.contains_key(*key));
        let mut merged = Map::new();
        for key in ours.keys().chain(added) {
            // The order of a collection depends on which of its items are left.
            let value = if ordered && key == "ids" {
                Some(Value::Null)
            } else {
                self.below(key, base.get(key), ours.get(key), theirs.get(key))
            };
            if let Some(value) = value {
                merged.insert(key.clone(), value);
            }
        }
        if ordered {
            merged["ids"] = Value::Array(order::merged(base, ours, theirs, &merged));
        }
        merged
    }

    fn conflict(&mut self, base: Side<'_>, ours: Side<'_>, theirs: Side<'_>) -> Option<Value> {
        if self.copies.iter().any(|copy| self.path.starts_with(copy)) {
            return theirs.cloned();
        }
        if let Some((resolution, used)) = self.resolutions.get_mut(self.path.as_slice()) {
            *used = true;
            return resolved(resolution, base, ours, theirs);
        }
        let listed = !is_bookkeeping(&self.path) || is_date(&self.path);
        if listed {
            self.conflicts.push(Conflict {
                path: self.path.clone(),
                base_value: base.cloned(),
                ours_value: ours.cloned(),
                theirs_value: theirs.cloned(),
                kind: match (base, ours, theirs) {
                    (None, ..) => ConflictKind::Add,
                    (_, Some(_), Some(_)) => ConflictKind::Modify,
                    _ => ConflictKind::Delete,
                },
            });
        }
        if is_bookkeeping(&self.path) { theirs.cloned() } else { ours.cloned() }
    }
}

/// What a resolution makes of the three sides.
fn resolved(
    resolution: &Resolution,
    base: Side<'_>,
    ours: Side<'_>,
    theirs: Side<'_>,
) -> Option<Value> {
    let side = match resolution.strategy {
        Strategy::Ours => ours,
        Strategy::Theirs => theirs,
        Strategy::Base => base,
    };
    resolution.value.clone().or_else(|| side.cloned())
}

fn is_bookkeeping(path: &[String]) -> bool {
    path.last().is_some_and(|key| bookkeeping::KEYS.contains(&key.as_str()))
}

fn is_date(path: &[String]) -> bool {
    path.last().is_some_and(|key| key.ends_with("At"))
}
