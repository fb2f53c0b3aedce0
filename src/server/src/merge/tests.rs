//! Merges over small documents: what has to hold of every one, and the cases of the contract.

use proptest::prelude::*;
use serde_json::{Value, json};
use wire::{ConflictKind, Resolution, Strategy as Side};

use super::*;

fn projection(value: Value) -> Projection {
    Projection::from_value(value).unwrap()
}

fn merged(base: &Value, ours: &Value, theirs: &Value, resolutions: &[Resolution]) -> Merged {
    let of = |value: &Value| projection(value.clone());
    merge(&of(base), &of(ours), &of(theirs), resolutions)
}

/// Checks a merge without conflicts, and its outcome.
fn check(base: Value, ours: Value, theirs: Value, expected: Value) {
    let merged = merged(&base, &ours, &theirs, &[]);
    assert!(merged.is_clean(), "{:?}", merged.conflicts);
    assert_eq!(merged.projection.to_value().to_string(), expected.to_string());
}

/// The paths of the conflicts of a merge, and what the sides did.
fn conflicts(base: Value, ours: Value, theirs: Value) -> Vec<(String, ConflictKind)> {
    let merged = merged(&base, &ours, &theirs, &[]);
    merged.conflicts.into_iter().map(|one| (one.path.join("."), one.kind)).collect()
}

fn answer(path: &[&str], strategy: Side, value: Option<Value>) -> Resolution {
    Resolution { path: path.iter().map(|key| (*key).to_owned()).collect(), strategy, value }
}

fn topics(topics: Value) -> Value {
    let ids: Vec<_> = topics.as_object().unwrap().keys().cloned().collect();
    json!({"knowledgeBase": {"topics": {"ids": ids, "entities": topics}}})
}

#[test]
fn edits_of_different_fields_are_both_merged() {
    check(
        topics(json!({"T": {"name": "a", "content": "b"}})),
        topics(json!({"T": {"name": "A", "content": "b"}})),
        topics(json!({"T": {"name": "a", "content": "B", "isActive": true}})),
        topics(json!({"T": {"name": "A", "content": "B", "isActive": true}})),
    );
}

#[test]
fn items_that_both_sides_added_are_both_merged_ours_first() {
    check(
        topics(json!({"A": 1, "B": 2})),
        topics(json!({"A": 1, "B": 2, "X": 3})),
        topics(json!({"A": 1, "Y": 4, "B": 2, "Z": 5})),
        json!({"knowledgeBase": {"topics": {
            "ids": ["A", "Y", "B", "X", "Z"],
            "entities": {"A": 1, "B": 2, "X": 3, "Y": 4, "Z": 5}
        }}}),
    );
}

#[test]
fn an_item_that_one_side_deleted_is_removed_from_ids_and_entities() {
    check(
        topics(json!({"A": 1, "B": {"n": 2, "updatedAt": "x"}, "C": 3})),
        topics(json!({"A": 1, "C": 3, "D": 4})),
        topics(json!({"A": 1, "B": {"n": 2, "updatedAt": "y"}, "C": 5})),
        topics(json!({"A": 1, "C": 5, "D": 4})),
    );
}

#[test]
fn a_moved_item_stays_moved() {
    let order = |ids: Value| json!({"s": {"ids": ids, "entities": {"A": 1, "B": 2, "C": 3}}});
    check(
        order(json!(["A", "B", "C"])),
        json!({"s": {"ids": ["A", "B", "C", "D"], "entities": {"A": 1, "B": 2, "C": 3, "D": 4}}}),
        order(json!(["C", "A", "B"])),
        json!({"s": {"ids": ["C", "D", "A", "B"], "entities": {"A": 1, "B": 2, "C": 3, "D": 4}}}),
    );
}

#[test]
fn the_order_of_a_large_collection_takes_time_in_proportion() {
    // Each side puts an item of its own behind each one of the base.
    let list = |names: &[&str]| {
        let keys = (0..20_000).flat_map(|n| names.iter().map(move |name| format!("{name}{n}")));
        topics(keys.map(|key| (key, json!(1))).collect::<serde_json::Map<_, _>>().into())
    };
    let merged = merged(&list(&["b"]), &list(&["b", "o"]), &list(&["b", "t"]), &[]);
    let ids = merged.projection.at(&["knowledgeBase", "topics", "ids"]).as_array().unwrap();
    assert_eq!(ids.len(), 60_000);
    assert_eq!(ids[3_000..3_006], ["b1000", "o1000", "t1000", "b1001", "o1001", "t1001"]);
}

