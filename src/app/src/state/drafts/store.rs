//! Where the drafts of a branch are stored on this device.

use model::BranchRef;

use super::Drafts;
use super::form::{self, Unreadable};
use crate::state::device::Device;

const PREFIX: &str = "studio.draft/";

/// The place on this device for the drafts of one branch. It outlives the visit of the branch.
#[derive(Clone)]
pub(crate) struct DraftStore {
    device: &'static dyn Device,
    key: String,
}

impl DraftStore {
    /// The place for a branch of the API at `base`.
    pub(crate) fn new(device: &'static dyn Device, base: &str, at: &BranchRef) -> Self {
        Self { device, key: format!("{PREFIX}{base}/{}/{}", at.agent, at.branch) }
    }

    /// What is stored.
    pub(crate) fn load(&self) -> Drafts {
        self.read().unwrap_or_default()
    }

    /// Stores what of `now` has changed since `before`; gives whether the device had space for it.
    /// The rest is left as it is: another tab of the same branch may have stored it.
    pub(crate) fn store(&self, now: &Drafts, before: &Drafts) -> bool {
        if now == before {
            return true;
        }
        let stored = match self.read() {
            // A newer page of this app can read it, and this one cannot add to it.
            Err(Unreadable::Newer) => return false,
            stored => now.over(before, stored.unwrap_or_default()),
        };
        if stored == Drafts::default() {
            self.device.remove(&self.key);
            return true;
        }
        self.device.write(&self.key, &form::write(&stored))
    }

    /// Changes what is stored.
    pub(crate) fn change(&self, change: impl FnOnce(&mut Drafts)) {
        let before = self.load();
        let mut now = before.clone();
        change(&mut now);
        self.store(&now, &before);
    }

    fn read(&self) -> Result<Drafts, Unreadable> {
        self.device.read(&self.key).map_or(Ok(Drafts::default()), |text| form::read(&text))
    }
}
