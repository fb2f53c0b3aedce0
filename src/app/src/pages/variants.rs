//! Variants: sites by attributes, edited in place and saved together.

mod context;
mod dialogs;
mod grid_view;
mod pieces;
mod selection;

use leptos::prelude::*;
use leptos::task::spawn_local;
use model::{Grid, Search, Variant, VariantId};

use crate::browser::keyboard;
use crate::browser::text::BrowserLetters;
use crate::dialogs::move_to_branch::MoveToBranch;
use crate::parts::field::SearchField;
use crate::parts::handler::handler;
use crate::parts::icon::{Glyph, Icon};
use crate::parts::loaded::{Empty, Loaded, NoMatch};
use crate::parts::piece::{Place, piece};
use crate::parts::save_bar::SAVE_ON_BRANCH;
use crate::parts::small::Keys;
use crate::route::Page;
use crate::state::branch::{BranchState, use_branch};
use crate::state::drafts::Drafts;
use crate::state::save::cells::CellSave;
use crate::text::count;
use context::{OpenDialog, VariantsContext};
use dialogs::CellConflict;
use grid_view::GridView;

/// The variants page.
#[component]
pub(crate) fn Variants() -> impl IntoView {
    let state = use_branch();
    state.load_grid();
    let query = RwSignal::new(String::new());
    let only_changed = RwSignal::new(false);
    let context = VariantsContext { dialog: RwSignal::new(None), save: CellSave::new() };
    let dialog = context.dialog;
    let is_saving = Memo::new(move |_| context.save.progress.read().is_some());
    let status = Memo::new(move |_| {
        let is_empty = |grid: &Grid| grid.variants().is_empty() && grid.attributes().is_empty();
        state.resources.grid.remote().with(|grid| grid.extent(is_empty))
    });
    let changed = Memo::new(move |_| state.resources.grid.with(Grid::changed).unwrap_or_default());
    let has_edit = Memo::new(move |_| changed.get() > 0);
    let found = Memo::new(move |_| {
        state
            .resources
            .grid
            .with(|grid| rows(grid, &query.read(), only_changed.get()))
            .unwrap_or_default()
    });
    let is_filtered = Memo::new(move |_| only_changed.get() || !query.read().trim().is_empty());
    let save_all = move || {
        if changed.get_untracked() > 0 && !is_saving.get_untracked() && !state.asks_for_branch() {
            spawn_local(context.save.run(state));
        }
    };
    keyboard::on_key(move |event| {
        if keyboard::has_command(event) && event.key().eq_ignore_ascii_case("s") {
            event.prevent_default();
            save_all();
        }
    });
    view! {
        <main class="page page--grid" id="content">
            <header class="page__head">
                <div>
                    <h1 class="page__title" tabindex="-1">"Variants"</h1>
                    <p class="page__intro">
                        {move || state
                            .resources.grid
                            .with(|grid| format!(
                                "{} by {}: what differs from site to site.",
                                count(grid.variants().len(), "variant"),
                                count(grid.attributes().len(), "attribute"),
                            ))
                            .unwrap_or_else(|| "What differs from site to site.".to_owned())}
                    </p>
                </div>
                <div class="page__actions">
                    <SearchField label="Search variants" placeholder="Search names and values" text=query />
                    <button
                        type="button"
                        class="button"
                        on:click=handler(move |_| dialog.set(Some(OpenDialog::AddAttribute)))
                    >
                        <Icon glyph=Glyph::Plus />
                        "Attribute"
                    </button>
                    <button
                        type="button"
                        class="button button--primary"
                        on:click=handler(move |_| dialog.set(Some(OpenDialog::AddVariant)))
                    >
                        <Icon glyph=Glyph::Plus />
                        "Variant"
                    </button>
                </div>
            </header>
            <Show when=move || state.is_protected()>
                <MoveToBranch page=Page::Variants has_edit=has_edit />
            </Show>
            <Loaded
                remote=status
                what="The variants could not be loaded"
                lines=12
                on_retry=move |()| {
                    state.resources.grid.clear();
                    state.load_grid();
                }
                empty=move || view! {
                    <Empty
                        glyph=Glyph::Variants
                        title="No variants yet"
                        text="With variants one agent serves many sites: an attribute such as phone, and a row for each site."
                    >
                        <button
                            type="button"
                            class="button button--primary"
                            on:click=handler(move |_| dialog.set(Some(OpenDialog::AddVariant)))
                        >
                            "Add the first variant"
                        </button>
                    </Empty>
                }
            >
                <GridView found=found context=context />
                <Show when=move || found.read().is_empty() && is_filtered.get()>
                    <NoMatch
                        text="No variant matches."
                        action="Show all"
                        on_show=move |()| {
                            query.set(String::new());
                            only_changed.set(false);
                        }
                    />
                </Show>
            </Loaded>
            <FailureList context=context />
            <footer class="page__foot grid-foot">
                <label class="check">
                    <input
                        type="checkbox"
                        prop:checked=only_changed
                        on:change:target=move |event| only_changed.set(event.target().checked())
                    />
                    <span>"Only changed rows"</span>
                </label>
                <span class="bar__space"></span>
                {move || context.save.progress.get().filter(|at| at.total > 1).map(|at| view! {
                    <progress class="progress__bar" aria-label="Saving" max=at.total prop:value=at.done as f64></progress>
                    <span>{format!("{} of {}", at.done, count(at.total, "row"))}</span>
                })}
                <span role="status">
                    {move || match changed.get() {
                        0 => "Everything is saved".to_owned(),
                        changed => format!("{} unsaved; stored on this device", count(changed, "cell")),
                    }}
                </span>
                <button
                    type="button"
                    class="button button--small button--icon"
                    aria-label="Undo"
                    title="Undo"
                    disabled=move || !state.resources.grid.with(Grid::can_undo).unwrap_or_default()
                    on:click=handler(move |_| state.resources.grid.update(|grid| { grid.undo(); }))
                >
                    <Icon glyph=Glyph::Undo />
                </button>
                <button
                    type="button"
                    class="button button--small button--icon"
                    aria-label="Redo"
                    title="Redo"
                    disabled=move || !state.resources.grid.with(Grid::can_redo).unwrap_or_default()
                    on:click=handler(move |_| state.resources.grid.update(|grid| { grid.redo(); }))
                >
                    <Icon glyph=Glyph::Redo />
                </button>
                <button
                    type="button"
                    class="button button--small"
                    disabled=move || changed.get() == 0 || is_saving.get()
                    on:click=handler(move |_| revert_all(state, changed.get_untracked()))
                >
                    "Revert all"
                </button>
                <button
                    type="button"
                    class="button button--small button--primary"
                    class:button--busy=is_saving
                    disabled=move || changed.get() == 0 || is_saving.get()
                    on:click=handler(move |_| save_all())
                >
                    {move || if state.is_protected() { SAVE_ON_BRANCH } else { "Save" }}
                    <Keys keys="Mod S" />
                </button>
            </footer>
        </main>
        {move || dialog.get().map(|which| {
            let close = Callback::new(move |()| dialog.set(None));
            piece(pieces::dialog, Place::Dialog, (which, close))
        })}
        <CellConflict
            save=context.save
            on_save=move |()| spawn_local(context.save.run(state))
        />
    }
}

