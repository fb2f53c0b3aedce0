//! The grid of variants: the sites and attributes in which anything differs.

use std::ops::Range;

use diff::{Change, GridAxis, GridDiff, GridPart, NamedLine, Part, Presence, Syntax, made_visible};
use leptos::prelude::*;

use super::line::{Line, Mark, name_html, named_hit_marks, open_paragraph, word_marks};
use super::metrics::{CELL_LINES, GRID_COLUMN, GRID_NAME};
use super::references::plain_marks;
use super::row_renderer::RowRenderer;
use super::text_row::only;
use crate::browser::measure::{CodeRuler, length};
use crate::browser::words::BrowserWords;
use crate::parts::handler::handler;
use crate::parts::html::{Html, written};
use crate::text::isolated;

/// The width of a whole grid.
pub(super) fn width(grid: &GridDiff) -> f64 {
    GRID_NAME + grid.columns.len() as f64 * GRID_COLUMN
}

/// The columns in view in a place of this width, scrolled by `left`, and one
/// more on both sides.
pub(super) fn columns_in_sight(left: f64, width: f64) -> Range<usize> {
    let first = (left / GRID_COLUMN) as usize;
    let last = ((left + width - GRID_NAME).max(0.0) / GRID_COLUMN).ceil() as usize;
    first.saturating_sub(1)..last + 1
}

/// How far to scroll so that the column of a change is in sight, if it is in one and is not.
pub(super) fn scroll_to_column(change: &Change, left: f64, width: f64) -> Option<f64> {
    let Part::Grid { part: GridPart::Cell { column, .. } | GridPart::Column(column), .. } =
        change.part
    else {
        return None;
    };
    let (start, room) = (column as f64 * GRID_COLUMN, width - GRID_NAME);
    let is_in_sight = left <= start && start + GRID_COLUMN <= left + room;
    (!is_in_sight).then(|| (start - (room - GRID_COLUMN).max(0.0) / 2.0).max(0.0))
}

/// The names of the attributes, for those who see them; to others every cell says its own.
pub(super) fn grid_head(grid: &GridDiff, columns: Range<usize>) -> AnyView {
    let columns = clipped(&columns, grid);
    let before = before(&columns);
    let columns: Vec<AnyView> = columns
        .map(|column| {
            let axis = axis_view(&grid.columns[column]);
            view! { <div class="vgrid__column">{axis}</div> }.into_any()
        })
        .collect();
    view! {
        <div class="vgrid vgrid--head" aria-hidden="true" style:width=length(width(grid))>
            <div class="vgrid__name">"Variant"</div>
            {before}
            {columns}
        </div>
    }
    .into_any()
}

