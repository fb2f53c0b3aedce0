//! The place the rows are drawn in: those in sight, at their height in a long page.

use std::ops::Range;
use std::sync::Arc;

use diff::{Layout, LineRow, Mode, Row, VisualLayout};
use leptos::ev::MouseEvent;
use leptos::html;
use leptos::prelude::*;

use super::grid;
use super::metrics::{LINE, Metrics};
use super::pinned::PinnedHeading;
use super::references::{self, FollowReference};
use super::row_renderer::{ItemActions, RowRenderer};
use super::selection::{Selected, Selection};
use super::state::{DiffState, PtrEq, Query};
use crate::browser::keyboard::Key;
use crate::browser::measure::{self, length};
use crate::browser::{focus, keyboard, overlay, reference, selection};
use crate::parts::each::each;
use crate::parts::handler::{handler, keys};

/// Lines drawn beyond the edges, so that a small scroll shows no gap.
const MARGIN: usize = 12;

/// A row that is on the page.
#[derive(Clone, PartialEq, Eq, Hash)]
struct Shown {
    index: usize,
    /// Its first line, from the top of the page.
    line: usize,
    /// The lines of it that are in sight; all but for the highest rows.
    in_sight: Range<usize>,
    height: usize,
    /// The columns of a grid that are in sight; all where none is wider than the place.
    columns: Range<usize>,
}

