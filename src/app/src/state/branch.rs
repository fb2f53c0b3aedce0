//! One branch of one agent: what it contains, what is being edited, and what is deployed.

use std::collections::BTreeMap;
use std::sync::Arc;

use client::ApiError;
use leptos::prelude::*;
use model::{
    Attribute, Branch, BranchId, BranchRef, CellEdits, Deployment, DroppedCell, Grid, Timeline,
    Topic, TopicId, Variant,
};

use crate::browser::{clipboard, leaving, storage};
use crate::route::{Page, Route};
use crate::state::drafts::{Drafts, TextDraft, TopicDraft};
use crate::state::loader::{Loader, Remote};
use crate::state::merging::Merging;
use crate::state::studio::{Api, Studio, use_studio};
use crate::state::unpublished::Unpublished;
use crate::text::count;

/// The pause in typing after which drafts are stored on this device.
const STORE_AFTER: std::time::Duration = std::time::Duration::from_millis(300);

/// Something the URL names that the API does not have.
#[derive(Clone, Copy, PartialEq)]
pub(crate) enum NotFound {
    Agent,
    Branch,
}

/// Shared by the pages of an agent through context.
#[derive(Clone, Copy)]
pub(crate) struct BranchState {
    pub(crate) studio: Studio,
    /// Lives as long as the page: requests that are under way when an agent is left still need it.
    at: &'static BranchRef,
    pub(crate) branches: Loader<Vec<Branch>>,
    pub(crate) timeline: Loader<Timeline>,
    /// The behavior as it is saved.
    pub(crate) behavior: Loader<String>,
    pub(crate) behavior_draft: RwSignal<Option<TextDraft>>,
    /// The topics as they are saved.
    pub(crate) topics: Loader<Vec<Topic>>,
    pub(crate) topic_drafts: RwSignal<BTreeMap<TopicId, TopicDraft>>,
    /// The variants with their unsaved cells.
    pub(crate) grid: Loader<Grid>,
    /// Cells stored on this device that wait for the grid to arrive.
    stored_cells: RwSignal<CellEdits>,
    /// Whether anything is unsaved here.
    pub(crate) has_drafts: Memo<bool>,
    /// Counts what was saved here, so that what depends on the content is fetched again.
    pub(crate) saves: RwSignal<u32>,
    pub(crate) unpublished: Unpublished,
    /// The merge that is being prepared; its dialog may be closed and opened again.
    pub(crate) merging: Merging,
    /// Messages of dialogs, which may be closed and opened again before they are sent.
    messages: StoredValue<BTreeMap<String, ArcRwSignal<String>>>,
}

impl BranchState {
    /// The state of a branch, with the drafts stored on this device. Starts to load what every page
    /// shows: branches and timeline.
    pub(crate) fn new(at: BranchRef) -> Self {
        let studio = use_studio();
        let base = studio.api().map(|api| api.connection().base.clone()).unwrap_or_default();
        let stored = Drafts::load(&base, &at);
        let known = StoredValue::new(stored.clone());
        let behavior_draft = RwSignal::new(stored.behavior);
        let topic_drafts = RwSignal::new(stored.topics);
        let (grid, stored_cells) = (Loader::new(), RwSignal::new(stored.cells));
        let has_drafts = Memo::new(move |_| {
            behavior_draft.read().is_some()
                || !topic_drafts.read().is_empty()
                || unsaved_cells(grid, stored_cells) > 0
        });
        let at: &BranchRef = Box::leak(Box::new(at));
        let (timeline, saves) = (Loader::new(), RwSignal::new(0));
        let state = Self {
            studio,
            at,
            branches: Loader::new(),
            timeline,
            behavior: Loader::new(),
            behavior_draft,
            topics: Loader::new(),
            topic_drafts,
            grid,
            stored_cells,
            has_drafts,
            saves,
            unpublished: Unpublished::new(studio, at, timeline, saves),
            merging: Merging::new(),
            messages: StoredValue::new(BTreeMap::new()),
        };
        state.store_drafts(base, known);
        state.load_branches();
        state.load_timeline();
        state.unpublished.watch();
        leaving::guard(move || has_drafts.get());
        on_cleanup(move || studio.notices.withdraw_offers());
        state
    }

