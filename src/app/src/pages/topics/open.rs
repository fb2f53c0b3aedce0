//! Going to a topic, to a new one, or back to the list.

use crate::route::{Room, Route, TopicPlace};
use crate::state::branch::BranchState;

/// Goes to a place in this room.
pub(super) fn open(state: BranchState, place: TopicPlace) {
    state.studio.go(&Route::Agent(state.at(), Room::Topics(place)));
}
