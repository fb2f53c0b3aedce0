//! Merging a branch into its parent, and the parent into the branch: what that will do, what a person
//! decides about it, and the call.

pub(crate) mod decided;
pub(crate) mod direction;
pub(crate) mod preview;
pub(crate) mod store;

use std::sync::Arc;

use client::ApiError;
use diff::Comparison;
use leptos::prelude::*;
use model::{
    Answers, Decision, MergeConflict, MergeOutcome, MergeWarning, Question, Resolution, Snapshot,
    SyncOutcome, with_noise,
};

use crate::remote::{LoadError, Remote};
use crate::state::branch::BranchState;
use crate::state::comparison;
use crate::state::loader::Loader;
use crate::state::merging::decided::Decided;
use crate::state::merging::direction::Direction;
use crate::state::merging::preview::{Contents, Preview};
use crate::state::merging::store::MergeStore;
use crate::state::studio::Api;
use crate::text::count;

/// How far a merge is.
#[derive(Clone)]
pub(crate) enum Phase {
    /// It shows what it will do.
    Preview,
    /// It asks about conflicts.
    Questions,
    /// Everything is decided: it shows what will differ from what is there now. `None` where that
    /// cannot be foreseen.
    Result(Option<Foreseen>),
    /// It is done.
    Done,
}

/// What comes of a merge with all that is decided.
#[derive(Clone)]
pub(crate) struct Foreseen {
    /// What will be there.
    pub(crate) merged: Arc<Snapshot>,
    /// What will differ from what is there now.
    pub(crate) comparison: Arc<Comparison>,
    pub(crate) warnings: Vec<MergeWarning>,
}

/// A merge that is being prepared. Its decisions outlive it, on this device.
#[derive(Clone, Copy)]
pub(crate) struct Merging {
    state: BranchState,
    direction: Direction,
    preview: Loader<Preview>,
    decided: RwSignal<Decided>,
    store: StoredValue<MergeStore>,
    has_space: StoredValue<bool>,
    pub(crate) phase: RwSignal<Phase>,
    pub(crate) is_busy: RwSignal<bool>,
    /// Why the call failed.
    pub(crate) problem: RwSignal<Option<ApiError>>,
    /// What is different since it was shown, and what that means for the decisions.
    pub(crate) moved: RwSignal<Option<String>>,
}

impl Merging {
    /// Begins with the decisions stored on this device, and reads what the merge will do.
    pub(crate) fn new(state: BranchState, direction: Direction) -> Self {
        let store = state.merge_store();
        let merging = Self {
            state,
            direction,
            preview: Loader::new(),
            decided: RwSignal::new(Decided::of(store.load())),
            store: StoredValue::new(store),
            has_space: StoredValue::new(true),
            phase: RwSignal::new(Phase::Preview),
            is_busy: RwSignal::new(false),
            problem: RwSignal::new(None),
            moved: RwSignal::new(None),
        };
        merging.read();
        merging
    }

    /// The branch.
    pub(crate) fn state(self) -> BranchState {
        self.state
    }

    pub(crate) fn direction(self) -> Direction {
        self.direction
    }

    /// What the merge will do.
    pub(crate) fn preview(self) -> Loader<Preview> {
        self.preview
    }

    /// Reads what the merge will do, again.
    pub(crate) fn read(self) {
        let Some(api) = self.state.api() else { return };
        let (studio, at, direction) = (self.state.studio, self.state.at(), self.direction);
        self.preview.clear();
        let question = async move {
            let contents = Contents::read(studio, &api, &at).await?;
            Ok::<_, LoadError>(Preview::new(studio, contents, direction).await)
        };
        self.preview.fetch(question, |_: LoadError| ());
    }

    /// The questions, tracked.
    pub(crate) fn questions(self) -> Vec<Question> {
        self.preview.with(|preview| preview.questions.clone()).unwrap_or_default()
    }

    /// What is decided so far, tracked.
    pub(crate) fn decided(self) -> RwSignal<Decided> {
        self.decided
    }

    /// How many questions are open, tracked.
    pub(crate) fn open(self) -> usize {
        self.preview
            .with(|preview| self.decided.with(|decided| decided.open(&preview.questions)))
            .unwrap_or_default()
    }

