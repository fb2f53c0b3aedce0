//! The merge that the studio works out beforehand is the one that the server makes: the same
//! conflicts, and the same content afterwards, whatever two people edited.

use std::collections::BTreeMap;

use model::{
    Answers, BranchRef, Choice, MergeConflict, MergeOutcome, Resolution, Snapshot, ThreeWay,
    TopicEdit,
};
use proptest::prelude::*;
use proptest::test_runner::TestCaseError;
use serde_json::{Value, json};
use tests::{Api, Studio, topic};

/// What somebody does. Numbers choose among what there is.
#[derive(Clone, Debug)]
enum Act {
    Behavior(u8),
    AddTopic(u8),
    Rename(usize, u8),
    Write(usize, u8),
    Query(usize, u8),
    Delete(usize),
    AddVariant(u8),
    Cell(usize, u8),
    RenameVariant(usize, u8),
    DeleteVariant(usize),
    AddAttribute(u8),
}

fn act() -> impl Strategy<Value = Act> {
    let (at, text) = (0..4_usize, 0..3_u8);
    prop_oneof![
        text.clone().prop_map(Act::Behavior),
        text.clone().prop_map(Act::AddTopic),
        (at.clone(), text.clone()).prop_map(|(at, text)| Act::Rename(at, text)),
        (at.clone(), text.clone()).prop_map(|(at, text)| Act::Write(at, text)),
        (at.clone(), text.clone()).prop_map(|(at, text)| Act::Query(at, text)),
        at.clone().prop_map(Act::Delete),
        text.clone().prop_map(Act::AddVariant),
        (at.clone(), text.clone()).prop_map(|(at, text)| Act::Cell(at, text)),
        (at.clone(), text.clone()).prop_map(|(at, text)| Act::RenameVariant(at, text)),
        at.prop_map(Act::DeleteVariant),
        text.prop_map(Act::AddAttribute),
    ]
}

/// Does it. What the API refuses, such as a name that is taken, is not done.
async fn run(studio: &Studio, at: &BranchRef, act: &Act) {
    let client = &studio.client;
    let topics = client.topics(at).await.unwrap();
    let variants = client.variants(at).await.unwrap();
    let one_topic = |index: &usize| topics.get(index % topics.len().max(1)).map(|one| &one.id);
    let one_variant =
        |index: &usize| variants.get(index % variants.len().max(1)).map(|one| &one.id);
    let edit = async |index: &usize, edit: TopicEdit| {
        if let Some(id) = one_topic(index) {
            client.edit_topic(at, id, &edit).await.ok();
        }
    };
    match act {
        Act::Behavior(text) => drop(client.set_behavior(at, &format!("Rules {text}")).await),
        Act::AddTopic(name) => {
            drop(client.create_topic(at, &topic(&format!("Topic {name}"), "x")).await);
        }
        Act::Rename(index, name) => {
            edit(index, TopicEdit { name: Some(format!("Topic {name}")), ..Default::default() })
                .await;
        }
        Act::Write(index, text) => {
            edit(index, TopicEdit { content: Some(format!("Text {text}")), ..Default::default() })
                .await;
        }
        Act::Query(index, text) => {
            let queries = Some(vec![format!("Query {text}?")]);
            edit(index, TopicEdit { example_queries: queries, ..Default::default() }).await;
        }
        Act::Delete(index) => {
            if let Some(id) = one_topic(index) {
                client.delete_topic(at, id).await.unwrap();
            }
        }
        Act::AddVariant(name) => {
            drop(client.create_variant(at, &format!("Site {name}"), &BTreeMap::new()).await);
        }
        Act::Cell(index, text) => {
            let attributes = client.attributes(at).await.unwrap();
            if let (Some(id), Some(attribute)) = (one_variant(index), attributes.first()) {
                let values = BTreeMap::from([(attribute.id.clone(), format!("Value {text}"))]);
                client.edit_variant(at, id, None, Some(&values)).await.unwrap();
            }
        }
        Act::RenameVariant(index, name) => {
            if let Some(id) = one_variant(index) {
                client.edit_variant(at, id, Some(&format!("Site {name}")), None).await.ok();
            }
        }
        Act::DeleteVariant(index) => {
            if let Some(id) = one_variant(index) {
                client.delete_variant(at, id).await.ok();
            }
        }
        Act::AddAttribute(name) => {
            drop(client.create_attribute(at, &format!("attribute_{name}")).await);
        }
    }
}

/// What all have before they edit.
async fn furnish(studio: &Studio) {
    let main = studio.main();
    for name in ["Topic a", "Topic b"] {
        studio.topic(&main, name, "Text").await;
    }
    let attribute = studio.client.create_attribute(&main, "phone").await.unwrap();
    let values = BTreeMap::from([(attribute.id, "1".to_owned())]);
    for name in ["Site a", "Site b"] {
        studio.client.create_variant(&main, name, &values).await.unwrap();
    }
}

