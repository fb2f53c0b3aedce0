//! Differences that a comparison by items alone would overlook or misread.

use model::Snapshot;
use serde_json::{Value, json};

use super::items;
use crate::export::{Heading, markdown};
use crate::{Comparison, Whitespace, compare_with};

fn compared(old: &Value, new: &Value, whitespace: Whitespace) -> Comparison {
    let side = |value: &Value| Snapshot::from_projection(value.clone());
    compare_with(&side(old), &side(new), whitespace)
}

/// Compares both ways, expects so many changes, and gives the comparison as Markdown.
fn changes(old: Value, new: Value, whitespace: Whitespace, expected: usize) -> String {
    for (old, new) in [(&new, &old), (&old, &new)] {
        let found = compared(old, new, whitespace);
        let ids: Vec<_> = found.changes.iter().map(|change| (&change.id, change.is_note)).collect();
        assert_eq!(found.totals().changes(), expected, "{old} {new} {ids:?}");
    }
    let heading = Heading { agent: "Agent", old: ("old", ""), new: ("new", ""), link: None };
    markdown(&compared(&old, &new, whitespace), &heading)
}

fn check(old: Value, new: Value, expected: usize) -> String {
    changes(old, new, Whitespace::Significant, expected)
}

fn ignoring(old: Value, new: Value, expected: usize) -> String {
    changes(old, new, Whitespace::Ignored, expected)
}

fn behavior(text: &str) -> Value {
    json!({"agentSettings": {"rules": {"behaviour": text}}})
}

fn config(values: Value) -> Value {
    json!({"realTimeConfig": {"values": values}})
}

#[test]
fn an_unknown_key_beside_a_known_collection_is_a_change_of_its_own() {
    let topics = |text: &str, revision: u32| {
        let mut topics = items(json!([{"id": "H", "name": "Parking", "content": text}]));
        topics["revision"] = json!(revision);
        json!({"knowledgeBase": {"topics": topics}})
    };
    let text = check(topics("Free.", 3), topics("Five euros.", 4), 2);
    assert!(text.contains("knowledgeBase.topics.revision") && !text.contains("removed)"), "{text}");
    let steps = |speed: &str| {
        let mut steps = items(json!([{"id": "S", "name": "Ask"}]));
        steps["layout"] = json!(speed);
        json!({"flows": {"flows": items(json!([{"id": "F", "name": "Book", "steps": steps}]))}})
    };
    check(steps("wide"), steps("tall"), 1);
}

#[test]
fn a_collection_of_another_shape_is_never_removed_items() {
    let list = json!([{"id": "H", "name": "Parking", "content": "Free."}]);
    let side = |topics: Value| json!({"knowledgeBase": {"topics": topics}});
    let known = items(list.clone());
    let text = check(side(known.clone()), side(list.clone()), 1);
    assert!(!text.contains("removed)"), "{text}");
    let text = check(side(known.clone()), side(json!({"ids": ["H"]})), 1);
    assert!(!text.contains("removed)"), "{text}");
    check(side(json!({"ids": [], "entities": {}})), json!({"knowledgeBase": {"a": 1}}), 2);
    let grid = |attributes: Value| json!({"variantManagement": {"attributes": attributes}});
    let text = check(grid(items(list.clone())), grid(list), 1);
    assert!(!text.contains("removed)"), "{text}");
}

#[test]
fn a_value_of_another_type_is_a_change_wherever_it_stands() {
    let handoff = |value: Value| {
        let headers = json!({"headers": [{"key": "X-Wait", "value": value}]});
        json!({"handoff": {"handoffs": items(json!([{"id": "H", "name": "Desk", "sipHeaders": headers}]))}})
    };
    let text = check(handoff(json!("12")), handoff(json!(12)), 1);
    assert!(text.contains("12"), "{text}");
    let list = |entry: Value| json!({"newThing": {"list": [entry]}});
    check(list(json!({"query": "open?"})), list(json!({"phrase": "open?"})), 1);
    check(
        list(json!({"query": "open?", "id": "1"})),
        list(json!({"query": "open?", "id": "2"})),
        1,
    );
    let cell = |value: Value| {
        json!({"variantManagement": {
            "attributes": items(json!([{"id": "A", "name": "seats"}])),
            "variants": items(json!([{"id": "V", "name": "Cork", "isDefault": true}])),
            "variantAttributeValues": items(json!([{"id": "V", "values": {"A": value}}])),
        }})
    };
    check(cell(json!("3")), cell(json!(3)), 1);
    check(cell(json!("")), cell(json!(null)), 0);
}

