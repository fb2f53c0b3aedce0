//! Branches (contract §1.2).

use client::ErrorKind;
use model::BranchId;
use tests::{Api, Studio};

use crate::BOTH;

#[tokio::test]
async fn a_new_agent_has_main_and_a_branch_is_created_from_it() {
    for api in BOTH {
        let studio = Studio::new(api).await;
        let at = studio.branch("summer menu").await;
        let branches = studio.client.branches(&studio.agent).await.unwrap();
        let ids: Vec<_> = branches.iter().map(|branch| &branch.id).collect();
        assert_eq!(ids, [&BranchId::main(), &at.branch]);
        let new = &branches[1];
        assert_eq!(
            (new.name.as_str(), new.created_by.as_str()),
            ("summer menu", "ada@example.com")
        );
        assert_eq!((&new.parent, new.diverged), (&BranchId::main(), Some(false)));
        assert!(new.created_at.is_some() && new.updated_at.is_some());
    }
}

#[tokio::test]
async fn a_branch_has_diverged_once_main_changes() {
    let studio = Studio::new(Api::V1_0_3).await;
    let at = studio.branch("draft").await;
    studio.topic(&studio.main(), "Parking", "Free.").await;
    let branches = studio.client.branches(&studio.agent).await.unwrap();
    let branch = branches.iter().find(|branch| branch.id == at.branch).unwrap();
    assert_eq!(branch.diverged, Some(true));
}

#[tokio::test]
async fn a_name_that_is_taken_is_refused() {
    for api in BOTH {
        let studio = Studio::new(api).await;
        studio.branch("draft").await;
        let error = studio.client.create_branch(&studio.agent, "draft").await.unwrap_err();
        assert!(error.is_conflict(), "{error:?}");
    }
}

#[tokio::test]
async fn a_name_that_is_empty_or_too_long_is_refused() {
    for api in BOTH {
        let studio = Studio::new(api).await;
        for name in ["", &"n".repeat(101)] {
            let error = studio.client.create_branch(&studio.agent, name).await.unwrap_err();
            assert!(error.field("branchName").is_some(), "{error:?}");
        }
        studio.client.create_branch(&studio.agent, &"ñ".repeat(100)).await.unwrap();
    }
}

#[tokio::test]
async fn a_deleted_branch_is_not_found_and_main_cannot_be_deleted() {
    for api in BOTH {
        let studio = Studio::new(api).await;
        let at = studio.branch("draft").await;
        studio.client.delete_branch(&at).await.unwrap();
        assert_eq!(studio.client.branches(&studio.agent).await.unwrap().len(), 1);
        assert!(studio.client.delete_branch(&at).await.unwrap_err().is_not_found());
        // A branch would not help here, so it is not the refusal of a direct change.
        let error = studio.client.delete_branch(&studio.main()).await.unwrap_err();
        assert_eq!(error.kind(), Some(ErrorKind::Invalid));
    }
}

#[tokio::test]
async fn whether_main_is_protected_is_found_out_without_changing_anything() {
    for (api, is_protected) in [(Api::V1_0_3, false), (Api::V1_0_11, true)] {
        let studio = Studio::new(api).await;
        let (client, account, main) = (&studio.client, &studio.account, studio.main());
        let before = client.branch_sequence(account, &main).await.unwrap();
        assert_eq!(client.is_main_protected(&studio.agent).await, Ok(is_protected));
        assert_eq!(client.branch_sequence(account, &main).await.unwrap(), before);
    }
}
