//! Finds text in a comparison: in all of it, whether it is in sight or not.

use std::ops::Range;

use crate::named::is_named;
use crate::rows::lines::hunk_rows;
use crate::rows::{FieldRef, Layout, Spot};
use crate::search::Needle;
use crate::{Content, NamedLine, Part, Syntax, TextDiff};

/// One place where the query was found.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Hit {
    /// The piece of text.
    pub spot: Spot,
    /// Where in it, in bytes.
    pub range: Range<usize>,
}

/// Finds every occurrence of a query, in the order in which it is read. What stands on both sides
/// is found once. A query has no line ends; one that is empty is found nowhere.
pub fn find(layout: &Layout, query: &str, match_case: bool) -> Vec<Hit> {
    let needle = Needle::new(query, match_case);
    let mut hits = Vec::new();
    if needle.is_empty() {
        return hits;
    }
    let comparison = layout.comparison();
    for (item, fields) in layout.shown() {
        add(&needle, comparison.items[item].name(), Spot::Item { item }, &mut hits);
        for change in comparison.items[item].changes.clone() {
            let found = &comparison.changes[change];
            let is_own = found.item == item && matches!(found.part, Part::Name | Part::Position);
            if is_own
                || found.item == item
                    && comparison.items[item].is_recreated()
                    && found.part == Part::Item
            {
                add(&needle, &comparison.notice(found), Spot::Notice { change }, &mut hits);
            }
        }
        for at in fields {
            field_hits(layout, *at, &needle, &mut hits);
        }
    }
    hits
}

fn field_hits(layout: &Layout, at: FieldRef, needle: &Needle, hits: &mut Vec<Hit>) {
    let (item, field) = (at.item as usize, at.field as usize);
    let diff = &layout.comparison().items[item].fields[field];
    let names = &layout.comparison().names;
    add(needle, &diff.label, Spot::Field { item, field }, hits);
    let line = |entry, is_old, line| Spot::Line { item, field, entry, is_old, line };
    match &diff.content {
        Content::Text(text) | Content::Json(text) => {
            text_hits(layout, text, needle, hits, &|is_old, at| line(None, is_old, at));
        }
        Content::List(list) => {
            for (entry, found) in list.entries.iter().enumerate() {
                let spot = |is_old, at| line(Some(entry), is_old, at);
                text_hits(layout, &found.text, needle, hits, &spot);
            }
        }
        Content::Value(value) => {
            for (text, is_old) in [(&value.old_text, true), (&value.new_text, false)] {
                add_named(
                    needle,
                    &names.line(text, is_old),
                    Spot::Value { item, field, is_old },
                    hits,
                );
            }
        }
        Content::Grid(grid) => {
            for (column, axis) in grid.columns.iter().enumerate() {
                let spot = |is_old| Spot::Column { item, field, column, is_old };
                add_both(needle, &axis.old_name, &axis.new_name, spot, hits);
            }
            for (row, axis) in grid.rows.iter().enumerate() {
                let spot = |column| move |is_old| Spot::Cell { item, field, row, column, is_old };
                add_both(needle, &axis.old_name, &axis.new_name, spot(None), hits);
                for column in 0..grid.columns.len() {
                    let cell = grid.cell(row, column);
                    let spot = spot(Some(column));
                    if cell.old != cell.new {
                        add_named(needle, &names.line(&cell.old, true), spot(true), hits);
                    }
                    add_named(needle, &names.line(&cell.new, false), spot(false), hits);
                }
            }
        }
    }
}

fn text_hits(
    layout: &Layout,
    text: &TextDiff,
    needle: &Needle,
    hits: &mut Vec<Hit>,
    spot: &dyn Fn(bool, usize) -> Spot,
) {
    let lines = text.new_lines();
    let names = &layout.comparison().names;
    let is_prose = text.syntax() == Syntax::Prose;
    let named = |line, spot, hits: &mut Vec<Hit>, is_old| match is_prose && is_named(line) {
        true => add_named(needle, &names.line(line, is_old), spot, hits),
        false => add(needle, line, spot, hits),
    };
    let same = |range: Range<usize>, hits: &mut Vec<Hit>| {
        if range.is_empty() {
            return;
        }
        if is_prose && is_named(lines.slice(range.clone())) {
            range.for_each(|line| named(lines.line(line), spot(false, line), hits, false));
            return;
        }
        let start = lines.start(range.start);
        needle.each(lines.slice(range), |found| {
            let line = lines.line_at(start + found.start);
            let shift = |at: usize| start + at - lines.start(line);
            hits.push(Hit { spot: spot(false, line), range: shift(found.start)..shift(found.end) });
        });
    };
    let mut at = 0;
    for (index, hunk) in text.hunks().iter().enumerate() {
        same(at..hunk.new.start, hits);
        for row in hunk_rows(text, index, layout.view().mode, 0) {
            for (is_old, line) in [(true, row.old), (false, row.new)] {
                let side = if is_old { text.old_lines() } else { text.new_lines() };
                if let Some(line) = line {
                    named(side.line(line), spot(is_old, line), hits, is_old);
                }
            }
        }
        at = hunk.new.end;
    }
    same(at..lines.len(), hits);
}

fn add_named(needle: &Needle, line: &NamedLine, spot: Spot, hits: &mut Vec<Hit>) {
    hits.extend(needle.in_named(line).into_iter().map(|range| Hit { spot, range }));
}

fn add(needle: &Needle, text: &str, spot: Spot, hits: &mut Vec<Hit>) {
    needle.each(text, |range| hits.push(Hit { spot, range }));
}

/// Adds what is found on both sides, once if they are the same.
fn add_both(
    needle: &Needle,
    old: &str,
    new: &str,
    spot: impl Fn(bool) -> Spot,
    hits: &mut Vec<Hit>,
) {
    if old != new {
        add(needle, old, spot(true), hits);
    }
    add(needle, new, spot(false), hits);
}