#[test]
fn the_builders_own_json_is_compared_literally() {
    check(config(json!({"updatedAt": "Mon"})), config(json!({"updatedAt": "Tue"})), 1);
    check(config(json!({"references": {"a": {"b": true}}})), config(json!({"references": {}})), 1);
    let blanks = json!({"a": "", "b": [], "c": {}, "d": null, "e": 0, "f": false});
    check(config(blanks), config(json!({})), 6);
    check(config(json!({"a": ""})), config(json!({"a": null})), 1);
    check(config(json!({"a": []})), config(json!({"a": {}})), 1);
    check(config(json!({"a": "x\r\n"})), config(json!({"a": "x\n"})), 1);
    check(config(json!(null)), config(json!({})), 1);
    let case = |mocks: Value| json!({"testing": {"testCases": items(json!([{"id": "C", "name": "Case", "apiMocks": mocks}]))}});
    let mock = |body: Value| json!({"crm": {"find": [{"respond": {"status": 200, "body": body}}]}});
    check(case(mock(json!({"createdAt": "1"}))), case(mock(json!({"createdAt": "2"}))), 1);
    check(case(mock(json!(""))), case(mock(json!(null))), 1);
}

#[test]
fn keys_of_the_builders_own_json_are_shown_as_written() {
    let values = |n: u32, place: &str| {
        config(json!({"checkout.v2": n, "search.v2": n, "seat.position": place, "position": place}))
    };
    let text = check(values(1, "aisle"), values(2, "window"), 4);
    for key in ["checkout.v2", "search.v2", "seat.position", "› position"] {
        assert!(text.contains(key), "{text}");
    }
    assert!(!text.contains("canvas"), "{text}");
}

#[test]
fn what_cannot_be_seen_in_names_keys_and_code_is_named() {
    let topic = |name: &str| json!({"knowledgeBase": {"topics": items(json!([{"id": "T", "name": name}]))}});
    let text = check(topic("Opening hours"), topic("Opening\u{a0}hours"), 1);
    assert!(text.contains("U+00A0"), "{text}");
    let text = check(config(json!({"a": 1})), config(json!({"a\u{200b}": 1})), 2);
    assert!(text.contains("U+200B"), "{text}");
    let code = |text: &str| json!({"functions": {"functions": items(json!([{"id": "F", "name": "f", "code": text}]))}});
    let text = check(code("a = 1\n    b"), code("a = 1\n\tb"), 1);
    assert!(text.contains("U+0009"), "{text}");
    let text = check(code("a = 1"), code("a =\u{a0}2"), 1);
    assert!(text.contains("U+00A0"), "{text}");
}

#[test]
fn what_the_platform_writes_or_leaves_out_is_no_change() {
    for root in ["agentSettings", "multilingualAgentSettings"] {
        let side = |adjectives: Value| json!({root: {"personality": {"adjectives": adjectives}}});
        check(side(json!({"Polite": true, "Calm": false})), side(json!({"Polite": true})), 0);
        check(side(json!({"Polite": true, "Calm": true})), side(json!({"Polite": true})), 1);
    }
    let assertion = |value: Value| {
        let payload = json!({"$case": "functionCall", "value": value});
        json!({"testing": {"testCases": items(json!([
            {"id": "C", "name": "Case", "assertions": [{"payload": payload}]}
        ]))}})
    };
    check(assertion(json!({"name": "f"})), assertion(json!({"name": "f", "isAsserted": false})), 0);
    check(json!({"csat": null, "a": 1}), json!({"a": 1}), 0);
}

#[test]
fn white_space_at_the_ends_of_a_text_is_a_note() {
    let text = check(behavior(" Be brief. \n\n"), behavior("Be brief."), 0);
    assert!(text.contains("white space"), "{text}");
    check(behavior(" Be brief. \n\n"), behavior("Be short."), 1);
}

