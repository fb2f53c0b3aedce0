//! Conversations (contract §1.15, §2.14).

use model::{ChatStart, ConversationId, ConversationState, Environment, Slice};
use tests::{Api, Fault, Studio};

async fn chat(studio: &Studio) -> ConversationId {
    let (sandbox, start) = (Environment::Sandbox, ChatStart::default());
    studio.client.start_chat(&studio.agent, sandbox, &start).await.unwrap().conversation
}

#[tokio::test]
async fn a_part_of_the_conversations_is_listed_with_the_total() {
    let studio = Studio::new(Api::V1_0_11).await;
    let mut ids = Vec::new();
    for _ in 0..3 {
        ids.push(chat(&studio).await);
    }
    ids.reverse();
    let first = Slice::first(2);
    let list = studio.client.conversations(&studio.agent, first).await.unwrap();
    let found: Vec<_> = list.conversations.iter().map(|one| one.id.clone()).collect();
    assert_eq!((found.as_slice(), list.total), (&ids[..2], 3));
    let rest = studio.client.conversations(&studio.agent, first.next()).await.unwrap();
    assert_eq!((&rest.conversations[0].id, rest.total), (&ids[2], 3));
}

#[tokio::test]
async fn a_conversation_has_its_turns() {
    let studio = Studio::new(Api::V1_0_11).await;
    let id = chat(&studio).await;
    let before = studio.client.conversation(&studio.agent, &id).await.unwrap().conversation;
    assert_eq!((before.state, before.finished_at), (ConversationState::InProgress, None));
    let sandbox = Environment::Sandbox;
    studio.client.send_message(&studio.agent, sandbox, &id, "goodbye").await.unwrap();

    let detail = studio.client.conversation(&studio.agent, &id).await.unwrap();
    let said: Vec<_> = detail
        .turns
        .iter()
        .map(|turn| (turn.user_input.as_str(), turn.agent_response.as_str()))
        .collect();
    assert_eq!(said, [("", "Good morning."), ("goodbye", "Goodbye.")]);
    let conversation = detail.conversation;
    assert_eq!(conversation.state, ConversationState::Ended);
    assert_eq!(
        (conversation.environment, conversation.channel.as_str()),
        (Some(sandbox), "chat.polyai")
    );
    assert!(conversation.started_at.is_some() && conversation.finished_at.is_some());
    assert!(conversation.deployment.is_some());
    let none = studio.client.conversation(&studio.agent, &"none".into()).await.unwrap_err();
    assert_eq!(none.code(), "CONVERSATIONS_NOT_FOUND");
}

#[tokio::test]
async fn every_observed_form_of_a_call_is_read() {
    let studio = Studio::new(Api::V1_0_11).await;
    let (client, _) = studio.on_line(|_| {
        Fault::answer(
            200,
            r#"{"conversationId":"CA1","accountId":"ws-1","projectId":"p","channel":"VOICE-SIP",
                "createdAt":"2026-06-03T14:00:45.580000+00:00","totalDuration":61,"inProgress":false,
                "handoff":true,"handoffDestination":"front desk","handoffReason":"asked","clientEnv":"canary",
                "polyScore":4.5,"shortSummary":{"heading":"Booking","content":"Two nights."},"tags":["vip"],
                "variantId":"","turns":[{"userInput":"hi","agentResponse":"hello"},{"user_input":"bye"},null]}"#,
        )
    });
    let detail = client.conversation(&studio.agent, &"CA1".into()).await.unwrap();
    let call = detail.conversation;
    let state =
        ConversationState::HandedOff { to: "front desk".to_owned(), reason: "asked".to_owned() };
    assert_eq!((call.state, call.seconds, call.score), (state, Some(61), Some(4.5)));
    assert_eq!(call.started_at.map(|at| at.millis()), Some(1_780_495_245_580));
    assert_eq!((call.environment, call.variant, call.deployment), (None, None, None));
    assert_eq!(call.summary, "Booking\nTwo nights.");
    assert_eq!(call.tags, ["vip"]);
    let said: Vec<_> = detail
        .turns
        .iter()
        .map(|turn| (turn.user_input.as_str(), turn.agent_response.as_str()))
        .collect();
    assert_eq!(said, [("hi", "hello"), ("bye", ""), ("", "")]);
}
