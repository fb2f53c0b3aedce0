//! Connectors and phone numbers (contract §1.9, §1.10).

use serde_json::json;
use server::Api;

use crate::studio::Studio;

const CONNECTORS: &str = "/v1/agents/a/telephony/connectors";
const NUMBERS: &str = "/v1/agents/a/telephony/phone-numbers";
const ONE: &str = "+441134960000";
const TWO: &str = "+441134960001";

/// A studio with two live numbers; the id of their connector.
async fn with_numbers() -> (Studio, String) {
    let studio = Studio::new(Api::V1_0_3).await;
    let imported = studio.post(NUMBERS, json!({"phoneNumbers": [ONE, TWO, ONE]})).await.expect(201);
    assert_eq!(imported, json!({"imported": [ONE, TWO]}));
    let list = studio.get(CONNECTORS).await.expect(200)["connectors"].clone();
    assert_eq!(list.as_array().unwrap().len(), 1, "one connector for the environment");
    (studio, list[0]["connectorId"].as_str().unwrap().to_owned())
}

#[tokio::test]
async fn imported_numbers_share_a_connector_of_their_environment() {
    let (studio, connector) = with_numbers().await;
    let number = studio.get(&format!("{NUMBERS}/%2B441134960000")).await.expect(200);
    assert_eq!(
        number,
        json!({
            "number": ONE, "projectId": "a", "accountId": studio.account, "clientEnv": "live",
            "connectorId": connector
        })
    );
    let other = json!({"clientEnv": "sandbox"});
    studio.post(&format!("{NUMBERS}/+15005550006"), other).await.expect(201);
    let list = studio.get(CONNECTORS).await.expect(200)["connectors"].clone();
    assert_eq!(list[1]["clientEnv"], "sandbox");
    let of_one = studio.get(&format!("{NUMBERS}?connectorId={connector}")).await.expect(200);
    assert_eq!(of_one["phoneNumbers"].as_array().unwrap().len(), 2);
}

#[tokio::test]
async fn numbers_are_checked_and_imported_together_or_not_at_all() {
    let (studio, _) = with_numbers().await;
    let bad = json!({"phoneNumbers": ["+15005550006", "12"]});
    studio.post(NUMBERS, bad).await.refused(400, "PHONE_NUMBERS_INVALID_PHONE_NUMBER_FORMAT");
    let taken = json!({"phoneNumbers": ["+15005550006", ONE]});
    studio.post(NUMBERS, taken).await.refused(409, "PHONE_NUMBERS_ALREADY_EXISTS");
    studio.get(&format!("{NUMBERS}/+15005550006")).await.refused(404, "PHONE_NUMBERS_NOT_FOUND");
    studio.post(NUMBERS, json!({"phoneNumbers": []})).await.at_fault(&["phoneNumbers"]);
    let nowhere = json!({"phoneNumbers": ["+15005550006"], "clientEnv": "production"});
    studio.post(NUMBERS, nowhere).await.at_fault(&["clientEnv"]);
}

#[tokio::test]
async fn many_are_read_and_deleted_at_once() {
    let (studio, connector) = with_numbers().await;
    let both = json!({"phoneNumbers": [ONE, "+15005550006"]});
    let found = studio.post(&format!("{NUMBERS}/batch"), both.clone()).await.expect(200);
    assert_eq!(found["found"][0]["number"], ONE);
    assert_eq!(found["notFound"], json!(["+15005550006"]));
    let ids = json!({"connectorIds": [connector, "none"]});
    let found = studio.post(&format!("{CONNECTORS}/batch"), ids).await.expect(200);
    assert_eq!(found["found"][0]["connectorId"], *connector);
    assert_eq!(found["notFound"], json!(["none"]));

    let deleted = studio.call("DELETE", NUMBERS, Some(both)).await.expect(200);
    assert_eq!(deleted["deleted"], json!([ONE]));
    assert_eq!(deleted["errors"][0]["phoneNumber"], "+15005550006");
    let last =
        studio.call("DELETE", NUMBERS, Some(json!({"phoneNumbers": [TWO]}))).await.expect(200);
    assert_eq!(last, json!({"deleted": [TWO]}), "no errors, no key");
}

