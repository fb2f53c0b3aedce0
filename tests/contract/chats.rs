//! Chats for testing (contract §1.14, §1.16).

use client::ErrorKind;
use model::{ChatStart, Environment};
use serde_json::json;
use tests::{Api, Fault, Studio};

use crate::BOTH;

const SANDBOX: Environment = Environment::Sandbox;

#[tokio::test]
async fn an_environment_greets_answers_and_says_goodbye() {
    let studio = Studio::new(Api::V1_0_3).await;
    let (client, agent) = (&studio.client, &studio.agent);
    studio.topic(&studio.main(), "Parking", "The car park is free for guests.").await;
    client.publish(agent, "Parking").await.unwrap();

    let greeting = client.start_chat(agent, SANDBOX, &ChatStart::default()).await.unwrap();
    assert_eq!((greeting.user_input.as_str(), greeting.text.as_str()), ("", "Good morning."));
    let chat = greeting.conversation;
    let reply = client.send_message(agent, SANDBOX, &chat, "Where can I park?").await.unwrap();
    assert_eq!(reply.user_input, "Where can I park?");
    assert_eq!(reply.trace.topics, ["Parking"]);
    assert_eq!(reply.trace.cited_topic.as_deref(), Some("Parking"));
    assert!(reply.text.contains("free for guests"), "{}", reply.text);
    assert!(!reply.has_ended);
    assert!(client.send_message(agent, SANDBOX, &chat, "goodbye").await.unwrap().has_ended);
    let error = client.send_message(agent, SANDBOX, &chat, "hello?").await.unwrap_err();
    assert_eq!(error.code(), "CHAT_CONVERSATION_ENDED");
}

#[tokio::test]
async fn a_branch_can_be_chatted_with_without_publishing_it() {
    for api in BOTH {
        let studio = Studio::new(api).await;
        let (client, account) = (&studio.client, &studio.account);
        let at = studio.branch("summer").await;
        studio.topic(&at, "Pool", "The pool is open.").await;
        let start = ChatStart::default();
        let greeting = client.start_branch_chat(account, &at, &start).await.unwrap();
        assert_eq!(greeting.text, "Good morning.");
        let chat = greeting.conversation;
        let say = client.send_branch_message(account, &studio.agent, &chat, "swimming pool").await;
        assert_eq!(say.unwrap().trace.topics, ["Pool"]);
    }
}

#[tokio::test]
async fn a_chat_can_be_ended_by_the_person() {
    let studio = Studio::new(Api::V1_0_11).await;
    let (client, agent) = (&studio.client, &studio.agent);
    let begun = client.start_chat(agent, SANDBOX, &ChatStart::default()).await.unwrap();
    client.end_chat(&studio.account, agent, SANDBOX, &begun.conversation).await.unwrap();
    let error =
        client.send_message(agent, SANDBOX, &begun.conversation, "hello?").await.unwrap_err();
    assert_eq!(error.code(), "CHAT_CONVERSATION_ENDED");
}

#[tokio::test]
async fn a_chat_without_a_deployment_or_with_an_unknown_variant_or_id_is_refused() {
    let studio = Studio::new(Api::V1_0_3).await;
    let (client, agent) = (&studio.client, &studio.agent);
    let start = ChatStart::default();
    let undeployed = client.start_chat(agent, Environment::Live, &start).await.unwrap_err();
    assert_eq!(undeployed.code(), "CHAT_DRAFT_NOT_EXIST");
    assert_eq!(undeployed.kind(), Some(ErrorKind::Invalid));
    let stranger = ChatStart { variant: Some("none".into()), ..ChatStart::default() };
    assert!(client.start_chat(agent, SANDBOX, &stranger).await.unwrap_err().is_not_found());
    assert!(
        client
            .send_message(agent, SANDBOX, &"none".into(), "hello?")
            .await
            .unwrap_err()
            .is_not_found()
    );
}

#[tokio::test]
async fn the_settings_of_a_new_chat_are_sent() {
    let studio = Studio::new(Api::V1_0_11).await;
    let (client, line) = studio.on_line(|_| Fault::None);
    let start = ChatStart {
        variant: None,
        language: Some("de-DE".to_owned()),
        channel: Some("chat.polyai".to_owned()),
        attributes: Some(json!({"vip": true})),
    };
    client.start_chat(&studio.agent, SANDBOX, &start).await.unwrap();
    let body = r#"{"clientEnv":"sandbox","asrLangCode":"de-DE","ttsLangCode":"de-DE","channel":"chat.polyai","integrationAttributes":{"vip":true}}"#;
    assert_eq!(line.sent()[0].body.as_deref(), Some(body));
}

#[tokio::test]
async fn every_field_of_a_reply_is_read() {
    let studio = Studio::new(Api::V1_0_11).await;
    let (client, _) = studio.on_line(|_| {
        Fault::answer(
            200,
            r#"{"conversationId":"AS_CHAT_1","userInput":"hi","response":"**Hello**","conversationEnded":true,
                "delayedResponse":true,"metadata":{"state":{"name":"Ada"},"currentNode":"greet",
                "nodeTrace":["start","greet"],"metrics":{"turns":1},"functionEvents":[{"name":"book"}],
                "handoffDestination":"front desk","retrievedSources":["web"],"inFlow":"booking",
                "inStep":"dates","llmRequests":[{"model":"m"}]}}"#,
        )
    });
    let reply =
        client.send_message(&studio.agent, SANDBOX, &"AS_CHAT_1".into(), "hi").await.unwrap();
    assert!(reply.has_ended && reply.is_delayed);
    let trace = reply.trace;
    assert_eq!((trace.node.as_str(), trace.nodes.len()), ("greet", 2));
    assert_eq!((trace.flow.as_deref(), trace.step.as_deref()), (Some("booking"), Some("dates")));
    assert_eq!(trace.handoff.as_deref(), Some("front desk"));
    assert_eq!(trace.sources, ["web"]);
    assert_eq!((&trace.state, &trace.metrics), (&json!({"name": "Ada"}), &json!({"turns": 1})));
    assert_eq!(trace.functions, [json!({"name": "book"})]);
    assert_eq!(trace.llm_requests, [json!({"model": "m"})]);
}
