//! Knowledge-base topics (contract §1.4, §0.1 rows 3, 9 and 18).

use client::ErrorKind;
use model::{MAX_EXAMPLE_QUERIES, Topic, TopicEdit, TopicId};
use tests::{Api, Studio, topic};

use crate::BOTH;

#[tokio::test]
async fn a_topic_is_created_with_all_its_fields() {
    for api in BOTH {
        let studio = Studio::new(api).await;
        let at = studio.branch("draft").await;
        let written = Topic {
            actions: "Offer {{ho:default-handoff}}.".to_owned(),
            example_queries: vec!["Where do I park?".to_owned(), "Ist das Parken frei?".to_owned()],
            is_active: false,
            ..topic("Parking", "Free for guests.")
        };
        let made = studio.client.create_topic(&at, &written).await.unwrap();
        assert_ne!(made.id, TopicId::default());
        assert_eq!(Topic { id: TopicId::default(), ..made.clone() }, written);
        assert_eq!(studio.client.topic(&at, &made.id).await.unwrap(), made);
        assert_eq!(studio.client.topics(&at).await.unwrap(), [made]);
    }
}

#[tokio::test]
async fn an_edit_changes_only_the_fields_it_contains() {
    let studio = Studio::new(Api::V1_0_11).await;
    let at = studio.branch("draft").await;
    let before = Topic {
        example_queries: vec!["When?".to_owned()],
        ..studio.topic(&at, "Hours", "Nine.").await
    };
    let edits = [
        TopicEdit { content: Some("We open at nine.".to_owned()), ..TopicEdit::default() },
        TopicEdit { example_queries: Some(vec!["When?".to_owned()]), ..TopicEdit::default() },
        TopicEdit { is_active: Some(false), ..TopicEdit::default() },
        TopicEdit { name: Some("Opening".to_owned()), ..TopicEdit::default() },
        TopicEdit { actions: Some("Greet.".to_owned()), ..TopicEdit::default() },
        TopicEdit::default(),
    ];
    let mut expected = Topic { example_queries: Vec::new(), ..before };
    for edit in edits {
        studio.client.edit_topic(&at, &expected.id, &edit).await.unwrap();
        expected = edit.apply(&expected);
        assert_eq!(studio.client.topic(&at, &expected.id).await.unwrap(), expected);
    }
}

#[tokio::test]
async fn a_protected_main_refuses_every_change_of_topics() {
    let studio = Studio::new(Api::V1_0_11).await;
    let main = studio.main();
    let id = TopicId::from("TOPIC-1");
    let edit = TopicEdit { name: Some("Hours".to_owned()), ..TopicEdit::default() };
    for error in [
        studio.client.create_topic(&main, &topic("Hours", "Nine.")).await.unwrap_err(),
        studio.client.edit_topic(&main, &id, &edit).await.unwrap_err(),
        studio.client.delete_topic(&main, &id).await.unwrap_err(),
    ] {
        assert!(error.is_read_only(), "{error:?}");
    }
    assert_eq!(studio.client.topics(&main).await.unwrap(), []);
}

#[tokio::test]
async fn a_name_that_is_taken_is_refused() {
    let studio = Studio::new(Api::V1_0_3).await;
    let main = studio.main();
    studio.topic(&main, "Hours", "Nine.").await;
    let other = studio.topic(&main, "Pool", "Open.").await;
    let rename = TopicEdit { name: Some("Hours".to_owned()), ..TopicEdit::default() };
    for error in [
        studio.client.create_topic(&main, &topic("Hours", "Ten.")).await.unwrap_err(),
        studio.client.edit_topic(&main, &other.id, &rename).await.unwrap_err(),
    ] {
        assert!(error.is_conflict(), "{error:?}");
        assert_eq!(error.code(), "KNOWLEDGE_BASE_TOPIC_ALREADY_EXISTS");
    }
}

#[tokio::test]
async fn an_existing_topic_may_be_emptied_but_a_new_one_may_not_be_empty() {
    let studio = Studio::new(Api::V1_0_3).await;
    let main = studio.main();
    let error = studio.client.create_topic(&main, &topic("Hours", "")).await.unwrap_err();
    assert!(error.field("content").is_some(), "{error:?}");
    let made = studio.topic(&main, "Hours", "Nine.").await;
    let empty = TopicEdit { content: Some(String::new()), ..TopicEdit::default() };
    studio.client.edit_topic(&main, &made.id, &empty).await.unwrap();
    assert_eq!(studio.client.topic(&main, &made.id).await.unwrap().content, "");
}

#[tokio::test]
async fn more_example_queries_than_the_limit_of_the_model_are_refused() {
    let studio = Studio::new(Api::V1_0_3).await;
    let queries = |count| (0..count).map(|n| format!("Question {n}?")).collect();
    let full = Topic { example_queries: queries(MAX_EXAMPLE_QUERIES), ..topic("Hours", "Nine.") };
    let made = studio.client.create_topic(&studio.main(), &full).await.unwrap();
    let edit = TopicEdit {
        example_queries: Some(queries(MAX_EXAMPLE_QUERIES + 1)),
        ..TopicEdit::default()
    };
    let error = studio.client.edit_topic(&studio.main(), &made.id, &edit).await.unwrap_err();
    assert!(error.field("exampleQueries.queries").is_some(), "{error:?}");
}

#[tokio::test]
async fn a_reference_to_something_unknown_is_refused() {
    let studio = Studio::new(Api::V1_0_3).await;
    let broken = Topic { actions: "{{fn:nowhere}}".to_owned(), ..topic("Hours", "Nine.") };
    let error = studio.client.create_topic(&studio.main(), &broken).await.unwrap_err();
    assert_eq!(error.kind(), Some(ErrorKind::Invalid));
    assert_eq!(error.code(), "KNOWLEDGE_BASE_RICH_TEXT_INVALID");
    assert!(error.to_string().contains("nowhere"), "{error}");
}

#[tokio::test]
async fn a_deleted_topic_is_not_found() {
    let studio = Studio::new(Api::V1_0_3).await;
    let main = studio.main();
    let made = studio.topic(&main, "Hours", "Nine.").await;
    studio.client.delete_topic(&main, &made.id).await.unwrap();
    assert_eq!(studio.client.topics(&main).await.unwrap(), []);
    for error in [
        studio.client.topic(&main, &made.id).await.unwrap_err(),
        studio.client.edit_topic(&main, &made.id, &TopicEdit::default()).await.unwrap_err(),
        studio.client.delete_topic(&main, &made.id).await.unwrap_err(),
    ] {
        assert!(error.is_not_found(), "{error:?}");
    }
}
