//! Rows of text: both sides beside each other, one after the other, or in one.

use std::ops::Range;

use diff::{Comparison, LineKind, LineRow, Mode, NamedLine, NumberedLine, Spot, WordDiff};
use leptos::prelude::*;

use super::line::{Line, Mark, named_hit_marks, word_marks};
use super::references;
use super::row_renderer::RowRenderer;
use crate::parts::html::{Html, written};

/// Texts longer than this are not searched for differences in encoding at every row.
const LONG: usize = 20_000;

/// What one side of a row is, as a class, a sign, and a word for screen readers.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    Same,
    Removed,
    Added,
    Moved,
    /// Both sides in one text.
    Edited,
    /// There is nothing on this side.
    None,
}

impl Kind {
    fn class(self) -> &'static str {
        match self {
            Self::Same => "same",
            Self::Removed => "removed",
            Self::Added => "added",
            Self::Moved => "moved",
            Self::Edited => "edited",
            Self::None => "none",
        }
    }

    fn sign(self) -> &'static str {
        match self {
            Self::Same | Self::None => "",
            Self::Removed => "−",
            Self::Added => "+",
            Self::Moved => "↕",
            Self::Edited => "~",
        }
    }

    /// Begins a side with what stands before its text, and its text.
    pub(super) fn open(
        self,
        name: &'static str,
        numbers: &[Option<NumberedLine>],
        html: &mut Html,
    ) {
        html.markup("<div data-side=\"");
        html.markup(name);
        html.markup("\" class=\"side side--");
        html.markup(self.class());
        html.markup("\"><span class=\"gutter\" aria-hidden=\"true\">");
        for number in numbers {
            html.markup("<span>");
            if let Some(number) = number.and_then(|line| line.number) {
                html.number(number);
            }
            html.markup("</span>");
        }
        if !self.sign().is_empty() {
            html.markup("<span class=\"sign\">");
            html.markup(self.sign());
            html.markup("</span>");
        }
        html.markup("</span>");
        if !matches!(self, Self::Same | Self::None) {
            html.markup("<span class=\"hidden\">");
            html.markup(self.class());
            html.markup(": </span>");
        }
        html.markup("<div class=\"side__text\"");
    }
}

impl RowRenderer {
    /// A row of text, or the part of it that is in sight.
    pub(super) fn line(&self, line: &LineRow, in_sight: Range<usize>) -> AnyView {
        let (state, change) = (self.state, line.change);
        let mode = self.layout.view().mode;
        let mut html = Html::default();
        let new_length = line.new.map_or(0, |line| line.text.len());
        let named = self.layout.comparison().names.row(
            line.old.map(|line| line.text),
            line.new.map(|line| line.text),
            line.syntax,
        );
        match (mode, &named[0], &named[1], line.words.as_deref()) {
            (Mode::SideBySide, ..) => {
                let (old, new) = match line.kind {
                    LineKind::Same => (Kind::Same, Kind::Same),
                    LineKind::Removed => (Kind::Removed, Kind::None),
                    LineKind::Added => (Kind::None, Kind::Added),
                    LineKind::Edited | LineKind::Replaced => (Kind::Removed, Kind::Added),
                    LineKind::Moved => (Kind::Moved, Kind::Moved),
                };
                self.side(line, &named[0], true, old, in_sight.clone(), &mut html);
                self.side(line, &named[1], false, new, in_sight, &mut html);
            }
            (Mode::Reading, Some(old), Some(new), Some(words)) => {
                let (text, marks) = references::merged(old, new, words, new_length);
                Kind::Edited.open("new", &[], &mut html);
                self.text(&text, marks, in_sight, &mut html);
            }
            _ => {
                let kind = match line.kind {
                    LineKind::Removed => Kind::Removed,
                    LineKind::Added => Kind::Added,
                    LineKind::Moved => Kind::Moved,
                    LineKind::Same | LineKind::Edited | LineKind::Replaced => Kind::Same,
                };
                let is_old = kind == Kind::Removed;
                self.side(line, &named[usize::from(!is_old)], is_old, kind, in_sight, &mut html);
            }
        }
        let only = change.and_then(|change| only(self.layout.comparison(), change));
        let only = only.or_else(|| encoding_of(line));
        if let Some(only) = only.filter(|_| line.kind != LineKind::Same) {
            html.markup("<span class=\"drow__only\">");
            html.markup(only);
            html.markup("</span>");
        }
        view! {
            <div
                class="drow__line"
                class:drow__sides=mode == Mode::SideBySide
                class:drow--current=move || change.is_some() && state.current.get() == change
                use:written=html
            ></div>
        }
        .into_any()
    }