#[test]
fn ids_that_match_no_key_are_left_alone() {
    let odd = |n: i32, m: i32| json!({"s": {"ids": ["strange", "x"], "entities": {"k": {"id": "x", "n": n, "m": m}}}});
    check(odd(1, 1), odd(2, 1), odd(1, 2), odd(2, 2));
}

#[test]
fn the_same_field_changed_differently_is_a_conflict_with_its_dates() {
    let side =
        |text: &str| topics(json!({"T": {"actions": text, "updatedAt": text, "updatedBy": text}}));
    assert_eq!(
        conflicts(side("base"), side("ours"), side("theirs")),
        [
            ("knowledgeBase.topics.entities.T.actions".to_owned(), ConflictKind::Modify),
            ("knowledgeBase.topics.entities.T.updatedAt".to_owned(), ConflictKind::Modify),
        ]
    );
}

#[test]
fn dates_alone_are_no_conflict_and_theirs_are_taken() {
    let side =
        |a: &str, b: &str, date: &str| topics(json!({"T": {"a": a, "b": b, "updatedAt": date}}));
    check(side("1", "1", "x"), side("2", "1", "y"), side("1", "2", "z"), side("2", "2", "z"));
}

#[test]
fn a_change_against_a_deletion_is_a_conflict_of_the_whole_item() {
    let (base, none) = (topics(json!({"T": {"n": 1}})), topics(json!({})));
    let path = "knowledgeBase.topics.entities.T".to_owned();
    let changed = topics(json!({"T": {"n": 2}}));
    let expected = [(path, ConflictKind::Delete)];
    assert_eq!(conflicts(base.clone(), none.clone(), changed.clone()), expected);
    assert_eq!(conflicts(base.clone(), changed.clone(), none.clone()), expected);

    let at = ["knowledgeBase", "topics", "entities", "T"];
    for (strategy, expected) in [(Side::Ours, &none), (Side::Theirs, &changed), (Side::Base, &base)]
    {
        let merged = merged(&base, &none, &changed, &[answer(&at, strategy, None)]);
        assert!(merged.is_clean());
        let topics = &merged.projection.to_value()["knowledgeBase"]["topics"];
        assert_eq!(topics["ids"], expected["knowledgeBase"]["topics"]["ids"], "{strategy:?}");
    }
}

#[test]
fn the_same_item_added_twice_conflicts_field_by_field() {
    let base = topics(json!({}));
    let side = |text: &str| topics(json!({"T": {"name": "same", "content": text}}));
    let path = "knowledgeBase.topics.entities.T.content".to_owned();
    assert_eq!(conflicts(base, side("a"), side("b")), [(path, ConflictKind::Add)]);
}

#[test]
fn an_edited_value_goes_before_the_side_and_references_follow_it() {
    let side = |text: &str| {
        let mut side = topics(json!({"T": {"content": text, "actions": "", "references": {}}}));
        side["functions"] = json!({"functions": {"ids": ["F"], "entities": {"F": {}}}});
        side
    };
    let at = ["knowledgeBase", "topics", "entities", "T", "content"];
    let own = answer(&at, Side::Theirs, Some(json!("mine {{fn:F}}")));
    let merged = merged(&side("base"), &side("ours"), &side("theirs"), &[own]);
    assert!(merged.is_clean());
    let topic = &merged.projection.to_value()["knowledgeBase"]["topics"]["entities"]["T"];
    assert_eq!(topic["content"], "mine {{fn:F}}");
    assert_eq!(topic["references"]["globalFunctions"], json!({"F": true}));
}

#[test]
fn a_value_where_nothing_conflicts_is_refused_and_a_bare_side_is_not() {
    let same = topics(json!({"T": {"content": "x"}}));
    let at = ["knowledgeBase", "topics", "entities", "T", "content"];
    let own = merged(&same, &same, &same, &[answer(&at, Side::Theirs, Some(json!("mine")))]);
    assert_eq!(own.faults.len(), 1);
    assert!(merged(&same, &same, &same, &[answer(&at, Side::Theirs, None)]).is_clean());
}