    /// The place.
    pub(crate) fn at(self) -> BranchRef {
        self.at.clone()
    }

    /// Whether this is the branch that may be protected.
    pub(crate) fn is_main(self) -> bool {
        self.at.branch.is_main()
    }

    /// Whether direct changes are known to be refused here.
    pub(crate) fn is_protected(self) -> bool {
        self.is_main() && self.studio.main_is_protected.get()
    }

    /// The API, if connected.
    pub(crate) fn api(self) -> Option<Api> {
        self.studio.api()
    }

    pub(crate) fn load_branches(self) {
        let (Some(api), at) = (self.api(), self.at()) else { return };
        self.branches.fetch(async move { api.branches(&at.agent).await }, move |error| {
            self.studio.report_stale("The branches", &error)
        });
    }

    pub(crate) fn load_timeline(self) {
        let (Some(api), at) = (self.api(), self.at()) else { return };
        self.timeline.fetch(async move { api.timeline(&at.agent).await }, move |error| {
            self.studio.report_stale("The deployments", &error)
        });
    }

    pub(crate) fn load_behavior(self) {
        let (Some(api), at) = (self.api(), self.at()) else { return };
        self.behavior.fetch(async move { saved_behavior(&api, &at).await }, move |error| {
            self.studio.report_stale("The behavior", &error)
        });
    }

    pub(crate) fn load_topics(self) {
        let (Some(api), at) = (self.api(), self.at()) else { return };
        self.topics.fetch(async move { api.topics(&at).await }, move |error| {
            self.studio.report_stale("The topics", &error)
        });
    }

    /// Fetches attributes and variants. Unsaved cells stay on top; where somebody else changed a
    /// cell under one, a notice says so.
    pub(crate) fn load_grid(self) {
        let (Some(api), at) = (self.api(), self.at()) else { return };
        self.grid.fetch(
            async move {
                let (attributes, variants) = saved_grid(&api, &at).await?;
                // Looked at only now: cells may have been edited while the answer was on its way.
                let grid = match self.grid.with_untracked(Grid::clone) {
                    Some(mut grid) => {
                        self.report_dropped(grid.refresh(attributes, variants));
                        grid
                    }
                    None => {
                        let mut grid = Grid::new(attributes, variants);
                        let stored = self.stored_cells.try_get_untracked().unwrap_or_default();
                        self.report_lost(grid.set_edits(stored));
                        grid
                    }
                };
                let overlaps = grid.conflicts();
                if !overlaps.is_empty() {
                    self.studio.notices.info(format!(
                        "Somebody else changed {} that you are editing. Yours are still here; \
                         you are asked before they replace theirs.",
                        count(overlaps.len(), "cell")
                    ));
                }
                Ok(grid)
            },
            move |error| self.studio.report_stale("The variants", &error),
        );
    }

    /// The message being written for a purpose, such as a publication. It outlives its dialog.
    pub(crate) fn message(self, purpose: &str) -> RwSignal<String> {
        let message = self.messages.try_update_value(|all| {
            all.entry(purpose.to_owned()).or_insert_with(|| ArcRwSignal::new(String::new())).clone()
        });
        message.unwrap_or_else(|| ArcRwSignal::new(String::new())).into()
    }

    /// To be called after something was saved on this branch.
    pub(crate) fn was_saved(self) {
        self.saves.try_update(|count| *count += 1);
    }

    /// To be called when a change was refused: remembers a protected `main`, and reports it.
    pub(crate) fn was_refused(self, what: &str, error: &ApiError) {
        if error.is_read_only() {
            self.studio.main_is_protected.try_set(true);
            self.studio.notices.info(format!("{what}: main takes no direct changes."));
        } else {
            self.studio.report(what, error);
        }
    }

