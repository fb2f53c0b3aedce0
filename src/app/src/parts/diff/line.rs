//! One line of text: broken to the width, with changed words and hits of a search marked.

use std::ops::Range;

use super::state::Query;
use crate::parts::html::Html;

/// What a piece of a line is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Mark {
    /// Words that differ from the other side.
    Word,
    /// Removed words, where one text shows both sides.
    Removed,
    /// Added words, where one text shows both sides.
    Added,
    /// What is looked for.
    Hit,
    /// The hit one is at.
    CurrentHit,
}

impl Mark {
    fn class(self) -> &'static str {
        match self {
            Self::Word => "word",
            Self::Removed => "gone",
            Self::Added => "came",
            Self::Hit => "hit",
            Self::CurrentHit => "hit hit--current",
        }
    }
}

/// A text with its marks, in the pieces in which it stands on the page.
pub(super) struct Line<'a> {
    pub(super) text: &'a str,
    pub(super) marks: Vec<(Range<usize>, Mark)>,
    pub(super) pieces: Vec<Range<usize>>,
}

impl Line<'_> {
    /// Writes the pieces in sight. Pieces above them leave their height.
    pub(super) fn write(&self, in_sight: Range<usize>, html: &mut Html) {
        let end = in_sight.end.min(self.pieces.len());
        let start = in_sight.start.min(end);
        if self.pieces.len() == 1 {
            return (start..end).for_each(|index| self.write_piece(&self.pieces[index], html));
        }
        for index in start..end {
            html.markup("<span class=\"piece\">");
            self.write_piece(&self.pieces[index], html);
            html.markup("</span>");
        }
    }

    /// Writes a piece, cut where marks begin and end.
    fn write_piece(&self, piece: &Range<usize>, html: &mut Html) {
        let mut cuts = vec![piece.start, piece.end];
        for (range, _) in &self.marks {
            cuts.extend([range.start, range.end].into_iter().filter(|at| piece.contains(at)));
        }
        cuts.sort_unstable();
        cuts.dedup();
        for cut in cuts.windows(2) {
            let over = |range: &Range<usize>| range.start <= cut[0] && cut[1] <= range.end;
            let mut marks = self.marks.iter().filter(|(range, _)| over(range)).peekable();
            let is_marked = marks.peek().is_some();
            if is_marked {
                html.markup("<mark class=\"");
                for (_, mark) in marks {
                    html.markup(mark.class());
                    html.markup(" ");
                }
                html.markup("\">");
            }
            html.text(&self.text[cut[0]..cut[1]]);
            if is_marked {
                html.markup("</mark>");
            }
        }
    }
}

/// Marks for the hits of a search in a text.
pub(super) fn hit_marks(
    text: &str,
    query: &Query,
    current: Option<&Range<usize>>,
) -> Vec<(Range<usize>, Mark)> {
    if query.text.is_empty() {
        return Vec::new();
    }
    diff::occurrences(text, &query.text, query.matches_case)
        .into_iter()
        .map(|range| {
            let mark = if current == Some(&range) { Mark::CurrentHit } else { Mark::Hit };
            (range, mark)
        })
        .collect()
}
