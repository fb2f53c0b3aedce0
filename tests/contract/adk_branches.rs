//! What only the private API can do with a branch (contract §1.16).

use client::ErrorKind;
use model::{BranchId, BranchRef, Choice, Resolution, SyncOutcome, TopicEdit};
use tests::{Api, Studio};

use crate::BOTH;

/// `main` and a branch, of which both changed the same topic. Of API 1.0.3, where `main` can be
/// written.
async fn diverged() -> (Studio, BranchRef) {
    let studio = Studio::new(Api::V1_0_3).await;
    let topic = studio.topic(&studio.main(), "Parking", "base").await;
    let at = studio.branch("draft").await;
    for (at, text) in [(&studio.main(), "parent"), (&at, "branch")] {
        let edit = TopicEdit { content: Some(text.to_owned()), ..TopicEdit::default() };
        studio.client.edit_topic(at, &topic.id, &edit).await.unwrap();
    }
    (studio, at)
}

#[tokio::test]
async fn a_sync_brings_the_changes_of_the_parent() {
    let studio = Studio::new(Api::V1_0_3).await;
    let at = studio.branch("draft").await;
    studio.topic(&studio.main(), "Parking", "Free.").await;
    let outcome = studio.client.sync_branch(&studio.account, &at, &[]).await.unwrap();
    assert_eq!(outcome, SyncOutcome::Synced);
    assert_eq!(studio.client.topics(&at).await.unwrap()[0].name, "Parking");
    let branches = studio.client.branches(&studio.agent).await.unwrap();
    assert_eq!(branches[1].diverged, Some(false));
}

#[tokio::test]
async fn conflicts_of_a_sync_are_returned_and_can_be_resolved() {
    let (studio, at) = diverged().await;
    let outcome = studio.client.sync_branch(&studio.account, &at, &[]).await.unwrap();
    let SyncOutcome::Conflicts(found) = outcome else { panic!("{outcome:?}") };
    let real = found.iter().find(|conflict| !conflict.is_noise()).unwrap();
    assert_eq!(real.ours.as_ref().unwrap(), "parent");
    let settled: Vec<_> = found
        .iter()
        .map(|conflict| Resolution { path: conflict.path.clone(), choice: Choice::Ours })
        .collect();
    let outcome = studio.client.sync_branch(&studio.account, &at, &settled).await.unwrap();
    assert_eq!(outcome, SyncOutcome::Synced);
    assert_eq!(studio.client.topics(&at).await.unwrap()[0].content, "parent");
}

#[tokio::test]
async fn main_cannot_be_synced() {
    let studio = Studio::new(Api::V1_0_11).await;
    let error = studio.client.sync_branch(&studio.account, &studio.main(), &[]).await.unwrap_err();
    assert_eq!(error.kind(), Some(ErrorKind::Invalid), "{error:?}");
}

#[tokio::test]
async fn a_branch_is_renamed_unless_the_name_is_taken() {
    for api in BOTH {
        let studio = Studio::new(api).await;
        let at = studio.branch("draft").await;
        studio.client.rename_branch(&studio.account, &at, "summer menu").await.unwrap();
        let branches = studio.client.branches(&studio.agent).await.unwrap();
        assert_eq!(branches[1].name, "summer menu");
        studio.branch("winter menu").await;
        let rename = studio.client.rename_branch(&studio.account, &at, "winter menu").await;
        assert!(rename.unwrap_err().is_conflict());
    }
}

#[tokio::test]
async fn one_branch_of_an_agent_has_the_staging_tag() {
    let studio = Studio::new(Api::V1_0_11).await;
    let (one, two) = (studio.branch("one").await, studio.branch("two").await);
    let tags = async || {
        let branches = studio.client.branches(&studio.agent).await.unwrap();
        branches.into_iter().map(|branch| branch.tag).collect::<Vec<_>>()
    };
    let staging = Some("staging".to_owned());
    studio.client.tag_branch(&studio.account, &one).await.unwrap();
    assert_eq!(tags().await, [None, staging.clone(), None]);
    studio.client.tag_branch(&studio.account, &two).await.unwrap();
    assert_eq!(tags().await, [None, None, staging]);
    studio.client.untag_branch(&studio.account, &two).await.unwrap();
    assert_eq!(tags().await, [None, None, None]);
}

