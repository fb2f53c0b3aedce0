//! Marks of what one has looked at, stored on this device for each pair of sides.

use std::collections::{BTreeMap, BTreeSet};

use leptos::prelude::*;

use super::address::Address;
use crate::browser::storage;
use crate::parts::diff::DiffState;
use crate::state::branch::BranchState;
use crate::state::side::Side;

/// Items marked as viewed, each with the fingerprint of its changes at that time: when those
/// change, the mark no longer holds.
#[derive(Clone, Copy)]
pub(crate) struct Viewed {
    branch: BranchState,
    address: Address,
    diff: DiffState,
    marks: RwSignal<BTreeMap<String, u64>>,
    key: StoredValue<String>,
    /// What marks folded, by key: with the pair their folding goes as well.
    folded: StoredValue<BTreeSet<String>>,
}

impl Viewed {
    pub(crate) fn new(branch: BranchState, address: Address, diff: DiffState) -> Self {
        Self {
            branch,
            address,
            diff,
            marks: RwSignal::new(BTreeMap::new()),
            key: StoredValue::new(String::new()),
            folded: StoredValue::new(BTreeSet::new()),
        }
    }

    /// Reads the marks of the pair that is open, and again for another one. Marked items begin
    /// folded.
    pub(crate) fn watch(self) {
        Effect::new(move |_| {
            if self.diff.comparison.get().is_none() {
                return;
            }
            let key = self.pair_key();
            if self.key.get_value() == key {
                return;
            }
            let marks: BTreeMap<String, u64> = storage::read(&key)
                .and_then(|text| serde_json::from_str(&text).ok())
                .unwrap_or_default();
            self.key.set_value(key);
            self.marks.set(marks);
            let Some(all) = self.diff.comparison.get_untracked() else { return };
            let viewed = all.0.items.iter().filter(|item| untrack(|| self.is_marked(item)));
            let folded: BTreeSet<String> = viewed.map(|item| item.key.clone()).collect();
            let last = self.folded.try_update_value(|last| std::mem::replace(last, folded.clone()));
            self.diff.view.update(|view| {
                let last = last.unwrap_or_default();
                view.folded.retain(|key| !last.contains(key));
                view.folded.extend(folded);
            });
        });
    }

    fn is_marked(self, item: &diff::ItemDiff) -> bool {
        self.marks.read().get(&item.key) == Some(&item.fingerprint)
    }

    /// How many of the items with changes were marked, and how many there are.
    pub(crate) fn count(self) -> (usize, usize) {
        self.diff.comparison.with(|all| {
            let Some(all) = all else { return (0, 0) };
            let has_changes =
                |item: &&diff::ItemDiff| all.0.totals_of(item.changes.clone()).changes() > 0;
            let items: Vec<_> = all.0.items.iter().filter(has_changes).collect();
            (items.iter().filter(|item| self.is_marked(item)).count(), items.len())
        })
    }

    /// Whether an item was marked, as it is now.
    pub(crate) fn is_viewed(self, item: usize) -> bool {
        self.diff.comparison.with_untracked(|all| {
            all.as_ref().and_then(|all| Some(self.is_marked(all.0.items.get(item)?)))
        }) == Some(true)
    }

    /// Marks an item and folds it, or removes the mark.
    pub(crate) fn set(self, item: usize, is_viewed: bool) {
        let Some(all) = self.diff.comparison.get_untracked() else { return };
        let item = &all.0.items[item];
        self.marks.update(|marks| {
            if is_viewed {
                marks.insert(item.key.clone(), item.fingerprint);
            } else {
                marks.remove(&item.key);
            }
        });
        if let Ok(text) = serde_json::to_string(&*self.marks.read_untracked()) {
            storage::write(&self.key.get_value(), &text);
        }
        if is_viewed {
            self.folded.update_value(|folded| {
                folded.insert(item.key.clone());
            });
        }
        self.diff.fold(&item.key, is_viewed);
    }

    /// The key under which the marks of a pair are stored. Its version stands for what runs in an environment.
    fn pair_key(self) -> String {
        let name = |side: Side| {
            let version = self.branch.timeline.with_untracked(|timeline| {
                side.deployment(timeline).map(|one| one.version.to_string())
            });
            version.flatten().unwrap_or_else(|| side.key())
        };
        let (old, new) = (self.address.old.get_untracked(), self.address.new.get_untracked());
        format!("studio.viewed/{}/{}/{}", self.branch.at().agent, name(old), name(new))
    }
}
