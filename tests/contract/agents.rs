//! Agents (contract §1.1, §0.1 rows 1 and 5).

use client::ErrorKind;
use model::{BranchRef, NewAgent};
use tests::{AGENT, Api, Fault, Studio, new_agent};

use crate::BOTH;

#[tokio::test]
async fn agents_are_listed_and_created_in_both_apis() {
    for api in BOTH {
        let studio = Studio::new(api).await;
        let made = studio.client.create_agent(&new_agent("Northlight Energy")).await.unwrap();
        let agents = studio.client.agents().await.unwrap();
        let names: Vec<_> = agents.iter().map(|agent| agent.name.as_str()).collect();
        assert_eq!(names, [AGENT, "Northlight Energy"]);
        assert!(agents.contains(&made));
        assert_eq!((&made.account, made.branch_count), (&studio.account, 1));
        assert!(made.created_at.is_some());
    }
}

#[tokio::test]
async fn without_an_account_only_the_older_api_lists_agents() {
    let studio = Studio::new(Api::V1_0_3).await;
    let keyed = studio.client_with(|connection| connection.account = None);
    assert_eq!(keyed.agents().await.unwrap().len(), 1);
    keyed.create_agent(&new_agent("B")).await.unwrap();

    let studio = Studio::new(Api::V1_0_11).await;
    let keyed = studio.client_with(|connection| connection.account = None);
    assert!(keyed.agents().await.unwrap_err().is_not_found());
    assert!(keyed.create_agent(&new_agent("B")).await.unwrap_err().is_not_found());
}

#[tokio::test]
async fn a_server_without_accounts_in_its_paths_is_called_without_one() {
    let studio = Studio::new(Api::V1_0_3).await;
    let (client, line) = studio.on_line(|request| match request.url.contains("/accounts/") {
        true => Fault::refuse(404, "NOT_FOUND"),
        false => Fault::None,
    });
    assert_eq!(client.agents().await.unwrap().len(), 1);
    client.create_agent(&new_agent("B")).await.unwrap();
    let account = &studio.account;
    let expected = [
        format!("GET /v1/accounts/{account}/agents"),
        "GET /v1/agents".to_owned(),
        format!("POST /v1/accounts/{account}/agents"),
        "POST /v1/agents".to_owned(),
    ];
    assert_eq!(line.log(), expected);
}

#[tokio::test]
async fn an_unknown_account_is_distinguished_from_an_unknown_path() {
    let studio = Studio::new(Api::V1_0_11).await;
    let stranger = studio.client_with(|connection| connection.account = Some("ws-none".into()));
    assert_eq!(stranger.agents().await.unwrap_err().code(), "ACCOUNT_NOT_FOUND");
}

#[tokio::test]
async fn a_refused_agent_is_not_created_through_the_other_path() {
    for api in BOTH {
        let studio = Studio::new(api).await;
        let (client, line) = studio.on_line(|_| Fault::None);
        let nameless = NewAgent { name: String::new(), ..new_agent("") };
        let error = client.create_agent(&nameless).await.unwrap_err();
        assert_eq!(error.kind(), Some(ErrorKind::Invalid));
        assert!(error.field("name").is_some(), "{error:?}");
        assert_eq!(line.sent().len(), 1);
    }
}

#[tokio::test]
async fn an_empty_greeting_is_refused() {
    let studio = Studio::new(Api::V1_0_11).await;
    let mute = NewAgent { greeting: String::new(), ..new_agent("Mute") };
    let error = studio.client.create_agent(&mute).await.unwrap_err();
    assert!(error.field("responseSettings.greeting").is_some(), "{error:?}");
}

#[tokio::test]
async fn a_new_agent_has_the_greeting_language_and_voice_that_were_sent() {
    let studio = Studio::new(Api::V1_0_11).await;
    let new = NewAgent { voice: Some("VOICE-0a1b2c3d".to_owned()), ..new_agent("Spoken") };
    let agent = studio.client.create_agent(&new).await.unwrap();
    let at = BranchRef::new(agent.id, "main");
    let content = studio.client.branch_snapshot(&studio.account, &at).await.unwrap();
    let text = content.projection().to_string();
    for part in ["Good morning.", "en-GB", "VOICE-0a1b2c3d"] {
        assert!(text.contains(part), "{part}");
    }
}

#[tokio::test]
async fn a_copy_has_the_same_content_and_is_edited_independently() {
    let studio = Studio::new(Api::V1_0_3).await;
    studio.topic(&studio.main(), "Parking", "Free.").await;
    let copy = studio.client.duplicate_agent(&studio.agent, "Copy").await.unwrap();
    assert_eq!(copy.name, "Copy");
    let main = BranchRef::new(copy.id.clone(), "main");
    let topics = studio.client.topics(&main).await.unwrap();
    assert_eq!(topics[0].name, "Parking");
    studio.client.delete_topic(&main, &topics[0].id).await.unwrap();
    assert_eq!(studio.client.topics(&studio.main()).await.unwrap().len(), 1);
}

#[tokio::test]
async fn a_deleted_agent_is_not_found_and_neither_is_its_content() {
    let studio = Studio::new(Api::V1_0_11).await;
    studio.client.delete_agent(&studio.agent).await.unwrap();
    assert_eq!(studio.client.agents().await.unwrap(), []);
    for error in [
        studio.client.delete_agent(&studio.agent).await.unwrap_err(),
        studio.client.behavior(&studio.main()).await.unwrap_err(),
        studio.client.active(&studio.agent).await.unwrap_err(),
    ] {
        assert!(error.is_not_found(), "{error:?}");
        assert_eq!(error.code(), "PROJECT_NOT_FOUND");
    }
}
