//! Adding, renaming and deleting rows and columns of the grid.

use std::collections::BTreeMap;

use leptos::prelude::*;
use leptos::task::spawn_local;
use model::{
    Attribute, AttributeProblem, Grid, GridChange, MAX_ATTRIBUTES, MAX_VARIANTS, Variant, VariantId,
};

use crate::parts::dialog::Dialog;
use crate::parts::form::{DeleteDialog, NameDialog, Sending};
use crate::parts::handler::handler;
use crate::state::branch::{BranchState, use_branch};

/// Asks for the name of a new row.
#[component]
pub(super) fn AddVariant(on_close: Callback<()>) -> impl IntoView {
    let state = use_branch();
    let check = move |name: String| {
        state.grid.with(|grid| {
            if name.is_empty() {
                Some("Give the variant a name.")
            } else if grid.variants().len() >= MAX_VARIANTS {
                Some("The platform takes at most 1,000 variants.")
            } else if grid.variants().iter().any(|row| row.name == name) {
                Some("Another variant has this name.")
            } else {
                None
            }
        })?
    };
    let send = move |name: String| -> Sending {
        Box::pin(async move {
            let Some(api) = state.api() else { return Ok(()) };
            api.create_variant(&state.at(), &name, &BTreeMap::new()).await?;
            state.studio.notices.done(format!("Variant “{name}” added"));
            saved(state, on_close);
            Ok(())
        })
    };
    view! {
        <NameDialog title="New variant" verb="Add variant" check=check send=send on_close=on_close />
    }
}

/// Asks for the name of a new column.
#[component]
pub(super) fn AddAttribute(on_close: Callback<()>) -> impl IntoView {
    let state = use_branch();
    let check = move |name: String| {
        state.grid.with(|grid| {
            if grid.attributes().len() >= MAX_ATTRIBUTES {
                return Some("The platform takes at most 50 attributes.");
            }
            let taken = grid.attributes().iter().map(|one| one.name.as_str());
            AttributeProblem::of(&name, taken).map(AttributeProblem::message)
        })?
    };
    let send = move |name: String| -> Sending {
        Box::pin(async move {
            let Some(api) = state.api() else { return Ok(()) };
            api.create_attribute(&state.at(), &name).await?;
            state.studio.notices.done(format!("Attribute “{name}” added"));
            saved(state, on_close);
            Ok(())
        })
    };
    view! {
        <NameDialog
            title="New attribute"
            verb="Add attribute"
            placeholder="opening_hours"
            check=check
            send=send
            on_close=on_close
        />
    }
}

/// Asks for another name of a column.
#[component]
pub(super) fn RenameAttribute(attribute: Attribute, on_close: Callback<()>) -> impl IntoView {
    let state = use_branch();
    let stored = StoredValue::new(attribute.clone());
    let check = move |name: String| {
        state.grid.with(|grid| {
            let own = stored.with_value(|own| own.id.clone());
            let taken =
                grid.attributes().iter().filter(|one| one.id != own).map(|one| one.name.as_str());
            AttributeProblem::of(&name, taken).map(AttributeProblem::message)
        })?
    };
    let send = move |name: String| -> Sending {
        Box::pin(async move {
            let Some(api) = state.api() else { return Ok(()) };
            api.rename_attribute(&state.at(), &stored.with_value(|own| own.id.clone()), &name)
                .await?;
            state.studio.notices.done(format!("Attribute renamed to “{name}”"));
            saved(state, on_close);
            Ok(())
        })
    };
    view! {
        <NameDialog
            title="Rename attribute"
            verb="Rename"
            start=attribute.name
            check=check
            send=send
            on_close=on_close
        />
    }
}

/// Asks before a column is deleted with all its values.
#[component]
pub(super) fn DeleteAttribute(attribute: Attribute, on_close: Callback<()>) -> impl IntoView {
    let state = use_branch();
    let filled = state.grid.with_untracked(|grid| {
        grid.variants().iter().filter(|row| !row.value(&attribute.id).is_empty()).count()
    });
    let stored = StoredValue::new(attribute.clone());
    let send = move |()| -> Sending {
        Box::pin(async move {
            let Some(api) = state.api() else { return Ok(()) };
            api.delete_attribute(&state.at(), &stored.with_value(|own| own.id.clone())).await
        })
    };
    view! {
        <DeleteDialog
            title=format!("Delete attribute {}?", attribute.name)
            verb="Delete attribute"
            text=format!(
                "{} variants have a value for it; the values are deleted, and references to it in behavior \
                 and topics no longer lead anywhere.",
                filled.unwrap_or_default(),
            )
            send=send
            on_deleted=move |()| {
                let name = stored.with_value(|own| own.name.clone());
                state.studio.notices.done(format!("Attribute “{name}” deleted"));
                saved(state, on_close);
            }
            on_close=on_close
        />
    }
}

