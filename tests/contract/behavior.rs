//! The behavior of a branch (contract §1.3, §0.1 row 3).

use tests::{Api, Studio};

use crate::BOTH;

#[tokio::test]
async fn a_saved_behavior_is_returned_and_read_back() {
    for api in BOTH {
        let studio = Studio::new(api).await;
        let at = studio.branch("draft").await;
        let text = "Greet the caller.\n\nAnswer “briefly” – in 漢字 if asked. 👋🏽\t\u{200d}";
        assert_eq!(studio.client.set_behavior(&at, text).await.unwrap(), text);
        assert_eq!(studio.client.behavior(&at).await.unwrap(), text);
        assert_ne!(studio.client.behavior(&studio.main()).await.unwrap(), text);
    }
}

#[tokio::test]
async fn main_is_the_draft_in_one_api_and_protected_in_the_other() {
    let older = Studio::new(Api::V1_0_3).await;
    assert_eq!(older.client.set_behavior(&older.main(), "Be kind.").await.unwrap(), "Be kind.");

    let newer = Studio::new(Api::V1_0_11).await;
    let before = newer.client.behavior(&newer.main()).await.unwrap();
    let error = newer.client.set_behavior(&newer.main(), "Be kind.").await.unwrap_err();
    assert!(error.is_read_only(), "{error:?}");
    assert!(error.advice().contains("branch"), "{}", error.advice());
    assert_eq!(newer.client.behavior(&newer.main()).await.unwrap(), before);
}

#[tokio::test]
async fn an_empty_behavior_is_refused_with_the_name_of_its_field() {
    let studio = Studio::new(Api::V1_0_11).await;
    let at = studio.branch("draft").await;
    let error = studio.client.set_behavior(&at, "").await.unwrap_err();
    assert!(error.field("behavior").is_some(), "{error:?}");
    assert!(!error.is_read_only());
}

#[tokio::test]
async fn a_branch_that_does_not_exist_is_not_found() {
    let studio = Studio::new(Api::V1_0_3).await;
    let at = studio.branch("draft").await;
    studio.client.delete_branch(&at).await.unwrap();
    let error = studio.client.behavior(&at).await.unwrap_err();
    assert_eq!(error.code(), "BRANCH_NOT_FOUND");
    assert!(error.is_not_found());
}
