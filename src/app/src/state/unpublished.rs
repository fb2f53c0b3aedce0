//! What a branch has that is not released yet: `main` against the last published version, any
//! other branch against where it begins.

use std::sync::Arc;

use leptos::prelude::*;
use model::{Branch, BranchId, BranchRef, Environment, Snapshot, Timeline};

use crate::remote::{LoadError, Remote};
use crate::route::{Page, Route};
use crate::state::device::Debounce;
use crate::state::loader::Loader;
use crate::state::pending::{Old, Pending, Question};
use crate::state::pieces;
use crate::state::place::Place;
use crate::state::side::{self, Side};
use crate::state::studio::Studio;

/// Saving often must not mean reading everything often.
const WAIT: std::time::Duration = std::time::Duration::from_millis(600);

/// In one word and a number.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Status {
    /// Still being read.
    Unknown,
    /// Could not be read.
    Failed,
    /// Nothing differs.
    Same,
    /// So many changes.
    Changed(usize),
}

/// Kept up to date while a branch is open.
#[derive(Clone, Copy)]
pub(crate) struct Unpublished {
    studio: Studio,
    place: Place,
    timeline: Loader<Timeline>,
    branches: Loader<Vec<Branch>>,
    /// Counts what was saved on the branch.
    saves: RwSignal<u32>,
    pending: Loader<Pending>,
    /// What the branch contains, as soon as it is read.
    pub(crate) content: RwSignal<Option<Arc<Snapshot>>>,
    debounce: Debounce,
}

impl Unpublished {
    pub(crate) fn new(
        studio: Studio,
        place: Place,
        timeline: Loader<Timeline>,
        branches: Loader<Vec<Branch>>,
        saves: RwSignal<u32>,
    ) -> Self {
        Self {
            studio,
            place,
            timeline,
            branches,
            saves,
            pending: Loader::new(),
            content: RwSignal::new(None),
            debounce: Debounce::new(studio.device),
        }
    }

    /// Reads both sides again whenever something was saved or published, or the branch begins
    /// elsewhere.
    pub(crate) fn watch(self) {
        let published = Memo::new(move |_| {
            self.timeline.with(|timeline| {
                timeline.active().get(Environment::Sandbox).map(|one| one.id.clone())
            })
        });
        let wanted = Memo::new(move |_| self.wanted_side());
        Effect::new(move |first: Option<()>| {
            self.saves.track();
            if published.get().is_none() || wanted.with(Option::is_none) {
                return;
            }
            let wait = if first.is_none() { std::time::Duration::ZERO } else { WAIT };
            self.debounce.start(wait, move || self.refresh());
        });
    }

    /// Reads both sides again.
    pub(crate) fn refresh(self) {
        let (Some(api), at) = (self.studio.api(), self.place.branch()) else { return };
        let old = match self.branch() {
            Some(branch) => Old::BeginOf(branch),
            None => Old::Side(untrack(|| self.wanted_side()).unwrap_or(Side::Nothing)),
        };
        let question = Question {
            studio: self.studio,
            api,
            at,
            old,
            timeline: self.timeline.with_untracked(Clone::clone),
            content: self.content,
        };
        let question = async move { pieces::pending(question).await.map_err(|_| LoadError::Page)? };
        self.pending.fetch(question, |_| ());
    }

    /// Whether both sides are still what the difference shows. If not, it is read and shown anew. To
    /// be asked after the click that releases, before anything is sent.
    pub(crate) async fn is_as_shown(self) -> Result<bool, LoadError> {
        let shown = self
            .pending
            .with_untracked(|pending| (Arc::clone(&pending.old), Arc::clone(&pending.new)));
        let (Some(api), Some((old, new))) = (self.studio.api(), shown) else { return Ok(true) };
        let at = self.place.branch();
        let timeline = api.timeline(&at.agent).await?;
        self.timeline.set(timeline.clone());
        let read = |side| {
            let timeline = Some(timeline.clone());
            side::read(self.studio, api.clone(), at.agent.clone(), side, timeline)
        };
        let branch = Side::Branch(at.branch.clone());
        // The page may have been left meanwhile, and what it knew with it.
        let old_side = match self.place.is_main() {
            true => published_side(&timeline),
            false => self.old_side(),
        };
        let (old_now, new_now) = futures_util::join!(read(old_side), read(branch));
        let is_same =
            old_now?.projection() == old.projection() && new_now?.projection() == new.projection();
        if !is_same {
            self.refresh();
        }
        Ok(is_same)
    }

    /// How things stand.
    pub(crate) fn status(self) -> Status {
        self.pending.remote().with(|remote| match remote {
            Remote::Loading => Status::Unknown,
            Remote::Failed(_) => Status::Failed,
            Remote::Ready(pending) => match pending.comparison.totals().changes() {
                0 => Status::Same,
                changes => Status::Changed(changes),
            },
        })
    }

    /// Both sides and what differs, for dialogs that show it.
    pub(crate) fn pending(self) -> Loader<Pending> {
        self.pending
    }

    /// What this branch is compared with.
    pub(crate) fn old_side(self) -> Side {
        let compared = self.pending.with_untracked(|pending| pending.old_side.clone());
        compared.or_else(|| untrack(|| self.wanted_side())).unwrap_or(Side::Nothing)
    }

    /// What this branch is to be compared with, tracked; `None` until that is known.
    fn wanted_side(self) -> Option<Side> {
        if self.place.is_main() {
            return self.timeline.with(published_side);
        }
        let own = self.place.branch().branch;
        let begins =
            |all: &Vec<Branch>| all.iter().find(|one| one.id == own).and_then(Side::fork_of);
        // What waits to read both sides may outlive the visit of the branch.
        let side = self.branches.remote().try_with(|branches| match branches {
            Remote::Loading => None,
            Remote::Ready(all) => Some(begins(all).unwrap_or(Side::Branch(BranchId::main()))),
            Remote::Failed(_) => Some(Side::Branch(BranchId::main())),
        });
        side.flatten()
    }

    /// The branch, where it is another one than `main` and the list has it.
    fn branch(self) -> Option<Branch> {
        let own = self.place.branch().branch;
        let found = self.branches.with_untracked(|all| {
            all.iter().find(|one| one.id == own && !one.id.is_main()).cloned()
        });
        found.flatten()
    }

    /// The address of the comparison.
    pub(crate) fn compare_path(self) -> String {
        comparison_path(
            self.place.branch(),
            &self.old_side(),
            &Side::Branch(self.place.branch().branch),
        )
    }
}

/// What `main` is compared with: what was published last, if anything was.
fn published_side(timeline: &Timeline) -> Side {
    let sandbox = timeline.active().get(Environment::Sandbox);
    if sandbox.is_some() { Side::Active(Environment::Sandbox) } else { Side::Nothing }
}

/// The address of a comparison in the pages of any branch.
pub(crate) fn comparison_path(at: BranchRef, old: &Side, new: &Side) -> String {
    let page = Route::Agent(at, Page::Compare).path();
    format!("{page}?old={}&new={}", encode(&old.key()), encode(&new.key()))
}

/// Text for the part of an address after the question mark.
pub(crate) fn encode(text: &str) -> String {
    percent_encoding::utf8_percent_encode(text, percent_encoding::NON_ALPHANUMERIC).to_string()
}