/// Drops all unsaved cells, and offers them back.
fn revert_all(state: BranchState, cells: usize) {
    let drafts = Drafts { cells: state.drafts.all().cells, ..Drafts::default() };
    state.resources.grid.update(Grid::discard);
    state.studio.notices.done_with(
        format!("{} as saved before", count(cells, "cell")),
        "Undo",
        move || state.drafts.put_back(drafts.clone()),
    );
}

/// The rows that could not be saved, and why.
#[component]
fn FailureList(context: VariantsContext) -> impl IntoView {
    move || {
        let failures = context.save.failures.get();
        (!failures.is_empty()).then(|| view! {
            <div class="problem-box" role="alert">
                <Icon glyph=Glyph::Alert />
                <div>
                    <p class="problem-box__title">
                        {count(failures.len(), "row")} " not saved; what you typed is still there"
                    </p>
                    <ul>
                        {failures
                            .values()
                            .map(|failure| view! {
                                <li><strong>{failure.name.clone()}</strong> ": " {failure.why.clone()}</li>
                            })
                            .collect_view()}
                    </ul>
                </div>
            </div>
        })
    }
}

/// The rows that match a search, in their order.
fn rows(grid: &Grid, query: &str, only_changed: bool) -> Vec<VariantId> {
    let search = Search::new(query, &BrowserLetters);
    let matches = |row: &&Variant| {
        let columns = grid.attributes().iter().map(|column| Some(&column.id));
        let texts = std::iter::once(None).chain(columns).map(|column| grid.value(&row.id, column));
        (!only_changed || grid.changed_in(&row.id) > 0) && search.matches(texts, &BrowserLetters)
    };
    grid.variants().iter().filter(matches).map(|row| row.id.clone()).collect()
}
