//! A long list of rows of one height, of which only those in sight are on the page.

use std::ops::Range;

use crate::parts::each::each;
use leptos::html;
use leptos::prelude::*;

use crate::browser::measure::{self, length};
use crate::parts::handler::{effect, handler};

/// Rows drawn beyond the edge, so that a small scroll shows no gap.
const MARGIN: usize = 8;
/// A list that is no longer than this is drawn whole: so it can be read and searched at once.
const SHORT: usize = 48;

/// Which rows are in sight.
pub(crate) fn visible(scroll: f64, height: f64, row: f64, count: usize) -> Range<usize> {
    let first = (scroll / row).floor().max(0.0) as usize;
    let last = ((scroll + height) / row).ceil().max(0.0) as usize;
    first.saturating_sub(MARGIN).min(count)..(last + MARGIN).min(count)
}

/// A scrolling list. Rows are drawn by `row`, which gets an index; `key` must differ where a row
/// has to be redrawn.
#[component]
pub(crate) fn VirtualList<Key>(
    #[prop(into)] count: Signal<usize>,
    /// The height of a row.
    row_height: f64,
    key: impl Fn(usize) -> Key + Copy + Send + Sync + 'static,
    row: impl Fn(usize) -> AnyView + Copy + Send + Sync + 'static,
    /// The row to keep in sight, when it changes.
    #[prop(into)]
    reveal: Signal<Option<usize>>,
    /// What the list is.
    #[prop(into)]
    label: String,
) -> impl IntoView
where
    Key: Eq + std::hash::Hash + Clone + Send + Sync + 'static,
{
    let node = NodeRef::<html::Div>::new();
    let scroll = RwSignal::new(0.0);
    let height = RwSignal::new(800.0);
    Effect::new(move |is_watched: Option<bool>| {
        let Some(node) = node.get() else { return false };
        if is_watched != Some(true) {
            measure::watch_size(&node, move |_, new| {
                height.try_set(new);
            });
        }
        true
    });
    effect(move || {
        let (Some(index), Some(node)) = (reveal.get(), node.get()) else { return };
        let (top, bottom) = (index as f64 * row_height, (index + 1) as f64 * row_height);
        let (_, at) = measure::scrolled(&node);
        let room = height.get_untracked();
        if top < at {
            measure::scroll_down(&node, top);
        } else if bottom > at + room {
            measure::scroll_down(&node, bottom - room);
        }
    });
    let range = Memo::new(move |_| match count.get() {
        count @ 0..=SHORT => 0..count,
        count => visible(scroll.get(), height.get(), row_height, count),
    });
    view! {
            <div
                class="virtual"
                node_ref=node
                on:scroll=handler(move |_| {
                    if let Some(node) = node.get_untracked() {
                        scroll.set(measure::scrolled(&node).1);
                    }
                })
            >
                <div
                    class="virtual__all"
                    role="list"
                    aria-label=label
                    style:height=move || length(count.get() as f64 * row_height)
                >
                    {each(
    move || range.get().collect(),
    move |index| (*index, key(*index)),
    move |index| view! {
                        <div
                            class="virtual__row"
                            role="listitem"
                            aria-setsize=move || count.get()
                            aria-posinset=index + 1
                            style:top=length(index as f64 * row_height)
                            style:height=length(row_height)
                        >
                            {row(index)}
                        </div>
                    }.into_any(),
    )}
                </div>
            </div>
        }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_rows_in_sight_and_a_margin_are_drawn() {
        assert_eq!(visible(0.0, 320.0, 32.0, 1000), 0..18);
        assert_eq!(visible(3200.0, 320.0, 32.0, 1000), 92..118);
        assert_eq!(visible(0.0, 320.0, 32.0, 3), 0..3);
        assert_eq!(visible(9999.0, 320.0, 32.0, 3), 3..3);
    }
}