#[tokio::test]
async fn a_connector_is_found_by_its_number_and_deleted_with_it() {
    let (studio, connector) = with_numbers().await;
    let lookup = format!("{CONNECTORS}/lookup");
    let found = studio.post(&lookup, json!({"phoneNumber": ONE})).await.expect(200);
    assert_eq!(found["connectorId"], *connector);
    let none = studio.post(&lookup, json!({"phoneNumber": "+15005550006"})).await;
    none.refused(404, "PHONE_NUMBERS_NOT_FOUND");

    let deleted = studio.delete(&format!("{CONNECTORS}/{connector}")).await.expect(200);
    assert_eq!(deleted, json!({"deletedConnector": connector, "deletedPhoneNumbers": [ONE, TWO]}));
    assert_eq!(studio.get(NUMBERS).await.expect(200), json!({"phoneNumbers": []}));
    studio.get(&format!("{CONNECTORS}/{connector}")).await.refused(404, "CONNECTORS_NOT_FOUND");
}

#[tokio::test]
async fn a_connector_is_changed_field_by_field() {
    let (studio, connector) = with_numbers().await;
    let path = format!("{CONNECTORS}/{connector}");
    let change = json!({"voiceName": "en-US-Neural2-F", "asrLangCode": "es-US"});
    let changed = studio.patch(&path, change).await.expect(200);
    assert_eq!(changed["ttsLangCode"], "en-US", "follows from the voice");
    assert_eq!(changed["asrLangCode"], "es-US");
    assert_eq!(studio.get(&path).await.expect(200), changed);
    for bad in [json!({"voiceName": "Bob"}), json!({"asrLangCode": "x"}), json!({"projectId": "z"})]
    {
        studio.patch(&path, bad).await.refused(400, "CONNECTORS_VALIDATION_FAILED");
    }
}

#[tokio::test]
async fn a_variant_is_assigned_once_it_is_published_there() {
    let (studio, connector) = with_numbers().await;
    let path = format!("{CONNECTORS}/{connector}");
    let new = json!({"name": "Leeds"});
    let variant = studio.post("/v1/agents/a/branches/main/variants", new).await.expect(201);
    let assign = json!({"variantId": variant["id"]});
    studio.patch(&path, assign.clone()).await.refused(400, "CONNECTORS_VALIDATION_FAILED");

    let id = studio.publish().await["id"].as_str().unwrap().to_owned();
    let live = json!({"targetEnvironment": "live"});
    studio.post(&format!("/v1/agents/a/deployments/{id}/promote"), live).await.expect(200);
    assert_eq!(studio.patch(&path, assign).await.expect(200)["variantId"], variant["id"]);
    let taken = studio.patch(&path, json!({"variantId": null})).await.expect(200);
    assert_eq!(taken["variantId"], "");
}

#[tokio::test]
async fn updates_of_many_are_applied_one_by_one() {
    let (studio, connector) = with_numbers().await;
    let updates = json!({"updates": [
        {"connectorId": connector, "asrLangCode": "de-DE"},
        {"connectorId": "none", "asrLangCode": "de-DE"}
    ]});
    let answer = studio.patch(&format!("{CONNECTORS}/batch"), updates).await.expect(200);
    assert_eq!(answer["results"][0]["success"], true);
    assert_eq!(answer["results"][0]["data"]["asrLangCode"], "de-DE");
    assert_eq!(answer["results"][1]["success"], false);
    assert!(answer["results"][1]["error"].as_str().unwrap().contains("none"));
}

#[tokio::test]
async fn a_connector_moves_to_another_agent_with_its_numbers() {
    let (studio, connector) = with_numbers().await;
    studio.post("/v1/agents", json!({"name": "B", "agentId": "b"})).await.expect(200);
    let path = format!("{CONNECTORS}/{connector}");
    assert_eq!(studio.patch(&path, json!({"projectId": "b"})).await.expect(200)["projectId"], "b");
    studio.get(&path).await.refused(404, "CONNECTORS_NOT_FOUND");
    let numbers = studio.get("/v1/agents/b/telephony/phone-numbers").await.expect(200);
    assert_eq!(numbers["phoneNumbers"].as_array().unwrap().len(), 2);
}

#[tokio::test]
async fn a_number_goes_to_another_connector() {
    let (studio, _) = with_numbers().await;
    let other = json!({"clientEnv": "sandbox"});
    studio.post(&format!("{NUMBERS}/+15005550006"), other).await.expect(201);
    let list = studio.get(CONNECTORS).await.expect(200)["connectors"].clone();
    let path = format!("{NUMBERS}/{ONE}");
    let moved = json!({"connectorId": list[1]["connectorId"]});
    assert_eq!(studio.patch(&path, moved).await.expect(200)["clientEnv"], "sandbox");
    let none = studio.patch(&path, json!({"connectorId": "none"})).await;
    none.refused(404, "PHONE_NUMBERS_CONNECTOR_DOES_NOT_EXIST");
    assert_eq!(studio.delete(&path).await.expect(200), json!({"deleted": ONE}));
    studio.delete(&path).await.refused(404, "PHONE_NUMBERS_NOT_FOUND");
}
