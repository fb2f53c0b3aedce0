//! The bar above the changes: where one is, how it is shown, and what can be done.

use diff::Mode;
use leptos::prelude::*;

use super::context::CompareContext;
use super::{keys, open_in_editor, revert, share};
use crate::parts::diff::{ItemActions, Steps};
use crate::parts::handler::handler;
use crate::parts::icon::{Glyph, Icon};
use crate::parts::menu::{Entry, Menu};
use crate::text::count;

const MODES: [(Mode, &str); 3] =
    [(Mode::SideBySide, "Side by side"), (Mode::Unified, "Unified"), (Mode::Reading, "Reading")];

/// The bar.
#[component]
pub(super) fn Toolbar(context: CompareContext) -> impl IntoView {
    let state = context.diff;
    let mode = Memo::new(move |_| state.view.with(|view| view.mode));
    let share_entries = move || share::entries(context);
    let action_entries = move || {
        let mut entries = open_in_editor::entries_of_current(context);
        entries.extend(revert::entries(context));
        entries.push(Entry::Separator);
        let previous = Entry::action(Glyph::Undo, "Compare with the previous version", move || {
            keys::compare_with_previous(context);
        });
        let live = Entry::action(Glyph::Live, "Compare with what is live", move || {
            keys::compare_with_live(context);
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
                class:button--on=context.ignores_whitespace
                aria-pressed=move || context.ignores_whitespace.get().to_string()
                title="Leave out what differs in white space only (w)"
                on:click=handler(move |_| context.ignores_whitespace.update(|ignores| *ignores = !*ignores))
            >
                "Ignore white space"
            </button>
            <LeftOut context=context />
            <button
                type="button"
                class="button button--small button--icon"
                aria-label="Find in all text"
                title="Find in all text"
                on:click=handler(move |_| context.finding.update(|times| *times += 1))
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
            <revert::Continue context=context />
        </div>
    }
}

/// How many changes are left out where white space is ignored; a press shows them.
#[component]
fn LeftOut(context: CompareContext) -> impl IntoView {
    let count = Memo::new(move |_| {
        context.diff.comparison.with(|all| all.as_ref().map_or(0, |all| all.0.whitespace_left_out))
    });
    move || {
        (count.get() > 0).then(|| {
            view! {
                <button
                    type="button"
                    class="link compare-bar__left-out"
                    title="Show them"
                    on:click=handler(move |_| context.ignores_whitespace.set(false))
                >
                    {left_out(count.get())}
                </button>
            }
        })
    }
}

/// "2 changes in white space left out".
pub(super) fn left_out(changes: usize) -> String {
    format!("{} in white space left out", count(changes, "change"))
}

/// What can be done with an item, from its heading.
pub(super) fn item_actions(context: CompareContext) -> ItemActions {
    ItemActions {
        entries: Callback::new(move |item| revert::item_entries(context, item)),
        is_viewed: Callback::new(move |item| untrack(|| context.viewed.is_viewed(item))),
        set_viewed: Callback::new(move |(item, is_viewed)| context.viewed.set(item, is_viewed)),
    }
}

#[cfg(test)]
mod tests {
    use super::left_out;

    #[test]
    fn what_is_left_out_is_counted_in_words() {
        assert_eq!(left_out(1), "1 change in white space left out");
        assert_eq!(left_out(2), "2 changes in white space left out");
    }
}
