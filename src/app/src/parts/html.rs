//! Rows that are written out. The browser reads a row in one piece ten times faster than it takes
//! the same row element by element, and many rows come into sight at every step of a scroll.

use std::fmt::Write;

use crate::browser::{lines, markup};

/// A row in the making: mark-up, which is always part of this program, and texts, which come from
/// anywhere and are never part of the mark-up.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Html {
    markup: String,
    texts: Vec<String>,
}

impl Html {
    /// Writes mark-up.
    pub(crate) fn markup(&mut self, markup: &'static str) {
        self.markup.push_str(markup);
    }

    /// Writes a number.
    pub(crate) fn number(&mut self, number: usize) {
        // Writing to a string does not fail.
        let _ = write!(self.markup, "{number}");
    }

    /// Writes the direction of a paragraph into the element that is being opened, if it is not that of
    /// the page.
    pub(crate) fn direction(&mut self, paragraph: &str) {
        if diff::is_right_to_left(paragraph) {
            self.markup(" dir=\"rtl\"");
        }
    }

    /// Writes the code point of a character: "U+200B".
    pub(crate) fn code_point(&mut self, char: char) {
        let _ = write!(self.markup, "U+{:04X}", u32::from(char));
    }

    /// Fills an element with what was written.
    pub(crate) fn fill(&self, element: &markup::Element) {
        markup::fill(element, &self.markup, &self.texts);
    }

    /// Puts what was written into the place of some elements inside of another one.
    pub(crate) fn replace(&self, place: &markup::Element, from: usize, removed: usize) {
        lines::replace(place, from, removed, &self.markup, &self.texts);
    }

    /// Writes a text.
    pub(crate) fn text(&mut self, text: &str) {
        self.markup.push_str(markup::PLACE);
        self.texts.push(text.to_owned());
    }
}

#[cfg(test)]
impl Html {
    /// The texts without the mark-up.
    pub(crate) fn written_texts(&self) -> String {
        self.texts.concat()
    }
}

/// Fills an element: `<p use:written=html></p>`.
pub(crate) fn written(element: markup::Element, html: Html) {
    html.fill(&element);
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn text_is_no_part_of_the_markup() {
        let mut html = Html::default();
        html.markup("<mark>");
        html.text("<b title=\"x\">é & ü</b>");
        html.markup("</mark>");
        html.number(12);
        html.code_point('<');
        html.direction("left");
        html.direction("ימין");
        assert_eq!(html.markup, "<mark><!----></mark>12U+003C dir=\"rtl\"");
        assert_eq!(html.texts, ["<b title=\"x\">é & ü</b>"]);
    }
}
