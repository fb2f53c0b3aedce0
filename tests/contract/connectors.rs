//! Telephony connectors (contract §1.9).

use client::ErrorKind;
use model::{Connector, ConnectorEdit, Environment, VariantId};
use tests::{Api, Studio, new_agent};

const NUMBERS: [&str; 2] = ["+441134960000", "+441134960001"];

/// A studio with two live numbers and the connector that answers them.
async fn with_connector() -> (Studio, Connector) {
    let studio = Studio::new(Api::V1_0_3).await;
    let numbers = NUMBERS.map(str::to_owned);
    let live = Environment::Live;
    studio.client.import_phone_numbers(&studio.agent, &numbers, live).await.unwrap();
    let connectors = studio.client.connectors(&studio.agent).await.unwrap();
    assert_eq!(connectors.len(), 1);
    (studio, connectors.into_iter().next().unwrap())
}

/// A variant that live runs.
async fn live_variant(studio: &Studio) -> VariantId {
    let (client, agent) = (&studio.client, &studio.agent);
    let variant = client.create_variant(&studio.main(), "Leeds", &[].into()).await.unwrap();
    let made = client.publish(agent, "Leeds").await.unwrap().deployment;
    client.promote(agent, &made.id, Environment::Live, "").await.unwrap();
    variant.id
}

#[tokio::test]
async fn a_connector_is_read_alone_in_a_list_and_by_its_number() {
    let (studio, connector) = with_connector().await;
    let (client, agent) = (&studio.client, &studio.agent);
    assert_eq!(connector.environment, Some(Environment::Live));
    assert_eq!((&connector.agent, &connector.variant), (agent, &None));
    assert!(connector.can_hand_off);
    assert_eq!(client.connector(agent, &connector.id).await.unwrap(), connector);
    assert_eq!(client.connector_of_number(agent, NUMBERS[1]).await.unwrap(), connector);
    let ids = [connector.id.clone(), "none".into()];
    let found = client.connectors_by_id(agent, &ids).await.unwrap();
    assert_eq!((found.found, found.missing), (vec![connector], vec!["none".into()]));
    assert!(client.connector(agent, &"none".into()).await.unwrap_err().is_not_found());
    let unknown = client.connector_of_number(agent, "+15005550006").await.unwrap_err();
    assert!(unknown.is_not_found(), "{unknown:?}");
}

#[tokio::test]
async fn an_edit_changes_only_the_fields_it_contains() {
    let (studio, connector) = with_connector().await;
    let (client, agent) = (&studio.client, &studio.agent);
    let spoken = Connector { voice: "en-US-Neural2-F".to_owned(), ..connector.clone() };
    let edit = ConnectorEdit::between(&connector, &spoken);
    let saved = client.edit_connector(agent, &connector.id, &edit).await.unwrap();
    let expected = Connector { speaks_in: "en-US".to_owned(), ..spoken };
    assert_eq!(saved, expected, "the spoken language follows from the voice");
    let same =
        client.edit_connector(agent, &connector.id, &ConnectorEdit::default()).await.unwrap();
    assert_eq!(same, expected);
}

#[tokio::test]
async fn a_variant_is_assigned_and_removed() {
    let (studio, connector) = with_connector().await;
    let (client, agent) = (&studio.client, &studio.agent);
    let variant = live_variant(&studio).await;
    let give = ConnectorEdit { variant: Some(Some(variant.clone())), ..ConnectorEdit::default() };
    let given = client.edit_connector(agent, &connector.id, &give).await.unwrap();
    assert_eq!(given.variant, Some(variant));
    let take = ConnectorEdit { variant: Some(None), ..ConnectorEdit::default() };
    assert_eq!(client.edit_connector(agent, &connector.id, &take).await.unwrap(), connector);
}

#[tokio::test]
async fn a_variant_that_is_not_published_there_is_refused() {
    let (studio, connector) = with_connector().await;
    let variant = studio.client.create_variant(&studio.main(), "Leeds", &[].into()).await.unwrap();
    let give = ConnectorEdit { variant: Some(Some(variant.id)), ..ConnectorEdit::default() };
    let error = studio.client.edit_connector(&studio.agent, &connector.id, &give).await;
    let error = error.unwrap_err();
    assert_eq!(error.kind(), Some(ErrorKind::Invalid), "{error:?}");
    assert_eq!(error.code(), "CONNECTORS_VALIDATION_FAILED");
}

#[tokio::test]
async fn each_of_many_edits_has_a_result() {
    let (studio, connector) = with_connector().await;
    let german = ConnectorEdit { listens_in: Some("de-DE".to_owned()), ..Default::default() };
    let edits = [(connector.id.clone(), german.clone()), ("none".into(), german)];
    let outcomes = studio.client.edit_connectors(&studio.agent, &edits).await.unwrap();
    assert_eq!(outcomes[0].result.as_ref().unwrap().listens_in, "de-DE");
    assert_eq!(outcomes[1].id, "none".into());
    assert!(outcomes[1].result.as_ref().unwrap_err().contains("none"), "{outcomes:?}");
}

#[tokio::test]
async fn a_connector_moves_to_another_agent_with_its_numbers() {
    let (studio, connector) = with_connector().await;
    let other = studio.client.create_agent(&new_agent("Other")).await.unwrap();
    let edit = ConnectorEdit { agent: Some(other.id.clone()), ..ConnectorEdit::default() };
    let moved = studio.client.edit_connector(&studio.agent, &connector.id, &edit).await.unwrap();
    assert_eq!(moved.agent, other.id);
    assert_eq!(studio.client.connectors(&studio.agent).await.unwrap(), []);
    assert_eq!(studio.client.phone_numbers(&other.id, None).await.unwrap().len(), 2);
}

#[tokio::test]
async fn deleting_a_connector_deletes_and_returns_its_numbers() {
    let (studio, connector) = with_connector().await;
    let deleted = studio.client.delete_connector(&studio.agent, &connector.id).await.unwrap();
    assert_eq!(deleted, NUMBERS);
    assert_eq!(studio.client.phone_numbers(&studio.agent, None).await.unwrap(), []);
}
