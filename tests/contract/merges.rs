//! Merging branches (contract §1.2, §2.3, §0.1 row 7).

use client::{ErrorKind, Method};
use model::{
    BranchRef, Choice, MergeConflict, MergeOutcome, Resolution, SyncOutcome, TopicEdit, with_noise,
};
use serde_json::json;
use tests::{Api, Fault, Studio};

use crate::{BOTH, a_moment};

/// Two branches that changed the same topic, of which the first is merged: the second one, and the
/// path of its conflict.
async fn conflicting(studio: &Studio) -> (BranchRef, Vec<String>) {
    let base = studio.branch("base").await;
    let topic = studio.topic(&base, "Parking", "base").await;
    merged(studio, &base).await;
    let (first, second) = (studio.branch("first").await, studio.branch("second").await);
    for (at, text) in [(&first, "ours"), (&second, "theirs")] {
        let edit = TopicEdit { content: Some(text.to_owned()), ..TopicEdit::default() };
        studio.client.edit_topic(at, &topic.id, &edit).await.unwrap();
        a_moment().await;
    }
    merged(studio, &first).await;
    let path = ["knowledgeBase", "topics", "entities", topic.id.as_str(), "content"];
    (second, path.map(str::to_owned).to_vec())
}

async fn merged(studio: &Studio, at: &BranchRef) {
    let outcome = studio.client.merge(at, "Merge", &[]).await.unwrap();
    assert!(matches!(outcome, MergeOutcome::Merged { .. }), "{outcome:?}");
}

async fn conflicts(studio: &Studio, at: &BranchRef) -> Vec<MergeConflict> {
    match studio.client.merge(at, "Merge", &[]).await.unwrap() {
        MergeOutcome::Conflicts(conflicts) => conflicts,
        merged => panic!("{merged:?}"),
    }
}

#[tokio::test]
async fn a_merged_branch_is_in_main_and_no_longer_listed() {
    for api in BOTH {
        let studio = Studio::new(api).await;
        let at = studio.branch("summer").await;
        studio.topic(&at, "Pool", "Open.").await;
        let outcome = studio.client.merge(&at, "Summer menu", &[]).await.unwrap();
        let MergeOutcome::Merged { message, test_runs } = outcome else {
            panic!("there is nothing to conflict with")
        };
        assert!(message.contains("main"), "{message}");
        assert_eq!(test_runs, Vec::<String>::new());
        assert_eq!(studio.client.topics(&studio.main()).await.unwrap()[0].name, "Pool");
        assert_eq!(studio.client.branches(&studio.agent).await.unwrap().len(), 1);
        assert!(studio.client.merge(&at, "", &[]).await.unwrap_err().is_not_found());
    }
}

#[tokio::test]
async fn conflicts_are_returned_whatever_their_status() {
    for api in BOTH {
        let studio = Studio::new(api).await;
        let (at, path) = conflicting(&studio).await;
        let found = conflicts(&studio, &at).await;
        let (noise, real): (Vec<_>, Vec<_>) = found.into_iter().partition(MergeConflict::is_noise);
        let expected = MergeConflict {
            path,
            base: Some(json!("base")),
            ours: Some(json!("ours")),
            theirs: Some(json!("theirs")),
        };
        assert_eq!(real, [expected]);
        assert!(!noise.is_empty(), "an edited topic conflicts in its dates as well");
        assert_eq!(studio.client.topics(&studio.main()).await.unwrap()[0].content, "ours");
    }
}

#[tokio::test]
async fn every_choice_resolves_a_conflict() {
    for api in BOTH {
        for (choice, expected) in [
            (Choice::Ours, "ours"),
            (Choice::Theirs, "theirs"),
            (Choice::Base, "base"),
            (Choice::Value(json!("by hand")), "by hand"),
        ] {
            let studio = Studio::new(api).await;
            let (at, path) = conflicting(&studio).await;
            let found = conflicts(&studio, &at).await;
            let settled = with_noise(&found, vec![Resolution { path, choice }]);
            let outcome = studio.client.merge(&at, "Settled", &settled).await.unwrap();
            assert!(matches!(outcome, MergeOutcome::Merged { .. }), "{outcome:?}");
            let topics = studio.client.topics(&studio.main()).await.unwrap();
            assert_eq!(topics[0].content, expected);
        }
    }
}

#[tokio::test]
async fn unresolved_conflicts_are_returned_again() {
    let studio = Studio::new(Api::V1_0_11).await;
    let (at, path) = conflicting(&studio).await;
    let noise_only = with_noise(&conflicts(&studio, &at).await, Vec::new());
    let outcome = studio.client.merge(&at, "", &noise_only).await.unwrap();
    let MergeOutcome::Conflicts(left) = outcome else { panic!("{outcome:?}") };
    let paths: Vec<_> = left.into_iter().map(|conflict| conflict.path).collect();
    assert_eq!(paths, [path]);
}

