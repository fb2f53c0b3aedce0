//! The copy of the text behind the field, which shows what a text field cannot: marks.
//!
//! Together the texts of a line's marks are exactly the line: anything more changes where it wraps.
//! Even a zero-width space after a blank at the end forbids the break before it, and the last word,
//! with its mark, moves down where the text field leaves it.

use std::collections::BTreeMap;
use std::ops::Range;
use std::sync::Arc;

use leptos::prelude::*;
use model::{Names, Notation, Standing, invisibles, references};

use super::lines::{LineHits, by_line, changed_hits, splice};
use super::state::EditorState;
use crate::browser::markup::Element;
use crate::parts::handler::effect;
use crate::parts::html::Html;

/// What was found in the text, and which of it is the current one.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Hits {
    pub(super) ranges: Vec<Range<usize>>,
    pub(super) current: usize,
}

/// What is drawn.
#[derive(Default)]
struct Drawn {
    /// The text, once it was drawn.
    text: Option<String>,
    hits: BTreeMap<usize, LineHits>,
    names: Arc<Names>,
}

/// Draws the copy, and again what changes of it.
pub(super) fn draw(state: EditorState, hits: Memo<Hits>) {
    let drawn = StoredValue::new(Drawn::default());
    effect(move || {
        let Some(copy) = state.copy.get() else { return };
        let names = state.names.get();
        let text = state.text.read();
        let hits = hits.with(|hits| by_line(&text, &hits.ranges, hits.current));
        drawn.update_value(|drawn| drawn.draw(&copy, &text, names, hits));
    });
}

impl Drawn {
    fn draw(
        &mut self,
        copy: &Element,
        text: &str,
        names: Arc<Names>,
        hits: BTreeMap<usize, LineHits>,
    ) {
        let write = |lines: &str, first: usize| {
            let mut html = Html::default();
            for (index, line) in lines.split('\n').enumerate() {
                let hits = hits.get(&(first + index)).map_or(&[][..], Vec::as_slice);
                write_line(&mut html, line, &names, hits);
            }
            html
        };
        let before = self.text.take().filter(|_| Arc::ptr_eq(&self.names, &names));
        let Some(before) = before else {
            write(text, 0).fill(copy);
            *self = Self { text: Some(text.to_owned()), hits, names };
            return;
        };
        let splice = splice(&before, text);
        let splice = splice.as_ref().map(|splice| {
            let lines = &text[splice.lines.clone()];
            write(lines, splice.from).replace(copy, splice.from, splice.removed);
            (splice, super::lines::count_ends(lines) + 1)
        });
        let lines = changed_hits(&self.hits, &hits, splice);
        if !lines.is_empty() {
            let all: Vec<&str> = text.split('\n').collect();
            for line in lines {
                write(all[line], line).replace(copy, line, 1);
            }
        }
        let text = if splice.is_some() { text.to_owned() } else { before };
        *self = Self { text: Some(text), hits, names };
    }
}

/// A mark: where in a line, in bytes, and how it begins.
type Mark = (Range<usize>, &'static str);

fn write_line(html: &mut Html, line: &str, names: &Names, hits: &[(Range<usize>, bool)]) {
    html.markup("<div class=\"editor__line\">");
    if line.is_empty() {
        // A zero-width space makes an empty line as high as a full one.
        html.text("\u{200b}");
    }
    let layers = [
        reference_marks(line, names),
        hits.iter().map(|(range, is_current)| (range.clone(), hit_mark(*is_current))).collect(),
        invisibles(line)
            .into_iter()
            .map(|(at, one)| (at..at + one.char.len_utf8(), "<mark class=\"editor__invisible\">"))
            .collect(),
    ];
    write_part(html, line, 0..line.len(), &layers);
    html.markup("</div>");
}

fn hit_mark(is_current: bool) -> &'static str {
    if is_current {
        "<mark class=\"editor__hit editor__hit--current\">"
    } else {
        "<mark class=\"editor__hit\">"
    }
}

fn reference_marks(line: &str, names: &Names) -> Vec<Mark> {
    let shown = references(line);
    if shown.is_empty() {
        return Vec::new();
    }
    let stored = names.stored(line).text;
    let standing: Vec<_> =
        references(&stored).iter().map(|reference| names.standing(&stored, reference)).collect();
    let marks = shown.into_iter().enumerate().map(|(index, reference)| {
        let mark = match (standing.get(index), reference.notation) {
            (Some(Standing::Missing), _) => "<mark class=\"editor__broken\">",
            (_, Notation::Braces) => "<mark class=\"editor__token\">",
            (_, Notation::Dollar) => "<mark class=\"editor__variable\">",
        };
        (reference.range, mark)
    });
    marks.collect()
}

/// Writes a part of a line with the marks of all layers, each inside of those before it.
fn write_part(html: &mut Html, line: &str, part: Range<usize>, layers: &[Vec<Mark>]) {
    let Some((layer, inner)) = layers.split_first() else {
        if !part.is_empty() {
            html.text(&line[part]);
        }
        return;
    };
    let mut at = part.start;
    for (range, mark) in layer {
        let (start, end) = (range.start.max(at), range.end.min(part.end));
        if start < end {
            write_part(html, line, at..start, inner);
            html.markup(mark);
            write_part(html, line, start..end, inner);
            html.markup("</mark>");
            at = end;
        }
    }
    write_part(html, line, at..part.end, inner);
}

#[cfg(test)]
mod tests {
    use model::{NamedItem, ReferenceKind};

    use super::*;

    fn drawn(line: &str, hits: &[(Range<usize>, bool)]) -> Html {
        let item = NamedItem {
            kind: ReferenceKind::Handoff,
            id: "HANDOFF-1".into(),
            name: "Desk".into(),
            detail: String::new(),
            exists: true,
        };
        let mut html = Html::default();
        write_line(&mut html, line, &Names::new(vec![item], &[ReferenceKind::Handoff]), hits);
        html
    }

    #[test]
    fn the_copy_of_a_line_holds_exactly_its_text() {
        for line in ["Call {{ho:Desk}} ", "{{ho:gone}}", "$name\u{200b} is {{attr:name}}, $5", "  "]
        {
            for hits in [vec![], vec![(0..1, true)], vec![(1..line.len(), false)]] {
                assert_eq!(drawn(line, &hits).written_texts(), line);
            }
        }
    }

    #[test]
    fn an_empty_line_is_not_without_content_which_would_have_no_height() {
        assert_eq!(drawn("", &[]).written_texts(), "\u{200b}");
    }

    #[test]
    fn a_hit_that_begins_inside_of_a_reference_is_marked_in_it_and_behind_it() {
        let mut html = Html::default();
        html.markup("<div class=\"editor__line\"><mark class=\"editor__token\">");
        html.text("{{ho:");
        html.markup("<mark class=\"editor__hit editor__hit--current\">");
        html.text("Desk}}");
        html.markup("</mark></mark><mark class=\"editor__hit editor__hit--current\">");
        html.text(" n");
        html.markup("</mark>");
        html.text("ow");
        html.markup("</div>");
        assert_eq!(drawn("{{ho:Desk}} now", &[(5..13, true)]), html);
    }

    #[test]
    fn what_does_not_exist_is_marked_as_broken() {
        let broken = |line: &str| format!("{:?}", drawn(line, &[])).contains("editor__broken");
        assert!(broken("{{ho:HANDOFF-2}}") && broken("{{ho:Desks}}"));
        assert!(!broken("{{ho:HANDOFF-1}}") && !broken("{{ho:Desk}}") && !broken("{{fn:x}} $y"));
    }
}
