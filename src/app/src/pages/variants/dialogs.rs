//! Adding, renaming and deleting rows and columns of the grid.

use std::collections::BTreeMap;

use leptos::prelude::*;
use leptos::task::spawn_local;
use model::{
    Attribute, AttributeId, AttributeProblem, Grid, GridChange, MAX_ATTRIBUTES, MAX_VARIANTS,
    Variant, VariantId,
};

use super::context::OpenDialog;
use crate::dialogs::conflict::ConflictDialog;
use crate::parts::form::{DeleteDialog, NameDialog, Sending};
use crate::parts::handler::{effect, handler};
use crate::parts::id::next_id;
use crate::state::branch::{BranchState, use_branch};
use crate::state::save::cells::CellSave;

/// Draws a dialog.
pub(super) fn draw(which: OpenDialog, close: Callback<()>) -> AnyView {
    match which {
        OpenDialog::AddVariant => view! { <AddVariant on_close=close /> }.into_any(),
        OpenDialog::AddAttribute => view! { <AddAttribute on_close=close /> }.into_any(),
        OpenDialog::RenameAttribute(attribute) => {
            view! { <RenameAttribute attribute=attribute on_close=close /> }.into_any()
        }
        OpenDialog::DeleteAttribute(attribute) => {
            view! { <DeleteAttribute attribute=attribute on_close=close /> }.into_any()
        }
        OpenDialog::DeleteVariant(variant) => {
            view! { <DeleteVariant variant=variant on_close=close /> }.into_any()
        }
    }
}

