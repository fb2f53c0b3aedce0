//! What stands at the caret.

use std::ops::Range;

use model::{Invisible, NamedItem, Names, Standing, invisibles, references};

use super::lines::line_around;

/// What an editor tells of the place where the caret is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum AtCaret {
    /// A reference, whole or in part.
    Reference {
        /// As people read it: "→ Duty manager".
        text: String,
        /// What it is, and its identifier: "handoff HANDOFF-1".
        what: String,
        standing: Standing,
        /// What it stands for, if that is known.
        item: Option<NamedItem>,
    },
    /// A character that is easily missed.
    Invisible { range: Range<usize>, char: Invisible },
}

/// What stands at a caret, or is selected, in a text as it is shown.
pub(super) fn at_caret(text: &str, selection: &Range<usize>, names: &Names) -> Option<AtCaret> {
    let line = line_around(text, selection.start);
    if selection.end > line.end {
        return None;
    }
    let (start, end) = (selection.start - line.start, selection.end - line.start);
    let content = &text[line.clone()];
    let unseen = invisibles(content);
    let touching = |(at, one): &&(usize, Invisible)| {
        let after = at + one.char.len_utf8();
        *at == start && (end == start || end == after) || after == start && end == start
    };
    // The one behind the caret is what Delete takes.
    let char = unseen.iter().filter(touching).max_by_key(|(at, _)| *at);
    if let Some((at, char)) = char {
        let at = line.start + at;
        return Some(AtCaret::Invisible { range: at..at + char.char.len_utf8(), char: *char });
    }
    let found = references(content)
        .into_iter()
        .filter(|one| one.range.start <= start && end <= one.range.end)
        .max_by_key(|one| one.range.start)?;
    let stored = names.stored(&content[found.range]).text;
    let reference = references(&stored).into_iter().next()?;
    let item = names.item(&stored, &reference);
    let label = reference.kind.label();
    let id = item.map_or(&stored[reference.key.clone()], |item| &item.id);
    Some(AtCaret::Reference {
        text: names.display(&stored, &reference),
        what: format!("{label} {id}"),
        standing: names.standing(&stored, &reference),
        item: item.cloned(),
    })
}

#[cfg(test)]
mod tests {
    use model::ReferenceKind;

    use super::*;

    fn told(text: &str) -> Option<String> {
        let at = text.find('|').unwrap();
        let item = NamedItem {
            kind: ReferenceKind::Handoff,
            id: "HANDOFF-1".into(),
            name: "Duty manager".into(),
            detail: "Day and night".into(),
            exists: true,
        };
        let names = Names::new(vec![item], &[ReferenceKind::Handoff]);
        Some(match at_caret(&text.replace('|', ""), &(at..at), &names)? {
            AtCaret::Reference { text, what, standing, item } => {
                let detail = item.map_or(String::new(), |item| item.detail);
                format!("{text}, {what}, {standing:?}, {detail}")
            }
            AtCaret::Invisible { range, char } => format!("{} {range:?}", char.code_point()),
        })
    }

    #[test]
    fn a_reference_says_what_it_stands_for() {
        let manager = "→ Duty manager, handoff HANDOFF-1, Exists, Day and night";
        for text in ["\nCall {{ho:Du|ty manager}}", "|{{ho:Duty manager}}", "{{ho:HANDOFF-1}}| x"] {
            assert_eq!(told(text).as_deref(), Some(manager), "{text}");
        }
        assert_eq!(told("{{ho:HAND|OFF-2}}").unwrap(), "→ HANDOFF-2, handoff HANDOFF-2, Missing, ");
        assert_eq!(told("$par|ty").unwrap(), "$party, variable party, Unknown, ");
        assert_eq!(told("No | {{ho:Duty manager}}"), None);
    }

    #[test]
    fn a_character_that_cannot_be_seen_is_named_before_and_behind_it() {
        assert_eq!(told("a|\u{200b}b").unwrap(), "U+200B 1..4");
        assert_eq!(told("a\u{200b}|b").unwrap(), "U+200B 1..4");
        assert_eq!(told("a\u{200b}|\u{a0}b").unwrap(), "U+00A0 4..6");
        assert_eq!(told("a|b\u{200b}"), None);
    }
}
