//! Reading both sides and comparing them, each on its own: one that fails leaves the other alone.

use std::sync::Arc;

use diff::{Comparison, Whitespace};
use leptos::prelude::*;
use leptos::task::spawn_local;
use model::{ConfigPage, Environment, Snapshot, Timeline};

use super::address::Address;
use crate::browser::clock;
use crate::parts::diff::PtrEq;
use crate::remote::Remote;
use crate::state::branch::BranchState;
use crate::state::comparison::compare_unless;
use crate::state::loader::Loader;
use crate::state::side::{self, Side};

/// Marks the time at which both sides are there.
const ARRIVED: &str = "compare: both sides are here";

/// The contents of both sides.
#[derive(Clone, Copy)]
pub(crate) struct Sides {
    pub(crate) old: Loader<Arc<Snapshot>>,
    pub(crate) new: Loader<Arc<Snapshot>>,
    /// What is configured in the environments; read only when two of them are compared.
    pub(crate) configs: Loader<Vec<ConfigPage>>,
    /// Whether there is a difference in white space where it is left out and nothing else differs.
    pub(crate) differ_in_whitespace: RwSignal<bool>,
    branch: BranchState,
    address: Address,
}

impl Sides {
    pub(crate) fn new(branch: BranchState, address: Address) -> Self {
        let sides = Self {
            old: Loader::new(),
            new: Loader::new(),
            configs: Loader::new(),
            differ_in_whitespace: RwSignal::new(false),
            branch,
            address,
        };
        for is_old in [true, false] {
            let side = if is_old { address.old } else { address.new };
            Effect::new(move |_| {
                let side = side.get();
                // What runs in an environment, and what a branch contains, can become another.
                if matches!(side, Side::Active(_) | Side::Version(_) | Side::Deployment(_)) {
                    // A history that failed is fetched once more with the side, which then says
                    // why it cannot be had.
                    if branch
                        .resources
                        .timeline
                        .remote()
                        .with(|remote| matches!(remote, Remote::Loading))
                    {
                        return;
                    }
                }
                if matches!(side, Side::Branch(_)) {
                    branch.saves.track();
                }
                sides.read(is_old, side);
            });
        }
        Effect::new(move |_| {
            if let (Some(_), Some(api)) = (sides.environments(), branch.api()) {
                let agent = branch.at().agent;
                sides.configs.fetch(async move { api.config_pages(&agent).await }, |_| ());
            }
        });
        sides
    }

    /// The environments of both sides, if each is what runs in one.
    pub(crate) fn environments(self) -> Option<(Environment, Environment)> {
        match (self.address.old.get(), self.address.new.get()) {
            (Side::Active(old), Side::Active(new)) => Some((old, new)),
            _ => None,
        }
    }

    /// Both contents once they are there, tracked. Values that are configured in an environment
    /// belong to it and not to a version, so they count only between two environments.
    fn contents(self) -> Option<(Arc<Snapshot>, Arc<Snapshot>)> {
        let (old, new) = (self.old.with(Arc::clone), self.new.with(Arc::clone));
        let (old, new) = (old?, new?);
        let Some(environments) = self.environments() else { return Some((old, new)) };
        self.configs.remote().with(|configs| match configs {
            Remote::Loading => None,
            Remote::Failed(_) => Some((old, new)),
            Remote::Ready(pages) => {
                let with = |snapshot: Arc<Snapshot>, environment| {
                    let page = pages.iter().find(|page| page.environment == environment);
                    page.map_or(snapshot.clone(), |page| Arc::new(snapshot.with_config(page)))
                };
                Some((with(old, environments.0), with(new, environments.1)))
            }
        })
    }

    /// Reads a side that failed once more.
    pub(crate) fn read_again(self, is_old: bool) {
        let side = if is_old { self.address.old } else { self.address.new };
        self.loader(is_old).clear();
        self.read(is_old, side.get_untracked());
    }

    fn loader(self, is_old: bool) -> Loader<Arc<Snapshot>> {
        if is_old { self.old } else { self.new }
    }

    fn read(self, is_old: bool, side: Side) {
        let Some(api) = self.branch.api() else { return };
        let (studio, agent) = (self.branch.studio, self.branch.at().agent);
        let timeline = self.branch.resources.timeline.with_untracked(Timeline::clone);
        let loader = self.loader(is_old);
        let is_same_place = matches!(side, Side::Branch(_));
        // Another version is another content; a branch that was saved is the same one, newer.
        if !is_same_place {
            loader.clear();
        }
        loader.fetch(side::read(studio, api, agent, side, timeline), move |error| {
            studio.report_stale("One side", &error)
        });
    }
}

/// Compares both sides whenever one of them is another. Large ones are compared in slices, so that
/// the page stays responsive.
pub(crate) fn compare(
    sides: Sides,
    ignores_whitespace: RwSignal<bool>,
) -> RwSignal<Option<PtrEq<Comparison>>> {
    let result = RwSignal::new(None);
    let turn = StoredValue::new(0_u32);
    let device = sides.branch.studio.device;
    Effect::new(move |_| {
        let contents = sides.contents();
        let whitespace =
            if ignores_whitespace.get() { Whitespace::Ignored } else { Whitespace::Significant };
        let mine = turn.get_value() + 1;
        turn.set_value(mine);
        let Some((old, new)) = contents else {
            result.set(None);
            return;
        };
        clock::mark(ARRIVED);
        // Whether somebody has chosen another side meanwhile.
        let is_late = move || turn.try_get_value() != Some(mine);
        spawn_local(async move {
            let Some(found) = compare_unless(device, &old, &new, whitespace, is_late).await else {
                return;
            };
            let mut differ_in_whitespace = false;
            if whitespace == Whitespace::Ignored && found.changes.is_empty() {
                let all =
                    compare_unless(device, &old, &new, Whitespace::Significant, is_late).await;
                differ_in_whitespace = all.is_some_and(|all| !all.changes.is_empty());
            }
            if !is_late() {
                sides.differ_in_whitespace.try_set(differ_in_whitespace);
                result.try_set(Some(PtrEq(Arc::new(found))));
            }
        });
    });
    result
}
