//! Real-time configs (contract §1.11).

use client::ErrorKind;
use model::{ConfigPage, Environment};
use serde_json::json;
use tests::{Api, Fault, Studio};

use crate::BOTH;

const LIVE: Environment = Environment::Live;

#[tokio::test]
async fn every_environment_has_a_page_and_a_new_one_is_empty() {
    for api in BOTH {
        let studio = Studio::new(api).await;
        let pages = studio.client.config_pages(&studio.agent).await.unwrap();
        let empty = |environment| ConfigPage {
            environment,
            schema: None,
            variables: None,
            revision: String::new(),
        };
        assert_eq!(pages, Environment::ALL.map(empty));
        assert_eq!(pages[0].updated_at(), None);
        assert_eq!(studio.client.config_page(&studio.agent, LIVE).await.unwrap(), empty(LIVE));
    }
}

#[tokio::test]
async fn values_are_merged_key_by_key() {
    let studio = Studio::new(Api::V1_0_11).await;
    let (client, agent) = (&studio.client, &studio.agent);
    let first = json!({"open": 8, "address": {"city": "Leeds", "zip": "LS1"}});
    let first = client.set_config_variables(agent, LIVE, &first).await.unwrap();
    let next = json!({"address": {"city": "Hull"}, "note": "1.50 is a price"});
    let next = client.set_config_variables(agent, LIVE, &next).await.unwrap();
    let expected = json!({"open": 8, "address": {"city": "Hull"}, "note": "1.50 is a price"});
    assert_eq!(next.variables, Some(expected), "a nested object is replaced whole");
    assert!(next.updated_at() > first.updated_at());
    assert_ne!(next.revision, first.revision);
    assert_eq!(client.config_page(agent, LIVE).await.unwrap(), next);
    let sandbox = client.config_page(agent, Environment::Sandbox).await.unwrap();
    assert_eq!(sandbox.variables, None, "environments do not share values");
}

#[tokio::test]
async fn values_that_do_not_fit_the_schema_are_refused_with_the_name_of_the_field() {
    let studio = Studio::new(Api::V1_0_11).await;
    let (client, agent) = (&studio.client, &studio.agent);
    let schema = json!({"type": "object", "properties": {"open": {"type": "integer"}}});
    let page = client.set_config_schema(agent, LIVE, &schema).await.unwrap();
    assert_eq!(page.schema, Some(schema));
    let bad = json!({"open": "late"});
    let error = client.set_config_variables(agent, LIVE, &bad).await.unwrap_err();
    assert_eq!(error.code(), "REAL_TIME_CONFIG_INVALID_FOR_SCHEMA");
    assert!(error.field("variables.open").is_some(), "{error:?}");
    assert_eq!(client.config_page(agent, LIVE).await.unwrap(), page, "nothing was written");
}

#[tokio::test]
async fn an_invalid_schema_is_refused() {
    let studio = Studio::new(Api::V1_0_11).await;
    for bad in [json!({"type": 5}), json!([]), json!("text")] {
        let error = studio.client.set_config_schema(&studio.agent, LIVE, &bad).await.unwrap_err();
        assert_eq!(error.kind(), Some(ErrorKind::Invalid), "{error:?}");
    }
}

#[tokio::test]
async fn values_that_no_longer_fit_block_publishing() {
    let studio = Studio::new(Api::V1_0_3).await;
    let (client, agent) = (&studio.client, &studio.agent);
    client.set_config_variables(agent, LIVE, &json!({"open": "late"})).await.unwrap();
    let schema = json!({"type": "object", "properties": {"open": {"type": "integer"}}});
    client.set_config_schema(agent, LIVE, &schema).await.unwrap();
    studio.topic(&studio.main(), "Pool", "Open.").await;
    let error = client.publish(agent, "Pool").await.unwrap_err();
    assert_eq!(error.kind(), Some(ErrorKind::Invalid));
    assert!(error.to_string().contains("live"), "{error}");
    client.set_config_variables(agent, LIVE, &json!({"open": 8})).await.unwrap();
    client.publish(agent, "Pool").await.unwrap();
}

#[tokio::test]
async fn a_page_of_an_unknown_environment_is_left_out() {
    let studio = Studio::new(Api::V1_0_11).await;
    let (client, _) = studio.on_line(|_| {
        Fault::answer(
            200,
            r#"{"configPages":[{"clientEnv":"canary"},{"clientEnv":"live","variables":null}]}"#,
        )
    });
    let pages = client.config_pages(&studio.agent).await.unwrap();
    assert_eq!(pages.len(), 1);
    assert_eq!((pages[0].environment, &pages[0].variables), (LIVE, &None));
}
