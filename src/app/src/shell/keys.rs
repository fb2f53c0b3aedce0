//! Keys that work on every page.

use leptos::prelude::*;

use crate::browser::keyboard;
use crate::route::{Page, Route};
use crate::state::branch::BranchState;
use crate::state::preferences::single_keys_are_on;

/// Listens for the keys that lead from page to page.
pub(super) fn follow(state: BranchState) {
    let is_leading = StoredValue::new(false);
    keyboard::on_key(move |event| {
        if !keyboard::is_plain(event) || !single_keys_are_on() {
            is_leading.set_value(false);
            return;
        }
        let key = event.key();
        if is_leading.get_value() {
            is_leading.set_value(false);
            let page = match key.as_str() {
                "b" => Page::Behavior,
                "k" => Page::Topics(crate::route::TopicPlace::List),
                "v" => Page::Variants,
                "r" => Page::Branches,
                "d" => Page::Deployments,
                "c" => Page::Compare,
                "a" => {
                    event.prevent_default();
                    state.studio.go(&Route::Agents);
                    return;
                }
                _ => return,
            };
            event.prevent_default();
            state.studio.go(&Route::Agent(state.at(), page));
        } else if key == "g" {
            is_leading.set_value(true);
        }
    });
}
