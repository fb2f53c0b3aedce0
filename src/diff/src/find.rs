//! Finds text in a comparison: in all of it, whether it is in sight or not.

use std::ops::Range;

use crate::rows::lines::hunk_rows;
use crate::rows::{At, Layout, Spot};
use crate::{Content, Part, TextDiff};

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
        needle.add(comparison.items[item].name(), Spot::Item { item }, &mut hits);
        for change in comparison.items[item].changes.clone() {
            let found = &comparison.changes[change];
            let is_own = found.item == item && matches!(found.part, Part::Name | Part::Position);
            if is_own
                || found.item == item
                    && comparison.items[item].is_recreated()
                    && found.part == Part::Item
            {
                needle.add(&comparison.notice(found), Spot::Notice { change }, &mut hits);
            }
        }
        for at in fields {
            field_hits(layout, *at, &needle, &mut hits);
        }
    }
    hits
}

fn field_hits(layout: &Layout, at: At, needle: &Needle, hits: &mut Vec<Hit>) {
    let (item, field) = (at.item as usize, at.field as usize);
    let diff = &layout.comparison().items[item].fields[field];
    needle.add(&diff.label, Spot::Field { item, field }, hits);
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
            needle.add(&value.old_text, Spot::Value { item, field, is_old: true }, hits);
            needle.add(&value.new_text, Spot::Value { item, field, is_old: false }, hits);
        }
        Content::Grid(grid) => {
            for (column, axis) in grid.columns.iter().enumerate() {
                let spot = |is_old| Spot::Column { item, field, column, is_old };
                needle.add_both(&axis.old_name, &axis.new_name, spot, hits);
            }
            for (row, axis) in grid.rows.iter().enumerate() {
                let spot = |column| move |is_old| Spot::Cell { item, field, row, column, is_old };
                needle.add_both(&axis.old_name, &axis.new_name, spot(None), hits);
                for column in 0..grid.columns.len() {
                    let cell = grid.cell(row, column);
                    needle.add_both(&cell.old, &cell.new, spot(Some(column)), hits);
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
    let same = |range: Range<usize>, hits: &mut Vec<Hit>| {
        if range.is_empty() {
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
                    needle.add(side.line(line), spot(is_old, line), hits);
                }
            }
        }
        at = hunk.new.end;
    }
    same(at..lines.len(), hits);
}

/// Whether a text contains a query, in any case.
pub(crate) fn contains(text: &str, query: &str) -> bool {
    let mut found = false;
    Needle::new(query, false).each(text, |_| found = true);
    found
}

/// All places of a query in one text, in bytes.
pub fn occurrences(text: &str, query: &str, match_case: bool) -> Vec<Range<usize>> {
    let mut found = Vec::new();
    Needle::new(query, match_case).each(text, |range| found.push(range));
    found
}

/// A query made ready for searching.
enum Needle<'q> {
    Exact(&'q str),
    /// Letters of ASCII in any case.
    Ascii(&'q [u8]),
    /// The lower case of the query, by characters.
    Folded(Vec<char>),
}

impl<'q> Needle<'q> {
    fn new(query: &'q str, match_case: bool) -> Self {
        if match_case {
            Self::Exact(query)
        } else if query.is_ascii() {
            Self::Ascii(query.as_bytes())
        } else {
            Self::Folded(query.chars().flat_map(char::to_lowercase).collect())
        }
    }

    fn is_empty(&self) -> bool {
        match self {
            Self::Exact(query) => query.is_empty(),
            Self::Ascii(query) => query.is_empty(),
            Self::Folded(query) => query.is_empty(),
        }
    }

    fn add(&self, text: &str, spot: Spot, hits: &mut Vec<Hit>) {
        self.each(text, |range| hits.push(Hit { spot, range }));
    }

    /// Adds what is found on both sides, once if they are the same.
    fn add_both(&self, old: &str, new: &str, spot: impl Fn(bool) -> Spot, hits: &mut Vec<Hit>) {
        if old != new {
            self.add(old, spot(true), hits);
        }
        self.add(new, spot(false), hits);
    }

    fn each(&self, text: &str, mut found: impl FnMut(Range<usize>)) {
        if self.is_empty() {
            return;
        }
        match self {
            Self::Exact(query) => {
                text.match_indices(query).for_each(|(at, hit)| found(at..at + hit.len()));
            }
            Self::Ascii(query) => {
                let (lower, upper) = (query[0].to_ascii_lowercase(), query[0].to_ascii_uppercase());
                let bytes = text.as_bytes();
                let mut from = 0;
                while let Some(step) = memchr::memchr2(lower, upper, &bytes[from..]) {
                    let start = from + step;
                    let end = start + query.len();
                    let is_hit =
                        bytes.get(start..end).is_some_and(|part| part.eq_ignore_ascii_case(query));
                    if is_hit {
                        found(start..end);
                    }
                    from = if is_hit { end } else { start + 1 };
                }
            }
            Self::Folded(query) => {
                let mut from = 0;
                for (start, _) in text.char_indices() {
                    if start < from {
                        continue;
                    }
                    if let Some(length) = folded_prefix(&text[start..], query) {
                        from = start + length;
                        found(start..from);
                    }
                }
            }
        }
    }
}

/// The length of the beginning of a text whose lower case is the query.
fn folded_prefix(text: &str, query: &[char]) -> Option<usize> {
    let mut rest = query;
    for (at, char) in text.char_indices() {
        if rest.is_empty() {
            return Some(at);
        }
        for lower in char.to_lowercase() {
            rest = rest.strip_prefix(&[lower])?;
        }
    }
    rest.is_empty().then_some(text.len())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn case_is_ignored_in_every_alphabet() {
        assert_eq!(occurrences("Call, CALL, recall", "call", false), [0..4, 6..10, 14..18]);
        assert_eq!(occurrences("Call, call, CALL", "call", true), std::slice::from_ref(&(6..10)));
        assert_eq!(occurrences("ÄRGER ärger Arger", "ärger", false), [0..6, 7..13]);
        assert_eq!(occurrences("Οδός ΟΔΌΣ", "οδό", false), [0..6, 9..15]);
        assert_eq!(occurrences("aaaa", "aa", false), [0..2, 2..4]);
        assert!(occurrences("abc", "", false).is_empty());
        assert!(occurrences("ab", "abc", false).is_empty());
    }
}
