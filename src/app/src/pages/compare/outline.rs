//! The table of contents: what changed where, with counts; a click leads there.

use std::sync::Arc;

use diff::{ChangeKind, Entry, EntryPlace};
use leptos::prelude::*;
use model::Section;

use super::context::{CompareContext, comparison_now};
use crate::parts::diff::{PtrEq, short_totals};
use crate::parts::handler::handler;
use crate::parts::icon::{Glyph, Icon};
use crate::parts::virtual_list::VirtualList;
use crate::text::count;

/// The height of a heading; the style sheet has the same.
const ROW: f64 = 28.0;

/// The summary, the filter and the headings.
#[component]
pub(super) fn Outline(context: CompareContext) -> impl IntoView {
    let text = RwSignal::new(context.diff.view.with_untracked(|view| view.filter.text.clone()));
    let totals = Memo::new(move |_| {
        context
            .diff
            .comparison
            .with(|all| all.as_ref().map(|all| all.0.totals()).unwrap_or_default())
    });
    let sections = Memo::new(move |_| {
        // A section with notes alone has no change in it.
        context.diff.comparison.with(|all| {
            let has_changes = |section: &&diff::SectionDiff| {
                let changes = section.changes.clone();
                all.as_ref().is_some_and(|all| all.0.totals_of(changes).changes() > 0)
            };
            all.as_ref().map_or(0, |all| all.0.sections.iter().filter(has_changes).count())
        })
    });
    let viewed = Memo::new(move |_| context.viewed.count());
    let is_filtered = Memo::new(move |_| context.diff.view.with(|view| !view.filter.is_empty()));
    let set_text = move |value: String| {
        text.set(value.clone());
        context.diff.view.update(|view| view.filter.text = value.trim().to_owned());
    };
    // Others take the filter away as well: who goes to a change that it hides, for one.
    Effect::new(move |_| {
        if !is_filtered.get() && text.with_untracked(|text| !text.trim().is_empty()) {
            text.set(String::new());
        }
    });
    // In a small window the headings are folded away, and again once they have led somewhere.
    let is_open = RwSignal::new(false);
    Effect::new(move |_| {
        context.diff.target.track();
        is_open.set(false);
    });
    view! {
        <nav class="outline" class:outline--open=is_open aria-label="What changed">
            <div class="outline__head">
                <h2 class="outline__total">
                    {move || {
                        format!(
                            "{} in {}",
                            count(totals.get().changes(), "change"),
                            count(sections.get(), "section"),
                        )
                    }}
                </h2>
                <button
                    type="button"
                    class="button button--small outline__toggle"
                    aria-expanded=move || is_open.get().to_string()
                    on:click=handler(move |_| is_open.update(|is_open| *is_open = !*is_open))
                >
                    <Icon glyph=Glyph::ChevronDown />
                    "What changed"
                </button>
            </div>
            <div class="outline__summary">
                <p class="outline__filtered">
                    {move || {
                        let (viewed, items) = viewed.get();
                        format!("{viewed} of {items} viewed")
                    }}
                </p>
                <div class="outline__kinds" role="group" aria-label="Kinds of changes">
                    {ChangeKind::ALL
                        .into_iter()
                        .map(|kind| view! { <KindFilter context=context kind=kind totals=totals /> })
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
                            let shown = context.diff.position().1;
                            format!("{shown} of {} shown. ", totals.get().changes())
                        }}
                        <button type="button" class="link" on:click=handler(move |_| context.show_all())>"Show all"</button>
                    </p>
                </Show>
            </div>
            <Headings context=context />
        </nav>
    }
}

/// Shows only changes of one kind, or all again.
#[component]
fn KindFilter(
    context: CompareContext,
    kind: ChangeKind,
    totals: Memo<diff::Totals>,
) -> impl IntoView {
    let is_on =
        Memo::new(move |_| context.diff.view.with(|view| view.filter.kinds.contains(&kind)));
    move || {
        let number = totals.get().of(kind);
        (number > 0).then(|| {
            view! {
                <button
                    type="button"
                    class=format!("count count--{} outline__kind", kind.label())
                    class:outline__kind--on=is_on
                    aria-pressed=move || is_on.get().to_string()
                    on:click=handler(move |_| context.diff.view.update(|view| {
                        if !view.filter.kinds.remove(&kind) {
                            view.filter.kinds.insert(kind);
                        }
                    }))
                >
                    {number} " " {kind.label()}
                </button>
            }
        })
    }
}

