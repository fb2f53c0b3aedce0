//! One line of text: broken to the width, with changed words and hits of a search marked.

use std::ops::Range;

use diff::NamedLine;
use model::ReferenceKind;

use super::signs;
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
    /// A reference: what it stands for, and its number in the row where that can be told.
    Reference { kind: ReferenceKind, is_missing: bool, number: Option<usize> },
}

impl Mark {
    fn class(self) -> &'static str {
        match self {
            Self::Word => "word",
            Self::Removed => "gone",
            Self::Added => "came",
            Self::Hit => "hit",
            Self::CurrentHit => "hit hit--current",
            Self::Reference { is_missing: true, .. } => "reference reference--missing",
            Self::Reference { kind, .. } => match kind {
                ReferenceKind::Handoff => "reference reference--handoff",
                ReferenceKind::Function | ReferenceKind::TransitionFunction => {
                    "reference reference--function"
                }
                ReferenceKind::Attribute => "reference reference--attribute",
                ReferenceKind::Sms => "reference reference--sms",
                ReferenceKind::Variable => "reference reference--variable",
                ReferenceKind::Entity | ReferenceKind::Translation | ReferenceKind::Other => {
                    "reference"
                }
            },
        }
    }

    /// Whether it says that something differs.
    fn differs(self) -> bool {
        matches!(self, Self::Word | Self::Removed | Self::Added)
    }
}

/// A text with its marks, in the pieces in which it stands on the page.
pub(super) struct Line<'a> {
    pub(super) text: &'a str,
    pub(super) marks: Vec<(Range<usize>, Mark)>,
    pub(super) pieces: Vec<Range<usize>>,
    /// Whether all of it differs from the other side, without a mark that says so.
    pub(super) differs: bool,
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
                let mut number = None;
                for (_, mark) in marks {
                    html.markup(mark.class());
                    html.markup(" ");
                    if let Mark::Reference { number: found, .. } = mark {
                        number = *found;
                    }
                }
                html.markup("\"");
                if let Some(number) = number {
                    html.markup(" role=\"link\" tabindex=\"0\" data-reference=\"");
                    html.number(number);
                    html.markup("\"");
                }
                html.markup(">");
            }
            let is_changed = |(range, mark): &(_, Mark)| over(range) && mark.differs();
            let differs = self.differs || self.marks.iter().any(is_changed);
            signs::write(self.text, cut[0]..cut[1], differs, html);
            if is_marked {
                html.markup("</mark>");
            }
        }
    }
}

/// Begins an element of a paragraph, in the direction in which that is written.
pub(super) fn open_paragraph(paragraph: &str, html: &mut Html) {
    html.markup("<span class=\"piece\"");
    html.direction(paragraph);
    html.markup(">");
}

/// A name on its own: in its direction, with signs for spaces as well if it `differs` from another.
pub(super) fn name_html(name: &str, differs: bool) -> Html {
    let mut html = Html::default();
    html.markup("<bdi>");
    signs::write(name, 0..name.len(), differs, &mut html);
    html.markup("</bdi>");
    html
}

/// The marks of words that differ.
pub(super) fn word_marks(spans: Vec<diff::Span>) -> Vec<(Range<usize>, Mark)> {
    let changed = spans.into_iter().filter(|span| span.changed);
    changed.map(|span| (span.range, Mark::Word)).collect()
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
    named_hit_marks(&NamedLine::literal(text), query, current)
}

/// The same for a line with references.
pub(super) fn named_hit_marks(
    line: &NamedLine,
    query: &Query,
    current: Option<&Range<usize>>,
) -> Vec<(Range<usize>, Mark)> {
    if query.text.is_empty() {
        return Vec::new();
    }
    diff::named_occurrences(line, &query.text, query.matches_case)
        .into_iter()
        .map(|range| {
            let mark = if current == Some(&range) { Mark::CurrentHit } else { Mark::Hit };
            (range, mark)
        })
        .collect()
}