/// Draws a comparison.
#[component]
pub(crate) fn DiffBody(
    state: DiffState,
    #[prop(optional_no_strip)] actions: Option<ItemActions>,
    /// What is compared, for those who do not see it.
    #[prop(into)]
    label: Signal<String>,
) -> impl IntoView {
    let node = NodeRef::<html::Div>::new();
    let probe = NodeRef::<html::Span>::new();
    let metrics = RwSignal::new(None::<Metrics>);
    let size = RwSignal::new((0.0, 0.0));
    let scroll = RwSignal::new(0.0_f64);
    let scroll_left = RwSignal::new(0.0_f64);
    let selecting = Selection::new();
    // The row that has the focus; it stays on the page wherever one scrolls.
    let focused = RwSignal::new(None::<usize>);
    let focused_element = StoredValue::new_local(None);
    measure_place(node, probe, metrics, size);

    // A narrow place always shows one column.
    Effect::new(move |_| {
        let Some(metrics) = metrics.get() else { return };
        state.show_as(metrics.fitting(state.wanted.get_untracked()));
    });
    let visual = Memo::new(move |_| {
        let metrics = metrics.get()?;
        let layout = state.layout.get()?;
        Some(PtrEq(Arc::new(metrics.measure(&layout.0))))
    });
    let lines =
        Memo::new(move |_| visual.with(|visual| visual.as_ref().map_or(0, |all| all.0.len())));
    let grid_width = Memo::new(move |_| {
        state.layout.with(|layout| layout.as_ref().map_or(0.0, |layout| widest_grid(&layout.0)))
    });

    // A row is scrolled into view once the rows are measured.
    let granted = StoredValue::new(None);
    Effect::new(move |_| {
        let (Some(target), Some(visual), Some(node)) =
            (state.target.get(), visual.get(), node.get())
        else {
            return;
        };
        if granted.get_value() == Some(target) {
            return;
        }
        granted.set_value(Some(target));
        let (_, height) = size.get_untracked();
        let top = visual.0.line_of(target.row) as f64 * LINE;
        let (_, at) = measure::scrolled(&node);
        let is_in_sight = at + 2.0 * LINE <= top && top + 3.0 * LINE <= at + height;
        let has_focus = focus::active().is_some_and(|active| node.contains(Some(&active)));
        overlay::after_drawing(move || {
            if !is_in_sight {
                // A third down, so that what stands before it is seen as well.
                measure::scroll_down(&node, (top - height / 3.0).max(0.0));
            }
            // In a small window the page scrolls, too, and the rows may be below its edge.
            focus::bring_into_view(&node);
            if has_focus {
                // The row is there in the next frame, when the scrolling has been noticed.
                overlay::after_drawing(move || {
                    focus::focus_in(&node, &format!("[data-row=\"{}\"]", target.row));
                });
            }
        });
    });

    let columns = Memo::new(move |_| {
        let (width, _) = size.get();
        match grid_width.get() > width {
            true => grid::columns_in_sight(scroll_left.get(), width),
            false => 0..usize::MAX,
        }
    });
    // A change in a grid can be out of sight on either side.
    Effect::new(move |_| {
        let (left, (width, _)) = (scroll_left.get_untracked(), size.get_untracked());
        let wanted =
            state.with_current(|_, change| grid::scroll_to_column(change, left, width)).flatten();
        if let (Some(wanted), Some(node)) = (wanted, node.get_untracked()) {
            measure::scroll_across(&node, wanted);
        }
    });

    let shown = Memo::new(move |_| {
        let Some(visual) = visual.get() else { return Vec::new() };
        let (_, height) = size.get();
        let first = ((scroll.get() / LINE) as usize).saturating_sub(MARGIN);
        let last = ((scroll.get() + height) / LINE) as usize + MARGIN;
        let anchor = selecting.anchor.get();
        rows_in_sight(&visual.0, first..last, (anchor, focused.get()), columns.get())
    });
    let hit = Memo::new(move |_| {
        let index = state.hit.get();
        state.hits.with(|hits| hits.0.get(index).cloned())
    });
    let epoch = Memo::new(move |before: Option<&(u64, _)>| {
        // Rows are redrawn when anything that they show changes.
        let parts = (state.layout.get(), metrics.get(), state.query.get(), hit.get());
        let number = before.map_or(0, |(number, _)| number + 1);
        (number, Parts(parts))
    });
    // Rows that are moved or redrawn lose the focus.
    Effect::new(move |_| {
        epoch.track();
        shown.track();
        if focused.get_untracked().is_some() {
            overlay::after_drawing(move || {
                let Some(node) = node.try_get_untracked().flatten() else { return };
                if focus::is_nowhere() {
                    let kept = focused_element.try_get_value().flatten();
                    focus::return_to(kept.as_ref(), &node);
                }
            });
        }
    });
    let draw = move |row: Shown| {
        let (layout, metrics) = (state.layout_now(), metrics.get_untracked());
        let (Some(layout), Some(metrics)) = (layout, metrics) else { return ().into_any() };
        let renderer = RowRenderer {
            state,
            query: state.query.get_untracked(),
            hit: hit_in(&layout, hit.get_untracked(), row.index),
            layout,
            metrics,
            actions,
            columns: row.columns.clone(),
        };
        let content = renderer.row(row.index, row.in_sight.clone());
        let skipped = row.in_sight.start;
        view! {
            <div
                class="drow"
                data-row=row.index
                tabindex="-1"
                style:top=length((row.line + skipped) as f64 * LINE)
                style:height=length((row.height - skipped) as f64 * LINE)
            >
                {content}
            </div>
        }
        .into_any()
    };
    let on_press = move |event: MouseEvent| {
        let place = selecting.begin(&event);
        let layout = place.and_then(|_| state.layout_now());
        let row = place.zip(layout.as_ref()).and_then(|((row, _), layout)| layout.row(row));
        if let Some(Row::Line(LineRow { change: Some(change), .. })) = row {
            state.current.set(Some(change));
        }
    };
    let follow = use_context::<FollowReference>();
    let may_leave = actions.is_some();
    let on_click = move |event: MouseEvent| {
        if reference::nothing_selected() {
            references::follow(state, event.target(), may_leave, follow);
        }
    };
    let on_key = move |event: Key| {
        if event.key() == "Enter" && references::follow(state, event.target(), may_leave, follow) {
            event.prevent_default();
            event.stop_propagation();
            return;
        }
        let has_command = keyboard::has_command(&event);
        match event.key().as_str() {
            "a" | "A" if has_command => selecting.select_all(),
            "Escape" if selecting.selected.get_untracked() != Selected::Browsers => {
                selecting.selected.set(Selected::Browsers);
            }
            "Home" if has_command => state.go_to_end(false),
            "End" if has_command => state.go_to_end(true),
            _ => return,
        }
        event.prevent_default();
    };
    let on_copy = move |event: leptos::ev::ClipboardEvent| {
        let text = state.layout_now().and_then(|layout| selecting.text(&layout));
        if let Some(text) = text {
            selection::put(&event, &text);
        }
    };
    let mode = Memo::new(move |_| state.view.with(|view| view.mode));
    view! {
        <div
            class="diff"
            class:diff--reading=move || mode.get() == Mode::Reading
            class:diff--unified=move || mode.get() == Mode::Unified
            class:diff--select-old=selecting.is_old
            class:diff--select-new=move || !selecting.is_old.get()
            class:diff--wide=move || { grid_width.get() > size.get().0 }
            class:diff--all=move || selecting.selected.get() != Selected::Browsers
            node_ref=node
            tabindex="0"
            role="region"
            aria-label=label
            on:scroll=handler(move |_| {
                if let Some(node) = node.get_untracked() {
                    let (left, top) = measure::scrolled(&node);
                    scroll.set(top);
                    scroll_left.set(left);
                }
            })
            on:focusin=handler(move |event: leptos::ev::FocusEvent| {
                focused.set(selection::row_at(event.target()));
                references::describe(state, event.target());
                focused_element.set_value(focus::active());
            })
            on:focusout=handler(move |event: leptos::ev::FocusEvent| {
                // Without a next one, what had the focus may just have left the page.
                if event.related_target().is_some() {
                    focused.set(None);
                }
            })
            on:mousedown=handler(on_press)
            on:click=handler(on_click)
            on:mouseover=handler(move |event: MouseEvent| references::describe(state, event.target()))
            on:keydown=keys(on_key)
            on:copy=handler(on_copy)
        >
            <span class="diff__probe" aria-hidden="true" node_ref=probe>
                "0000000000000000000000000000000000000000000000000000000000000000"
            </span>
            <PinnedHeading state=state visual=visual scroll=scroll />
            <div
                class="diff__all"
                style:height=move || length(lines.get() as f64 * LINE)
                style:min-width=move || length(grid_width.get())
                style:--diff-width=move || length(size.get().0)
            >
                {each(
                    move || shown.get(),
                    move |row: &Shown| (row.clone(), epoch.with(|(number, _)| *number)),
                    draw,
                )}
            </div>
        </div>
    }
}

