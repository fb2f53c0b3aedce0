//! What a grid is made of: heads of columns, names of rows, values. All are written out, and what
//! happens to them is listened to on the grid: many come into sight at every step of a scroll.

use std::ops::Range;

use leptos::prelude::*;
use model::{Attribute, VariantId};

use super::widths::Columns;
use crate::browser::markup;
use crate::pages::variants::context::VariantsContext;
use crate::pages::variants::selection::Place;
use crate::parts::handler::effect;
use crate::parts::html::Html;
use crate::parts::icon::Glyph;
use crate::state::branch::BranchState;

/// What rows are drawn from.
#[derive(Clone, Copy)]
pub(super) struct CellRenderer {
    pub(super) state: BranchState,
    pub(super) context: VariantsContext,
    pub(super) columns: Memo<Columns>,
    pub(super) in_sight: Memo<Range<usize>>,
    pub(super) at: RwSignal<Place>,
}

/// Fills an element with what `draw` gives, now and whenever that changes.
pub(super) fn drawn(element: markup::Element, draw: Callback<(), Html>) {
    let mut was = Html::default();
    effect(move || {
        let now = draw.run(());
        if was != now {
            now.fill(&element);
            was = now;
        }
    });
}

impl CellRenderer {
    /// The heads of the columns.
    pub(super) fn heads(self) -> Html {
        let mut html = Html::default();
        html.markup("<div class=\"grid__corner\" role=\"columnheader\" aria-colindex=\"1\">");
        html.markup("Name</div>");
        html.markup(CELLS);
        self.columns.with(|columns| {
            for (index, attribute) in self.columns_in_sight(columns) {
                html.markup("<div class=\"grid__column\" role=\"columnheader\" aria-colindex=\"");
                html.number(index + 2);
                html.markup("\" aria-labelledby=\"head-");
                html.number(index + 1);
                html.markup("\"><span class=\"grid__column-name\" id=\"head-");
                html.number(index + 1);
                html.markup("\">");
                html.text(&attribute.name);
                html.markup("</span>");
                button("grid-attribute head-", index + 1, &mut html);
                html.markup("</div>");
            }
        });
        html.markup("</div>");
        html
    }

    /// The name and the values of a row.
    pub(super) fn row(self, row: &VariantId, index: usize) -> Html {
        let mut html = Html::default();
        let has_failed = self.context.save.failures.with(|all| all.contains_key(row));
        let at = self.at.get_untracked();
        let open = |class: &'static str, place: Place, is_changed, is_wrong, html: &mut Html| {
            html.markup("<div class=\"");
            html.markup(class);
            if is_changed {
                html.markup(" grid__cell--changed");
            }
            if is_wrong {
                html.markup(" grid__cell--failed\" aria-invalid=\"true");
            }
            html.markup("\" id=\"cell-");
            html.number(place.row);
            html.markup("-");
            html.number(place.column);
            html.markup("\" aria-colindex=\"");
            html.number(place.column + 1);
            html.markup("\"");
            if at == place {
                html.markup(" aria-selected=\"true\"");
            }
        };
        self.columns.with(|columns| {
            self.state.resources.grid.with(|grid| {
                let is_changed = grid.is_changed(row, None);
                let is_wrong = has_failed && is_changed || grid.problem(row, None).is_some();
                let place_of = |column: usize| Place { row: index, column };
                open("grid__name", place_of(0), is_changed, is_wrong, &mut html);
                html.markup(" role=\"rowheader\" aria-labelledby=\"name-");
                html.number(index);
                html.markup("\"><span class=\"grid__text\" id=\"name-");
                html.number(index);
                html.markup("\"");
                html.direction(grid.value(row, None));
                html.markup(">");
                html.text(grid.value(row, None));
                html.markup("</span>");
                if grid.variant(row).is_some_and(|row| row.is_default) {
                    html.markup("<span class=\"tag\">default</span>");
                }
                button("grid-variant name-", index, &mut html);
                html.markup("</div>");
                html.markup(CELLS);
                for (column, attribute) in self.columns_in_sight(columns) {
                    let id = Some(&attribute.id);
                    let is_changed = grid.is_changed(row, id);
                    let is_wrong = has_failed && is_changed;
                    open("grid__cell", place_of(column + 1), is_changed, is_wrong, &mut html);
                    html.markup(" role=\"gridcell\"");
                    let value = grid.value(row, id);
                    html.direction(value);
                    html.markup(">");
                    if !value.is_empty() {
                        html.text(&self.state.names.read().displayed(value));
                    }
                    if is_changed {
                        html.markup("<span class=\"hidden\"> changed</span>");
                    }
                    html.markup("</div>");
                }
                html.markup("</div>");
            })
        });
        html
    }

    fn columns_in_sight(self, columns: &Columns) -> impl Iterator<Item = (usize, &Attribute)> {
        let in_sight = self.in_sight.get();
        columns.all.iter().enumerate().skip(in_sight.start).take(in_sight.len())
    }
}

/// Begins what stands beside the names. The style sheet puts the columns in sight into places that
/// the grid computes once for all rows.
const CELLS: &str = "<div class=\"grid__cells\" role=\"presentation\">";

/// A button for a menu. It has its name from two elements, the first of which is beside the grid.
fn button(name: &'static str, index: usize, html: &mut Html) {
    html.markup(
        "<button type=\"button\" class=\"button button--quiet button--icon button--small\" \
         tabindex=\"-1\" aria-haspopup=\"menu\" aria-labelledby=\"",
    );
    html.markup(name);
    html.number(index);
    html.markup(
        "\"><svg class=\"icon\" viewBox=\"0 0 16 16\" aria-hidden=\"true\" focusable=\"false\">\
         <path d=\"",
    );
    html.markup(Glyph::More.path());
    html.markup("\"></path></svg></button>");
}
