//! The heading of the item whose rows are at the top, once it has left the place itself.

use diff::{Layout, VisualLayout};
use leptos::prelude::*;

use super::metrics::LINE;
use super::state::{DiffState, PtrEq};
use crate::parts::handler::handler;
use crate::parts::icon::{Glyph, Icon};

/// The row of a heading, and what it says.
#[derive(Clone, PartialEq)]
struct Pinned {
    row: usize,
    section: &'static str,
    name: String,
}

/// Says what one is looking at; a click goes to its beginning. Only for those who see the page:
/// others have the headings themselves.
#[component]
pub(super) fn PinnedHeading(
    state: DiffState,
    visual: Memo<Option<PtrEq<VisualLayout>>>,
    scroll: RwSignal<f64>,
) -> impl IntoView {
    let pinned = Memo::new(move |_| {
        let (visual, layout) = (visual.get()?, state.layout.get()?);
        heading_above(&layout.0, &visual.0, (scroll.get() / LINE) as usize)
    });
    view! {
        <div class="diff__pinned" aria-hidden="true">
            {move || pinned.get().map(|Pinned { row, section, name }| view! {
                <button
                    type="button"
                    class="diff__heading"
                    tabindex="-1"
                    on:click=handler(move |_| state.scroll_to(row))
                >
                    <span class="quiet">{section}</span>
                    <Icon glyph=Glyph::ChevronRight />
                    <bdi>{name}</bdi>
                </button>
            })}
        </div>
    }
}

/// The heading of what stands at a line, if the heading itself stands above that line.
fn heading_above(layout: &Layout, visual: &VisualLayout, line: usize) -> Option<Pinned> {
    if visual.is_empty() {
        return None;
    }
    let (row, _) = visual.row_at(line);
    let (row, item) = layout.heading_of(row)?;
    if visual.line_of(row) >= line {
        return None;
    }
    let comparison = layout.comparison();
    let section = comparison.sections.iter().find(|section| section.items.contains(&item))?;
    let name = comparison.items[item].name().to_owned();
    Some(Pinned { row, section: section.section.label(), name })
}
