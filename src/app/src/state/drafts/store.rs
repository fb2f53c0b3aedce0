//! Where the drafts of a branch are stored on this device.

use model::BranchRef;

use super::Drafts;
use super::form;
pub(crate) use super::form::Unreadable;
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

    /// Every place on this device that holds drafts, with the address of its API and its branch.
    pub(crate) fn all(device: &'static dyn Device) -> Vec<(String, BranchRef, Self)> {
        let place = |key: String| {
            let mut parts = key.strip_prefix(PREFIX)?.rsplitn(3, '/');
            let (branch, agent, base) = (parts.next()?, parts.next()?, parts.next()?);
            let (base, at) = (base.to_owned(), BranchRef::new(agent, branch));
            Some((base, at, Self { device, key }))
        };
        let mut all: Vec<_> = device.stored_names().into_iter().filter_map(place).collect();
        all.sort_by(|one, other| one.2.key.cmp(&other.2.key));
        all
    }

    /// What is stored.
    pub(crate) fn load(&self) -> Drafts {
        self.read().unwrap_or_default()
    }

    /// The stored text itself, for drafts that cannot be read.
    pub(crate) fn raw(&self) -> String {
        self.device.read(&self.key).unwrap_or_default()
    }

    /// Removes everything that is stored.
    pub(crate) fn clear(&self) {
        self.device.remove(&self.key);
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

    /// What is stored, or why it cannot be read.
    pub(crate) fn read(&self) -> Result<Drafts, Unreadable> {
        self.device.read(&self.key).map_or(Ok(Drafts::default()), |text| form::read(&text))
    }
}