/// Asks for the name of a new row.
#[component]
fn AddVariant(on_close: Callback<()>) -> impl IntoView {
    let state = use_branch();
    let check = move |name: String| {
        state.resources.grid.with(|grid| {
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
        <NameDialog
            title="New variant"
            verb="Add variant"
            check=check
            others=Signal::derive(move || {
                let names = |grid: &Grid| {
                    grid.variants().iter().map(|row| row.name.clone()).collect()
                };
                state.resources.grid.with(names).unwrap_or_default()
            })
            send=send
            on_close=on_close
        />
    }
}

/// Asks for the name of a new column.
#[component]
fn AddAttribute(on_close: Callback<()>) -> impl IntoView {
    let state = use_branch();
    let check = move |name: String| {
        state.resources.grid.with(|grid| {
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
            others=Signal::derive(move || attribute_names(state, None))
            send=send
            on_close=on_close
        />
    }
}

/// Asks for another name of a column.
#[component]
fn RenameAttribute(attribute: Attribute, on_close: Callback<()>) -> impl IntoView {
    let state = use_branch();
    let stored = StoredValue::new(attribute.clone());
    let check = move |name: String| {
        state.resources.grid.with(|grid| {
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
            others=Signal::derive(move || {
                attribute_names(state, Some(&stored.with_value(|own| own.id.clone())))
            })
            send=send
            on_close=on_close
        />
    }
}

/// The names of the columns but one.
fn attribute_names(state: BranchState, without: Option<&AttributeId>) -> Vec<String> {
    let names = |grid: &Grid| {
        let others = grid.attributes().iter().filter(|one| Some(&one.id) != without);
        others.map(|one| one.name.clone()).collect()
    };
    state.resources.grid.with(names).unwrap_or_default()
}

/// Asks before a column is deleted with all its values.
#[component]
fn DeleteAttribute(attribute: Attribute, on_close: Callback<()>) -> impl IntoView {
    let state = use_branch();
    let filled = state.resources.grid.with_untracked(|grid| {
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
fn DeleteVariant(variant: Variant, on_close: Callback<()>) -> impl IntoView {
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

/// Asks what becomes of unsaved cells that somebody else has changed.
#[component]
pub(super) fn CellConflict(save: CellSave, #[prop(into)] on_save: Callback<()>) -> impl IntoView {
    let state = use_branch();
    let decided = RwSignal::new(Vec::<Option<Keep>>::new());
    effect(move || {
        let cells = save.conflicts.with(Vec::len);
        decided.set(vec![None; cells]);
    });
    let row = move |(place, conflict): (usize, GridChange)| {
        let texts = state.resources.grid.with_untracked(|grid| {
            let column = conflict.attribute.as_ref().and_then(|id| {
                grid.attributes().iter().find(|one| one.id == *id).map(|one| one.name.clone())
            });
            let mine = grid.value(&conflict.variant, conflict.attribute.as_ref()).to_owned();
            (grid.value(&conflict.variant, None).to_owned(), column, mine)
        });
        let (row, column, mine) = texts.unwrap_or_default();
        let column = column.unwrap_or_else(|| "Name".to_owned());
        let name = next_id("cell");
        let option = |keep: Keep, text: String| {
            let label = format!("{}: {column} of {row}", keep.label());
            view! {
                <td>
                    <label class="check">
                        <input
                            type="radio"
                            name=name.clone()
                            aria-label=label
                            prop:checked=move || decided.with(|all| all.get(place) == Some(&Some(keep)))
                            on:change=handler(move |_| decided.update(|all| all[place] = Some(keep)))
                        />
                        <span dir="auto">{text}</span>
                    </label>
                </td>
            }
            .into_any()
        };
        let (theirs, mine) = (option(Keep::Theirs, conflict.new), option(Keep::Mine, mine));
        view! {
            <tr>
                <th scope="row" dir="auto">{row}</th>
                <td dir="auto">{column}</td>
                <td dir="auto">{conflict.old}</td>
                {theirs}
                {mine}
            </tr>
        }
        .into_any()
    };
    let close = Callback::new(move |()| save.conflicts.set(Vec::new()));
    let all = move |keep: Keep| decided.update(|all| all.fill(Some(keep)));
    let choice = move |title: &'static str, keep: Keep, label: &'static str| {
        view! {
            <th scope="col">
                {title}
                <button
                    type="button"
                    class="button button--small"
                    aria-label=label
                    on:click=handler(move |_| all(keep))
                >
                    "Use all"
                </button>
            </th>
        }
        .into_any()
    };
    let finish = move || {
        let decided = decided.get_untracked();
        save.decide(state, |place| decided.get(place) == Some(&Some(Keep::Mine)));
    };
    move || {
        let conflicts = save.conflicts.get();
        (!conflicts.is_empty()).then(|| view! {
            <ConflictDialog
                title="Somebody else changed the same cells"
                text="They were saved since you began. Nothing is saved yet, and your values are still here."
                open=Signal::derive(move || decided.with(|all| all.iter().filter(|one| one.is_none()).count()))
                on_close=close
                on_take=move |()| {
                    all(Keep::Theirs);
                    finish();
                }
                on_save=move |()| {
                    finish();
                    on_save.run(());
                }
            >
                <table class="table">
                    <thead>
                        <tr>
                            <th scope="col">"Variant"</th>
                            <th scope="col">"Attribute"</th>
                            <th scope="col">"Before both"</th>
                            {choice("Theirs, saved ", Keep::Theirs, "Use all of theirs")}
                            {choice("Yours ", Keep::Mine, "Use all of yours")}
                        </tr>
                    </thead>
                    <tbody>{conflicts.into_iter().enumerate().map(row).collect_view()}</tbody>
                </table>
            </ConflictDialog>
        })
    }
}

/// Which value of a cell stays.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Keep {
    Theirs,
    Mine,
}

impl Keep {
    fn label(self) -> &'static str {
        match self {
            Self::Theirs => "Use theirs",
            Self::Mine => "Use yours",
        }
    }
}

/// Makes a row the default, and offers to take that back.
pub(super) async fn set_default(state: BranchState, id: VariantId) {
    let (Some(api), at) = (state.api(), state.at()) else { return };
    let before = state.resources.grid.with_untracked(|grid| {
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