/// One variant with its cells.
pub(super) fn grid_row(renderer: &RowRenderer, grid: &GridDiff, row: usize) -> AnyView {
    let state = renderer.state;
    let columns = clipped(&renderer.columns, grid);
    let before = before(&columns);
    let cells: Vec<AnyView> = columns
        .map(|column| {
            let cell = grid.cell(row, column);
            let change = cell.change;
            let is_changed = cell.old != cell.new;
            let attribute = grid.columns[column].name().to_owned();
            let names = &renderer.layout.comparison().names;
            let [named_old, named_new] = names.pair(&cell.old, &cell.new);
            let (old, new) = if is_changed {
                let words =
                    diff::words_with(&cell.old, &cell.new, Syntax::Prose, &BrowserWords);
                let old = word_marks(words.old_spans(cell.old.len()));
                let new = word_marks(words.new_spans(cell.new.len()));
                (
                    text_html(renderer, &named_old, old, CELL_LINES),
                    text_html(renderer, &named_new, new, CELL_LINES),
                )
            } else {
                (Html::default(), text_html(renderer, &named_new, Vec::new(), 1))
            };
            let only = change.and_then(|change| only(renderer.layout.comparison(), change));
            let title = if is_changed {
                let only = only.map(|only| format!(" ({only})")).unwrap_or_default();
                format!("{} → {}{only}", isolated(&made_visible(&cell.old)), isolated(&made_visible(&cell.new)))
            } else {
                cell.new.clone()
            };
            view! {
                <div
                    class="vgrid__cell"
                    class:vgrid__cell--changed=is_changed
                    class:drow--current=move || change.is_some() && state.current.get() == change
                    class:vgrid__same=!is_changed
                    title=title
                    on:mousedown=handler(move |_| if change.is_some() { state.current.set(change) })
                >
                    <span class="hidden">{attribute} ": "</span>
                    {only.map(|only| view! { <span class="drow__only">{only}</span> })}
                    {is_changed.then(|| view! {
                        <div class="vgrid__old"><span class="hidden">"removed: "</span><span use:written=old></span></div>
                    })}
                    {if is_changed {
                        view! {
                            <div class="vgrid__new">
                                <span class="hidden">"added: "</span>
                                <span use:written=new></span>
                            </div>
                        }
                        .into_any()
                    } else {
                        view! { <span use:written=new></span> }.into_any()
                    }}
                </div>
            }
            .into_any()
        })
        .collect();
    view! {
        <div class="vgrid" style:width=length(width(grid))>
            <div class="vgrid__name">{axis_view(&grid.rows[row])}</div>
            {before}
            {cells}
        </div>
    }
    .into_any()
}

fn clipped(columns: &Range<usize>, grid: &GridDiff) -> Range<usize> {
    let end = columns.end.min(grid.columns.len());
    columns.start.min(end)..end
}

/// The space of the columns that are out of view on the left.
fn before(columns: &Range<usize>) -> AnyView {
    let width = columns.start as f64 * GRID_COLUMN;
    view! { <div class="vgrid__before" style:width=length(width)></div> }.into_any()
}

/// The name of a row or column, and what happened to it.
fn axis_view(axis: &GridAxis) -> AnyView {
    match axis.presence {
        Presence::Old => view! {
            <span class="count count--removed">"removed"</span>
            <del use:written=name_html(&axis.old_name, false)></del>
        }
        .into_any(),
        Presence::New => view! {
            <span class="count count--added">"added"</span>
            <span use:written=name_html(&axis.new_name, false)></span>
        }
        .into_any(),
        Presence::Both if axis.is_renamed() => view! {
            <del use:written=name_html(&axis.old_name, true)></del>
            <ins use:written=name_html(&axis.new_name, true)></ins>
        }
        .into_any(),
        Presence::Both => view! {
            {axis.is_moved.then(|| view! { <span class="count count--moved">"moved"</span> })}
            <span use:written=name_html(&axis.new_name, false)></span>
        }
        .into_any(),
    }
}

/// A value in a cell: its first lines, with marks.
fn text_html(
    renderer: &RowRenderer,
    value: &NamedLine,
    mut marks: Vec<(std::ops::Range<usize>, Mark)>,
    lines: usize,
) -> Html {
    marks.iter_mut().for_each(|(range, _)| *range = value.range(range.clone()));
    marks.extend(named_hit_marks(value, &renderer.query, None));
    marks.extend(plain_marks(value));
    let text = &*value.text;
    let mut html = Html::default();
    let (mut start, mut left) = (0, lines);
    for line in text.split('\n') {
        let wrapped = diff::wrap(line, renderer.metrics.cell_columns(), &CodeRuler);
        let pieces: Vec<_> =
            wrapped.into_iter().map(|piece| start + piece.start..start + piece.end).collect();
        let shown = pieces.len().min(left);
        open_paragraph(line, &mut html);
        Line { text, marks: marks.clone(), pieces, differs: false }.write(0..shown, &mut html);
        html.markup("</span>");
        start += line.len() + 1;
        left -= shown;
        if left == 0 {
            break;
        }
    }
    html
}