/// What rows are made of, to see whether any of it is another one.
struct Parts((Option<PtrEq<Layout>>, Option<Metrics>, Query, Option<diff::Hit>));

impl PartialEq for Parts {
    fn eq(&self, other: &Self) -> bool {
        self.0 == other.0
    }
}

/// Keeps the size of the place and the width of its font up to date.
fn measure_place(
    node: NodeRef<html::Div>,
    probe: NodeRef<html::Span>,
    metrics: RwSignal<Option<Metrics>>,
    size: RwSignal<(f64, f64)>,
) {
    Effect::new(move |is_watched: Option<bool>| {
        let (Some(node), Some(probe)) = (node.get(), probe.get()) else { return false };
        if is_watched == Some(true) {
            return true;
        }
        let element = probe.clone();
        let update = move |width: f64, height: f64| {
            size.try_set((width, height));
            let cell = measure::cell_width(&element);
            let new = Metrics { width, cell };
            // Half a pixel more or less breaks no line elsewhere.
            let is_new = metrics.try_get_untracked().flatten().is_none_or(|old| {
                (old.width - width).abs() >= 1.0 || (old.cell - cell).abs() > 0.005
            });
            if is_new && width > 0.0 {
                metrics.try_set(Some(new));
            }
        };
        let update = std::rc::Rc::new(update);
        let again = std::rc::Rc::clone(&update);
        let observed = node.clone();
        measure::watch_size(&node, move |width, height| update(width, height));
        // A font that arrives late, or another letter spacing, changes the probe.
        measure::watch_size(&probe, move |_, _| {
            let (width, height) = measure::size(&observed);
            again(width, height);
        });
        true
    });
}

/// The rows that lie in a range of lines, the one a selection began in, and the one with the focus.
fn rows_in_sight(
    visual: &VisualLayout,
    lines: Range<usize>,
    (anchor, focused): (Option<usize>, Option<usize>),
    columns: Range<usize>,
) -> Vec<Shown> {
    if visual.is_empty() {
        return Vec::new();
    }
    let last_line = lines.end.min(visual.len());
    let shown = |index: usize, all: bool| {
        let (line, height) = (visual.line_of(index), visual.height(index));
        let start = lines.start.saturating_sub(line).min(height);
        let end = last_line.saturating_sub(line).min(height);
        // Only of rows much higher than the window parts are drawn: others would be redrawn at
        // every step of the scroll.
        let is_high = height > lines.len();
        let in_sight = if is_high && !all { start..end } else { 0..height };
        Shown { index, line, in_sight, height, columns: columns.clone() }
    };
    let (first, _) = visual.row_at(lines.start);
    let mut after = first;
    let mut rows = Vec::new();
    while visual.line_of(after) < last_line {
        rows.push(shown(after, false));
        after += 1;
    }
    // Selections are read from the page, which needs all of the row that they began in.
    let mut kept: Vec<(usize, bool)> = anchor.map(|row| (row, true)).into_iter().collect();
    kept.extend(focused.filter(|row| Some(*row) != anchor).map(|row| (row, false)));
    for (row, all) in kept {
        if row < first {
            rows.insert(0, shown(row, all));
        } else if row >= after && visual.line_of(row) < visual.len() {
            rows.push(shown(row, all));
        }
    }
    rows.sort_by_key(|row| row.index);
    rows
}

/// The hit one is at, if it is in this row.
fn hit_in(layout: &Layout, hit: Option<diff::Hit>, row: usize) -> Option<diff::Hit> {
    hit.filter(|hit| layout.row_of(&hit.spot) == Some(row))
}

/// The width of the widest grid of variants among the rows.
fn widest_grid(layout: &Layout) -> f64 {
    let comparison = layout.comparison();
    let grids = comparison.items.iter().flat_map(|item| &item.fields).filter_map(|field| {
        match &field.content {
            diff::Content::Grid(grid) => Some(grid::width(grid)),
            _ => None,
        }
    });
    grids.fold(0.0, f64::max)
}
