//! The law of comparison: every edit of a document is seen, and nothing else is.

use proptest::prelude::*;
use serde_json::{Map, Value, json};

use crate::generate::{KEYS, Law, PlainEdit, Random, Size, agent};

fn documents() -> impl Strategy<Value = Value> {
    let key = || prop::sample::select(KEYS.to_vec()).prop_map(str::to_owned);
    let leaf = prop_oneof![
        Just(Value::Null),
        any::<bool>().prop_map(Value::from),
        (0..4).prop_map(Value::from),
        prop::sample::select(vec!["", "3", "T1", "one two\nthree", "x"]).prop_map(Value::from),
    ];
    let value = leaf.prop_recursive(5, 24, 4, move |inner| {
        let object = prop::collection::hash_map(key(), inner.clone(), 0..4)
            .prop_map(|map| Value::Object(map.into_iter().collect::<Map<_, _>>()));
        let list = prop::collection::vec(inner.clone(), 0..4).prop_map(Value::from);
        let items = (object.clone(), object.clone()).prop_map(
            |(one, two)| json!({"ids": ["T1", "T2"], "entities": {"T1": one, "T2": two}}),
        );
        prop_oneof![4 => object, 1 => list, 2 => items]
    });
    prop::collection::hash_map(key(), value, 1..4)
        .prop_map(|map| Value::Object(map.into_iter().collect()))
}

fn edits() -> impl Strategy<Value = PlainEdit> {
    prop::sample::select(PlainEdit::ALL.to_vec())
}

fn holds(document: &Value, edit: PlainEdit, pick: usize) -> Result<(), TestCaseError> {
    Law::of(document.clone()).check(edit, pick).map(drop).map_err(|unseen| {
        let crate::generate::Unseen { old, new, path, fault, .. } = *unseen;
        TestCaseError::fail(format!("{edit:?} at {path:?}: {fault}\n{old}\n{new}"))
    })
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(512))]

    #[test]
    fn every_edit_of_any_document_is_shown(
        document in documents(),
        edit in edits(),
        pick in 0_usize..200,
    ) {
        holds(&document, edit, pick)?;
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(96))]

    #[test]
    fn every_edit_of_an_agent_is_shown(seed in 0_u64..8, edit in edits(), pick: u16) {
        let document = agent(&mut Random::new(seed), Size::SMALL);
        holds(&document, edit, pick.into())?;
    }
}
