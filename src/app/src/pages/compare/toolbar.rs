//! The bar above the changes: where one is, how it is shown, and what can be done.

use diff::Mode;
use leptos::prelude::*;

use super::context::Room;
use super::{keys, open_in_editor, revert, share};
use crate::parts::diff::{ItemActions, Steps};
use crate::parts::handler::handler;
use crate::parts::icon::{Glyph, Icon};
use crate::parts::menu::{Entry, Menu};

const MODES: [(Mode, &str); 3] =
    [(Mode::SideBySide, "Side by side"), (Mode::Unified, "Unified"), (Mode::Reading, "Reading")];

/// The bar.
#[component]
pub(super) fn Toolbar(room: Room) -> impl IntoView {
    let state = room.diff;
    let mode = Memo::new(move |_| state.view.with(|view| view.mode));
    let share_entries = move || share::entries(room);
    let action_entries = move || {
        let mut entries = open_in_editor::entries_of_current(room);
        entries.extend(revert::entries(room));
        entries.push(Entry::Line);
        let previous = Entry::action(Glyph::Undo, "Compare with the previous version", move || {
            keys::compare_with_previous(room);
        });
        let live = Entry::action(Glyph::Live, "Compare with what is live", move || {
            keys::compare_with_live(room);
        });
        entries.extend([previous.with_keys("["), live.with_keys("l")]);
        entries
    };
    view! {
        <div class="compare-bar" role="toolbar" aria-label="Changes">
            <Steps state=state has_keys=true />
            <span class="bar__space"></span>
            <div class="segments" role="group" aria-label="View">
                {MODES
                    .map(|(one, name)| view! {
                        <button
                            type="button"
                            class="segments__one"
                            aria-pressed=move || (mode.get() == one).to_string()
                            on:click=handler(move |_| state.set_mode(one))
                        >
                            {name}
                        </button>
                    })
                    .collect_view()}
            </div>
            <button
                type="button"
                class="button button--small"
                class:button--on=room.ignores_whitespace
                aria-pressed=move || room.ignores_whitespace.get().to_string()
                title="Leave out what differs in white space only (w)"
                on:click=handler(move |_| room.ignores_whitespace.update(|ignores| *ignores = !*ignores))
            >
                "Ignore white space"
            </button>
            <button
                type="button"
                class="button button--small button--icon"
                aria-label="Find in all text"
                title="Find in all text"
                on:click=handler(move |_| room.finding.update(|times| *times += 1))
            >
                <Icon glyph=Glyph::Search />
            </button>
            <Menu label="Share" entries=share_entries class="button button--small">
                <Icon glyph=Glyph::Link />
                "Share"
            </Menu>
            <Menu label="Actions" entries=action_entries class="button button--small">
                <Icon glyph=Glyph::More />
                "Actions"
            </Menu>
            <revert::Continue room=room />
        </div>
    }
}

/// What can be done with an item, from its heading.
pub(super) fn item_actions(room: Room) -> ItemActions {
    ItemActions {
        entries: Callback::new(move |item| revert::item_entries(room, item)),
        is_viewed: Callback::new(move |item| untrack(|| room.viewed.is_viewed(item))),
        set_viewed: Callback::new(move |(item, is_viewed)| room.viewed.set(item, is_viewed)),
    }
}
