//! Saving everything that is unsaved on a branch, when edits have moved to it.

use leptos::prelude::*;
use leptos::task::spawn_local;
use model::{Grid, Topic, TopicId};

use crate::route::{Page, Route, TopicPlace, href};
use crate::state::branch::BranchState;
use crate::state::branch::resources::saved_grid;
use crate::state::save::behavior::Behavior;
use crate::state::save::cells::CellSave;
use crate::state::save::topic::SavedTopic;
use crate::state::save::{Saving, save};
use crate::state::topics::create;

/// Saves what is unsaved on a branch, where it was created for that.
pub(crate) fn on_arrival(state: BranchState) {
    if state.saves_on_arrival() {
        state.studio.saves_on_arrival.set_value(None);
        let courses = Courses::new(state);
        spawn_local(run(state, courses));
    }
}

/// The courses of all saves. They belong to the branch, as do the pages that show it.
struct Courses {
    behavior: RwSignal<Saving<String>>,
    topics: Vec<(TopicId, RwSignal<Saving<Topic>>)>,
    cells: CellSave,
}

impl Courses {
    fn new(state: BranchState) -> Self {
        let new = Route::Agent(state.at(), Page::Topics(TopicPlace::New));
        let is_new_open = untrack(|| state.studio.location.path()) == href(&new.path());
        let course = |id: &TopicId| {
            let course = RwSignal::new(Saving::Idle);
            // Only where it is open does it open once it is created.
            if id.as_str().is_empty() && !is_new_open {
                course.dispose();
            }
            (id.clone(), course)
        };
        let drafts = state.drafts.all();
        Self {
            behavior: RwSignal::new(Saving::Idle),
            topics: drafts.topics.keys().map(course).collect(),
            cells: CellSave::new(),
        }
    }
}

async fn run(state: BranchState, courses: Courses) {
    let drafts = state.drafts.all();
    // What the pages have asked for may be from before it was saved: they ask again.
    if drafts.behavior.is_some() {
        save(state, Behavior, courses.behavior).await;
        state.resources.load_behavior();
    }
    for (id, course) in courses.topics {
        let Some(draft) = drafts.topics.get(&id).cloned() else { continue };
        match draft.base {
            Some(_) => save(state, SavedTopic(id), course).await,
            None => create(state, course, draft.mine).await,
        }
    }
    if !drafts.topics.is_empty() {
        state.resources.load_topics();
    }
    if !drafts.cells.is_empty() && load_grid(state).await {
        courses.cells.run(state).await;
    }
    let left = state.drafts.all();
    if left.behavior.is_some() || !left.topics.is_empty() || !left.cells.is_empty() {
        state.studio.notices.problem(
            "Not all of your edit is saved yet",
            "It is here as it was typed: look at it and save it.",
        );
    }
}

/// Loads the grid under the unsaved cells; gives whether it is there.
async fn load_grid(state: BranchState) -> bool {
    let grid = state.resources.grid;
    if grid.with_untracked(|_| ()).is_some() {
        return true;
    }
    let (Some(api), at) = (state.api(), state.at()) else { return false };
    let Ok((attributes, variants)) = saved_grid(&api, &at).await else { return false };
    let mut loaded = Grid::new(attributes, variants);
    state.drafts.report_without_place(loaded.set_edits(state.drafts.waiting_cells()));
    grid.set(loaded);
    true
}
