//! Going to a topic, to a new one, or back to the list.

use leptos::prelude::*;

use crate::route::{Page, Route, TopicPlace, href};
use crate::state::branch::BranchState;

/// Goes to a place on this page.
pub(super) fn open(state: BranchState, place: TopicPlace) {
    state.studio.go_to(untrack(|| address(state, place)));
}

/// The address of a place on this page, with the search and the order that the list has.
pub(super) fn address(state: BranchState, place: TopicPlace) -> String {
    let studio = state.studio;
    let path_of = |place| Route::Agent(state.at(), Page::Topics(place)).path();
    let path = path_of(place);
    let query = studio.location.query();
    let is_here = studio.location.path().starts_with(&href(&path_of(TopicPlace::List)));
    if is_here && !query.is_empty() { format!("{path}?{query}") } else { path }
}
