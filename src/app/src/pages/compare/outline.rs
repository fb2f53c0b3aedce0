//! The table of contents: what changed where, with counts; a click leads there.

use diff::{ChangeKind, EntryPlace};
use leptos::prelude::*;
use model::Section;

use super::Room;
use crate::parts::diff::short_totals;
use crate::parts::icon::{Glyph, Icon};
use crate::parts::small::count;

/// The summary, the filter and the headings.
#[component]
pub(super) fn Outline(room: Room) -> impl IntoView {
    let text = RwSignal::new(String::new());
    let totals = Memo::new(move |_| {
        room.diff.comparison.with(|all| all.as_ref().map(|all| all.0.totals()).unwrap_or_default())
    });
    let sections = Memo::new(move |_| {
        room.diff.comparison.with(|all| {
            all.as_ref().map(|all| all.0.sections.iter().map(|one| one.section).collect::<Vec<_>>())
        })
    });
    let is_filtered = Memo::new(move |_| room.diff.view.with(|view| !view.filter.is_empty()));
    let set_text = move |value: String| {
        text.set(value.clone());
        room.diff.view.update(|view| view.filter.text = value.trim().to_owned());
    };
    let clear = move || {
        text.set(String::new());
        room.diff.view.update(|view| view.filter = diff::Filter::default());
    };
    view! {
        <nav class="outline" aria-label="What changed">
            <div class="outline__summary">
                <p class="outline__total">
                    {move || {
                        let sections = sections.get().map_or(0, |all| all.len());
                        format!(
                            "{} in {}",
                            count(totals.get().changes(), "change"),
                            count(sections, "section"),
                        )
                    }}
                </p>
                <div class="outline__kinds" role="group" aria-label="Kinds of changes">
                    {ChangeKind::ALL
                        .into_iter()
                        .map(|kind| view! { <KindFilter room=room kind=kind totals=totals /> })
                        .collect_view()}
                </div>
                <label class="search search--wide">
                    <Icon glyph=Glyph::Filter />
                    <input
                        class="search__input"
                        type="search"
                        aria-label="Filter changes"
                        placeholder="Filter by name or text"
                        prop:value=text
                        on:input:target=move |event| set_text(event.target().value())
                    />
                </label>
                <Show when=move || is_filtered.get()>
                    <p class="outline__filtered" role="status">
                        {move || {
                            let shown = room.diff.position().1;
                            format!("{shown} of {} shown. ", totals.get().changes())
                        }}
                        <button type="button" class="link" on:click=move |_| clear()>"Show all"</button>
                    </p>
                </Show>
            </div>
            <ul class="outline__list">{move || entries(room)}</ul>
        </nav>
    }
}

/// Shows only changes of one kind, or all again.
#[component]
fn KindFilter(room: Room, kind: ChangeKind, totals: Memo<diff::Totals>) -> impl IntoView {
    let is_on = Memo::new(move |_| room.diff.view.with(|view| view.filter.kinds.contains(&kind)));
    move || {
        let number = totals.get().of(kind);
        (number > 0).then(|| {
            view! {
                <button
                    type="button"
                    class=format!("count count--{} outline__kind", kind.label())
                    class:outline__kind--on=is_on
                    aria-pressed=move || is_on.get().to_string()
                    on:click=move |_| room.diff.view.update(|view| {
                        if !view.filter.kinds.remove(&kind) {
                            view.filter.kinds.insert(kind);
                        }
                    })
                >
                    {number} " " {kind.label()}
                </button>
            }
        })
    }
}

/// The headings, as links within the page.
fn entries(room: Room) -> Vec<AnyView> {
    let outline = room.diff.layout.with(|layout| layout.as_ref().map(|layout| layout.0.outline()));
    let here = room.diff.with_current(|_, change| change.item);
    outline
        .unwrap_or_default()
        .into_iter()
        .map(|entry| {
            let row = entry.row;
            let totals = short_totals(&entry.totals);
            match entry.place {
                EntryPlace::Section(index) => {
                    let section = room.diff.comparison.with_untracked(|all| {
                        all.as_ref().map(|all| all.0.sections[index].section)
                    });
                    view! {
                        <li class="outline__section">
                            <h3 class="outline__heading">
                                <button type="button" class="outline__link" on:click=move |_| room.diff.scroll_to(row)>
                                    {entry.label}
                                </button>
                            </h3>
                            {totals}
                            {section.map(|section| only(room, section))}
                        </li>
                    }
                    .into_any()
                }
                EntryPlace::Item(item) => {
                    let is_here = here == Some(item);
                    let is_viewed = room.viewed.is_viewed(room, item);
                    let level = entry.level.min(3);
                    view! {
                        <li class=format!("outline__item outline__item--{level}") class:outline__item--here=is_here>
                            <h4 class="outline__heading">
                                <button
                                    type="button"
                                    class="outline__link"
                                    aria-current=is_here.then_some("true")
                                    on:click=move |_| go_to_item(room, item, row)
                                >
                                    {is_viewed.then(|| view! {
                                        <Icon glyph=Glyph::Check />
                                        <span class="hidden">"viewed: "</span>
                                    })}
                                    {entry.label}
                                </button>
                            </h4>
                            <span class="outline__number">{entry.totals.changes()}</span>
                        </li>
                    }
                    .into_any()
                }
            }
        })
        .collect()
}

/// A button that shows only one section, or all again.
fn only(room: Room, section: Section) -> AnyView {
    let is_only = room.diff.view.with(|view| view.filter.sections.contains(&section));
    view! {
        <button
            type="button"
            class="button button--quiet button--icon button--small"
            class:button--on=is_only
            aria-pressed=is_only.to_string()
            aria-label=format!("Only {}", section.label())
            title=if is_only { "Show all sections" } else { "Show only this section" }
            on:click=move |_| room.diff.view.update(|view| {
                if !view.filter.sections.remove(&section) {
                    view.filter.sections.clear();
                    view.filter.sections.insert(section);
                }
            })
        >
            <Icon glyph=Glyph::Eye />
        </button>
    }
    .into_any()
}

/// Goes to the first change of an item, or to its heading if it is filtered out.
fn go_to_item(room: Room, item: usize, row: usize) {
    let first = super::comparison_now(room).and_then(|all| {
        all.0.items[item].changes.clone().find(|change| !all.0.changes[*change].is_note)
    });
    if let Some(change) = first {
        room.diff.current.set(Some(change));
    }
    room.diff.scroll_to(row);
}
