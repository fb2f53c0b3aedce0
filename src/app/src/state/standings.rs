//! How the branches of an agent stand to their parents, found out one after the other.

use std::collections::BTreeMap;
use std::sync::Arc;

use leptos::prelude::*;
use leptos::task::spawn_local;
use model::{AgentId, Branch, BranchId};

use crate::remote::Remote;
use crate::state::pieces;
use crate::state::standing::Standing;
use crate::state::studio::Studio;

/// How the branches of an agent stand, as far as that is known.
#[derive(Clone, Copy)]
pub(crate) struct Standings {
    studio: Studio,
    agent: StoredValue<AgentId>,
    all: RwSignal<BTreeMap<BranchId, Remote<Arc<Standing>>>>,
    /// Counts the rounds: a new one ends the one before it.
    round: StoredValue<u32>,
}

impl Standings {
    pub(crate) fn new(studio: Studio, agent: AgentId) -> Self {
        Self {
            studio,
            agent: StoredValue::new(agent),
            all: RwSignal::new(BTreeMap::new()),
            round: StoredValue::new(0),
        }
    }

    /// How a branch stands, tracked.
    pub(crate) fn of(self, branch: &BranchId) -> Remote<Arc<Standing>> {
        self.all.with(|all| all.get(branch).cloned()).unwrap_or(Remote::Loading)
    }

    /// Looks how all these branches stand, one after the other. What is known stays until there is
    /// something newer.
    pub(crate) fn look(self, branches: Vec<Branch>) {
        let Some(api) = self.studio.api() else { return };
        let Some(round) = self.round.try_update_value(|round| {
            *round += 1;
            *round
        }) else {
            return;
        };
        let (studio, agent) = (self.studio, self.agent.get_value());
        spawn_local(async move {
            // What a person waits for comes first.
            studio.device.idle().await;
            for branch in branches.into_iter().filter(|one| !one.id.is_main()) {
                let found =
                    pieces::standing(studio, api.clone(), agent.clone(), branch.clone()).await;
                // A newer round has begun, or the page was left.
                if self.round.try_get_value() != Some(round) {
                    return;
                }
                let found = found.map_or_else(Remote::Failed, Remote::Ready);
                self.all.try_update(|all| all.insert(branch.id, found));
            }
        });
    }

    /// Looks once more how a branch stands.
    pub(crate) fn look_again(self, branch: Branch) {
        let Some(api) = self.studio.api() else { return };
        let (studio, agent) = (self.studio, self.agent.get_value());
        self.all.update(|all| drop(all.remove(&branch.id)));
        spawn_local(async move {
            let found = pieces::standing(studio, api, agent, branch.clone()).await;
            let found = found.map_or_else(Remote::Failed, Remote::Ready);
            self.all.try_update(|all| all.insert(branch.id, found));
        });
    }
}
