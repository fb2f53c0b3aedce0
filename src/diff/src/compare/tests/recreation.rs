//! Things that were deleted and re-created.

use serde_json::{Value, json};

use super::{check, compared, items, listed, topics};

const TEXT: &str = "We open at nine and close at five, on Sundays a little later than that.";

#[test]
fn the_same_content_under_another_identifier_is_a_note() {
    let topic = |id: &str| topics(json!([{"id": id, "name": "Hours", "content": TEXT}]));
    let found = compared(&topic("T-1"), &topic("T-2"));
    assert_eq!(listed(&found), ["(re-created knowledgeBase.topics.T-1~~T-2.~recreated)"]);
    assert!(found.is_same());
    let sides = (found.items[0].old.as_ref().unwrap(), found.items[0].new.as_ref().unwrap());
    assert_eq!((sides.0.id.as_str(), sides.1.id.as_str()), ("T-1", "T-2"));
}

#[test]
fn an_edit_of_a_re_created_item_is_an_edit() {
    let topic =
        |id: &str, text: &str| topics(json!([{"id": id, "name": "Hours", "content": text}]));
    check(
        topic("T-1", "Nine."),
        topic("T-2", "Ten."),
        &[
            "(re-created knowledgeBase.topics.T-1~~T-2.~recreated)",
            "edited knowledgeBase.topics.T-1~~T-2.content",
        ],
    );
}

#[test]
fn similarity_finds_a_re_created_item_under_another_name() {
    let topic = |id: &str, name: &str| json!({"id": id, "name": name, "content": TEXT});
    check(
        topics(
            json!([topic("T-1", "Hours"), {"id": "T-9", "name": "Pets", "content": "Dogs are welcome."}]),
        ),
        topics(json!([topic("T-2", "Opening")])),
        &[
            "(re-created knowledgeBase.topics.T-1~~T-2.~recreated)",
            "renamed knowledgeBase.topics.T-1~~T-2.~renamed",
            "removed knowledgeBase.topics.T-9",
        ],
    );
}

#[test]
fn different_items_are_not_matched() {
    check(
        topics(json!([{"id": "T-1", "name": "Hours", "content": TEXT}])),
        topics(
            json!([{"id": "T-2", "name": "Pets", "content": "Dogs are welcome in every room but the spa."}]),
        ),
        &["removed knowledgeBase.topics.T-1", "added knowledgeBase.topics.T-2"],
    );
}

#[test]
fn a_re_created_item_at_another_place_has_not_moved() {
    let topic = |id: &str, name: &str| json!({"id": id, "name": name, "content": name});
    check(
        topics(json!([topic("T-1", "a"), topic("T-2", "b"), topic("T-3", "c")])),
        topics(json!([topic("T-2", "b"), topic("T-3", "c"), topic("T-9", "a")])),
        &["(re-created knowledgeBase.topics.T-1~~T-9.~recreated)"],
    );
}

#[test]
fn references_to_a_re_created_item_follow_it() {
    let agent = |function: &str, text: &str| {
        json!({
            "functions": {"functions": items(json!([{"id": function, "name": "book", "code": "pass"}]))},
            "agentSettings": {"rules": {"behaviour": text}},
        })
    };
    let text = |function: &str, rest: &str| format!("Call {{{{fn:{function}}}}} now.{rest}");
    let name = "functions.functions.FN-1~~FN-2.~recreated";
    check(
        agent("FN-1", &text("FN-1", "")),
        agent("FN-2", &text("FN-2", "")),
        &["(edited agentSettings.rules.behaviour)", &format!("(re-created {name})")],
    );
    check(
        agent("FN-1", &text("FN-1", "")),
        agent("FN-2", &text("FN-2", " Please.")),
        &["edited agentSettings.rules.behaviour", &format!("(re-created {name})")],
    );
}

#[test]
fn a_re_created_start_step_still_is_the_start_step() {
    let flow = |id: &str| -> Value {
        let steps = items(json!([{"id": id, "name": "Ask", "prompt": TEXT}]));
        json!({"flows": {"flows": items(json!([{"id": "F", "name": "F", "startStepId": id, "steps": steps}]))}})
    };
    let found = compared(&flow("S-1"), &flow("S-2"));
    assert!(found.is_same(), "{:?}", listed(&found));
    assert_eq!(found.totals().notes, 2);
}

#[test]
fn an_identifier_that_names_something_else_is_no_rename() {
    let topic = |id: &str, name: &str, text: &str| json!({"id": id, "name": name, "content": text});
    let pets = "Dogs are welcome in every room but the spa, and sleep for free.";
    check(
        topics(json!([topic("T-1", "Hours", TEXT)])),
        topics(json!([topic("T-1", "Pets", pets)])),
        &["removed knowledgeBase.topics.T-1~~Hours", "added knowledgeBase.topics.T-1~~Pets"],
    );
    // A topic that got another name, and then some edits, is still the same one.
    check(
        topics(json!([topic("T-1", "Hours", TEXT)])),
        topics(json!([topic("T-1", "Opening", &format!("{TEXT} Ring the bell."))])),
        &["renamed knowledgeBase.topics.T-1.~renamed", "edited knowledgeBase.topics.T-1.content"],
    );
}

#[test]
fn content_under_the_identifier_of_its_position_is_found_again() {
    let topic = |id: usize, name: &str, text: &str| json!({"id": id.to_string(), "name": name, "content": text});
    let list = [("Hours", "Nine to five."), ("Pets", "Dogs only."), ("Spa", "Second floor.")];
    let side = |from: usize| -> Value {
        let list = list[from..].iter().enumerate();
        topics(list.map(|(at, (name, text))| topic(at, name, text)).collect())
    };
    let found = compared(&side(0), &side(1));
    assert_eq!(found.totals().changes(), 1, "{:?}", listed(&found));
    assert_eq!(found.totals().of(crate::ChangeKind::Removed), 1);
    assert_eq!(found.totals().notes, 2);
    let delays = |list: &[&str]| {
        let list = list.iter().enumerate();
        let delays: Value =
            list.map(|(at, text)| json!({"id": at.to_string(), "message": text})).collect();
        let function = json!({"id": "F", "name": "f", "delayResponses": items(delays)});
        json!({"functions": {"functions": items(json!([function]))}})
    };
    let found = compared(&delays(&["One.", "Two.", "Three."]), &delays(&["Two.", "Three."]));
    assert_eq!(found.totals().changes(), 1, "{:?}", listed(&found));
    let found = compared(&delays(&["One.", "Two."]), &delays(&["One.", "Other."]));
    assert_eq!(listed(&found), ["edited functions.functions.F.delayResponses.1.message"]);
}
