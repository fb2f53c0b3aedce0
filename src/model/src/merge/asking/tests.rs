//! Conflicts become questions in people's words.

use serde_json::json;

use super::super::decision::list_value;
use super::*;

fn conflict(path: &[&str], sides: [Option<Value>; 3]) -> MergeConflict {
    let [base, ours, theirs] = sides;
    let path = path.iter().map(|key| (*key).to_owned()).collect();
    MergeConflict { path, base, ours, theirs }
}

fn content() -> Value {
    let named = |id: &str, name: &str| json!({ "entities": { id: { "name": name } } });
    json!({
        "knowledgeBase": { "topics": named("T-1", "Opening hours") },
        "variantManagement": {
            "variants": named("V-1", "Cork"), "attributes": named("A-1", "phone"),
        },
    })
}

fn ask(conflicts: &[MergeConflict]) -> Vec<Question> {
    questions(conflicts, &[&content()])
}

fn titles(questions: &[Question]) -> Vec<[&str; 3]> {
    questions
        .iter()
        .map(|one| [one.section.label(), one.item.as_str(), one.field.as_str()])
        .collect()
}

const TOPIC: [&str; 4] = ["knowledgeBase", "topics", "entities", "T-1"];

fn field(key: &'static str) -> [&'static str; 5] {
    [TOPIC[0], TOPIC[1], TOPIC[2], TOPIC[3], key]
}

fn texts(text: &str) -> [Option<Value>; 3] {
    ["before", "target", text].map(|text| Some(json!(text)))
}

#[test]
fn questions_are_in_names_and_in_the_order_of_the_sections_without_dates() {
    let values =
        ["variantManagement", "variantAttributeValues", "entities", "V-1", "values", "A-1"];
    let asked = ask(&[
        conflict(&values, texts("1")),
        conflict(&field("content"), texts("2")),
        conflict(&field("updatedAt"), texts("3")),
        conflict(&["agentSettings", "rules", "behaviour"], texts("4")),
    ]);
    assert_eq!(
        titles(&asked),
        [
            ["Behavior", "Behavior", ""],
            ["Knowledge topics", "Opening hours", "Content"],
            ["Variants", "Cork", "phone"],
        ]
    );
    assert!(matches!(&asked[0].matter, Matter::Text([_, _, branch]) if branch == "4"));
    assert!(matches!(&asked[2].matter, Matter::Cell { variant, .. } if variant == "Cork"));
}

#[test]
fn a_list_of_queries_is_asked_entry_by_entry_and_keeps_its_form() {
    let list =
        |all: &[&str]| Some(all.iter().map(|text| json!({ "query": text })).collect::<Value>());
    let sides = [list(&["a", "b"]), list(&["a", "b", "c"]), list(&["b", "d"])];
    let asked = ask(&[conflict(&field("exampleQueries"), sides)]);
    assert!(matches!(&asked[0].matter, Matter::List(_)), "{asked:?}");
    assert_eq!(asked[0].field, "Example queries");
    let value = list_value(&asked[0], &["d".to_owned(), "new".to_owned()]);
    assert_eq!(value, json!([{ "query": "d" }, { "query": "new" }]));
}

#[test]
fn a_deleted_topic_is_one_question_with_the_texts_that_were_edited() {
    let item = |text: &str, at: &str| {
        Some(json!({ "id": "T-1", "name": "Opening hours", "content": text, "updatedAt": at }))
    };
    let asked = ask(&[conflict(&TOPIC, [item("Nine.", "1"), None, item("Ten.", "2")])]);
    let edited = vec![("Content".to_owned(), ["Nine.".to_owned(), "Ten.".to_owned()])];
    assert_eq!(asked[0].matter, Matter::Deleted { by: Party::Target, edited });
    assert_eq!(titles(&asked), [["Knowledge topics", "Opening hours", ""]]);
}

#[test]
fn a_deleted_variant_and_its_cells_are_one_question() {
    let item = |name: &str| Some(json!({ "id": "V-1", "name": name }));
    let row = |value: &str| Some(json!({ "id": "V-1", "values": { "A-1": value } }));
    let path = |list: &'static str| ["variantManagement", list, "entities", "V-1"];
    let asked = ask(&[
        conflict(&path("variants"), [item("Cork"), item("Cork city"), None]),
        conflict(&path("variantAttributeValues"), [row("1"), row("2"), None]),
    ]);
    assert_eq!(asked.len(), 1);
    assert_eq!(asked[0].conflicts.len(), 2);
    let pair = |name: &str, before: &str, after: &str| {
        (name.to_owned(), [before.to_owned(), after.to_owned()])
    };
    let edited = vec![pair("Name", "Cork", "Cork city"), pair("phone", "1", "2")];
    assert_eq!(asked[0].matter, Matter::Deleted { by: Party::Branch, edited });
}

#[test]
fn items_of_one_name_are_one_question_about_the_name() {
    let topic = |text: &str| Some(json!({ "id": "X", "name": "Pool", "content": text }));
    let path = |key: &'static str| [TOPIC[0], TOPIC[1], TOPIC[2], key];
    let asked = ask(&[
        conflict(&path("A"), [None, topic("Open."), None]),
        conflict(&path("B"), [None, None, topic("Shut.")]),
        conflict(
            &field("name"),
            [Some(json!("Opening hours")), Some(json!("Opening hours")), Some(json!("Pool"))],
        ),
    ]);
    assert_eq!(titles(&asked), [["Knowledge topics", "Pool", "Name"]]);
    let Matter::Twice { noun, claims, .. } = &asked[0].matter else { panic!("{asked:?}") };
    assert_eq!(*noun, "topic");
    let parties: Vec<_> = claims.iter().map(|claim| (claim.party, claim.texts.len())).collect();
    assert_eq!(parties, [(Party::Target, 1), (Party::Branch, 1), (Party::Branch, 0)]);
    assert_eq!(claims[2].renamed_from.as_deref(), Some("Opening hours"));
}

#[test]
fn a_setting_is_told_in_words() {
    let sides = [Some(json!(true)), Some(json!(false)), None];
    let asked = ask(&[conflict(&field("isActive"), sides)]);
    assert_eq!(asked[0].field, "Active");
    let words = ["Active", "Not active", "Not there"].map(str::to_owned);
    assert_eq!(asked[0].matter, Matter::Setting(words));
}
