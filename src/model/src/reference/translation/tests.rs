//! There and back, with names that are hard to tell from identifiers.

use proptest::prelude::*;

use super::*;
use crate::reference::kind::ReferenceKind;
use crate::reference::names::NamedItem;

fn item(kind: ReferenceKind, id: &str, name: &str) -> NamedItem {
    NamedItem { kind, id: id.into(), name: name.into(), detail: String::new(), exists: true }
}

fn handoffs(items: &[(&str, &str)]) -> Names {
    let items = items.iter().map(|(id, name)| item(ReferenceKind::Handoff, id, name)).collect();
    Names::new(items, &[])
}

#[test]
fn names_stand_in_the_place_of_identifiers() {
    let names = handoffs(&[("HANDOFF-1", "Duty manager"), ("HANDOFF-2", "Spa")]);
    let stored = "Ask {{ho:HANDOFF-1}}, then {{ho:HANDOFF-2}}, {{fn:HANDOFF-1}} or $HANDOFF-1.";
    let shown = "Ask {{ho:Duty manager}}, then {{ho:Spa}}, {{fn:HANDOFF-1}} or $HANDOFF-1.";
    assert_eq!(names.shown(stored).text, shown);
    assert_eq!(names.stored(shown).text, stored);
    // An identifier that somebody types or pastes is one.
    assert_eq!(names.stored(stored).text, stored);
}

#[test]
fn a_name_that_says_too_little_keeps_its_identifier() {
    for same in [
        [("A", "Desk"), ("B", "Desk")],
        [("A", "B"), ("B", "")],
        [("A", "Desk}}"), ("B", " Desk")],
        [("A", "Desk\nFront"), ("B", "=Desk")],
        [("A", "Desk"), ("=Desk", "")],
    ] {
        let names = handoffs(&same);
        assert_eq!(names.shown("{{ho:A}}{{ho:B}}").text, "{{ho:A}}{{ho:B}}", "{same:?}");
    }
}

#[test]
fn what_is_archived_neither_takes_a_name_away_nor_gets_one() {
    let old = NamedItem { exists: false, ..item(ReferenceKind::Attribute, "A", "phone") };
    let names = Names::new(vec![old, item(ReferenceKind::Attribute, "B", "phone")], &[]);
    assert_eq!(names.shown("{{attr:A}} {{attr:B}}").text, "{{attr:A}} {{attr:phone}}");
}

#[test]
fn a_stored_text_that_has_a_name_for_an_identifier_says_so() {
    let names = handoffs(&[("HANDOFF-1", "Desk")]);
    let stored = "{{ho:Desk}} {{ho:=Desk}} {{ho:HANDOFF-1}}";
    assert_eq!(names.shown(stored).text, "{{ho:=Desk}} {{ho:==Desk}} {{ho:Desk}}");
    assert_eq!(names.stored(&names.shown(stored).text).text, stored);
}

#[test]
fn a_caret_stays_where_it_is() {
    let names = handoffs(&[("HANDOFF-1", "Desk")]);
    let translated = names.shown("a{{ho:HANDOFF-1}}b{{ho:HANDOFF-1}}c");
    assert_eq!(translated.text, "a{{ho:Desk}}b{{ho:Desk}}c");
    let pairs =
        [(0, 0), (1, 1), (6, 6), (15, 10), (16, 11), (18, 13), (23, 18), (32, 22), (35, 25)];
    for (stored, shown) in pairs {
        assert_eq!(translated.forward(stored), shown, "{stored}");
        assert_eq!(translated.back(shown), stored, "{shown}");
    }
    // Inside of an identifier is behind the name.
    assert_eq!((translated.forward(9), translated.back(8)), (10, 15));
}

/// What can stand in braces: few words, so that names and identifiers of different items meet.
fn word() -> impl Strategy<Value = String> {
    const WORDS: [&str; 26] = [
        "A",
        "a",
        "B",
        "=A",
        "==A",
        "A=",
        "",
        " ",
        " A",
        "A ",
        "Café",
        "Cafe\u{301}",
        "é",
        "Duty manager",
        "ho:A",
        "{{ho:A}}",
        "A}}",
        "}",
        "{",
        "$x",
        "${x}",
        "x\ny",
        "\u{2028}",
        "\t",
        "1",
        "🛎️",
    ];
    prop_oneof![4 => prop::sample::select(&WORDS[..]).prop_map(str::to_owned), 1 => ".{0,4}"]
}

fn kind() -> impl Strategy<Value = ReferenceKind> {
    let kinds = [
        ReferenceKind::Handoff,
        ReferenceKind::Function,
        ReferenceKind::Variable,
        ReferenceKind::Other,
    ];
    prop::sample::select(kinds.to_vec())
}

fn catalogue() -> impl Strategy<Value = Names> {
    let item = (kind(), word(), word(), any::<bool>()).prop_map(|(kind, id, name, exists)| {
        NamedItem { kind, id, name, detail: String::new(), exists }
    });
    prop::collection::vec(item, 0..8).prop_map(|items| Names::new(items, &[]))
}

fn text() -> impl Strategy<Value = String> {
    let token = (kind(), word())
        .prop_map(|(kind, key)| format!("{{{{{}:{key}}}}}", kind.prefix().unwrap_or("zz")));
    let signs = prop::sample::select(&["{", "}", "$", "{{", "}}", ":", "ho:", "\n", "ab"][..]);
    let piece = prop_oneof![3 => token, 1 => word(), 1 => signs.prop_map(str::to_owned)];
    prop::collection::vec(piece, 0..8).prop_map(|pieces| pieces.concat())
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(4000))]

    #[test]
    fn there_and_back_is_the_identity(names in catalogue(), text in text()) {
        let shown = names.shown(&text);
        prop_assert_eq!(&names.stored(&shown.text).text, &text, "shown as {:?}", shown.text);
    }

    #[test]
    fn what_is_stored_of_a_typed_text_is_stored_again_when_shown(names in catalogue(), typed in text()) {
        let stored = names.stored(&typed).text;
        prop_assert_eq!(names.stored(&names.shown(&stored).text).text, stored);
    }

    #[test]
    fn positions_are_on_characters_and_in_order(names in catalogue(), text in text()) {
        let shown = names.shown(&text);
        let mut last = 0;
        for (offset, _) in text.char_indices() {
            let moved = shown.forward(offset);
            prop_assert!(shown.text.is_char_boundary(moved) && moved >= last);
            last = moved;
        }
        prop_assert_eq!(shown.forward(text.len()), shown.text.len());
        prop_assert_eq!(shown.back(shown.text.len()), text.len());
    }
}
