//! One branch of one agent: what it contains, what is being edited, and what is deployed.

pub(crate) mod drafts;
pub(crate) mod protection;
pub(crate) mod resources;

use std::sync::Arc;

use leptos::prelude::*;
use model::{BranchId, BranchRef, Names};

use crate::route::{Page, Route};
use crate::state::branch::drafts::BranchDrafts;
use crate::state::branch::resources::Resources;
use crate::state::following::Following;
use crate::state::merging::store::MergeStore;
use crate::state::place::Place;
use crate::state::studio::{Api, Studio, use_studio};
use crate::state::unpublished::Unpublished;

/// Shared by the pages of an agent through context.
#[derive(Clone, Copy)]
pub(crate) struct BranchState {
    pub(crate) studio: Studio,
    place: Place,
    pub(crate) resources: Resources,
    pub(crate) drafts: BranchDrafts,
    /// Counts what was saved here, so that what depends on the content asks again.
    pub(crate) saves: RwSignal<u32>,
    pub(crate) unpublished: Unpublished,
    /// What the texts of the branch refer to; nothing before its content is read.
    pub(crate) names: Memo<Arc<Names>>,
    /// Whether the person is asked for a branch for what is unsaved here.
    pub(crate) wants_branch: RwSignal<bool>,
}

impl BranchState {
    /// The state of a branch, with the drafts stored on this device. Starts to load what every page
    /// shows: branches and timeline.
    pub(crate) fn new(at: BranchRef) -> Self {
        let studio = use_studio();
        let base = studio.api().map(|api| api.connection().base.clone()).unwrap_or_default();
        let place = studio.places.of(base, at);
        let resources = Resources::new(studio, place);
        let saves = RwSignal::new(0);
        let unpublished =
            Unpublished::new(studio, place, resources.timeline, resources.branches, saves);
        let state = Self {
            studio,
            place,
            resources,
            drafts: BranchDrafts::new(studio, place, resources.grid),
            saves,
            unpublished,
            names: Memo::new(move |_| {
                let content = unpublished.content.get();
                Arc::new(content.map(|content| Names::of(&content)).unwrap_or_default())
            }),
            wants_branch: RwSignal::new(false),
        };
        resources.load_branches();
        resources.load_timeline();
        state.unpublished.watch();
        Following::start(studio, place, resources, state.drafts, saves);
        state.find_out_protection();
        on_cleanup(move || studio.notices.withdraw_offers());
        state
    }

    /// The place.
    pub(crate) fn at(self) -> BranchRef {
        self.place.branch()
    }

    /// Where the decisions about a merge of this branch are stored.
    pub(crate) fn merge_store(self) -> MergeStore {
        self.place.merge(self.studio.device)
    }

    /// The API, if connected.
    pub(crate) fn api(self) -> Option<Api> {
        self.studio.api()
    }

    /// Loads attributes and variants, under the unsaved cells.
    pub(crate) fn load_grid(self) {
        self.resources.load_grid(self.drafts);
    }

    /// Loads again what the pages of this branch have loaded, under what is unsaved.
    pub(crate) fn load_again(self) {
        let resources = self.resources;
        if resources.behavior.with_untracked(|_| ()).is_some() {
            resources.load_behavior();
        }
        if resources.topics.with_untracked(|_| ()).is_some() {
            resources.load_topics();
        }
        if resources.grid.with_untracked(|_| ()).is_some() {
            self.load_grid();
        }
    }

    /// How many edits of a branch are unsaved on this device.
    pub(crate) fn unsaved_on(self, at: &BranchRef) -> usize {
        let drafts = if *at == self.at() {
            self.drafts.all()
        } else {
            self.place.drafts_of(self.studio.device, at).load()
        };
        usize::from(drafts.behavior.is_some()) + drafts.topics.len() + drafts.cells.len()
    }

    /// The message being written for a purpose, such as a publication. It outlives its dialog, and is
    /// stored on this device like every draft.
    pub(crate) fn message(self, purpose: &str) -> RwSignal<String> {
        self.drafts.message(purpose)
    }

    /// To be called after something was saved on this branch.
    pub(crate) fn was_saved(self) {
        self.saves.try_update(|count| *count += 1);
    }

    /// The agent, as the list knows it.
    pub(crate) fn agent_name(self) -> String {
        self.studio.agent_name(&self.at().agent)
    }

    /// The branch that is open, as the list knows it.
    pub(crate) fn branch_name(self) -> String {
        self.resources.name_of_branch(&self.at().branch)
    }
}

/// The branch of the calling component.
pub(crate) fn use_branch() -> BranchState {
    expect_context::<BranchState>()
}

/// The place of another branch of the same agent, in the same page.
pub(crate) fn on_branch(at: &BranchRef, branch: BranchId, page: Page) -> Route {
    Route::Agent(BranchRef { agent: at.agent.clone(), branch }, page)
}
