//! What a grid is made of: heads of columns, names of rows, values.

use leptos::prelude::*;
use leptos::task::spawn_local;
use model::{Attribute, AttributeId, Grid, VariantId};

use super::cell_editor::CellEditor;
use super::{COLUMN, beside_names};
use crate::pages::variants::selection::Place;
use crate::pages::variants::{Asked, Shared};
use crate::parts::handler::handler;
use crate::parts::icon::Glyph;
use crate::parts::menu::{Entry, Menu};
use crate::state::branch::{BranchState, use_branch};

/// The head of a column with its menu.
#[component]
pub(super) fn Head(attribute: Attribute, index: usize, shared: Shared) -> impl IntoView {
    let (renamed, deleted) = (attribute.clone(), attribute.clone());
    let entries = move || {
        let (renamed, deleted) = (renamed.clone(), deleted.clone());
        vec![
            Entry::action(Glyph::Pencil, "Rename…", move || {
                shared.asked.set(Some(Asked::RenameAttribute(renamed.clone())));
            }),
            Entry::action(Glyph::Trash, "Delete…", move || {
                shared.asked.set(Some(Asked::DeleteAttribute(deleted.clone())));
            })
            .dangerous(),
        ]
    };
    view! {
        <div
            class="grid__column"
            role="columnheader"
            aria-colindex=index + 2
            style:left=beside_names(index as f64 * COLUMN)
        >
            <span class="grid__column-name" title=attribute.name.clone()>{attribute.name.clone()}</span>
            <Menu
                label=format!("Actions for attribute {}", attribute.name)
                entries=entries
                class="button button--quiet button--icon button--small"
            />
        </div>
    }
}

/// The name of a row with its menu.
#[component]
pub(super) fn RowName(
    row: VariantId,
    index: usize,
    shared: Shared,
    at: RwSignal<Place>,
    editing: RwSignal<Option<String>>,
    #[prop(into)] on_commit: Callback<Option<&'static str>>,
    #[prop(into)] on_open: Callback<()>,
) -> impl IntoView {
    let state = use_branch();
    let place = Place { row: index, column: 0 };
    let id = StoredValue::new(row);
    let shown = cell_memo(state, id, None, shared);
    let is_default = Memo::new(move |_| {
        id.with_value(|id| {
            state
                .grid
                .read(|grid| grid.variants().iter().any(|row| row.id == *id && row.is_default))
        })
        .unwrap_or_default()
    });
    let entries = move || {
        let variant = state.grid.peek(|grid| {
            id.with_value(|id| grid.variants().iter().find(|row| row.id == *id).cloned())
        });
        let Some(variant) = variant.flatten() else { return Vec::new() };
        let deleted = variant.clone();
        vec![
            Entry::action(Glyph::Pencil, "Rename", move || {
                at.set(place);
                on_open.run(());
            }),
            Entry::action(Glyph::Star, "Make it the default", move || {
                spawn_local(crate::pages::variants::dialogs::set_default(state, id.get_value()));
            })
            .blocked_by(variant.is_default.then_some("It is the default")),
            Entry::Line,
            Entry::action(Glyph::Trash, "Delete…", move || {
                shared.asked.set(Some(Asked::DeleteVariant(deleted.clone())));
            })
            .dangerous()
            .blocked_by(variant.is_default.then_some("Make another one the default first")),
        ]
    };
    view! {
        <div
            class="grid__name"
            class:grid__cell--at=move || at.get() == place
            class:grid__cell--changed=move || shown.read().is_changed
            class:grid__cell--failed=move || shown.read().problem.is_some()
            id=format!("cell-{index}-0")
            role="rowheader"
            aria-colindex="1"
            title=move || shown.read().problem.clone()
            on:mousedown=handler(move |_| if editing.with_untracked(Option::is_none) { at.set(place) })
            on:dblclick=handler(move |_| {
                at.set(place);
                on_open.run(());
            })
        >
            {move || if editing.with(Option::is_some) && at.get() == place {
                view! { <CellEditor editing=editing on_commit=on_commit /> }.into_any()
            } else {
                view! { <span class="grid__text">{shown.read().value.clone()}</span> }.into_any()
            }}
            {move || is_default.get().then(|| view! { <span class="tag">"default"</span> })}
            <Menu
                label=Signal::derive(move || format!("Actions for {}", shown.read().value))
                entries=entries
                class="button button--quiet button--icon button--small"
            />
        </div>
    }
}

/// One value.
#[component]
pub(super) fn Cell(
    row: VariantId,
    attribute: AttributeId,
    place: Place,
    shared: Shared,
    at: RwSignal<Place>,
    editing: RwSignal<Option<String>>,
    #[prop(into)] on_commit: Callback<Option<&'static str>>,
    #[prop(into)] on_open: Callback<()>,
) -> impl IntoView {
    let state = use_branch();
    let shown = cell_memo(state, StoredValue::new(row), Some(attribute), shared);
    let is_here = Memo::new(move |_| at.get() == place);
    view! {
        <div
            class="grid__cell"
            class:grid__cell--at=is_here
            class:grid__cell--changed=move || shown.read().is_changed
            class:grid__cell--failed=move || shown.read().problem.is_some()
            id=format!("cell-{}-{}", place.row, place.column)
            role="gridcell"
            aria-colindex=place.column + 1
            aria-selected=move || is_here.get().to_string()
            title=move || shown.with(|shown| shown.problem.clone().unwrap_or_else(|| shown.value.clone()))
            style:left=beside_names((place.column - 1) as f64 * COLUMN)
            on:mousedown=handler(move |_| if editing.with_untracked(Option::is_none) { at.set(place) })
            on:dblclick=handler(move |_| {
                at.set(place);
                on_open.run(());
            })
        >
            {move || if editing.with(Option::is_some) && is_here.get() {
                view! { <CellEditor editing=editing on_commit=on_commit /> }.into_any()
            } else {
                view! {
                    <span class="grid__text">{shown.read().value.clone()}</span>
                    {shown.read().is_changed.then(|| view! { <span class="hidden">"changed"</span> })}
                }
                .into_any()
            }}
        </div>
    }
}

/// What a cell shows.
#[derive(Clone, Default, PartialEq)]
struct Shown {
    value: String,
    is_changed: bool,
    problem: Option<String>,
}

fn cell_memo(
    state: BranchState,
    row: StoredValue<VariantId>,
    attribute: Option<AttributeId>,
    shared: Shared,
) -> Memo<Shown> {
    Memo::new(move |_| {
        row.with_value(|row| {
            let failure =
                shared.failures.with(|all| all.get(row).map(|failure| failure.why.clone()));
            state.grid.read(|grid: &Grid| {
                let is_changed = grid.is_changed(row, attribute.as_ref());
                let own = grid
                    .problem(row, attribute.as_ref())
                    .map(|problem| problem.message().to_owned());
                Shown {
                    value: grid.value(row, attribute.as_ref()).to_owned(),
                    is_changed,
                    problem: own.or(failure.filter(|_| is_changed)),
                }
            })
        })
        .unwrap_or_default()
    })
}
