//! What a projection says about names.

use serde_json::json;

use super::*;
use crate::reference::token::references;

fn names() -> Names {
    Names::of(&Snapshot::from_projection(json!({
        "handoff": { "handoffs": { "ids": ["H-2"], "entities": {
            "H-1": { "id": "H-1", "name": "Desk", "description": "Reception" },
            "second": { "id": "H-2", "name": "Duty manager" },
        } } },
        "functions": { "functions": { "ids": [], "entities": {
            "F-1": { "id": "F-1", "name": "book_table", "archived": true },
        } } },
        "variantManagement": { "attributes": { "ids": ["A-1", "A-2"], "entities": {
            "A-1": { "id": "A-1", "name": "phone" }, "A-2": { "id": "A-2", "name": "phone" },
        } } },
        "flows": { "flows": { "ids": ["W"], "entities": { "W": {
            "name": "Booking",
            "transitionFunctions": { "ids": ["T"], "entities": { "T": { "name": "go_on" } } },
        } } } },
        "variables": { "variables": { "entities": { "V": { "id": "V", "name": "guest" } } } },
    })))
}

/// How the references of a text are shown, and whether they stand for something.
fn check(text: &str, expected: &[(&str, Standing)]) {
    let names = names();
    let found: Vec<_> = references(text)
        .iter()
        .map(|one| (names.display(text, one), names.standing(text, one)))
        .collect();
    let expected: Vec<_> = expected.iter().map(|(text, how)| ((*text).to_owned(), *how)).collect();
    assert_eq!(found, expected, "{text}");
}

#[test]
fn a_reference_is_shown_by_the_sign_of_its_kind_and_its_name() {
    check(
        "{{ho:H-1}} {{ho:H-2}}",
        &[("→ Desk", Standing::Exists), ("→ Duty manager", Standing::Exists)],
    );
    check("{{ft:T}} {{vrbl:V}}", &[("ƒ go_on", Standing::Exists), ("$guest", Standing::Exists)]);
    // It stands under another key than its identifier: both mean it.
    check("{{ho:second}}", &[("→ Duty manager", Standing::Exists)]);
}

#[test]
fn what_does_not_exist_is_missing_and_what_is_not_listed_is_unknown() {
    check("{{ho:H-3}} {{ho:Desk}}", &[("→ H-3", Standing::Missing), ("→ Desk", Standing::Missing)]);
    check("{{fn:F-1}}", &[("ƒ book_table", Standing::Missing)]);
    check("{{twilio_sms:S}}", &[("SMS S", Standing::Unknown)]);
    check("{{zz:S}}", &[("zz:S", Standing::Unknown)]);
    check("$guest ${other}", &[("$guest", Standing::Exists), ("${other}", Standing::Unknown)]);
    check("$variant_phone", &[("$variant_phone", Standing::Exists)]);
}

#[test]
fn a_name_that_two_items_have_is_told_apart() {
    check("{{attr:A-1}}", &[("attribute phone (A-1)", Standing::Exists)]);
}

#[test]
fn an_item_tells_how_it_is_written_in_an_editor_and_what_it_is() {
    let names = names();
    let written: Vec<_> = names.items().iter().map(|item| names.written(item)).collect();
    assert_eq!(
        written,
        [
            "{{ho:Duty manager}}",
            "{{ho:Desk}}",
            "{{fn:F-1}}",
            "{{ft:go_on}}",
            "{{attr:A-1}}",
            "{{attr:A-2}}",
            "{{vrbl:guest}}",
        ]
    );
    let details: Vec<_> = names.items().iter().map(|item| &*item.detail).collect();
    assert_eq!(details, ["", "Reception", "", "Booking", "", "", ""]);
}

#[test]
fn of_content_that_lists_attributes_only_nothing_else_is_called_broken() {
    let names = Names::of(&Snapshot::from_parts("", &[], &[], &[]));
    let text = "{{attr:A}} {{ho:H}} {{fn:F}}";
    let broken: Vec<_> = names.broken(text).into_iter().map(|one| &text[one.range]).collect();
    assert_eq!(broken, ["{{attr:A}}"]);
}