async fn read(studio: &Studio, at: &BranchRef) -> Snapshot {
    studio.client.branch_snapshot(&studio.account, at).await.unwrap()
}

/// What two lists of conflicts are compared by.
fn sorted(conflicts: &[MergeConflict]) -> Vec<(Vec<String>, [Option<Value>; 3])> {
    let mut all: Vec<_> = conflicts
        .iter()
        .map(|one| (one.path.clone(), [one.base.clone(), one.ours.clone(), one.theirs.clone()]))
        .collect();
    all.sort_by(|one, other| one.0.cmp(&other.0));
    all
}

fn answers(conflicts: &[MergeConflict], picks: &[u8]) -> Answers {
    let pick = |index: usize| picks.get(index % picks.len().max(1)).copied().unwrap_or_default();
    let answer = |(index, one): (usize, &MergeConflict)| {
        let choice = match pick(index) % 4 {
            0 => Choice::Ours,
            1 => Choice::Theirs,
            2 => Choice::Base,
            _ => match one.theirs.as_ref().or(one.ours.as_ref()) {
                Some(Value::String(text)) => Choice::Value(json!(format!("{text} mine"))),
                _ => Choice::Theirs,
            },
        };
        (one.path.clone(), choice)
    };
    conflicts.iter().filter(|one| !one.is_noise()).enumerate().map(answer).collect()
}

fn sent(answers: &Answers) -> Vec<Resolution> {
    let one = |(path, choice): (&Vec<String>, &Choice)| Resolution {
        path: path.clone(),
        choice: choice.clone(),
    };
    answers.iter().map(one).collect()
}

/// A content without what the server derives from its texts.
fn plain(value: &Value) -> Value {
    match value {
        Value::Object(keys) => {
            let kept = keys.iter().filter(|(key, _)| *key != "references");
            Value::Object(kept.map(|(key, value)| (key.clone(), plain(value))).collect())
        }
        other => other.clone(),
    }
}

/// Where two contents differ first.
fn first_difference(one: &Value, other: &Value) -> String {
    let (Some(keys), Some(others)) = (one.as_object(), other.as_object()) else {
        return format!(": {one} and {other}");
    };
    let all = keys.keys().chain(others.keys());
    let differs = |key: &&String| keys.get(*key) != others.get(*key);
    let Some(key) = all.into_iter().find(differs) else { return String::new() };
    let value = |keys: &serde_json::Map<_, _>| keys.get(key).cloned().unwrap_or_default();
    format!(".{key}{}", first_difference(&value(keys), &value(others)))
}

async fn agree(ours: &[Act], theirs: &[Act], picks: &[u8]) -> Result<(), TestCaseError> {
    let studio = Studio::new(Api::V1_0_3).await;
    furnish(&studio).await;
    let (main, branch) = (studio.main(), studio.branch("branch").await);
    let base = read(&studio, &main).await;
    for act in ours {
        run(&studio, &main, act).await;
    }
    for act in theirs {
        run(&studio, &branch, act).await;
    }
    let (ours, theirs) = (read(&studio, &main).await, read(&studio, &branch).await);
    let expected = |answers: &Answers| -> ThreeWay {
        model::merge(base.projection(), ours.projection(), theirs.projection(), answers)
    };
    let mut given = Answers::new();
    // An answer may bring in a name that stands twice, which is asked about in turn.
    for _ in 0..8 {
        let foreseen = expected(&given);
        let outcome = studio.client.merge(&branch, "", &sent(&given)).await;
        match outcome.map_err(|error| TestCaseError::fail(format!("{error:?}")))? {
            MergeOutcome::Merged { .. } => {
                prop_assert_eq!(sorted(&foreseen.conflicts), vec![]);
                let merged = read(&studio, &main).await;
                let [foreseen, merged] = [&foreseen.merged, merged.projection()].map(plain);
                prop_assert!(foreseen == merged, "{}", first_difference(&foreseen, &merged));
                return Ok(());
            }
            MergeOutcome::Conflicts(found) => {
                prop_assert_eq!(sorted(&foreseen.conflicts), sorted(&found));
                given.extend(answers(&foreseen.conflicts, picks));
            }
        }
    }
    Ok(())
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 16, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn what_the_studio_foresees_of_a_merge_is_what_the_server_does(
        ours in prop::collection::vec(act(), 0..10),
        theirs in prop::collection::vec(act(), 0..10),
        picks in prop::collection::vec(any::<u8>(), 1..4),
    ) {
        let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
        runtime.block_on(agree(&ours, &theirs, &picks))?;
    }
}
