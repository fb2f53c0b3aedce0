//! The grid itself: real elements with the ARIA grid pattern, of which only those in sight exist.

use leptos::ev::{ClipboardEvent, MouseEvent, PointerEvent};
use leptos::html;
use leptos::prelude::*;
use model::{AttributeId, Cell, VariantId};

use self::cell_field::{CellField, FIELD};
use self::cells::{CellRenderer, drawn};
use self::menus::{MenuOf, Menus};
use self::value::ValueLine;
use self::widths::Columns;
use super::context::VariantsContext;
use super::selection::Place;
use crate::browser::keyboard::Key;
use crate::browser::measure::{self, length};
use crate::browser::{clipboard, focus, keyboard};
use crate::parts::each::each;
use crate::parts::handler::{effect, handler, keys};
use crate::parts::menu::OpenAt;
use crate::parts::virtual_list::visible;
use crate::state::branch::use_branch;

mod cell_field;
mod cells;
mod menus;
mod value;
mod widths;

/// Sizes; the style sheet has the same.
const ROW: f64 = 32.0;
const NAME: f64 = 220.0;

/// The grid with its keys.
#[component]
pub(super) fn GridView(found: Memo<Vec<VariantId>>, context: VariantsContext) -> impl IntoView {
    let state = use_branch();
    let node = NodeRef::<html::Div>::new();
    let size = RwSignal::new((1200.0, 700.0));
    let scroll = RwSignal::new((0.0, 0.0));
    let at = RwSignal::new(Place::default());
    let editing = RwSignal::new(None::<String>);
    // Rows may come and go while somebody types.
    let edited = StoredValue::new(None::<Cell>);
    let is_editing = Memo::new(move |_| editing.read().is_some());
    let menu = RwSignal::new(MenuOf::Row(0));
    let menu_at = OpenAt::new_local(None);
    let columns = Memo::new(move |_| state.resources.grid.with(Columns::of).unwrap_or_default());
    let column_count = move || columns.read_untracked().all.len() + 1;
    effect(move || {
        if let Some(node) = node.get() {
            measure::watch_size(&node, move |width, height| {
                size.try_set((width, height));
            });
        }
    });
    let rows_in_sight =
        Memo::new(move |_| visible(scroll.get().1, size.get().1, ROW, found.read().len()));
    let columns_in_sight =
        Memo::new(move |_| columns.read().in_sight(scroll.get().0, size.get().0));
    // Only the mark moves: the cells stay, also under a pointer that is about to click.
    let mut marked = Place::default();
    effect(move || {
        // One stays in the grid when rows or columns go.
        let Place { row, column } = at.get();
        let row = row.min(found.read().len().saturating_sub(1));
        let place = Place { row, column: column.min(columns.read().all.len()) };
        if place != at.get_untracked() {
            at.set(place);
        }
        focus::select(&cell_id(marked), false);
        focus::select(&cell_id(place), true);
        marked = place;
    });

    let cell_at = move |place: Place| -> Option<Cell> {
        let row = found.with(|found| found.get(place.row).cloned())?;
        if place.column == 0 {
            return Some((row, None));
        }
        let column =
            columns.with(|columns| columns.all.get(place.column - 1).map(|one| one.id.clone()))?;
        Some((row, Some(column)))
    };
    let here = move || untrack(|| cell_at(at.get()));
    let value = Memo::new(move |_| {
        let Some((row, column)) = cell_at(at.get()) else { return String::new() };
        let value = state.resources.grid.with(|grid| grid.value(&row, column.as_ref()).to_owned());
        value.unwrap_or_default()
    });
    // Where the cell one is at begins, and how wide it is.
    let edges = Memo::new(move |_| match at.get().column.checked_sub(1) {
        Some(column) => {
            let (left, right) = columns.read().edges(column);
            (beside_names(left), length(right - left))
        }
        None => ("0".to_owned(), "var(--names)".to_owned()),
    });
    let enter_field = move || {
        if let Some(node) = node.get_untracked() {
            focus::focus_in(&node, "textarea");
        }
    };
    let reveal = move || {
        let Some(node) = node.get_untracked() else { return };
        let place = at.get_untracked();
        let (left, top) = scroll.get_untracked();
        let (width, height) = size.get_untracked();
        let row_top = place.row as f64 * ROW;
        if row_top < top {
            measure::scroll_down(&node, row_top);
        } else if row_top + 2.0 * ROW > top + height {
            measure::scroll_down(&node, row_top + 2.0 * ROW - height);
        }
        if place.column > 0 {
            let (start, end) = columns.read_untracked().edges(place.column - 1);
            if start < left {
                measure::scroll_across(&node, start);
            } else if NAME + end > left + width {
                measure::scroll_across(&node, NAME + end - width);
            }
        }
    };
    let set = move |cells: Vec<(VariantId, Option<AttributeId>, String)>| {
        reveal();
        state.resources.grid.update(|grid| {
            grid.set(cells);
        });
    };
    let end_edit = move || {
        if let (Some(value), Some((row, column))) = (editing.get_untracked(), edited.get_value()) {
            editing.set(None);
            state.resources.grid.update(|grid| {
                grid.set([(row, column, value)]);
            });
        }
    };
    let on_done = Callback::new(move |next: Option<&'static str>| {
        end_edit();
        enter_field();
        let rows = found.read_untracked().len();
        let after =
            next.and_then(|key| at.get_untracked().after(key, false, 1, rows, column_count()));
        if let Some(place) = after {
            at.set(place);
            reveal();
        }
    });
    let begin = move |text: Option<String>| {
        let Some((row, column)) = here().filter(|_| !is_editing.get_untracked()) else { return };
        reveal();
        let present = state
            .resources
            .grid
            .with_untracked(|grid| grid.value(&row, column.as_ref()).to_owned());
        edited.set_value(Some((row, column)));
        editing.set(Some(text.unwrap_or_else(|| present.unwrap_or_default())));
    };
    let on_rename = Callback::new(move |row: usize| {
        at.set(Place { row, column: 0 });
        begin(None);
    });
    let on_key = move |event: Key| {
        if is_editing.get_untracked() {
            return;
        }
        let key = event.key();
        let has_command = keyboard::has_command(&event);
        let rows = found.read_untracked().len();
        let page = (size.get_untracked().1 / ROW) as usize;
        let place = at.get_untracked();
        if let Some(place) = place.after(&key, has_command, page, rows, column_count()) {
            event.prevent_default();
            at.set(place);
            reveal();
            return;
        }
        match key.as_str() {
            "Enter" | "F2" => begin(None),
            "Delete" | "Backspace" => {
                if let Some((row, Some(column))) = here() {
                    set(vec![(row, Some(column), String::new())]);
                }
            }
            "ContextMenu" | "F10" if key != "F10" || event.shift_key() => {
                reveal();
                menu.set(match place.column {
                    0 => MenuOf::Row(place.row),
                    column => MenuOf::Column(column - 1),
                });
                let cell = focus::by_id(&cell_id(place));
                menu_at.set(cell.or_else(|| node.get_untracked().map(Into::into)));
            }
            "z" | "Z" if has_command => state.resources.grid.update(|grid| {
                if event.shift_key() {
                    grid.redo()
                } else {
                    grid.undo()
                };
            }),
            "y" if has_command => state.resources.grid.update(|grid| {
                grid.redo();
            }),
            _ => return,
        }
        event.prevent_default();
    };
    let on_copy = move |event: ClipboardEvent, is_cut: bool| {
        let Some((row, column)) = here().filter(|_| !is_editing.get_untracked()) else { return };
        clipboard::put_cell(&event, &value.get_untracked());
        // Every variant has a name.
        if is_cut && column.is_some() {
            set(vec![(row, column, String::new())]);
        }
    };
    let on_paste = move |event: ClipboardEvent| {
        if is_editing.get_untracked() {
            return;
        }
        event.prevent_default();
        let start = at.get_untracked();
        let mut cells = Vec::new();
        let mut is_cut = false;
        for (down, row) in clipboard::pasted_cells(&event).into_iter().enumerate() {
            for (right, value) in row.into_iter().enumerate() {
                let place = Place { row: start.row + down, column: start.column + right };
                match untrack(|| cell_at(place)) {
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
    let is_touch = StoredValue::new(false);
    // Whether the cell that is pressed was the active one already: a second tap edits it.
    let was_here = StoredValue::new(false);
    let on_press = move |event: MouseEvent| {
        if focus::around(&event, "textarea, button").is_some() {
            return;
        }
        if let Some(place) =
            focus::around(&event, "[id^=cell-]").and_then(|cell| place_of(&cell.id()))
        {
            // The focus goes to the field and not to what was pressed; what is composed there ends.
            event.prevent_default();
            if is_editing.get_untracked() {
                focus::leave(FIELD);
            }
            was_here.set_value(at.get_untracked() == place);
            at.set(place);
            match node.get_untracked() {
                // A field that has the focus would bring up the keys of the screen.
                Some(node) if is_touch.get_value() => drop(node.focus()),
                _ => enter_field(),
            }
        }
    };
    let on_click = move |event: MouseEvent| {
        if let Some(button) = focus::around(&event, "button") {
            let part = focus::around(&event, "[aria-colindex]");
            let row = focus::around(&event, "[id^=cell-]").and_then(|cell| place_of(&cell.id()));
            let column = part.and_then(|part| part.get_attribute("aria-colindex")?.parse().ok());
            menu.set(match (row, column) {
                (Some(place), _) => MenuOf::Row(place.row),
                (None, column) => MenuOf::Column(column.unwrap_or(2_usize).saturating_sub(2)),
            });
            menu_at.set(Some(button));
        } else if was_here.get_value() && focus::is_touch(&event) {
            begin(None);
        }
    };
    let drawing = CellRenderer { state, context, columns, in_sight: columns_in_sight, at };
    let rows = each(
        move || rows_in_sight.get().collect(),
        move |index| found.with(|found| (*index, found.get(*index).cloned())),
        move |index| {
            let row = found.with_untracked(|found| found.get(index).cloned()).unwrap_or_default();
            view! {
                <div
                    class="grid__row"
                    role="row"
                    aria-rowindex=index + 2
                    style:top=length((index + 1) as f64 * ROW)
                    use:drawn=Callback::new(move |()| drawing.row(&row, index))
                ></div>
            }
            .into_any()
        },
    );
    view! {
        <div
            class="grid"
            class:grid--empty=move || found.read().is_empty()
            node_ref=node
            tabindex="-1"
            on:scroll=handler(move |_| {
                if let Some(node) = node.get_untracked() {
                    scroll.set(measure::scrolled(&node));
                }
            })
            on:keydown=keys(on_key)
            // Its own is the focus only where a finger put it.
            on:focus=handler(move |_| if !is_touch.get_value() { enter_field() })
            on:copy=handler(move |event| on_copy(event, false))
            on:cut=handler(move |event| on_copy(event, true))
            on:paste=handler(on_paste)
            on:pointerdown=handler(move |event: PointerEvent| is_touch.set_value(focus::is_touch(&event)))
            on:mousedown=handler(on_press)
            on:click=handler(on_click)
            on:dblclick=handler(move |event: MouseEvent| if focus::around(&event, "[id^=cell-]").is_some() { begin(None) })
        >
            <div
                class="grid__all"
                style:width=move || beside_names(columns.read().width())
                style:height=move || length((found.read().len() + 1) as f64 * ROW)
                style:--columns=move || columns.read().places(columns_in_sight.get())
            >
                <div
                    class="grid__rows"
                    id="grid-cells"
                    role="grid"
                    aria-label="Variants by attributes"
                    aria-rowcount=move || found.read().len() + 1
                    aria-colcount=move || columns.read().all.len() + 1
                >
                    <div
                        class="grid__head"
                        role="row"
                        aria-rowindex="1"
                        use:drawn=Callback::new(move |()| drawing.heads())
                    ></div>
                    {rows}
                </div>
                <div class="grid__edit" style:top=move || length((at.get().row + 1) as f64 * ROW)>
                    <div
                        class="grid__edit-cell"
                        class:grid__edit-cell--name=move || at.get().column == 0
                        style:left=move || edges.get().0
                        style:width=move || edges.get().1
                    >
                        <CellField
                            editing=editing
                            value=value
                            cell=Signal::derive(move || cell_id(at.get()))
                            on_begin=move |text| begin(Some(text))
                            on_done=on_done
                            on_leave=move |()| end_edit()
                        />
                    </div>
                </div>
            </div>
        </div>
        <ValueLine cell=Signal::derive(move || cell_at(at.get())) context=context />
        <Menus of=menu open_at=menu_at found=found columns=columns context=context on_rename=on_rename />
    }
}

/// A place right of the names, which the style sheet makes narrower in a narrow window.
fn beside_names(left: f64) -> String {
    format!("calc(var(--names) + {})", length(left))
}

fn cell_id(place: Place) -> String {
    format!("cell-{}-{}", place.row, place.column)
}

/// The place of a cell, from its identifier on the page.
fn place_of(id: &str) -> Option<Place> {
    let (row, column) = id.strip_prefix("cell-")?.split_once('-')?;
    Some(Place { row: row.parse().ok()?, column: column.parse().ok()? })
}
