//! The menu of a row or a column: one for the whole grid, opened at the cell.

use leptos::prelude::*;
use leptos::task::spawn_local;
use model::VariantId;

use super::widths::Columns;
use crate::pages::variants::context::{OpenDialog, VariantsContext};
use crate::pages::variants::dialogs::set_default;
use crate::parts::icon::Glyph;
use crate::parts::menu::{Entry, MenuList, OpenAt};
use crate::state::branch::use_branch;

/// Whose menu it is: by its place among the rows shown, or among the columns.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum MenuOf {
    Row(usize),
    Column(usize),
}

/// The menu, with the words from which its buttons have their names.
#[component]
pub(super) fn Menus(
    of: RwSignal<MenuOf>,
    open_at: OpenAt,
    found: Memo<Vec<VariantId>>,
    columns: Memo<Columns>,
    context: VariantsContext,
    /// Called to rename a row.
    on_rename: Callback<usize>,
) -> impl IntoView {
    let state = use_branch();
    let ask = move |what: OpenDialog| move || context.dialog.set(Some(what.clone()));
    let column_entries = move |index: usize| {
        let attribute = columns.with_untracked(|columns| columns.all.get(index).cloned());
        let Some(attribute) = attribute else { return Vec::new() };
        let delete = ask(OpenDialog::DeleteAttribute(attribute.clone()));
        vec![
            Entry::action(Glyph::Pencil, "Rename…", ask(OpenDialog::RenameAttribute(attribute))),
            Entry::action(Glyph::Trash, "Delete…", delete).dangerous(),
        ]
    };
    let row_entries = move |index: usize| {
        let row = found.with_untracked(|found| found.get(index).cloned());
        let variant = row.and_then(|row| {
            state.resources.grid.with_untracked(|grid| grid.variant(&row).cloned()).flatten()
        });
        let Some(variant) = variant else { return Vec::new() };
        let (id, is_default) = (variant.id.clone(), variant.is_default);
        vec![
            Entry::action(Glyph::Pencil, "Rename", move || on_rename.run(index)),
            Entry::action(Glyph::Star, "Make it the default", move || {
                spawn_local(set_default(state, id.clone()));
            })
            .blocked_by(is_default.then_some("It is the default")),
            Entry::Separator,
            Entry::action(Glyph::Trash, "Delete…", ask(OpenDialog::DeleteVariant(variant)))
                .dangerous()
                .blocked_by(is_default.then_some("Make another one the default first")),
        ]
    };
    view! {
        <span class="hidden" id="grid-variant">"Actions for"</span>
        <span class="hidden" id="grid-attribute">"Actions for attribute"</span>
        <MenuList
            id="grid-menu"
            label="Actions"
            entries=move || match of.get_untracked() {
                MenuOf::Row(index) => row_entries(index),
                MenuOf::Column(index) => column_entries(index),
            }
            open_at=open_at
        />
    }
}
