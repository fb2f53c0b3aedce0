//! Texts with names in the place of identifiers, and back.
//!
//! There and back is the identity for every text. What would break that keeps its identifier: a name
//! that several items have, that is an identifier itself, or that cannot stand in braces. And where a
//! stored text literally has the name of an item, an equals sign shows that no identifier is meant.

use std::ops::Range;

use super::kind::Notation;
use super::names::{LITERAL, Names};
use super::token::{Reference, references};

/// A translated text, and which of its parts are others than in the original.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Translated {
    /// The translated text.
    pub text: String,
    /// What was replaced, in order: ranges of the original and of the translation, in bytes.
    replaced: Vec<(Range<usize>, Range<usize>)>,
}

impl Translated {
    /// Where a position of the original, in bytes, is in the translation. What was inside of an
    /// identifier or name is behind it.
    pub fn forward(&self, offset: usize) -> usize {
        moved(offset, self.replaced.iter().map(|(from, to)| (from, to)))
    }

    /// Where a position of the translation, in bytes, is in the original.
    pub fn back(&self, offset: usize) -> usize {
        moved(offset, self.replaced.iter().map(|(from, to)| (to, from)))
    }
}

fn moved<'a>(
    offset: usize,
    replaced: impl DoubleEndedIterator<Item = (&'a Range<usize>, &'a Range<usize>)>,
) -> usize {
    match replaced.rev().find(|(from, _)| from.start <= offset) {
        None => offset,
        Some((from, to)) if offset == from.start => to.start,
        Some((from, to)) => to.end + offset.saturating_sub(from.end),
    }
}

impl Names {
    /// A stored text as it stands in an editor: `{{ho:HANDOFF-9AF8204A}}` is `{{ho:Duty manager}}`.
    pub fn shown(&self, stored: &str) -> Translated {
        translate(stored, |reference, key| {
            if let Some(name) = self.name_of(reference.kind, key) {
                return Some(name.to_owned());
            }
            let is_literal = self.is_literal(reference, key);
            is_literal.then(|| format!("{LITERAL}{key}"))
        })
    }

    /// What is stored of a text in an editor: `{{ho:Duty manager}}` is `{{ho:HANDOFF-9AF8204A}}`.
    pub fn stored(&self, shown: &str) -> Translated {
        translate(shown, |reference, key| {
            if self.is_id(reference.kind, key) {
                return None;
            }
            if let Some(id) = self.id_of(reference.kind, key) {
                return Some(id.to_owned());
            }
            let literal = key.strip_prefix(LITERAL)?;
            self.is_literal(reference, literal).then(|| literal.to_owned())
        })
    }

    /// A stored text as it stands where nobody edits it: `{{ho:HANDOFF-9AF8204A}}` is
    /// "→ Duty manager". Cannot be taken back.
    pub fn displayed(&self, stored: &str) -> String {
        let mut text = String::with_capacity(stored.len());
        let mut at = 0;
        for reference in references(stored) {
            text.push_str(&stored[at..reference.range.start]);
            text.push_str(&self.display(stored, &reference));
            at = reference.range.end;
        }
        text.push_str(&stored[at..]);
        text
    }

    /// Whether a key of a stored text would be read as the name of an item by an editor.
    fn is_literal(&self, reference: &Reference, key: &str) -> bool {
        let name = key.trim_start_matches(LITERAL);
        !self.is_id(reference.kind, key) && self.id_of(reference.kind, name).is_some()
    }
}

/// Replaces what stands in the braces of a text.
fn translate(text: &str, replace: impl Fn(&Reference, &str) -> Option<String>) -> Translated {
    let mut translated = Translated { text: String::with_capacity(text.len()), replaced: vec![] };
    let mut at = 0;
    for reference in references(text) {
        if reference.notation == Notation::Dollar {
            continue;
        }
        let key = &text[reference.key.clone()];
        let Some(new) = replace(&reference, key).filter(|new| new != key) else { continue };
        translated.text.push_str(&text[at..reference.key.start]);
        let start = translated.text.len();
        translated.text.push_str(&new);
        at = reference.key.end;
        translated.replaced.push((reference.key, start..translated.text.len()));
    }
    translated.text.push_str(&text[at..]);
    translated
}

#[cfg(test)]
mod tests;