#[test]
fn a_copy_is_no_second_conflict_and_follows_the_answer() {
    let side = |text: &str| {
        let rules = json!({"behaviour": text, "references": {}, "updatedAt": text});
        json!({"agentSettings": {"rules": rules}, "multilingualAgentSettings": {"rules": rules}})
    };
    let (base, ours, theirs) = (side("base"), side("ours"), side("theirs"));
    let found = conflicts(base.clone(), ours.clone(), theirs.clone());
    let paths: Vec<_> = found.iter().map(|(path, _)| path.as_str()).collect();
    assert_eq!(paths, ["agentSettings.rules.behaviour", "agentSettings.rules.updatedAt"]);

    let at = ["agentSettings", "rules", "behaviour"];
    let merged = merged(&base, &ours, &theirs, &[answer(&at, Side::Ours, None)]);
    assert!(merged.is_clean());
    let value = merged.projection.to_value();
    assert_eq!(value["agentSettings"]["rules"]["behaviour"], "ours");
    assert_eq!(value["agentSettings"], value["multilingualAgentSettings"]);
}

/// Main and a branch both add a topic named `Pool`, of different identifiers.
fn pools() -> [Value; 3] {
    let topic = |name: &str, text: &str| json!({"name": name, "content": text});
    let old = ("T", topic("Parking", "Free."));
    let side = |id: &str, text: &str| topics(json!({(old.0): old.1, (id): topic("Pool", text)}));
    [topics(json!({(old.0): old.1})), side("A", "Open."), side("B", "Closed.")]
}

const TOPICS: [&str; 3] = ["knowledgeBase", "topics", "entities"];

fn of_topic(id: &'static str) -> [&'static str; 4] {
    [TOPICS[0], TOPICS[1], TOPICS[2], id]
}

#[test]
fn two_topics_of_one_name_are_a_conflict_of_both() {
    let [base, ours, theirs] = pools();
    let found = merged(&base, &ours, &theirs, &[]);
    let kinds: Vec<_> =
        found.conflicts.iter().map(|one| (one.path[3].as_str(), one.kind)).collect();
    assert_eq!(kinds, [("A", ConflictKind::Add), ("B", ConflictKind::Add)]);
    let [main, branch] = &found.conflicts[..] else { panic!() };
    assert_eq!((main.theirs_value.as_ref(), branch.ours_value.as_ref()), (None, None));
    assert_eq!(branch.theirs_value, Some(json!({"name": "Pool", "content": "Closed."})));
    assert!(found.faults[0].message.contains("topic"), "{:?}", found.faults);
}

#[test]
fn two_topics_of_one_name_are_settled_by_leaving_one_out_by_a_name_or_by_making_one_of_them() {
    let [base, ours, theirs] = pools();
    let value = |text: &str, name: &str| Some(json!({"name": name, "content": text}));
    let cases = [
        (vec![answer(&of_topic("B"), Side::Ours, None)], vec![("A", "Pool", "Open.")]),
        (
            vec![
                answer(&of_topic("A"), Side::Theirs, None),
                answer(&of_topic("B"), Side::Theirs, None),
            ],
            vec![("B", "Pool", "Closed.")],
        ),
        (
            vec![answer(&of_topic("B"), Side::Theirs, value("Closed.", "Indoor pool"))],
            vec![("A", "Pool", "Open."), ("B", "Indoor pool", "Closed.")],
        ),
        (
            vec![
                answer(&of_topic("A"), Side::Theirs, value("Open. Closed.", "Pool")),
                answer(&of_topic("B"), Side::Ours, None),
            ],
            vec![("A", "Pool", "Open. Closed.")],
        ),
    ];
    for (answers, expected) in cases {
        let merged = merged(&base, &ours, &theirs, &answers);
        assert!(merged.is_clean(), "{:?} {:?}", merged.conflicts, merged.faults);
        let value = merged.projection.to_value();
        let topics = &value["knowledgeBase"]["topics"];
        let found: Vec<_> = topics["ids"].as_array().unwrap()[1..]
            .iter()
            .map(|id| {
                let id = id.as_str().unwrap();
                let topic = &topics["entities"][id];
                (id, topic["name"].as_str().unwrap(), topic["content"].as_str().unwrap())
            })
            .collect();
        assert_eq!(found, expected);
        assert!(is_whole(&value));
    }
}

#[test]
fn a_name_that_an_answer_brings_in_twice_is_asked_again() {
    let [base, ours, theirs] = pools();
    let value = Some(json!({"name": "Parking", "content": "Closed."}));
    let merged = merged(&base, &ours, &theirs, &[answer(&of_topic("B"), Side::Theirs, value)]);
    let asked: Vec<_> = merged.conflicts.iter().map(|one| one.path[3].as_str()).collect();
    assert_eq!(asked, ["B"], "the topic that was there before keeps its name");
}

