//! The grid of variants: the sites and attributes in which anything differs.

use diff::{GridAxis, GridDiff, Presence, Syntax};
use leptos::prelude::*;

use super::html::{Html, written};
use super::line::{Line, Mark, hit_marks};
use super::metrics::{CELL_LINES, CELLS, GRID_COLUMN, GRID_NAME};
use super::row::Drawing;
use crate::browser::overlay::pixels;
use crate::parts::handler::handler;

/// The width of a whole grid, in pixels.
pub(super) fn width(grid: &GridDiff) -> f64 {
    GRID_NAME + grid.columns.len() as f64 * GRID_COLUMN
}

/// The names of the attributes, for those who see them; to others every cell says its own.
pub(super) fn grid_head(grid: &GridDiff) -> AnyView {
    let columns: Vec<AnyView> = grid
        .columns
        .iter()
        .map(|axis| view! { <div class="vgrid__column">{axis_view(axis)}</div> }.into_any())
        .collect();
    view! {
        <div class="vgrid vgrid--head" aria-hidden="true" style:width=pixels(width(grid))>
            <div class="vgrid__name">"Variant"</div>
            {columns}
        </div>
    }
    .into_any()
}

/// One variant with its cells.
pub(super) fn grid_row(drawing: &Drawing, grid: &GridDiff, row: usize) -> AnyView {
    let state = drawing.state;
    let cells: Vec<AnyView> = (0..grid.columns.len())
        .map(|column| {
            let cell = grid.cell(row, column);
            let change = cell.change;
            let is_changed = cell.old != cell.new;
            let attribute = grid.columns[column].name().to_owned();
            let (old, new) = if is_changed {
                let words = diff::words(&cell.old, &cell.new, Syntax::Prose);
                let marks = |spans: Vec<diff::Span>| {
                    spans
                        .into_iter()
                        .filter(|span| span.changed)
                        .map(|span| (span.range, Mark::Word))
                        .collect()
                };
                (
                    text_html(
                        drawing,
                        &cell.old,
                        marks(words.old_spans(cell.old.len())),
                        CELL_LINES,
                    ),
                    text_html(
                        drawing,
                        &cell.new,
                        marks(words.new_spans(cell.new.len())),
                        CELL_LINES,
                    ),
                )
            } else {
                (Html::default(), text_html(drawing, &cell.new, Vec::new(), 1))
            };
            let title = if is_changed {
                format!("{} → {}", cell.old, cell.new)
            } else {
                cell.new.clone()
            };
            view! {
                <div
                    class="vgrid__cell"
                    class:vgrid__cell--changed=is_changed
                    class:drow--current=move || change.is_some() && state.current.get() == change
                    title=title
                    on:mousedown=handler(move |_| if change.is_some() { state.current.set(change) })
                >
                    <span class="hidden">{attribute} ": "</span>
                    {is_changed.then(|| view! {
                        <div class="vgrid__old"><span class="hidden">"removed: "</span><span use:written=old></span></div>
                    })}
                    <div class=if is_changed { "vgrid__new" } else { "vgrid__same" }>
                        {is_changed.then(|| view! { <span class="hidden">"added: "</span> })}
                        <span use:written=new></span>
                    </div>
                </div>
            }
            .into_any()
        })
        .collect();
    view! {
        <div class="vgrid" style:width=pixels(width(grid))>
            <div class="vgrid__name">{axis_view(&grid.rows[row])}</div>
            {cells}
        </div>
    }
    .into_any()
}

/// The name of a row or column, and what happened to it.
fn axis_view(axis: &GridAxis) -> AnyView {
    match axis.presence {
        Presence::Old => view! {
            <span class="count count--removed">"removed"</span>
            <del>{axis.old_name.clone()}</del>
        }
        .into_any(),
        Presence::New => view! {
            <span class="count count--added">"added"</span>
            <span>{axis.new_name.clone()}</span>
        }
        .into_any(),
        Presence::Both if axis.is_renamed() => view! {
            <del>{axis.old_name.clone()}</del>
            <ins>{axis.new_name.clone()}</ins>
        }
        .into_any(),
        Presence::Both => view! {
            {axis.is_moved.then(|| view! { <span class="count count--moved">"moved"</span> })}
            <span>{axis.new_name.clone()}</span>
        }
        .into_any(),
    }
}

/// A value in a cell: its first lines, with marks.
fn text_html(
    drawing: &Drawing,
    text: &str,
    mut marks: Vec<(std::ops::Range<usize>, Mark)>,
    lines: usize,
) -> Html {
    marks.extend(hit_marks(text, &drawing.query, None));
    let mut pieces = Vec::new();
    let mut start = 0;
    for line in text.split('\n') {
        let wrapped = diff::wrap(line, drawing.metrics.cell_columns(), &CELLS);
        pieces.extend(wrapped.into_iter().map(|piece| start + piece.start..start + piece.end));
        start += line.len() + 1;
    }
    let mut html = Html::default();
    Line { text, marks, pieces }.write(0..lines, &mut html);
    html
}
