//! Lines as people read them: references by name. What differs is decided by identifiers, always.

use std::borrow::Cow;
use std::collections::{HashMap, HashSet};
use std::ops::Range;

use model::{Names, Notation, ReferenceKind, Snapshot, Standing, references};

use crate::{Piece, Syntax, WordDiff};

/// What both sides of a comparison call what their texts refer to.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct SideNames {
    old: Names,
    new: Names,
    /// Names that stand for one item on one side and for another on the other.
    ambiguous: HashSet<(ReferenceKind, String)>,
}

/// A line as it is shown.
#[derive(Clone, Debug, PartialEq)]
pub struct NamedLine<'t> {
    /// The text, with names in the place of references.
    pub text: Cow<'t, str>,
    /// Its references, in order.
    pub references: Vec<NamedReference>,
}

/// A reference in a line as it is shown.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NamedReference {
    /// Where it stands in the line as it is stored, in bytes.
    pub stored: Range<usize>,
    /// Where it stands in the line as it is shown, in bytes.
    pub shown: Range<usize>,
    /// What it stands for.
    pub kind: ReferenceKind,
    /// Whether that exists.
    pub standing: Standing,
    /// Its identifier, or the name of a variable.
    pub key: String,
}

/// What stands behind the name of what does not exist.
const MISSING: &str = " (missing)";

impl SideNames {
    /// The names of two contents.
    pub fn of(old: &Snapshot, new: &Snapshot) -> Self {
        Self::new(Names::of(old), Names::of(new))
    }

    /// The names of both sides.
    pub fn new(old: Names, new: Names) -> Self {
        let mut ids: HashMap<(ReferenceKind, &str), &str> = HashMap::new();
        let mut ambiguous = HashSet::new();
        for item in old.items().iter().chain(new.items()).filter(|item| !item.name.is_empty()) {
            let known = ids.entry((item.kind, &item.name)).or_insert(&item.id);
            if *known != item.id {
                ambiguous.insert((item.kind, item.name.clone()));
            }
        }
        Self { old, new, ambiguous }
    }

    /// The names of one side.
    pub fn side(&self, is_old: bool) -> &Names {
        if is_old { &self.old } else { &self.new }
    }

    /// A line of prose as it is shown.
    pub fn line<'t>(&self, line: &'t str, is_old: bool) -> NamedLine<'t> {
        let mut named = NamedLine { text: Cow::Borrowed(line), references: Vec::new() };
        if !line.contains(['{', '$']) {
            return named;
        }
        let names = self.side(is_old);
        let (mut text, mut at) = (String::new(), 0);
        for reference in references(line) {
            let standing = names.standing(line, &reference);
            let key = &line[reference.key.clone()];
            text.push_str(&line[at..reference.range.start]);
            let start = text.len();
            text.push_str(&names.display(line, &reference));
            if reference.notation == Notation::Braces {
                let is_told = |name: &str| !text.ends_with(&format!("{name} ({key})"));
                let name = names.find(reference.kind, key).map(|item| item.name.clone());
                if let Some(name) = name.filter(|name| is_told(name))
                    && self.ambiguous.contains(&(reference.kind, name))
                {
                    text.extend([" (", key, ")"]);
                }
                if standing == Standing::Missing {
                    text.push_str(MISSING);
                }
            }
            at = reference.range.end;
            named.references.push(NamedReference {
                shown: start..text.len(),
                kind: reference.kind,
                standing,
                key: key.to_owned(),
                stored: reference.range,
            });
        }
        text.push_str(&line[at..]);
        if !named.references.is_empty() {
            named.text = Cow::Owned(text);
        }
        named
    }

    /// A text of several lines as it is shown.
    pub fn text<'t>(&self, text: &'t str, is_old: bool) -> Cow<'t, str> {
        // No reference spans lines.
        if is_named(text) {
            Cow::Owned(self.line(text, is_old).text.into_owned())
        } else {
            text.into()
        }
    }

    /// Both lines of a row as they are shown; code and JSON are shown as they are stored.
    pub fn row<'t>(
        &self,
        old: Option<&'t str>,
        new: Option<&'t str>,
        syntax: Syntax,
    ) -> [Option<NamedLine<'t>>; 2] {
        match (old, new) {
            _ if syntax != Syntax::Prose => [old, new].map(|line| line.map(NamedLine::literal)),
            (Some(old), Some(new)) => self.pair(old, new).map(Some),
            _ => [old.map(|line| self.line(line, true)), new.map(|line| self.line(line, false))],
        }
    }

    /// Two lines beside each other. If they differ, they are shown to: where names would hide it, as
    /// they are stored.
    pub fn pair<'t>(&self, old: &'t str, new: &'t str) -> [NamedLine<'t>; 2] {
        let [left, right] = [self.line(old, true), self.line(new, false)];
        if left.text == right.text && old != new {
            return [old, new].map(NamedLine::literal);
        }
        [left, right]
    }
}

/// The words of two versions of a line in one text, each as it is shown; `length` is that of the
/// new line as it is stored.
pub fn named_pieces<'l>(
    old: &'l NamedLine,
    new: &'l NamedLine,
    words: &WordDiff,
    length: usize,
) -> Vec<(Piece, &'l str)> {
    let text = |piece: &Piece| match piece {
        Piece::Removed(range) => &old.text[old.range(range.clone())],
        Piece::Same(range) | Piece::Added(range) => &new.text[new.range(range.clone())],
    };
    words.pieces(length).into_iter().map(|piece| (piece.clone(), text(&piece))).collect()
}

/// Whether a text may be shown otherwise than it is stored.
pub(crate) fn is_named(text: &str) -> bool {
    memchr::memmem::find(text.as_bytes(), b"{{").is_some()
}

impl<'t> NamedLine<'t> {
    /// A line as it is stored.
    pub fn literal(line: &'t str) -> Self {
        Self { text: Cow::Borrowed(line), references: Vec::new() }
    }

    /// Where a position of the stored line is in the line as shown, in bytes. What is inside of a
    /// reference is behind it.
    pub fn forward(&self, offset: usize) -> usize {
        self.moved(offset, |reference| (&reference.stored, &reference.shown))
    }

    /// Where a position of the line as shown is in the stored line, in bytes.
    pub fn back(&self, offset: usize) -> usize {
        self.moved(offset, |reference| (&reference.shown, &reference.stored))
    }

    /// A range of the stored line in the line as shown.
    pub fn range(&self, stored: Range<usize>) -> Range<usize> {
        let start = self.forward(stored.start);
        start..self.forward(stored.end).max(start)
    }

    fn moved(
        &self,
        offset: usize,
        sides: impl Fn(&NamedReference) -> (&Range<usize>, &Range<usize>),
    ) -> usize {
        let found = self.references.iter().rev().map(sides).find(|(from, _)| from.start <= offset);
        match found {
            None => offset,
            Some((from, to)) if offset == from.start => to.start,
            Some((from, to)) => to.end + offset.saturating_sub(from.end),
        }
    }
}

#[cfg(test)]
mod tests;