#[tokio::test]
async fn invalid_resolutions_are_refused_by_name() {
    for api in BOTH {
        let studio = Studio::new(api).await;
        let (at, path) = conflicting(&studio).await;
        let stray = ["knowledgeBase", "topics", "entities", &path[3], "name"];
        let mut settled = with_noise(
            &conflicts(&studio, &at).await,
            vec![Resolution { path: path.clone(), choice: Choice::Ours }],
        );
        settled.push(Resolution {
            path: stray.map(str::to_owned).to_vec(),
            choice: Choice::Value(json!("Car park")),
        });
        let error = studio.client.merge(&at, "", &settled).await.unwrap_err();
        assert_eq!(error.kind(), Some(ErrorKind::Invalid), "{error:?}");
        assert!(error.field(&stray.join(".")).is_some(), "{error:?}");
    }
}

/// Two branches that both add a topic named `Pool`, of which the first is merged: the second one, and
/// the two topics.
async fn one_name(studio: &Studio) -> (BranchRef, [model::Topic; 2]) {
    let (first, second) = (studio.branch("first").await, studio.branch("second").await);
    let main = studio.topic(&first, "Pool", "Open.").await;
    let branch = studio.topic(&second, "Pool", "Closed.").await;
    merged(studio, &first).await;
    (second, [main, branch])
}

#[tokio::test]
async fn a_topic_that_both_sides_added_is_not_merged_into_two_of_one_name() {
    for api in BOTH {
        let studio = Studio::new(api).await;
        let (at, topics) = one_name(&studio).await;
        let found = conflicts(&studio, &at).await;
        let path = |id: &str| ["knowledgeBase", "topics", "entities", id].map(str::to_owned);
        let paths: Vec<_> = found.iter().map(|one| one.path.clone()).collect();
        assert_eq!(paths, topics.each_ref().map(|topic| path(topic.id.as_str()).to_vec()));
        let asked = model::questions(&found, &[]);
        assert!(
            matches!(&asked[..], [model::Question { matter: model::Matter::Twice { .. }, .. }]),
            "{asked:?}"
        );

        let mut renamed = found[1].theirs.clone().unwrap();
        renamed["name"] = json!("Indoor pool");
        let answer = Resolution { path: paths[1].clone(), choice: Choice::Value(renamed) };
        let outcome = studio.client.merge(&at, "", &[answer]).await.unwrap();
        assert!(matches!(outcome, MergeOutcome::Merged { .. }), "{outcome:?}");
        let topics = studio.client.topics(&studio.main()).await.unwrap();
        let names: Vec<_> = topics.iter().map(|topic| topic.name.as_str()).collect();
        assert_eq!(names, ["Pool", "Indoor pool"]);
    }
}

#[tokio::test]
async fn a_sync_asks_for_names_that_would_stand_twice_as_well() {
    for api in BOTH {
        let studio = Studio::new(api).await;
        let (at, topics) = one_name(&studio).await;
        let outcome = studio.client.sync_branch(&studio.account, &at, &[]).await.unwrap();
        let SyncOutcome::Conflicts(found) = outcome else { panic!("{outcome:?}") };
        assert_eq!(found.len(), 2);
        let leave_out = Resolution { path: found[1].path.clone(), choice: Choice::Ours };
        let outcome = studio.client.sync_branch(&studio.account, &at, &[leave_out]).await.unwrap();
        assert_eq!(outcome, SyncOutcome::Synced);
        let left = studio.client.topics(&at).await.unwrap();
        assert_eq!(left.iter().map(|one| &one.id).collect::<Vec<_>>(), [&topics[0].id]);
    }
}

#[tokio::test]
async fn the_conflicts_of_a_sync_are_read_from_a_refusal_as_well() {
    let studio = Studio::new(Api::V1_0_11).await;
    let body = r#"{"hasConflicts":true,"conflicts":[{"path":["a"],"baseValue":1,"oursValue":2,
        "theirsValue":3,"type":"modify"}]}"#;
    for status in [400, 409] {
        let (client, _line) = studio.on_line(move |request| match request.method {
            Method::Post => Fault::answer(status, body),
            _ => Fault::answer(200, r#"{"lastKnownSequence":"4"}"#),
        });
        let outcome = client.sync_branch(&studio.account, &BranchRef::new("a", "b"), &[]).await;
        let Ok(SyncOutcome::Conflicts(found)) = &outcome else { panic!("{outcome:?}") };
        assert_eq!(found[0].theirs, Some(json!(3)));
    }
}

#[tokio::test]
async fn main_cannot_be_merged() {
    for api in BOTH {
        let studio = Studio::new(api).await;
        let error = studio.client.merge(&studio.main(), "", &[]).await.unwrap_err();
        assert_eq!(error.kind(), Some(ErrorKind::Invalid), "{error:?}");
    }
}