    /// Reports unsaved cells whose row or column somebody deleted, and offers their text.
    pub(crate) fn report_dropped(self, cells: Vec<DroppedCell>) {
        let mut all = BTreeMap::<String, Vec<String>>::new();
        for cell in cells {
            let attribute = cell.attribute.as_deref().unwrap_or("Name");
            let line = format!("{}\t{attribute}\t{}", cell.variant, cell.mine);
            all.entry(cell.deleted).or_default().push(line);
        }
        for (deleted, lines) in all {
            let what = count(lines.len(), "unsaved cell");
            let text = format!("{what} of {deleted} dropped, because somebody deleted it");
            self.offer_text(text, lines);
        }
    }

    /// Reports cells stored on this device whose row or column no longer exists.
    fn report_lost(self, cells: CellEdits) {
        let lines: Vec<_> = cells.into_values().map(|edit| edit.mine).collect();
        if !lines.is_empty() {
            let what = count(lines.len(), "unsaved cell");
            let text = format!("{what} dropped, because somebody deleted the variant or attribute");
            self.offer_text(text, lines);
        }
    }

    fn offer_text(self, text: String, lines: Vec<String>) {
        self.studio.notices.problem_with(text, "Copy what you typed", move || {
            let text = lines.join("\n");
            leptos::task::spawn_local(async move {
                clipboard::copy(&text).await;
            });
        });
    }

    /// How many cells are unsaved here, tracked.
    pub(crate) fn unsaved_cells(self) -> usize {
        unsaved_cells(self.grid, self.stored_cells)
    }

    /// Everything unsaved here.
    pub(crate) fn drafts(self) -> Drafts {
        let cells = self.grid.with_untracked(|grid| grid.edits().clone());
        Drafts {
            behavior: self.behavior_draft.try_get_untracked().flatten(),
            topics: self.topic_drafts.try_get_untracked().unwrap_or_default(),
            cells: cells.or_else(|| self.stored_cells.try_get_untracked()).unwrap_or_default(),
        }
    }

    /// Makes this what is unsaved here. Gives the cells that have no place in the grid.
    fn show_drafts(self, drafts: Drafts) -> CellEdits {
        let now = self.drafts();
        if drafts.behavior != now.behavior {
            self.behavior_draft.try_set(drafts.behavior);
        }
        if drafts.topics != now.topics {
            self.topic_drafts.try_set(drafts.topics);
        }
        let mut lost = CellEdits::new();
        if drafts.cells != now.cells {
            self.stored_cells.try_set(drafts.cells.clone());
            self.grid.update(|grid| lost = grid.set_edits(drafts.cells));
        }
        lost
    }

    /// Drops what was typed for a topic, because it was saved or deleted. When the branch was left
    /// meanwhile, it is dropped from what is stored of it on this device: the next visit would save
    /// a new topic a second time.
    pub(crate) fn drop_topic_draft(self, id: &TopicId) {
        if self.topic_drafts.try_update(|drafts| drafts.remove(id)).is_some() {
            return;
        }
        if let Some(api) = self.api() {
            let base = &api.connection().base;
            let before = Drafts::load(base, self.at);
            let mut stored = before.clone();
            stored.topics.remove(id);
            stored.store(&before, base, self.at);
        }
    }

    /// Drops everything unsaved here, and gives it.
    pub(crate) fn take_drafts(self) -> Drafts {
        let drafts = self.drafts();
        self.show_drafts(Drafts::default());
        drafts
    }

    /// Brings back what was unsaved, but for what has been typed since.
    pub(crate) fn put_drafts(self, drafts: Drafts) {
        self.report_lost(self.show_drafts(self.drafts().over(&Drafts::default(), drafts)));
    }

