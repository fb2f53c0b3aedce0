//! The grid itself: real elements with the ARIA grid pattern, of which only those in sight exist.

use leptos::ev::KeyboardEvent;
use leptos::html;
use leptos::prelude::*;
use leptos::task::spawn_local;
use model::{AttributeId, VariantId};

use self::cells::{Cell, Head, RowName};
use super::Shared;
use super::selection::{Place, cells_of, text_of};
use crate::browser::measure::{self, length};
use crate::browser::{clipboard, keyboard};
use crate::parts::each::each;
use crate::parts::handler::handler;
use crate::parts::virtual_list::visible;
use crate::state::branch::use_branch;

mod cell_editor;
mod cells;

/// Sizes; the style sheet has the same.
const ROW: f64 = 32.0;
const NAME: f64 = 220.0;
const COLUMN: f64 = 176.0;

/// The grid with its keys.
#[component]
pub(super) fn GridView(found: Memo<Vec<VariantId>>, shared: Shared) -> impl IntoView {
    let state = use_branch();
    let node = NodeRef::<html::Div>::new();
    let size = RwSignal::new((1200.0, 700.0));
    let scroll = RwSignal::new((0.0, 0.0));
    let at = RwSignal::new(Place::default());
    let editing = RwSignal::new(None::<String>);
    let columns =
        Memo::new(move |_| state.grid.read(|grid| grid.attributes().to_vec()).unwrap_or_default());
    let column_count = move || columns.read_untracked().len() + 1;
    Effect::new(move |is_watched: Option<bool>| {
        let Some(node) = node.get() else { return false };
        if is_watched != Some(true) {
            measure::watch_size(&node, move |width, height| {
                size.try_set((width, height));
            });
        }
        true
    });
    let rows_in_sight =
        Memo::new(move |_| visible(scroll.get().1, size.get().1, ROW, found.read().len()));
    let columns_in_sight =
        Memo::new(move |_| visible(scroll.get().0, size.get().0, COLUMN, columns.read().len()));

    let cell_at = move |place: Place| -> Option<(VariantId, Option<AttributeId>)> {
        let row = found.with_untracked(|found| found.get(place.row).cloned())?;
        if place.column == 0 {
            return Some((row, None));
        }
        let column =
            columns.with_untracked(|all| all.get(place.column - 1).map(|one| one.id.clone()))?;
        Some((row, Some(column)))
    };
    let reveal = move |place: Place| {
        let Some(node) = node.get_untracked() else { return };
        let (left, top) = scroll.get_untracked();
        let (width, height) = size.get_untracked();
        let row_top = place.row as f64 * ROW;
        if row_top < top {
            measure::scroll_down(&node, row_top);
        } else if row_top + 2.0 * ROW > top + height {
            measure::scroll_down(&node, row_top + 2.0 * ROW - height);
        }
        if place.column > 0 {
            let column_left = (place.column - 1) as f64 * COLUMN;
            if column_left < left {
                measure::scroll_across(&node, column_left);
            } else if NAME + column_left + COLUMN > left + width {
                measure::scroll_across(&node, NAME + column_left + COLUMN - width);
            }
        }
    };
    let go = move |place: Place| {
        at.set(place);
        reveal(place);
    };
    let set = move |cells: Vec<(VariantId, Option<AttributeId>, String)>| {
        state.grid.change(|grid| {
            grid.set(cells);
        });
    };
    let focus_grid = move || {
        if let Some(node) = node.get_untracked() {
            let _ = node.focus();
        }
    };
    let commit = move |next: Option<&str>| {
        if let (Some(value), Some((row, column))) =
            (editing.get_untracked(), cell_at(at.get_untracked()))
        {
            set(vec![(row, column, value)]);
        }
        editing.set(None);
        focus_grid();
        let rows = found.read_untracked().len();
        let after =
            next.and_then(|key| at.get_untracked().after(key, false, 1, rows, column_count()));
        if let Some(place) = after {
            go(place);
        }
    };
    let begin = move |text: Option<String>| {
        let Some((row, column)) = cell_at(at.get_untracked()) else { return };
        let present = state.grid.peek(|grid| grid.value(&row, column.as_ref()).to_owned());
        editing.set(Some(text.unwrap_or_else(|| present.unwrap_or_default())));
    };
    let on_key = move |event: KeyboardEvent| {
        if editing.with_untracked(Option::is_some) || keyboard::is_on_button(&event) {
            return;
        }
        let key = event.key();
        let has_command = keyboard::has_command(&event);
        let rows = found.read_untracked().len();
        let page = (size.get_untracked().1 / ROW) as usize;
        if let Some(place) = at.get_untracked().after(&key, has_command, page, rows, column_count())
        {
            event.prevent_default();
            go(place);
            return;
        }
        match key.as_str() {
            "Enter" | "F2" => begin(None),
            "Delete" | "Backspace" => {
                if let Some((row, Some(column))) = cell_at(at.get_untracked()) {
                    set(vec![(row, Some(column), String::new())]);
                }
            }
            "z" | "Z" if has_command => state.grid.change(|grid| {
                if event.shift_key() {
                    grid.redo()
                } else {
                    grid.undo()
                };
            }),
            "y" if has_command => state.grid.change(|grid| {
                grid.redo();
            }),
            "c" if has_command => {
                if let Some((row, column)) = cell_at(at.get_untracked()) {
                    let value = state.grid.peek(|grid| text_of(grid.value(&row, column.as_ref())));
                    spawn_local(async move {
                        clipboard::copy(&value.unwrap_or_default()).await;
                    });
                }
            }
            letter if !has_command && !event.alt_key() && letter.chars().count() == 1 => {
                begin(Some(letter.to_owned()));
            }
            _ => return,
        }
        event.prevent_default();
    };
    let on_paste = move |event: leptos::ev::ClipboardEvent| {
        if editing.with_untracked(Option::is_some) {
            return;
        }
        event.prevent_default();
        let start = at.get_untracked();
        let mut cells = Vec::new();
        let mut is_cut = false;
        for (down, row) in cells_of(&clipboard::pasted(&event)).into_iter().enumerate() {
            for (right, value) in row.into_iter().enumerate() {
                let place = Place { row: start.row + down, column: start.column + right };
                match cell_at(place) {
                    Some((row, column)) => cells.push((row, column, value)),
                    None => is_cut = true,
                }
            }
        }
        set(cells);
        if is_cut {
            state.studio.notices.info(
                "Part of what you pasted lies beyond the grid and was left out. Add rows or columns first.",
            );
        }
    };
    let on_commit = Callback::new(move |next: Option<&'static str>| commit(next));
    let cell_id = |place: Place| format!("cell-{}-{}", place.row, place.column);
    let heads = each(
        move || columns_in_sight.get().collect(),
        move |index| {
            columns.with(|all| (*index, all.get(*index).cloned().map(|one| (one.id, one.name))))
        },
        move |index| {
            columns
                .with_untracked(|all| all.get(index).cloned())
                .map(|attribute| view! { <Head attribute=attribute index=index shared=shared /> })
                .into_any()
        },
    );
    let cells = move |row: VariantId, index: usize| {
        each(
            move || columns_in_sight.get().collect(),
            move |column| columns.with(|all| (*column, all.get(*column).map(|one| one.id.clone()))),
            move |column| {
                let attribute =
                    columns.with_untracked(|all| all.get(column).map(|one| one.id.clone()));
                attribute
                    .map(|attribute| {
                        view! {
                            <Cell
                                row=row.clone()
                                attribute=attribute
                                place=Place { row: index, column: column + 1 }
                                shared=shared
                                at=at
                                editing=editing
                                on_commit=on_commit
                                on_open=move |()| begin(None)
                            />
                        }
                    })
                    .into_any()
            },
        )
    };
    let rows = each(
        move || rows_in_sight.get().collect(),
        move |index| found.with(|found| (*index, found.get(*index).cloned())),
        move |index| {
            found
                .with_untracked(|found| found.get(index).cloned())
                .map(|row| {
                    view! {
                        <div
                            class="grid__row"
                            role="row"
                            aria-rowindex=index + 2
                            style:top=length((index + 1) as f64 * ROW)
                        >
                            <RowName
                                row=row.clone()
                                index=index
                                shared=shared
                                at=at
                                editing=editing
                                on_commit=on_commit
                                on_open=move |()| begin(None)
                            />
                            {cells(row, index)}
                        </div>
                    }
                })
                .into_any()
        },
    );
    view! {
        <div
            class="grid"
            node_ref=node
            role="grid"
            tabindex="0"
            aria-label="Variants by attributes"
            aria-rowcount=move || found.read().len() + 1
            aria-colcount=move || columns.read().len() + 1
            aria-activedescendant=move || cell_id(at.get())
            on:scroll=handler(move |_| {
                if let Some(node) = node.get_untracked() {
                    scroll.set(measure::scrolled(&node));
                }
            })
            on:keydown=handler(on_key)
            on:paste=handler(on_paste)
        >
            <div
                class="grid__all"
                role="presentation"
                style:width=move || beside_names(columns.read().len() as f64 * COLUMN)
                style:height=move || length((found.read().len() + 1) as f64 * ROW)
            >
                <div class="grid__head" role="row" aria-rowindex="1">
                    <div class="grid__corner" role="columnheader" aria-colindex="1">"Name"</div>
                    {heads}
                </div>
                {rows}
            </div>
        </div>
    }
}

/// A place right of the names, which the style sheet makes narrower in a narrow window.
fn beside_names(left: f64) -> String {
    format!("calc(var(--names) + {})", length(left))
}