#[test]
fn a_topic_renamed_to_a_name_that_the_other_side_added_is_asked_for_its_name() {
    let [base, ours, _] = pools();
    let theirs = topics(json!({"T": {"name": "Pool", "content": "Free."}}));
    let found = conflicts(base.clone(), ours.clone(), theirs.clone());
    assert_eq!(
        found,
        [
            ("knowledgeBase.topics.entities.T.name".to_owned(), ConflictKind::Modify),
            ("knowledgeBase.topics.entities.A".to_owned(), ConflictKind::Add),
        ]
    );
    let at = [TOPICS[0], TOPICS[1], TOPICS[2], "T", "name"];
    for (answer, name) in [
        (answer(&at, Side::Base, None), "Parking"),
        (answer(&at, Side::Theirs, Some(json!("Car park"))), "Car park"),
    ] {
        let merged = merged(&base, &ours, &theirs, &[answer]);
        assert!(merged.is_clean(), "{:?}", merged.conflicts);
        assert_eq!(merged.projection.at(&at), name);
    }
}

#[test]
fn names_that_stood_twice_before_are_left_alone() {
    let twice = |text: &str| topics(json!({"A": {"name": "x", "n": text}, "B": {"name": "x"}}));
    check(twice("1"), twice("2"), twice("1"), twice("2"));
}

/// Variants by identifier and name, each with one cell.
fn grid(variants: &[(&str, &str, &str)]) -> Value {
    let list = |item: &dyn Fn(&(&str, &str, &str)) -> Value| {
        let entities: serde_json::Map<_, _> =
            variants.iter().map(|one| (one.0.to_owned(), item(one))).collect();
        json!({"ids": variants.iter().map(|one| one.0).collect::<Vec<_>>(), "entities": entities})
    };
    json!({"variantManagement": {
        "variants": list(&|one| json!({"id": one.0, "name": one.1})),
        "attributes": {"ids": ["A"], "entities": {"A": {"id": "A", "name": "phone"}}},
        "variantAttributeValues": list(&|one| json!({"id": one.0, "values": {"A": one.2}})),
    }})
}

#[test]
fn of_two_variants_of_one_name_the_one_that_is_left_out_goes_with_its_cells() {
    let base = grid(&[("V", "Cork", "1")]);
    let ours = grid(&[("V", "Cork", "1"), ("X", "Dublin", "2")]);
    let theirs = grid(&[("V", "Cork", "1"), ("Y", "Dublin", "3")]);
    let at = |key| ["variantManagement", "variants", "entities", key];
    let answers = [answer(&at("X"), Side::Theirs, None), answer(&at("Y"), Side::Theirs, None)];
    let merged = merged(&base, &ours, &theirs, &answers);
    assert!(merged.is_clean(), "{:?}", merged.conflicts);
    assert_eq!(merged.projection.to_value(), theirs);
}

#[test]
fn of_two_attributes_of_one_name_the_one_that_is_left_out_goes_with_its_column() {
    let base = grid(&[("V", "Cork", "1")]);
    let with = |id: &str| {
        let mut side = base.clone();
        let attributes = &mut side["variantManagement"]["attributes"];
        attributes["ids"].as_array_mut().unwrap().push(json!(id));
        attributes["entities"][id] = json!({"id": id, "name": "fax"});
        side["variantManagement"]["variantAttributeValues"]["entities"]["V"]["values"][id] =
            json!(id);
        side
    };
    let (ours, theirs) = (with("X"), with("Y"));
    let at = ["variantManagement", "attributes", "entities", "Y"];
    let merged = merged(&base, &ours, &theirs, &[answer(&at, Side::Ours, None)]);
    assert!(merged.is_clean(), "{:?}", merged.conflicts);
    assert_eq!(merged.projection.to_value(), ours);
}

#[test]
fn a_deleted_variant_comes_back_whole_when_its_edited_cells_are_kept() {
    let base = grid(&[("V", "Cork", "1"), ("W", "Dublin", "2")]);
    let without = grid(&[("V", "Cork", "1")]);
    let edited = grid(&[("V", "Cork", "1"), ("W", "Dublin", "3")]);
    let at = ["variantManagement", "variantAttributeValues", "entities", "W"];
    for (ours, theirs, keep) in [(&without, &edited, Side::Theirs), (&edited, &without, Side::Ours)]
    {
        let merged = merged(&base, ours, theirs, &[answer(&at, keep, None)]);
        assert!(merged.is_clean(), "{:?}", merged.conflicts);
        assert_eq!(merged.projection.to_value(), edited);
    }
}

