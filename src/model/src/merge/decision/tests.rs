//! Decisions, sent and merged.

use serde_json::json;

use super::super::asking::questions;
use super::super::conflict::MergeConflict;
use super::super::three_way::merge;
use super::super::value::Answers;
use super::*;

fn topics(topics: Value) -> Value {
    let ids: Vec<_> = topics.as_object().into_iter().flatten().map(|(key, _)| key).collect();
    json!({ "knowledgeBase": { "topics": { "ids": ids, "entities": topics } } })
}

/// The contents of a merge with questions.
struct Case([Value; 3]);

impl Case {
    fn questions(&self, answers: &Answers) -> Vec<Question> {
        let [base, ours, theirs] = &self.0;
        questions(&merge(base, ours, theirs, answers).conflicts, &[ours, theirs, base])
    }

    /// The topics after one decision about each question.
    fn decided(&self, decide: impl Fn(&Question) -> Decision) -> Value {
        let resolutions = self.questions(&Answers::new()).into_iter().flat_map(|question| {
            question.resolutions(&decide(&question)).expect("a complete decision")
        });
        let answers: Answers = resolutions.map(|one| (one.path, one.choice)).collect();
        assert_eq!(self.questions(&answers), []);
        let [base, ours, theirs] = &self.0;
        merge(base, ours, theirs, &answers).merged["knowledgeBase"]["topics"]["entities"].clone()
    }
}

fn pools() -> Case {
    let one = |id: &str, text: &str, query: &str| {
        topics(json!({ id: {
            "name": "Pool", "content": text, "actions": "", "exampleQueries": [{ "query": query }],
        } }))
    };
    Case([topics(json!({})), one("A", "Open.", "Is it open?"), one("B", "Shut.", "When?")])
}

fn texts() -> Case {
    Case(["Nine.", "Ten.", "Eight."].map(|text| topics(json!({ "T": { "content": text } }))))
}

#[test]
fn a_party_and_a_text_of_ones_own_are_taken() {
    for (decision, text) in [
        (Decision::Take(Party::Target), "Ten."),
        (Decision::Take(Party::Branch), "Eight."),
        (Decision::Take(Party::Before), "Nine."),
        (Decision::Text("Half past nine.".to_owned()), "Half past nine."),
    ] {
        assert_eq!(texts().decided(|_| decision.clone())["T"]["content"], text);
    }
}

#[test]
fn a_text_that_a_party_has_is_sent_as_the_choice_of_that_party() {
    let question = &texts().questions(&Answers::new())[0];
    let sent = question.resolutions(&Decision::Text("Eight.".to_owned())).unwrap();
    assert_eq!(sent[0].choice, Choice::Theirs);
}

#[test]
fn a_text_with_an_open_place_is_not_sent() {
    let question = &texts().questions(&Answers::new())[0];
    let text = "One. Two.".to_owned();
    let places = |places| Decision::Places { places, text: text.clone() };
    let open = places(vec![Some("One.".to_owned()), None]);
    assert_eq!(question.resolutions(&open), None);
    let complete = places(vec![Some("One.".to_owned()), Some("Two.".to_owned())]);
    assert_eq!(question.resolutions(&complete).unwrap()[0].choice, Choice::Value(json!(text)));
}

#[test]
fn of_two_topics_of_one_name_a_party_stays_or_both_under_names_of_their_own() {
    let names = |found: Value| {
        let all = found.as_object().unwrap().iter();
        all.map(|(key, topic)| format!("{key} {}", topic["name"])).collect::<Vec<_>>()
    };
    let take = |party| names(pools().decided(|_| Decision::Take(party)));
    assert_eq!(take(Party::Target), ["A \"Pool\""]);
    assert_eq!(take(Party::Branch), ["B \"Pool\""]);
    let both = names(pools().decided(|question| question.both().unwrap()));
    assert_eq!(both, ["A \"Pool\"", "B \"Pool 2\""]);
}

#[test]
fn two_topics_of_one_name_become_one_with_the_texts_and_queries_of_both() {
    let found = pools().decided(|question| question.one_item().unwrap());
    assert_eq!(
        found,
        json!({ "A": {
            "name": "Pool", "content": "Open.\n\nShut.", "actions": "",
            "exampleQueries": [{ "query": "Is it open?" }, { "query": "When?" }],
        } })
    );
}

#[test]
fn a_name_that_is_still_taken_is_no_decision() {
    let question = &pools().questions(&Answers::new())[0];
    let names = |all: [&str; 2]| Decision::Names(all.map(str::to_owned).to_vec());
    assert_eq!(question.resolutions(&names(["Pool", "Pool"])), None);
    assert_eq!(question.resolutions(&names(["Pool", " "])), None);
    assert!(question.resolutions(&names(["Indoor pool", "Pool"])).is_some());
}

#[test]
fn a_deleted_variant_is_kept_with_its_cells_or_goes() {
    let path =
        |list: &str| ["variantManagement", list, "entities", "V"].map(str::to_owned).to_vec();
    let conflict = |list: &str| MergeConflict {
        path: path(list),
        base: Some(json!({ "name": "Cork" })),
        ours: None,
        theirs: Some(json!({ "name": "Cork city" })),
    };
    let all = [conflict("variants"), conflict("variantAttributeValues")];
    let question = &questions(&all, &[])[0];
    let sent = question.resolutions(&Decision::Take(Party::Branch)).unwrap();
    let choices: Vec<_> = sent.into_iter().map(|one| (one.path, one.choice)).collect();
    assert_eq!(
        choices,
        [(path("variants"), Choice::Theirs), (path("variantAttributeValues"), Choice::Theirs)]
    );
}

#[test]
fn the_fingerprint_follows_every_side() {
    let [base, ours, theirs] = ["a", "b", "c"].map(|text| Some(json!(text)));
    let path = vec!["agentSettings".to_owned()];
    let of = |base: &Option<Value>, ours: &Option<Value>, theirs: &Option<Value>| {
        let [base, ours, theirs] = [base, ours, theirs].map(Clone::clone);
        let conflict = MergeConflict { path: path.clone(), base, ours, theirs };
        questions(&[conflict], &[])[0].fingerprint()
    };
    let now = of(&base, &ours, &theirs);
    assert_eq!(now, of(&base, &ours, &theirs));
    let others = [of(&None, &ours, &theirs), of(&base, &theirs, &ours), of(&base, &ours, &None)];
    assert!(!others.contains(&now));
}