#[tokio::test]
async fn a_deleted_branch_is_restored_with_its_content() {
    for api in BOTH {
        let studio = Studio::new(api).await;
        let (client, account) = (&studio.client, &studio.account);
        let at = studio.branch("draft").await;
        studio.topic(&at, "Pool", "Open.").await;
        client.delete_branch(&at).await.unwrap();
        let archive = client.archived_branches(account, &studio.agent).await.unwrap();
        assert_eq!(archive.len(), 1);
        assert_eq!((&archive[0].branch.id, archive[0].days_left), (&at.branch, Some(30)));
        assert!(archive[0].archived_at.is_some());
        client.restore_branch(account, &at).await.unwrap();
        assert_eq!(client.topics(&at).await.unwrap()[0].name, "Pool");
        assert_eq!(client.archived_branches(account, &studio.agent).await.unwrap(), []);
        assert!(client.restore_branch(account, &at).await.unwrap_err().is_not_found());
    }
}

#[tokio::test]
async fn the_merge_history_names_the_author_and_the_message() {
    let studio = Studio::new(Api::V1_0_11).await;
    let at = studio.branch("summer").await;
    studio.topic(&at, "Pool", "Open.").await;
    studio.client.merge(&at, "Summer menu", &[]).await.unwrap();
    let history = studio.client.merge_history(&studio.account, &studio.main()).await.unwrap();
    assert_eq!(history.len(), 1);
    let merge = &history[0];
    assert_eq!((merge.branch_name.as_str(), merge.message.as_str()), ("summer", "Summer menu"));
    assert_eq!(
        (merge.branch.as_ref(), merge.merged_by.as_str()),
        (Some(&at.branch), "ada@example.com")
    );
    assert!(merge.merged_at.is_some());
}

#[tokio::test]
async fn the_fork_point_of_a_branch_is_what_its_parent_contained_then() {
    let studio = Studio::new(Api::V1_0_3).await;
    let (client, account, main) = (&studio.client, &studio.account, studio.main());
    let fork = client.branch_snapshot(account, &main).await.unwrap();
    let at = studio.branch("draft").await;
    studio.topic(&main, "Parking", "Free.").await;
    studio.topic(&at, "Pool", "Open.").await;

    let branch = client.branches(&studio.agent).await.unwrap().remove(1);
    let sequence = branch.parent_sequence.clone().unwrap();
    assert_eq!((&branch.id, &branch.parent), (&at.branch, &BranchId::main()));
    assert_ne!(client.branch_sequence(account, &main).await.unwrap(), sequence);
    let read = client.branch_snapshot_at(account, &main, &sequence).await.unwrap();
    assert_eq!(read, fork);

    client.sync_branch(account, &at, &[]).await.unwrap();
    let synced = client.branches(&studio.agent).await.unwrap().remove(1).parent_sequence.unwrap();
    assert_eq!(client.branch_sequence(account, &main).await.unwrap(), synced);
    let unknown = client.branch_snapshot_at(account, &main, &"999".into()).await;
    assert!(unknown.unwrap_err().is_not_found());
}

#[tokio::test]
async fn a_branch_is_created_from_another_branch() {
    for api in BOTH {
        let studio = Studio::new(api).await;
        let (client, account) = (&studio.client, &studio.account);
        let parent = studio.branch("summer").await;
        let topic = studio.topic(&parent, "Pool", "Open.").await;
        let id = client.create_branch_from(account, &parent, "summer lunch").await.unwrap();
        let child = BranchRef { agent: studio.agent.clone(), branch: id };
        assert_eq!(client.topics(&child).await.unwrap(), [topic]);
        let branches = client.branches(&studio.agent).await.unwrap();
        let child = branches.iter().find(|one| one.id == child.branch).unwrap();
        assert_eq!((child.name.as_str(), &child.parent), ("summer lunch", &parent.branch));
        let taken = client.create_branch_from(account, &studio.main(), "summer").await;
        assert!(taken.unwrap_err().is_conflict());
    }
}
