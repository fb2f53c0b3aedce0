//! How requests are written: URLs, headers, bodies.

use client::{ApiError, Method};
use model::{BranchRef, ChatStart, Environment, Slice};
use serde_json::json;
use tests::{Api, Fault, KEY, Studio, topic};

/// Ids with characters that end a path, begin a query, decode to others or need encoding.
const ODD: [&str; 8] =
    ["a/b", "x?y=1&z", "#top", "50%2F50", "a b+c", "é漢👋🏽", "\"quoted\"\\", "..%2e"];

#[tokio::test]
async fn ids_with_reserved_characters_arrive_unchanged() {
    let studio = Studio::new(Api::V1_0_3).await;
    let (client, agent, account, main) =
        (&studio.client, &studio.agent, &studio.account, &studio.main());
    for odd in ODD {
        let at_agent = BranchRef::new(odd, "main");
        let at_branch = BranchRef::new(agent.clone(), odd);
        let hello = "hello";
        let refusals: Vec<ApiError> = vec![
            client.behavior(&at_agent).await.unwrap_err(),
            client.behavior(&at_branch).await.unwrap_err(),
            client.topic(main, &odd.into()).await.unwrap_err(),
            client.rename_attribute(main, &odd.into(), "x").await.unwrap_err(),
            client.edit_variant(main, &odd.into(), None, None).await.unwrap_err(),
            client.promote(agent, &odd.into(), Environment::Live, "").await.unwrap_err(),
            client.deployment_snapshot(account, agent, &odd.into()).await.unwrap_err(),
            client.connector(agent, &odd.into()).await.unwrap_err(),
            client.phone_number(agent, odd).await.unwrap_err(),
            client.execute_function(main, &odd.into(), &json!({})).await.unwrap_err(),
            client.test_run(agent, &odd.into()).await.unwrap_err(),
            client.send_message(agent, Environment::Sandbox, &odd.into(), hello).await.unwrap_err(),
            client.conversation(agent, &odd.into()).await.unwrap_err(),
            client.projects(&odd.into()).await.unwrap_err(),
            client.merge_history(account, &at_branch).await.unwrap_err(),
            client.send_branch_message(account, agent, &odd.into(), hello).await.unwrap_err(),
        ];
        for error in refusals {
            assert!(error.is_not_found(), "{error:?}");
            // The server names the id that it did not find.
            assert!(error.to_string().contains(&format!("{odd:?}")), "{odd}: {error}");
        }
    }
}

#[tokio::test]
async fn query_values_with_reserved_characters_arrive_unchanged() {
    let studio = Studio::new(Api::V1_0_3).await;
    let (client, line) = studio.on_line(|_| Fault::None);
    let (agent, slice) = (&studio.agent, Slice { limit: 5, offset: 10 });
    for odd in ODD {
        assert_eq!(client.phone_numbers(agent, Some(&odd.into())).await.unwrap(), []);
        assert_eq!(client.test_runs(agent, Some(&odd.into()), slice).await.unwrap(), []);
        let (branch, case) = (odd.into(), odd.into());
        let history = client.test_history(agent, Some(&branch), Some(&case), slice).await;
        assert_eq!(history.unwrap(), []);
    }
    let runs = format!(
        "GET /v1/agents/{agent}/testing/test-runs?limit=5&offset=10&branchId=x%3Fy%3D1%26z"
    );
    assert!(line.log().contains(&runs), "{:?}", line.log());
}

#[tokio::test]
async fn ids_of_dots_do_not_lead_to_another_path() {
    let studio = Studio::new(Api::V1_0_3).await;
    for dots in [".", ".."] {
        let at = BranchRef::new(studio.agent.clone(), dots);
        assert!(studio.client.behavior(&at).await.unwrap_err().is_not_found());
        assert!(studio.client.delete_branch(&at).await.is_err());
        assert!(studio.client.delete_agent(&dots.into()).await.is_err());
    }
    assert_eq!(studio.client.agents().await.unwrap().len(), 1);
}

#[tokio::test]
async fn texts_with_unusual_characters_arrive_unchanged() {
    let studio = Studio::new(Api::V1_0_3).await;
    for (index, odd) in ODD.into_iter().enumerate() {
        let text = format!("{odd}\u{0}\u{2028}\r\n\t</script>");
        let made = studio.topic(&studio.main(), &format!("{index} {odd}"), &text).await;
        let read = studio.client.topic(&studio.main(), &made.id).await.unwrap();
        assert_eq!((read.name, read.content), (format!("{index} {odd}"), text));
    }
}

#[tokio::test]
async fn the_key_is_sent_only_in_its_header() {
    let studio = Studio::new(Api::V1_0_11).await;
    let (client, line) = studio.on_line(|_| Fault::None);
    let at = studio.branch("draft").await;
    client.agents().await.unwrap();
    client.create_topic(&at, &topic("Pool", "Open.")).await.unwrap();
    let start = ChatStart::default();
    client.start_branch_chat(&studio.account, &at, &start).await.unwrap();
    for request in line.sent() {
        let keys: Vec<_> = request.headers.iter().filter(|(_, value)| value == KEY).collect();
        assert_eq!(keys, [&("x-api-key", KEY.to_owned())]);
        assert!(!request.url.contains(KEY));
        assert!(!request.body.is_some_and(|body| body.contains(KEY)));
    }
    assert!(!format!("{client:?}", client = client.connection()).contains(KEY));
}

#[tokio::test]
async fn only_a_request_with_a_body_has_a_content_type() {
    let studio = Studio::new(Api::V1_0_11).await;
    let (client, line) = studio.on_line(|_| Fault::None);
    let at = studio.branch("draft").await;
    client.behavior(&at).await.unwrap();
    client.set_behavior(&at, "Be kind.").await.unwrap();
    client.validate_functions(&at).await.unwrap();
    client.delete_branch(&at).await.unwrap();
    for request in line.sent() {
        let has_type = request.headers.iter().any(|(name, _)| *name == "content-type");
        assert_eq!(has_type, request.body.is_some());
        assert_eq!(request.body.is_some(), request.method == Method::Patch);
        assert!(request.headers.contains(&("accept", "application/json".to_owned())));
    }
}

#[tokio::test]
async fn the_base_address_may_end_in_a_slash() {
    let studio = Studio::new(Api::V1_0_3).await;
    for base in ["http://localhost:8080", "http://localhost:8080/", ""] {
        let client = studio.client_with(|connection| connection.base = base.to_owned());
        assert_eq!(client.agents().await.unwrap().len(), 1);
    }
    let elsewhere =
        studio.client_with(|connection| connection.base = "https://api.example.com".to_owned());
    assert_eq!(elsewhere.agents().await.unwrap_err().code(), "HOST_NOT_ALLOWED");
}

#[tokio::test]
async fn a_refusal_names_the_request_by_the_id_of_its_answer() {
    let studio = Studio::new(Api::V1_0_3).await;
    let (client, _) = studio.on_line(|_| {
        Fault::Garble(|response| {
            let id = response.correlation_id.clone().unwrap();
            assert!(response.body.contains(&id), "the body has it as error_id");
            response
        })
    });
    let first = client.topic(&studio.main(), &"none".into()).await.unwrap_err();
    let second = client.topic(&studio.main(), &"none".into()).await.unwrap_err();
    assert!(first.correlation_id().is_some());
    assert_ne!(first.correlation_id(), second.correlation_id());
}
