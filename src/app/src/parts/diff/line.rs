//! One line of text: broken to the width, with changed words and hits of a search marked.

use std::ops::Range;

use leptos::prelude::*;

/// What a piece of a line is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Mark {
    /// Words that differ from the other side.
    Word,
    /// Words that are gone, where both sides stand in one text.
    Gone,
    /// Words that came, where both sides stand in one text.
    Came,
    /// What is looked for.
    Hit,
    /// The hit one is at.
    CurrentHit,
}

impl Mark {
    fn class(self) -> &'static str {
        match self {
            Self::Word => "word",
            Self::Gone => "gone",
            Self::Came => "came",
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
    /// Draws the pieces in sight. Pieces above them leave their height.
    pub(super) fn view(&self, in_sight: Range<usize>) -> AnyView {
        let end = in_sight.end.min(self.pieces.len());
        let start = in_sight.start.min(end);
        let is_last = |index: usize| index + 1 == self.pieces.len();
        let pieces: Vec<AnyView> = (start..end)
            .map(|index| {
                let segments = self.segments(self.pieces[index].clone());
                // What is copied from a broken line must not have the break in it.
                let class = if is_last(index) { "piece piece--last" } else { "piece" };
                view! { <span class=class>{segments}</span> }.into_any()
            })
            .collect();
        pieces.into_any()
    }

    /// A piece cut where marks begin and end.
    fn segments(&self, piece: Range<usize>) -> Vec<AnyView> {
        let mut cuts = vec![piece.start, piece.end];
        for (range, _) in &self.marks {
            cuts.extend([range.start, range.end].into_iter().filter(|at| piece.contains(at)));
        }
        cuts.sort_unstable();
        cuts.dedup();
        cuts.windows(2)
            .map(|cut| {
                let text = self.text[cut[0]..cut[1]].to_owned();
                let classes: Vec<&str> = self
                    .marks
                    .iter()
                    .filter(|(range, _)| range.start <= cut[0] && cut[1] <= range.end)
                    .map(|(_, mark)| mark.class())
                    .collect();
                if classes.is_empty() {
                    text.into_any()
                } else {
                    view! { <mark class=classes.join(" ")>{text}</mark> }.into_any()
                }
            })
            .collect()
    }
}

/// Marks for the hits of a search in a text.
pub(super) fn hit_marks(
    text: &str,
    query: &super::Query,
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
