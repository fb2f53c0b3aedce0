//! Whether what is typed begins a reference.

use std::ops::Range;

use model::{NamedItem, Names, Notation, ReferenceKind, references};

/// The beginning of a reference before the caret.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Trigger {
    /// All that a chosen item replaces, in bytes of the text: also what stands behind the caret, if the
    /// caret is inside of a reference.
    pub(super) range: Range<usize>,
    /// How it is written.
    pub(super) notation: Notation,
    /// What was typed of it.
    pub(super) query: String,
}

/// Something that can be inserted.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Insertion {
    pub(super) kind: ReferenceKind,
    /// What people call it.
    pub(super) name: String,
    /// What else there is to know of it.
    pub(super) detail: String,
    /// What is written into the text.
    pub(super) text: String,
}

/// A longer name is not one any more.
const LONGEST: usize = 80;

/// What is begun before a caret, given in bytes.
pub(super) fn trigger(text: &str, caret: usize) -> Option<Trigger> {
    let line = super::lines::line_around(text, caret);
    let (before, after) = (&text[line.start..caret], &text[caret..line.end]);
    braces(before, after, line.start).or_else(|| dollar(before, after, line.start))
}

fn braces(before: &str, after: &str, start: usize) -> Option<Trigger> {
    let open = before.rfind("{{")?;
    let query = &before[open + 2..];
    if query.contains(['{', '}']) || query.chars().count() > LONGEST {
        return None;
    }
    let line = format!("{before}{after}");
    let whole = references(&line).into_iter().find(|one| one.range.start == open);
    let end = match whole {
        Some(reference) => reference.range.end,
        None if after.starts_with("}}") => before.len() + 2,
        None => before.len(),
    };
    let range = start + open..start + end;
    Some(Trigger { range, notation: Notation::Braces, query: query.to_owned() })
}

fn dollar(before: &str, after: &str, start: usize) -> Option<Trigger> {
    let is_name = |char: char| char.is_ascii_alphanumeric() || char == '_';
    let name = before.trim_end_matches(is_name);
    let query = &before[name.len()..];
    let is_begun = name.ends_with('$') && !query.starts_with(|char: char| char.is_ascii_digit());
    let rest = after.find(|char| !is_name(char)).unwrap_or(after.len());
    is_begun.then(|| Trigger {
        range: start + name.len() - 1..start + before.len() + rest,
        notation: Notation::Dollar,
        query: query.to_owned(),
    })
}

/// What a text of an agent can have inserted, in the order in which it is offered. What only flows
/// have is none of it.
pub(super) fn insertions(names: &Names) -> Vec<Insertion> {
    let is_offered = |item: &&NamedItem| {
        item.exists
            && item.kind != ReferenceKind::TransitionFunction
            && item.kind.prefix().is_some()
    };
    let insertion = |item: &NamedItem| Insertion {
        kind: item.kind,
        name: if item.name.is_empty() { item.id.clone() } else { item.name.clone() },
        detail: item.detail.clone(),
        text: match item.kind {
            ReferenceKind::Variable if !item.name.is_empty() => format!("${}", item.name),
            _ => names.written(item),
        },
    };
    names.items().iter().filter(is_offered).map(insertion).collect()
}

/// Those that match what was typed: every word of it is in the name, the kind or the detail.
pub(super) fn matching(all: &[Insertion], notation: Notation, query: &str) -> Vec<Insertion> {
    let query = query.to_lowercase();
    let words: Vec<&str> = query.split([':', ' ', '_']).filter(|word| !word.is_empty()).collect();
    let is_match = |one: &&Insertion| {
        let is_of_notation = notation == Notation::Braces || one.text.starts_with('$');
        let prefix = one.kind.prefix().unwrap_or_default();
        let about =
            format!("{prefix} {} {} {}", one.kind.label(), one.name, one.detail).to_lowercase();
        is_of_notation && words.iter().all(|word| about.contains(word))
    };
    let mut found: Vec<Insertion> = all.iter().filter(is_match).cloned().collect();
    // Of each kind, first what is called so.
    let is_called = |one: &Insertion| {
        let name = one.name.to_lowercase();
        words.iter().all(|word| name.contains(word))
    };
    found.sort_by_key(|one| (one.kind, !is_called(one)));
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, expected: Option<(&str, &str)>) {
        let caret = text.find('|').unwrap();
        let text = text.replace('|', "");
        let found = trigger(&text, caret);
        let found = found.as_ref().map(|one| (&text[one.range.clone()], one.query.as_str()));
        assert_eq!(found, expected, "{text}");
    }

    #[test]
    fn two_braces_or_a_dollar_sign_begin_a_reference() {
        check("Call {{|", Some(("{{", "")));
        check("Call {{ho:Duty ma|", Some(("{{ho:Duty ma", "ho:Duty ma")));
        check("Call {{ho:Duty| manager}} now", Some(("{{ho:Duty manager}}", "ho:Duty")));
        check("{{|}}", Some(("{{}}", "")));
        check("for $par|ty people", Some(("$party", "par")));
        check("for $|", Some(("$", "")));
    }

    #[test]
    fn a_price_and_a_finished_reference_begin_nothing() {
        check("It costs $5|", None);
        check("{{ho:desk}}|", None);
        check("{{ho\n|", None);
        check("name|", None);
        check("{|", None);
    }

    fn item(kind: ReferenceKind, id: &str, name: &str) -> NamedItem {
        let (id, name) = (id.to_owned(), name.to_owned());
        NamedItem { kind, id, name, detail: String::new(), exists: true }
    }

    fn texts(query: &str, notation: Notation) -> Vec<String> {
        let items = vec![
            item(ReferenceKind::Handoff, "HANDOFF-1", "Duty manager"),
            item(ReferenceKind::Function, "FUNCTION-1", "book_table"),
            item(ReferenceKind::TransitionFunction, "FUNCTION-2", "next_step"),
            item(ReferenceKind::Variable, "VARIABLE-1", "party_size"),
            NamedItem { exists: false, ..item(ReferenceKind::Function, "FUNCTION-3", "old") },
        ];
        let names = Names::new(items, &ReferenceKind::LISTED);
        let all = insertions(&names);
        matching(&all, notation, query).into_iter().map(|one| one.text).collect()
    }

    #[test]
    fn what_exists_is_offered_by_kind_and_narrowed_down_by_words() {
        let all = ["{{ho:Duty manager}}", "{{fn:book_table}}", "$party_size"];
        assert_eq!(texts("", Notation::Braces), all);
        assert_eq!(texts("ho:MAN", Notation::Braces), ["{{ho:Duty manager}}"]);
        assert_eq!(texts("handoff du", Notation::Braces), ["{{ho:Duty manager}}"]);
        assert_eq!(texts("tab book", Notation::Braces), ["{{fn:book_table}}"]);
        assert_eq!(texts("", Notation::Dollar), ["$party_size"]);
        assert!(texts("nothing", Notation::Braces).is_empty());
    }
}