#[test]
fn ignoring_white_space_ignores_its_amount_only() {
    let count = |text: &str, n: usize, behavior: Comparison| {
        assert_eq!(behavior.whitespace_left_out, n, "{text}");
    };
    ignoring(behavior("We are now here."), behavior("We are nowhere."), 1);
    ignoring(behavior("Pay 1 000 now."), behavior("Pay 10 00 now."), 1);
    ignoring(behavior("Pay 1 000 now."), behavior("Pay 1000 now."), 1);
    ignoring(behavior("a  b\nc"), behavior("a b\nc "), 0);
    count(
        "two",
        2,
        compared(&behavior("a  b\nc\nd\ne"), &behavior("a b\nc\nd \ne"), Whitespace::Ignored),
    );
    let code = |text: &str| json!({"functions": {"functions": items(json!([{"id": "F", "name": "f", "code": text}]))}});
    let loop_of = |last: &str| code(&format!("for a in b:\n    if a:\n        c()\n{last}\n"));
    ignoring(loop_of("    d()"), loop_of("        d()"), 1);
    ignoring(code("x = \"a  b\""), code("x = \"a b\""), 1);
    ignoring(code("x = '''\n  a\n'''"), code("x = '''\na\n'''"), 1);
    ignoring(code("x  =  1 "), code("x = 1"), 0);
}

#[test]
fn another_encoding_of_the_same_letters_is_a_note() {
    let text = check(
        behavior("The caf\u{e9} closes at nine."),
        behavior("The cafe\u{301} closes at ten."),
        1,
    );
    assert!(text.contains("nine") && text.contains("ten"), "{text}");
    assert!(!text.contains("~~caf"), "{text}");
    let text = check(behavior("The caf\u{e9} closes."), behavior("The cafe\u{301} closes."), 0);
    assert!(text.contains("encoding"), "{text}");
}

#[test]
fn the_order_of_a_collection_counts_wherever_it_stands() {
    let side = |ids: Value| json!({"ids": ids, "entities": {"A": {}, "B": {}}});
    let beside = |ids: Value| json!({"rules": {"entities": {}, "greeting": {"in": side(ids)}}});
    let text = check(beside(json!(["A", "B"])), beside(json!(["B", "A"])), 1);
    assert!(text.contains("rules.greeting.in.ids"), "{text}");
    let topics = |ids: Value| json!({"knowledgeBase": {"topics": side(ids)}});
    check(topics(json!(["A", "B"])), topics(json!(["B", "A"])), 1);
    let rows = |ids: Value| json!({"variantManagement": {"variantAttributeValues": side(ids)}});
    check(rows(json!(["A", "B"])), rows(json!(["B", "A"])), 0);
}

#[test]
fn a_name_that_is_the_identifier_is_not_missed_when_it_goes() {
    let topic = |name: &str| json!({"knowledgeBase": {"topics": items(json!([{"id": "T1", "name": name}]))}});
    check(topic("T1"), topic(""), 1);
}

#[test]
fn a_blank_line_is_a_change() {
    let text = check(behavior("One.\n\nTwo."), behavior("One.\n\n\nTwo."), 1);
    assert!(!text.contains("encoding"), "{text}");
    check(behavior("One.\nTwo."), behavior("One.\n\nTwo."), 1);
}

#[test]
fn what_cannot_be_seen_is_named_in_markdown() {
    for (char, name) in [
        ('\u{200b}', "U+200B"),
        ('\u{ad}', "U+00AD"),
        ('\u{a0}', "U+00A0"),
        ('\u{202e}', "U+202E"),
        ('\u{2028}', "U+2028"),
        ('\u{85}', "U+0085"),
        ('\t', "U+0009"),
    ] {
        let text = check(
            behavior("Call {{fn:book}} now"),
            behavior(&format!("Call {{{{fn:{char}book}}}} now")),
            1,
        );
        assert!(text.contains(name), "{text}");
        let value = |text: &str| config(json!({"a": text}));
        let text = check(value("ab"), value(&format!("a{char}b")), 1);
        assert!(text.contains(name), "{text}");
    }
}
