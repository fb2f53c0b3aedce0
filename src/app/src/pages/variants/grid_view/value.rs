//! What the active cell holds: in the grid a long value is cut.

use leptos::prelude::*;
use model::Cell;

use crate::browser::text::look_alike;
use crate::pages::variants::context::VariantsContext;
use crate::state::branch::use_branch;

/// The whole value of the active cell, and why it cannot be saved.
#[component]
pub(super) fn ValueLine(cell: Signal<Option<Cell>>, context: VariantsContext) -> impl IntoView {
    let state = use_branch();
    let shown = Memo::new(move |_| {
        let (row, id) = cell.get()?;
        let failure =
            context.save.failures.with(|all| all.get(&row).map(|failure| failure.why.clone()));
        state.resources.grid.with(|grid| {
            let column = grid.attributes().iter().find(|one| Some(&one.id) == id.as_ref());
            let problem = grid.problem(&row, id.as_ref()).map(|one| one.message().to_owned());
            let is_changed = grid.is_changed(&row, id.as_ref());
            let warning = (id.is_none() && is_changed).then(|| {
                let others = grid.variants().iter().filter(|other| other.id != row);
                let names = others.map(|other| grid.value(&other.id, None));
                look_alike(grid.value(&row, None), names)
            });
            (
                column.map_or_else(|| "Name".to_owned(), |one| one.name.clone()),
                state.names.read().displayed(grid.value(&row, id.as_ref())),
                problem.or(failure.filter(|_| is_changed)),
                warning.flatten(),
            )
        })
    });
    view! {
        <p class="grid-value">
            {move || shown.get().map(|(column, value, problem, warning)| view! {
                <b>{column}</b>
                " "
                {value}
                {problem.map(|why| view! { <em class="grid-value__problem">{why}</em> })}
                {warning.map(|why| view! { <em class="grid-value__warning">{why}</em> })}
            })}
        </p>
    }
}