    /// Creates a branch, takes everything unsaved over to it, and goes there. For a `main` that
    /// takes no direct changes.
    pub(crate) async fn move_to_new_branch(self, name: &str, page: Page) -> Result<(), ApiError> {
        let Some(api) = self.api() else { return Ok(()) };
        let at = self.at();
        let branch = api.create_branch(&at.agent, name).await?;
        let new = BranchRef { agent: at.agent.clone(), branch };
        let base = api.connection().base.clone();
        let drafts = self.drafts();
        if !drafts.store(&Drafts::default(), &base, &new) {
            self.studio.notices.problem(
                "The browser has no space to store your edit",
                "Copy your text, then open the new branch and paste it there.",
            );
            return Ok(());
        }
        self.take_drafts();
        Drafts::default().store(&drafts, &base, &at);
        self.studio.notices.done(format!("Branch “{name}” created, with your edit on it"));
        self.studio.go(&Route::Agent(new, page));
        Ok(())
    }

    /// What the address names and the API does not have, once that is known.
    pub(crate) fn not_found(self) -> Option<NotFound> {
        let at = self.at;
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

    /// The agent, as the list knows it.
    pub(crate) fn agent_name(self) -> String {
        self.studio.agent_name(&self.at.agent)
    }

    /// The branch that is open, as the list knows it.
    pub(crate) fn branch_name(self) -> String {
        self.name_of_branch(&self.at.branch)
    }

    /// A branch of this agent, as the list knows it.
    pub(crate) fn name_of_branch(self, id: &BranchId) -> String {
        let name = |branches: &Vec<Branch>| {
            branches.iter().find(|one| one.id == *id).map(|one| one.name.clone())
        };
        self.branches.with(name).flatten().unwrap_or_else(|| id.to_string())
    }

    /// Stores on this device what changes here, and takes over what another tab of the same branch
    /// stores. `known` is what this tab knows to be stored: only what differs from it is written.
    fn store_drafts(self, base: String, known: StoredValue<Drafts>) {
        let timer = StoredValue::new(None::<TimeoutHandle>);
        let has_room = StoredValue::new(true);
        let base = Arc::<str>::from(base);
        let device = Arc::clone(&base);
        let store = move || {
            let now = self.drafts();
            let Some(before) = known.try_get_value() else { return };
            let stored = now.store(&before, &base, self.at);
            // Said once, not at every key.
            if !stored && has_room.try_get_value() == Some(true) {
                self.studio.notices.problem(
                    "This browser does not store unsaved text",
                    "Its storage is full or switched off. Save before you close this tab.",
                );
            }
            has_room.try_set_value(stored);
            if stored {
                known.try_set_value(now);
            }
        };
        let store = Arc::new(store);
        let last = Arc::clone(&store);
        Effect::new(move |_| {
            self.behavior_draft.track();
            self.topic_drafts.track();
            self.grid.remote().track();
            let store = Arc::clone(&store);
            if let Some(old) = timer.get_value() {
                old.clear();
            }
            timer.set_value(set_timeout_with_handle(move || store(), STORE_AFTER).ok());
        });
        // In-app navigation must flush drafts too.
        let then = Arc::clone(&last);
        on_cleanup(move || then());
        leaving::on_leave(move || last());
        storage::on_change(move || {
            let Some(before) = known.try_get_value() else { return };
            let stored = Drafts::load(&device, self.at);
            let all = self.drafts().over(&before, stored.clone());
            self.show_drafts(all.clone());
            // What has no place here is none of this tab's business.
            known.try_set_value(self.drafts().over(&all, stored));
        });
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

/// How many cells are unsaved: those of the grid, or those that wait for it.
fn unsaved_cells(grid: Loader<Grid>, stored: RwSignal<CellEdits>) -> usize {
    grid.with(Grid::changed).unwrap_or_else(|| stored.read().len())
}

/// The branch of the calling component.
pub(crate) fn use_branch() -> BranchState {
    expect_context::<BranchState>()
}

/// The place of another branch of the same agent, in the same page.
pub(crate) fn on_branch(at: &BranchRef, branch: BranchId, page: Page) -> Route {
    Route::Agent(BranchRef { agent: at.agent.clone(), branch }, page)
}