/// The headings, as links within the page.
#[component]
fn Headings(context: CompareContext) -> impl IntoView {
    let entries = Memo::new(move |_| {
        let outline =
            context.diff.layout.with(|layout| layout.as_ref().map(|layout| layout.0.outline()));
        PtrEq(Arc::new(outline.unwrap_or_default()))
    });
    let here = Memo::new(move |_| context.diff.with_current(|_, change| change.item));
    let place_of_here = Signal::derive(move || {
        let here = EntryPlace::Item(here.get()?);
        entries.with(|all| all.0.iter().position(|entry| entry.place == here))
    });
    // All are redrawn when the headings change.
    let epoch = Memo::new(move |before: Option<&(u64, PtrEq<Vec<Entry>>)>| {
        (before.map_or(0, |(number, _)| number + 1), entries.get())
    });
    view! {
        <VirtualList
            count=Signal::derive(move || entries.with(|all| all.0.len()))
            row_height=ROW
            key=move |_| epoch.with(|(number, _)| *number)
            row=move |index| {
                let entry = entries.with_untracked(|all| all.0.get(index).cloned());
                entry.map(|entry| heading(context, entry, here)).into_any()
            }
            reveal=place_of_here
            label="Sections and items that changed"
        />
    }
}

fn heading(context: CompareContext, entry: Entry, here: Memo<Option<usize>>) -> AnyView {
    let row = entry.row;
    match entry.place {
        EntryPlace::Section(index) => {
            let section = context
                .diff
                .comparison
                .with_untracked(|all| all.as_ref().map(|all| all.0.sections[index].section));
            view! {
                <div class="outline__section">
                    <h3 class="outline__heading">
                        <button type="button" class="outline__link" on:click=handler(move |_| context.diff.scroll_to(row))>
                            {entry.label}
                        </button>
                    </h3>
                    {short_totals(&entry.totals)}
                    {section.map(|section| only(context, section))}
                </div>
            }
            .into_any()
        }
        EntryPlace::Item(item) => {
            let is_here = Memo::new(move |_| here.get() == Some(item));
            let level = entry.level.min(3);
            view! {
                <div
                    class=format!("outline__item outline__item--{level}")
                    class:outline__item--here=is_here
                >
                    <h4 class="outline__heading">
                        <button
                            type="button"
                            class="outline__link"
                            aria-current=move || is_here.get().then_some("true")
                            on:click=handler(move |_| go_to_item(context, item, row))
                        >
                            {move || context.viewed.is_viewed(item).then(|| view! {
                                <Icon glyph=Glyph::Check />
                                <span class="hidden">"viewed: "</span>
                            })}
                            {kind_sign(entry.kind)}
                            <bdi>{entry.label}</bdi>
                        </button>
                    </h4>
                    <span class="outline__number">{entry.totals.changes()}</span>
                </div>
            }
            .into_any()
        }
    }
}

/// What happened to an item, as a sign, and as a word where no sign is known for it.
fn kind_sign(kind: ChangeKind) -> AnyView {
    let word = kind.label();
    let sign = match kind {
        ChangeKind::Added => "+",
        ChangeKind::Removed => "−",
        ChangeKind::Edited => "~",
        _ => return view! { <span class="short short--edited">{word} " "</span> }.into_any(),
    };
    view! {
        <span class=format!("short short--{word}")>
            <span aria-hidden="true">{sign}</span>
            <span class="hidden">{word} ": "</span>
        </span>
    }
    .into_any()
}

/// A button that shows only one section, or all again.
fn only(context: CompareContext, section: Section) -> AnyView {
    let is_only =
        Memo::new(move |_| context.diff.view.with(|view| view.filter.sections.contains(&section)));
    view! {
        <button
            type="button"
            class="button button--quiet button--icon button--small"
            class:button--on=is_only
            aria-pressed=move || is_only.get().to_string()
            aria-label=format!("Only {}", section.label())
            title=move || if is_only.get() { "Show all sections" } else { "Show only this section" }
            on:click=handler(move |_| context.diff.view.update(|view| {
                if !view.filter.sections.remove(&section) {
                    view.filter.sections.clear();
                    view.filter.sections.insert(section);
                }
            }))
        >
            <Icon glyph=Glyph::Filter />
        </button>
    }
    .into_any()
}

/// Goes to the first change of an item, or to its heading if it is filtered out.
fn go_to_item(context: CompareContext, item: usize, row: usize) {
    let first = comparison_now(context).and_then(|all| {
        all.0.items[item].changes.clone().find(|change| !all.0.changes[*change].is_note)
    });
    if let Some(change) = first {
        context.diff.current.set(Some(change));
    }
    context.diff.scroll_to(row);
}