    /// One side of a row with its numbers and sign.
    fn side(
        &self,
        line: &LineRow,
        named: &Option<NamedLine>,
        is_old: bool,
        kind: Kind,
        in_sight: Range<usize>,
        html: &mut Html,
    ) {
        let own = if is_old { line.old } else { line.new };
        let name = if is_old { "old" } else { "new" };
        if self.layout.view().mode == Mode::Unified {
            let is_both = line.kind == LineKind::Same;
            let old = line.old.filter(|_| is_both || is_old);
            let new = line.new.filter(|_| is_both || !is_old);
            kind.open(name, &[old, new], html);
        } else {
            kind.open(name, &[own], html);
        }
        match own.zip(named.as_ref()) {
            Some((own, named)) => {
                let words = line.words.as_deref().map(|words| words_of(words, own.text, is_old));
                let mut marks = words.unwrap_or_default();
                marks.iter_mut().for_each(|(range, _)| *range = named.range(range.clone()));
                marks.extend(references::marks(named, is_old));
                self.text(named, marks, in_sight, html);
            }
            None => html.markup("></div></div>"),
        }
    }

    /// A text with its marks, and the end of its side.
    fn text(
        &self,
        line: &NamedLine,
        mut marks: Vec<(Range<usize>, Mark)>,
        in_sight: Range<usize>,
        html: &mut Html,
    ) {
        let current = self.hit.as_ref().and_then(|hit| match hit.spot {
            Spot::Line { .. } | Spot::Value { .. } => Some(&hit.range),
            _ => None,
        });
        marks.extend(named_hit_marks(line, &self.query, current));
        let text = &*line.text;
        let pieces = self.metrics.wrap(text, self.layout.view().mode);
        // How many characters stand above what is in sight.
        let above =
            pieces.get(in_sight.start).map_or(0, |piece| text[..piece.start].chars().count());
        if above > 0 {
            html.markup(" data-skipped=\"");
            html.number(above);
            html.markup("\"");
        }
        html.direction(text);
        html.markup(">");
        Line { text, marks, pieces, differs: false }.write(in_sight, html);
        html.markup("</div></div>");
    }
}

/// What a change is that looks like more than it is, or like nothing.
pub(super) fn only(comparison: &Comparison, change: usize) -> Option<&'static str> {
    let change = &comparison.changes[change];
    if change.is_whitespace_only {
        return Some("white space only");
    }
    let (old, new) = comparison.texts_of(change)?;
    let is_long = old.len().max(new.len()) > LONG;
    (!is_long && comparison.is_encoding_only(change)).then_some(ENCODING_ONLY)
}

const ENCODING_ONLY: &str = "differs in encoding only";

/// What cannot be seen of an edited line: that what is the same on both sides is encoded otherwise.
fn encoding_of(line: &LineRow) -> Option<&'static str> {
    let (old, new) = (line.old?.text, line.new?.text);
    let words = line.words.as_deref()?;
    if old.len().max(new.len()) > LONG || !words.has_other_encoding(old, new) {
        return None;
    }
    Some(if words.changes.is_empty() { ENCODING_ONLY } else { "differs in encoding as well" })
}

fn words_of(words: &WordDiff, text: &str, is_old: bool) -> Vec<(Range<usize>, Mark)> {
    word_marks(if is_old { words.old_spans(text.len()) } else { words.new_spans(text.len()) })
}