    /// What is decided about a question, tracked.
    pub(crate) fn decision(self, question: &Question) -> Option<Decision> {
        self.decided.with(|decided| decided.get(question).cloned())
    }

    /// Decides questions, in one step that can be undone.
    pub(crate) fn decide(self, decisions: Vec<(&Question, Decision)>) {
        self.change(|decided| decided.decide(decisions));
    }

    /// Decides a question by typing.
    pub(crate) fn type_in(self, question: &Question, decision: Decision) {
        self.change(|decided| decided.type_in(question, decision));
    }

    /// Undoes the last step; gives the question that it was about.
    pub(crate) fn undo(self) -> Option<Vec<String>> {
        let mut changed = None;
        self.change(|decided| changed = decided.undo());
        changed
    }

    fn change(self, change: impl FnOnce(&mut Decided)) {
        self.decided.update(change);
        self.decided.with_untracked(|decided| self.keep(decided));
    }

    /// Stores the decisions on this device; says once when it has no space.
    fn keep(self, decided: &Decided) {
        let is_stored = self.store.try_with_value(|store| store.store(decided.entries()));
        let is_stored = is_stored.unwrap_or(true);
        if !is_stored && self.has_space.try_get_value() == Some(true) {
            self.state.studio.notices.problem(
                "This browser does not store what you decide",
                "Its storage is full or switched off. Finish the merge before you close this tab.",
            );
        }
        self.has_space.try_set_value(is_stored);
    }

    /// Goes one phase on. Gives whether the merge is done.
    pub(crate) async fn proceed(self) -> bool {
        let phase = self.phase.get_untracked();
        let Some(preview) = self.preview.with_untracked(Clone::clone) else { return false };
        if self.is_busy.get_untracked() {
            return false;
        }
        self.problem.set(None);
        self.moved.set(None);
        let is_open = self.decided.with_untracked(|decided| decided.open(&preview.questions)) > 0;
        match phase {
            Phase::Preview if !preview.questions.is_empty() => self.phase.set(Phase::Questions),
            Phase::Questions if is_open => {}
            Phase::Questions => self.show_result(preview).await,
            Phase::Preview | Phase::Result(_) => return self.send(preview).await,
            Phase::Done => {}
        }
        false
    }

    /// Goes back to the questions, or from these to the preview.
    pub(crate) fn go_back(self) {
        self.phase.update(|phase| {
            *phase = match phase {
                Phase::Result(_) => Phase::Questions,
                _ => Phase::Preview,
            }
        });
    }

    /// Works out what is there after the merge, and shows the difference to what is there now.
    async fn show_result(self, preview: Preview) {
        self.is_busy.try_set(true);
        let answers = self.answers(&preview);
        let found = preview.contents.merged(&answers);
        let more = found.as_ref().map(|found| found.conflicts.clone()).unwrap_or_default();
        if !more.is_empty() {
            // A name that a decision brought in stands there already.
            self.preview.set(preview.asking(more));
            self.moved.try_set(Some("What you decided raises another question.".to_owned()));
        } else {
            let result = match found {
                Some(found) => {
                    let [changed, _] = preview.contents.sides(self.direction);
                    let merged = Snapshot::from_projection(found.merged);
                    let device = self.state.studio.device;
                    let comparison = comparison::compare(device, changed, &merged).await;
                    Some(Foreseen {
                        warnings: preview.contents.warnings(self.direction, &merged),
                        merged: Arc::new(merged),
                        comparison: Arc::new(comparison),
                    })
                }
                None => None,
            };
            self.phase.try_set(Phase::Result(result));
        }
        self.is_busy.try_set(false);
    }

    /// What is decided so far; nothing where the dialog was left meanwhile.
    fn chosen(self, preview: &Preview) -> Vec<Resolution> {
        let read = |decided: &Decided| decided.resolutions(&preview.questions);
        self.decided.try_with_untracked(read).unwrap_or_default()
    }

    fn answers(self, preview: &Preview) -> Answers {
        self.chosen(preview).into_iter().map(|one| (one.path, one.choice)).collect()
    }

