//! The list of all keys.

use leptos::prelude::*;

use crate::parts::dialog::Dialog;
use crate::parts::small::Keys;
use crate::state::preferences::{set_single_keys, single_keys_are_on};

/// What each key does, by the page it works in.
const KEYS: &[(&str, &[(&str, &str)])] = &[
    (
        "Everywhere",
        &[
            ("?", "This list"),
            ("Esc", "Close what is open"),
            ("Mod S", "Save"),
            ("Mod Enter", "Send the dialog from its message"),
            ("g b", "Behavior"),
            ("g k", "Knowledge"),
            ("g v", "Variants"),
            ("g r", "Branches"),
            ("g d", "Deployments"),
            ("g c", "Compare"),
            ("g a", "All agents"),
        ],
    ),
    (
        "In a text",
        &[
            ("{{ $", "Offer what can be inserted"),
            ("Mod Enter", "Open what the reference at the caret stands for"),
            ("Mod F", "Find in the text; again: the browser's find"),
            ("Ctrl H", "Find and replace"),
        ],
    ),
    (
        "Knowledge",
        &[("/", "Search topics"), ("c", "New topic"), ("↑ ↓", "Walk the list"), ("Enter", "Edit")],
    ),
    (
        "Variants",
        &[
            ("↑ ↓ ← →", "Move"),
            ("Home End", "To the ends of the row"),
            ("Enter", "Edit the cell"),
            ("Alt Enter", "New line in a cell"),
            ("Delete", "Empty the cell"),
            ("Shift F10", "Actions for the variant or attribute"),
            ("Mod Z", "Undo"),
            ("Mod Y", "Redo"),
            ("Mod C", "Copy"),
            ("Mod V", "Paste"),
        ],
    ),
    ("Branches", &[("/", "Search branches"), ("c", "New branch")]),
    (
        "Compare",
        &[
            ("n j", "Next change"),
            ("p k", "Previous change"),
            ("N P", "Last and first change"),
            ("e", "Expand around the change"),
            ("s", "Swap the sides"),
            ("v", "Next view"),
            ("w", "Ignore white space, or not"),
            ("x", "Mark as viewed"),
            ("r", "Revert the change"),
            ("y", "Copy a link to this place"),
            ("[", "Compare with the previous version"),
            ("l", "Compare with what is live"),
            ("Mod F", "Find in all text"),
        ],
    ),
];

/// What every key does.
#[component]
pub(super) fn KeyList(on_close: Callback<()>) -> impl IntoView {
    let is_on = RwSignal::new(single_keys_are_on());
    view! {
        <Dialog title="Keys" on_close=on_close wide=true>
            <div class="dialog__body key-list">
                {KEYS
                    .iter()
                    .map(|(page, keys)| view! {
                        <section>
                            <h3 class="key-list__page">{*page}</h3>
                            <dl class="key-list__keys">
                                {keys
                                    .iter()
                                    .map(|(keys, what)| view! {
                                        <div>
                                            <dt><Keys keys=keys /></dt>
                                            <dd>{*what}</dd>
                                        </div>
                                    })
                                    .collect_view()}
                            </dl>
                        </section>
                    })
                    .collect_view()}
                <label class="check">
                    <input
                        type="checkbox"
                        prop:checked=is_on
                        on:change:target=move |event| {
                            let on = event.target().checked();
                            is_on.set(on);
                            set_single_keys(on);
                        }
                    />
                    <span>"Keys of a single letter are on"</span>
                </label>
            </div>
        </Dialog>
    }
}
