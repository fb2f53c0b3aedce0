//! Workspaces and projects of the private API.

use tests::{AGENT, Api, Studio};

#[tokio::test]
async fn a_key_has_one_account() {
    let studio = Studio::new(Api::V1_0_11).await;
    let keyed = studio.client_with(|connection| connection.account = None);
    let accounts = keyed.accounts().await.unwrap();
    assert_eq!(accounts.len(), 1);
    assert_eq!(accounts[0].id, studio.account);
    assert!(accounts[0].is_active);
}

#[tokio::test]
async fn projects_are_agents_with_their_creator_and_traffic() {
    let studio = Studio::new(Api::V1_0_11).await;
    let numbers = ["+441134960000".to_owned()];
    let live = model::Environment::Live;
    studio.client.import_phone_numbers(&studio.agent, &numbers, live).await.unwrap();
    let projects = studio.client.projects(&studio.account).await.unwrap();
    assert_eq!(projects.len(), 1);
    assert_eq!((&projects[0].agent, projects[0].name.as_str()), (&studio.agent, AGENT));
    assert_eq!(projects[0].created_by, "ada@example.com");
    assert_eq!(projects[0].phone_numbers, numbers);
}

#[tokio::test]
async fn an_account_that_does_not_exist_is_not_found() {
    let studio = Studio::new(Api::V1_0_3).await;
    let error = studio.client.projects(&"ws-none".into()).await.unwrap_err();
    assert!(error.is_not_found(), "{error:?}");
    assert_eq!(error.code(), "ACCOUNT_NOT_FOUND");
}
