//! What the API has of one branch, and of the agent that it belongs to.

use client::ApiError;
use leptos::prelude::*;
use model::{Attribute, Branch, BranchId, BranchRef, Deployment, Grid, Timeline, Topic, Variant};

use crate::remote::Remote;
use crate::state::archive::Archive;
use crate::state::branch::drafts::BranchDrafts;
use crate::state::loader::Loader;
use crate::state::place::Place;
use crate::state::restored::RestoredTopics;
use crate::state::side::Side;
use crate::state::studio::{Api, Studio};
use crate::text::count;

/// What the address names and the API does not have.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) enum NotFound {
    Agent,
    Branch,
}

/// What the pages of a branch load.
#[derive(Clone, Copy)]
pub(crate) struct Resources {
    studio: Studio,
    place: Place,
    pub(crate) branches: Loader<Vec<Branch>>,
    pub(crate) archive: Loader<Archive>,
    pub(crate) timeline: Loader<Timeline>,
    /// The behavior as it is saved.
    pub(crate) behavior: Loader<String>,
    /// The topics as they are saved.
    pub(crate) topics: Loader<Vec<Topic>>,
    /// The variants with their unsaved cells.
    pub(crate) grid: Loader<Grid>,
    /// Topics that were created again.
    pub(crate) restored: RestoredTopics,
}

impl Resources {
    pub(crate) fn new(studio: Studio, place: Place) -> Self {
        Self {
            studio,
            place,
            branches: Loader::new(),
            archive: Loader::new(),
            timeline: Loader::new(),
            behavior: Loader::new(),
            topics: Loader::new(),
            grid: Loader::new(),
            restored: RestoredTopics::new(studio.device, place),
        }
    }

    pub(crate) fn load_branches(self) {
        self.load(self.branches, "The branches", async |api, at| api.branches(&at.agent).await);
    }

    /// Loads the archive, which also says whether the private part of the API is there.
    pub(crate) fn load_archive(self) {
        let studio = self.studio;
        self.load(self.archive, "The archive", async move |api, at| {
            let account = studio.account_for(&api, &at.agent).await?;
            Archive::of(api.archived_branches(&account, &at.agent).await)
        });
    }

    /// Whether the private part of the API is there, as far as that is known; tracked.
    pub(crate) fn has_private_api(self) -> bool {
        self.archive.with(|archive| *archive != Archive::Absent) == Some(true)
    }

    pub(crate) fn load_timeline(self) {
        self.load(self.timeline, "The deployments", async |api, at| api.timeline(&at.agent).await);
    }

    pub(crate) fn load_behavior(self) {
        self.load(self.behavior, "The behavior", async |api, at| saved_behavior(&api, &at).await);
    }

    pub(crate) fn load_topics(self) {
        let restored = self.restored;
        self.load(self.topics, "The topics", async move |api, at| {
            Ok(restored.arrange(api.topics(&at).await?))
        });
    }

    /// Loads attributes and variants. Unsaved cells stay on top; where somebody else changed a cell
    /// under one, the person reads so.
    pub(crate) fn load_grid(self, drafts: BranchDrafts) {
        self.load(self.grid, "The variants", async move |api, at| {
            let (attributes, variants) = saved_grid(&api, &at).await?;
            // Read only now: cells may have been edited before the response arrived.
            let grid = match self.grid.with_untracked(Grid::clone) {
                Some(mut grid) => {
                    drafts.report_dropped(grid.refresh(attributes, variants));
                    grid
                }
                None => {
                    let mut grid = Grid::new(attributes, variants);
                    drafts.report_without_place(grid.set_edits(drafts.waiting_cells()));
                    grid
                }
            };
            let conflicts = grid.conflicts();
            if !conflicts.is_empty() {
                self.studio.notices.info(format!(
                    "Somebody else changed {} that you are editing. Yours are still here; \
                     you are asked before they replace theirs.",
                    count(conflicts.len(), "cell")
                ));
            }
            Ok(grid)
        });
    }

    fn load<T: Send + Sync + 'static>(
        self,
        loader: Loader<T>,
        what: &'static str,
        read: impl AsyncFnOnce(Api, BranchRef) -> Result<T, ApiError> + 'static,
    ) {
        let (Some(api), at) = (self.studio.api(), self.place.branch()) else { return };
        let studio = self.studio;
        let request = async move { read(api, at).await.inspect(|_| studio.is_fresh(what)) };
        loader.fetch(request, move |error| studio.report_stale(what, &error));
    }

    /// What the address names and the API does not have, once that is known.
    pub(crate) fn not_found(self) -> Option<NotFound> {
        let at = self.place.branch();
        let has_agent =
            self.studio.agents.with(|agents| agents.iter().any(|one| one.id == at.agent));
        self.branches.remote().with(|branches| match branches {
            Remote::Failed(error) if error.is_not_found() && has_agent == Some(false) => {
                Some(NotFound::Agent)
            }
            Remote::Ready(branches) => {
                let is_there =
                    at.branch.is_main() || branches.iter().any(|one| one.id == at.branch);
                (!is_there).then_some(NotFound::Branch)
            }
            _ => None,
        })
    }

    /// What was written about a deployment or the version it brought.
    pub(crate) fn title_of(self, deployment: &Deployment) -> String {
        let title =
            self.timeline.with_untracked(|timeline| timeline.title_of(deployment).to_owned());
        title.unwrap_or_else(|| deployment.title().to_owned())
    }

    /// Where a branch begins, and the branch it begins from, tracked; `None` of `main`, and where the
    /// API does not say it.
    pub(crate) fn begin_of(self, id: &BranchId) -> Option<(Side, BranchId)> {
        self.branches.with(|branches| {
            let branch = branches.iter().find(|one| one.id == *id)?;
            Some((Side::fork_of(branch)?, branch.parent.clone()))
        })?
    }

    /// The name of a branch of this agent, as the list knows it.
    pub(crate) fn name_of_branch(self, id: &BranchId) -> String {
        let name = |branches: &Vec<Branch>| {
            branches.iter().find(|one| one.id == *id).map(|one| one.name.clone())
        };
        self.branches.with(name).flatten().unwrap_or_else(|| id.to_string())
    }
}

/// The behavior as the API has it.
pub(crate) async fn saved_behavior(api: &Api, at: &BranchRef) -> Result<String, ApiError> {
    match api.behavior(at).await {
        // An agent without rules is one whose rules are still to be written.
        Err(error) if error.is_not_found() && error.code() != "BRANCH_NOT_FOUND" => {
            api.branches(&at.agent).await.map(|_| String::new())
        }
        answer => answer,
    }
}

/// Attributes and variants as the API has them.
pub(crate) async fn saved_grid(
    api: &Api,
    at: &BranchRef,
) -> Result<(Vec<Attribute>, Vec<Variant>), ApiError> {
    let (attributes, variants) = futures_util::join!(api.attributes(at), api.variants(at));
    Ok((attributes?, variants?))
}
