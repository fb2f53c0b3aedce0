//! Which branch a part of the state belongs to.

use std::sync::Arc;

use leptos::prelude::*;
use model::BranchRef;

use crate::state::device::Device;
use crate::state::drafts::store::DraftStore;
use crate::state::merging::store::MergeStore;

/// The branches that were opened since the page was loaded, each once.
#[derive(Clone, Copy)]
pub(crate) struct Places(StoredValue<Vec<Arc<Entry>>>);

/// A branch, and the address of the API that has it.
#[derive(PartialEq)]
struct Entry {
    base: String,
    at: BranchRef,
}

/// A branch of an API. Cheap to copy, and it outlives the visit of the branch: what is under way
/// when a branch is left still asks for it.
#[derive(Clone, Copy)]
pub(crate) struct Place {
    places: Places,
    index: usize,
}

impl Places {
    pub(crate) fn new() -> Self {
        Self(StoredValue::new(Vec::new()))
    }

    /// How many branches were opened.
    #[cfg(test)]
    pub(crate) fn len(self) -> usize {
        self.0.with_value(Vec::len)
    }

    /// The place of a branch of the API at `base`.
    pub(crate) fn of(self, base: String, at: BranchRef) -> Place {
        let entry = Arc::new(Entry { base, at });
        let mut index = 0;
        self.0.update_value(|all| {
            index = all.iter().position(|known| *known == entry).unwrap_or_else(|| {
                all.push(entry);
                all.len() - 1
            });
        });
        Place { places: self, index }
    }
}

impl Place {
    /// The branch.
    pub(crate) fn branch(self) -> BranchRef {
        self.entry().at.clone()
    }

    /// Whether it is the branch that every agent has.
    pub(crate) fn is_main(self) -> bool {
        self.entry().at.branch.is_main()
    }

    /// What is stored for it on this device, by kind.
    pub(crate) fn key(self, kind: &str) -> String {
        let entry = self.entry();
        format!("{kind}{}/{}/{}", entry.base, entry.at.agent, entry.at.branch)
    }

    /// Where its drafts are stored.
    pub(crate) fn drafts(self, device: &'static dyn Device) -> DraftStore {
        let entry = self.entry();
        DraftStore::new(device, &entry.base, &entry.at)
    }

    /// Where the drafts of another branch of the same API are stored.
    pub(crate) fn drafts_of(self, device: &'static dyn Device, at: &BranchRef) -> DraftStore {
        DraftStore::new(device, &self.entry().base, at)
    }

    /// Where the decisions about a merge of it are stored.
    pub(crate) fn merge(self, device: &'static dyn Device) -> MergeStore {
        let entry = self.entry();
        MergeStore::new(device, &entry.base, &entry.at)
    }

    fn entry(self) -> Arc<Entry> {
        self.places.0.with_value(|all| Arc::clone(&all[self.index]))
    }
}