/// Documents of a few keys, so that two of them often touch the same place.
fn value() -> impl Strategy<Value = Value> {
    let leaf = prop_oneof![(0..3).prop_map(Value::from), Just(Value::Null), Just(json!(["x"]))];
    leaf.prop_recursive(3, 24, 4, |inner| {
        let keys = prop::sample::select(vec!["a", "b", "c", "d"]);
        let object = prop::collection::btree_map(keys.clone(), inner.clone(), 0..4)
            .prop_map(|keys| json!(keys));
        let collection = prop::collection::vec((keys, inner), 0..4).prop_map(|items| {
            let entities: serde_json::Map<_, _> =
                items.into_iter().map(|(key, item)| (key.to_owned(), item)).collect();
            json!({"ids": entities.keys().collect::<Vec<_>>(), "entities": entities})
        });
        prop_oneof![object, collection]
    })
}

fn document() -> impl Strategy<Value = Value> {
    (value(), value()).prop_map(|(one, two)| json!({"one": one, "two": two}))
}

/// The value at a path; `None` where something on the way is missing.
fn at<'a>(value: &'a Value, path: &[String]) -> Option<&'a Value> {
    path.iter().try_fold(value, |value, key| value.get(key))
}

/// In every collection, `ids` and `entities` name the same items.
fn is_whole(value: &Value) -> bool {
    let here = match (value["ids"].as_array(), value["entities"].as_object()) {
        (Some(ids), Some(entities)) => {
            ids.len() == entities.len()
                && ids.iter().all(|id| id.as_str().is_some_and(|id| entities.contains_key(id)))
        }
        _ => true,
    };
    here && value.as_object().is_none_or(|keys| keys.values().all(is_whole))
}

proptest! {
    #[test]
    fn one_sided_edits_are_taken_as_they_are(base in document(), edited in document()) {
        for (ours, theirs) in [(&edited, &base), (&base, &edited), (&edited, &edited)] {
            let merged = merged(&base, ours, theirs, &[]);
            prop_assert!(merged.is_clean());
            prop_assert_eq!(&merged.projection.to_value(), &edited);
        }
    }

    #[test]
    fn edits_of_different_sections_are_both_merged(
        base in document(), one in value(), two in value(), three in value()
    ) {
        let (mut ours, mut theirs, mut both) = (base.clone(), base.clone(), base.clone());
        ours["one"] = one.clone();
        theirs["two"] = two.clone();
        theirs["three"] = three.clone();
        both["one"] = one;
        both["two"] = two;
        both["three"] = three;
        let merged = merged(&base, &ours, &theirs, &[]);
        prop_assert!(merged.is_clean());
        prop_assert_eq!(merged.projection.to_value(), both);
    }

    #[test]
    fn every_conflict_can_be_answered_with_any_side(
        base in document(), ours in document(), theirs in document()
    ) {
        let open = merged(&base, &ours, &theirs, &[]);
        for strategy in [Side::Ours, Side::Theirs, Side::Base] {
            let answers: Vec<_> = open.conflicts.iter()
                .map(|one| Resolution { path: one.path.clone(), strategy, value: None })
                .collect();
            let merged = merged(&base, &ours, &theirs, &answers);
            prop_assert!(merged.is_clean(), "{:?}", merged.conflicts);
            let value = merged.projection.to_value();
            let side = match strategy { Side::Ours => &ours, Side::Theirs => &theirs, Side::Base => &base };
            for conflict in &open.conflicts {
                prop_assert_eq!(at(&value, &conflict.path), at(side, &conflict.path));
            }
        }
    }

    #[test]
    fn a_conflict_tells_what_lies_on_each_side(
        base in document(), ours in document(), theirs in document()
    ) {
        for conflict in merged(&base, &ours, &theirs, &[]).conflicts {
            prop_assert_eq!(conflict.base_value.as_ref(), at(&base, &conflict.path));
            prop_assert_eq!(conflict.ours_value.as_ref(), at(&ours, &conflict.path));
            prop_assert_eq!(conflict.theirs_value.as_ref(), at(&theirs, &conflict.path));
        }
    }

    #[test]
    fn collections_stay_whole(base in document(), ours in document(), theirs in document()) {
        prop_assert!(is_whole(&merged(&base, &ours, &theirs, &[]).projection.to_value()));
    }
}
