//! A merge with conflicts, and what was decided about them so far.

use std::collections::BTreeMap;

use leptos::prelude::*;
use model::{Choice, MergeConflict, Resolution};

/// What the API has found, and what a person makes of it.
#[derive(Clone, Copy)]
pub(crate) struct Merging {
    pub(crate) conflicts: RwSignal<Vec<MergeConflict>>,
    pub(crate) settled: RwSignal<Settled>,
}

impl Merging {
    /// No conflict is known yet.
    pub(crate) fn new() -> Self {
        Self { conflicts: RwSignal::new(Vec::new()), settled: RwSignal::new(Settled::default()) }
    }
}

/// What was decided so far, by path.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct Settled(pub(crate) BTreeMap<Vec<String>, Choice>);

impl Settled {
    /// How many conflicts are decided.
    pub(crate) fn len(&self) -> usize {
        self.0.len()
    }

    /// What is sent to the API.
    pub(crate) fn resolutions(&self) -> Vec<Resolution> {
        let resolution = |(path, choice): (&Vec<String>, &Choice)| Resolution {
            path: path.clone(),
            choice: choice.clone(),
        };
        self.0.iter().map(resolution).collect()
    }

    /// Drops decisions about conflicts that no longer exist or that are now between other values.
    pub(crate) fn keep_valid(&mut self, old: &[MergeConflict], new: &[MergeConflict]) {
        self.0.retain(|path, _| {
            let find = |all: &[MergeConflict]| all.iter().find(|one| one.path == *path).cloned();
            find(new).is_some_and(|now| find(old) == Some(now))
        });
    }
}