/// Asks before a row is deleted with all its values.
#[component]
pub(super) fn DeleteVariant(variant: Variant, on_close: Callback<()>) -> impl IntoView {
    let state = use_branch();
    let stored = StoredValue::new(variant.clone());
    let send = move |()| -> Sending {
        Box::pin(async move {
            let Some(api) = state.api() else { return Ok(()) };
            api.delete_variant(&state.at(), &stored.with_value(|own| own.id.clone())).await
        })
    };
    view! {
        <DeleteDialog
            title=format!("Delete variant {}?", variant.name)
            verb="Delete variant"
            text="Its values are deleted. Connectors that use it fall back to the default variant."
            send=send
            on_deleted=move |()| {
                let name = stored.with_value(|own| own.name.clone());
                state.studio.notices.done(format!("Variant “{name}” deleted"));
                saved(state, on_close);
            }
            on_close=on_close
        />
    }
}

/// The grid is another one now.
fn saved(state: BranchState, on_close: Callback<()>) {
    state.load_grid();
    state.was_saved();
    on_close.try_run(());
}

/// Cells that somebody else changed under unsaved ones.
#[component]
pub(super) fn OverlapDialog(
    overlaps: Vec<GridChange>,
    #[prop(into)] on_save: Callback<()>,
    on_close: Callback<()>,
) -> impl IntoView {
    let state = use_branch();
    let rows = overlaps
        .into_iter()
        .map(|overlap| {
            let (row, column, mine) = state
                .grid
                .with_untracked(|grid: &Grid| {
                    let column = overlap.attribute.as_ref().and_then(|id| {
                        grid.attributes()
                            .iter()
                            .find(|one| one.id == *id)
                            .map(|one| one.name.clone())
                    });
                    let mine = grid.value(&overlap.variant, overlap.attribute.as_ref()).to_owned();
                    (grid.value(&overlap.variant, None).to_owned(), column, mine)
                })
                .unwrap_or_default();
            view! {
                <tr>
                    <th scope="row">{row}</th>
                    <td>{column.unwrap_or_else(|| "Name".to_owned())}</td>
                    <td>{overlap.old}</td>
                    <td>{overlap.new}</td>
                    <td>{mine}</td>
                </tr>
            }
        })
        .collect_view();
    view! {
        <Dialog title="Somebody else changed the same cells" wide=true on_close=on_close>
            <div class="dialog__body">
                <p>"They were saved since you began. Nothing is saved yet, and your values are still here."</p>
                <table class="table">
                    <thead>
                        <tr>
                            <th scope="col">"Variant"</th>
                            <th scope="col">"Attribute"</th>
                            <th scope="col">"Before both"</th>
                            <th scope="col">"Theirs, saved"</th>
                            <th scope="col">"Yours"</th>
                        </tr>
                    </thead>
                    <tbody>{rows}</tbody>
                </table>
            </div>
            <footer class="dialog__foot">
                <button type="button" class="button" autofocus=true on:click=handler(move |_| on_close.run(()))>
                    "Keep editing"
                </button>
                <button type="button" class="button button--danger" on:click=handler(move |_| on_save.run(()))>
                    "Save mine over theirs"
                </button>
            </footer>
        </Dialog>
    }
}

/// Makes a row the default, and offers to take that back.
pub(super) async fn set_default(state: BranchState, id: VariantId) {
    let (Some(api), at) = (state.api(), state.at()) else { return };
    let before = state.grid.with_untracked(|grid| {
        grid.variants().iter().find(|row| row.is_default).map(|row| row.id.clone())
    });
    match api.set_default_variant(&at, &id).await {
        Ok(variant) => {
            state.load_grid();
            state.was_saved();
            state.studio.notices.done_with(
                format!("“{}” is the default now", variant.name),
                "Undo",
                move || {
                    if let Some(before) = before.clone().flatten() {
                        spawn_local(put_default_back(state, before));
                    }
                },
            );
        }
        Err(error) => state.was_refused("The default was not changed", &error),
    }
}

async fn put_default_back(state: BranchState, id: VariantId) {
    let (Some(api), at) = (state.api(), state.at()) else { return };
    match api.set_default_variant(&at, &id).await {
        Ok(_) => {
            state.load_grid();
            state.was_saved();
        }
        Err(error) => state.was_refused("The default was not changed back", &error),
    }
}
