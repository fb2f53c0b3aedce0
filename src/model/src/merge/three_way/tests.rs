//! Merges over small projections.

use serde_json::json;

use super::super::conflict::Choice;
use super::*;

fn topics(topics: Value) -> Value {
    let ids: Vec<_> = topics.as_object().into_iter().flat_map(Map::keys).cloned().collect();
    json!({ "knowledgeBase": { "topics": { "ids": ids, "entities": topics } } })
}

fn paths(merge: &ThreeWay) -> Vec<String> {
    merge.conflicts.iter().map(|conflict| conflict.path.join(".")).collect()
}

fn answers(all: &[(&[&str], Choice)]) -> Answers {
    let path = |keys: &[&str]| keys.iter().map(|key| (*key).to_owned()).collect();
    all.iter().map(|(keys, choice)| (path(keys), choice.clone())).collect()
}

#[test]
fn edits_of_different_fields_are_both_in_the_result() {
    let side = |name: &str, text: &str| topics(json!({ "T": { "name": name, "content": text } }));
    let found = merge(&side("a", "b"), &side("A", "b"), &side("a", "B"), &Answers::new());
    assert_eq!(found, ThreeWay { merged: side("A", "B"), conflicts: Vec::new() });
}

#[test]
fn the_same_field_edited_differently_is_a_conflict_and_its_dates_are_none_of_their_own() {
    let side = |text: &str| topics(json!({ "T": { "content": text, "updatedAt": text } }));
    let (base, ours, theirs) = (side("base"), side("ours"), side("theirs"));
    let found = merge(&base, &ours, &theirs, &Answers::new());
    let of = |key: &str| format!("knowledgeBase.topics.entities.T.{key}");
    assert_eq!(paths(&found), [of("content"), of("updatedAt")]);
    let at = ["knowledgeBase", "topics", "entities", "T", "content"];
    let mine = answers(&[(&at, Choice::Value(json!("mine")))]);
    let answered = merge(&base, &ours, &theirs, &mine);
    assert_eq!(paths(&answered), Vec::<String>::new());
    assert_eq!(
        answered.merged,
        topics(json!({ "T": { "content": "mine", "updatedAt": "theirs" } }))
    );
}

#[test]
fn an_item_that_one_side_deleted_and_the_other_touched_without_an_edit_is_deleted() {
    let side = |date: &str| topics(json!({ "T": { "content": "x", "updatedAt": date } }));
    let found = merge(&side("1"), &side("2"), &topics(json!({})), &Answers::new());
    assert_eq!(found, ThreeWay { merged: topics(json!({})), conflicts: Vec::new() });
}

#[test]
fn what_the_platform_stores_twice_is_one_conflict_and_follows_the_answer() {
    let side = |text: &str| {
        let rules = json!({ "behaviour": text });
        json!({ "agentSettings": { "rules": rules }, "multilingualAgentSettings": { "rules": rules } })
    };
    let (base, ours, theirs) = (side("base"), side("ours"), side("theirs"));
    let found = merge(&base, &ours, &theirs, &Answers::new());
    assert_eq!(paths(&found), ["agentSettings.rules.behaviour"]);
    let at = ["agentSettings", "rules", "behaviour"];
    let taken = merge(&base, &ours, &theirs, &answers(&[(&at, Choice::Theirs)]));
    assert_eq!(taken.merged, theirs);
}

#[test]
fn two_topics_of_one_name_are_asked_about_and_can_be_made_one() {
    let (base, one) = (topics(json!({})), |text: &str| json!({ "name": "Pool", "content": text }));
    let (ours, theirs) =
        (topics(json!({ "A": one("Open.") })), topics(json!({ "B": one("Shut.") })));
    let found = merge(&base, &ours, &theirs, &Answers::new());
    let of = |key: &'static str| ["knowledgeBase", "topics", "entities", key];
    assert_eq!(paths(&found), [of("A").join("."), of("B").join(".")]);
    let (main, branch) = (of("A"), of("B"));
    let whole = Choice::Value(one("Open. Shut."));
    let answered =
        merge(&base, &ours, &theirs, &answers(&[(&main, whole), (&branch, Choice::Ours)]));
    assert_eq!(paths(&answered), Vec::<String>::new());
    assert_eq!(answered.merged, topics(json!({ "A": one("Open. Shut.") })));
}

#[test]
fn added_items_stand_behind_what_they_follow_and_a_moved_order_stays() {
    let list = |keys: &[&str]| {
        topics(keys.iter().map(|key| ((*key).to_owned(), json!(1))).collect::<Map<_, _>>().into())
    };
    let order = |ours: &[&str], theirs: &[&str]| {
        let found = merge(&list(&["a", "b"]), &list(ours), &list(theirs), &Answers::new());
        at(&found.merged, &["knowledgeBase", "topics", "ids"]).cloned()
    };
    assert_eq!(
        order(&["a", "x", "b"], &["a", "y", "b", "z"]),
        Some(json!(["a", "x", "y", "b", "z"]))
    );
    assert_eq!(order(&["a", "b", "x"], &["b", "a"]), Some(json!(["b", "x", "a"])));
}