    /// Reads both branches once more, and merges if they are still as they were shown.
    async fn send(self, shown: Preview) -> bool {
        let Some(api) = self.state.api() else { return false };
        self.is_busy.set(true);
        let at = self.state.at();
        let now = Contents::read(self.state.studio, &api, &at).await;
        let is_done = match now {
            Ok(now) if now.is_same(&shown.contents) => self.call(&api, shown).await,
            Ok(now) => {
                self.show_moved(shown, now).await;
                false
            }
            Err(LoadError::Api(error)) => {
                self.problem.try_set(Some(error));
                false
            }
            Err(error) => {
                self.preview.remote().try_set(Remote::Failed(error));
                self.phase.try_set(Phase::Preview);
                false
            }
        };
        self.is_busy.try_set(false);
        is_done
    }

    /// Shows what is there now, in the place of what was shown.
    async fn show_moved(self, shown: Preview, now: Contents) {
        let whose = match (now.target == shown.contents.target, now.branch == shown.contents.branch)
        {
            (false, false) => "Both branches have",
            (true, false) => "The branch has",
            _ => "Main has",
        };
        let preview = Preview::new(self.state.studio, now, self.direction).await;
        let read = |decided: &Decided| decided.open(&preview.questions);
        let open = self.decided.try_with_untracked(read).unwrap_or_default();
        let then = match (preview.questions.len(), open) {
            (0, _) => "This is what it does now.".to_owned(),
            (_, 0) => "What you decided still applies; this is the result now.".to_owned(),
            (_, open) => {
                format!("{} to decide; the other decisions still apply.", count(open, "place"))
            }
        };
        self.moved.try_set(Some(format!("{whose} changed since you looked. {then}")));
        self.preview.set(preview.clone());
        if preview.questions.is_empty() {
            self.phase.try_set(Phase::Preview);
        } else if open > 0 {
            self.phase.try_set(Phase::Questions);
        } else {
            self.show_result(preview).await;
        }
    }

    /// Merges. Conflicts that were not foreseen are asked about, but for timestamps and authors and
    /// what is decided already: that is answered at once.
    async fn call(self, api: &Api, mut shown: Preview) -> bool {
        for is_first in [true, false] {
            match self.request(api, &shown).await {
                Ok(found) if found.is_empty() => return self.finish().await,
                Ok(found) => shown = shown.asking(found),
                Err(error) => {
                    self.problem.try_set(Some(error));
                    return false;
                }
            }
            let read = |decided: &Decided| decided.open(&shown.questions);
            if !is_first || self.decided.try_with_untracked(read) != Some(0) {
                break;
            }
        }
        self.preview.set(shown);
        self.moved.try_set(Some("The API asks about more than was foreseen.".to_owned()));
        self.phase.try_set(Phase::Questions);
        false
    }

    /// Asks for the merge; gives what is in conflict, or nothing where it is done.
    async fn request(self, api: &Api, shown: &Preview) -> Result<Vec<MergeConflict>, ApiError> {
        let at = self.state.at();
        let resolutions = with_noise(&shown.conflicts, self.chosen(shown));
        match self.direction {
            Direction::Merge => {
                let message = self.state.message("merge").get_untracked();
                match api.merge(&at, message.trim(), &resolutions).await? {
                    MergeOutcome::Merged { .. } => Ok(Vec::new()),
                    MergeOutcome::Conflicts(found) => Ok(found),
                }
            }
            Direction::Update => {
                let account = self.state.studio.account_for(api, &at.agent).await?;
                match api.sync_branch(&account, &at, &resolutions).await? {
                    SyncOutcome::Synced => Ok(Vec::new()),
                    SyncOutcome::Conflicts(found) => Ok(found),
                }
            }
        }
    }

    /// Forgets the decisions and the message; after an update the pages show what the branch has now.
    async fn finish(self) -> bool {
        self.store.try_with_value(|store| store.store(&Default::default()));
        match self.direction {
            Direction::Merge => drop(self.state.message("merge").try_set(String::new())),
            Direction::Update => {
                self.state.resources.load_branches();
                self.state.drafts.read_again().await;
            }
        }
        self.phase.try_set(Phase::Done);
        true
    }
}
