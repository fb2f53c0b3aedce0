//! Attributes and variants (contract §1.5, §1.6).

use serde_json::{Value, json};
use server::Api;

use crate::studio::Studio;

const ATTRIBUTES: &str = "/v1/agents/a/branches/main/attributes";
const VARIANTS: &str = "/v1/agents/a/branches/main/variants";

async fn attribute(studio: &Studio, name: &str) -> String {
    let made = studio.post(ATTRIBUTES, json!({"name": name})).await.expect(201);
    made["id"].as_str().unwrap().to_owned()
}

async fn variant(studio: &Studio, name: &str) -> String {
    let made = studio.post(VARIANTS, json!({"name": name})).await.expect(201);
    made["id"].as_str().unwrap().to_owned()
}

async fn defaults(studio: &Studio) -> Vec<Value> {
    let list = studio.get(VARIANTS).await.expect(200)["variants"].clone();
    let list = list.as_array().unwrap().iter();
    list.filter(|one| one["isDefault"] == true).map(|one| one["name"].clone()).collect()
}

#[tokio::test]
async fn an_attribute_lives_through_its_life() {
    let studio = Studio::new(Api::V1_0_3).await;
    let id = attribute(&studio, "city").await;
    assert!(id.starts_with("ATTRIBUTE-"), "{id}");
    let path = format!("{ATTRIBUTES}/{id}");
    let renamed = studio.patch(&path, json!({"name": "town"})).await.expect(200);
    assert_eq!(renamed, json!({"id": id, "name": "town"}));
    assert_eq!(studio.get(ATTRIBUTES).await.expect(200), json!({"attributes": [renamed]}));
    assert_eq!(studio.delete(&path).await.expect(200), json!({"id": id}));
    studio.patch(&path, json!({"name": "x"})).await.refused(404, "VARIANTS_ATTRIBUTE_NOT_FOUND");
}

#[tokio::test]
async fn attribute_names_are_python_identifiers_and_unique() {
    let studio = Studio::new(Api::V1_0_3).await;
    attribute(&studio, "city").await;
    for name in ["city", "two words", "1st", "None"] {
        let answer = studio.post(ATTRIBUTES, json!({"name": name})).await;
        answer.refused(400, "VARIANTS_BAD_ATTRIBUTES_ERROR");
    }
    studio.post(ATTRIBUTES, json!({"name": ""})).await.at_fault(&["name"]);
}

#[tokio::test]
async fn there_are_at_most_fifty_attributes() {
    let studio = Studio::new(Api::V1_0_3).await;
    for n in 0..50 {
        attribute(&studio, &format!("a{n}")).await;
    }
    let one_more = studio.post(ATTRIBUTES, json!({"name": "one_more"})).await;
    one_more.refused(400, "VARIANTS_BAD_ATTRIBUTES_ERROR");
}

#[tokio::test]
async fn a_variant_lives_through_its_life() {
    let studio = Studio::new(Api::V1_0_3).await;
    let city = attribute(&studio, "city").await;
    let phone = attribute(&studio, "phone").await;
    let new = json!({"name": "Leeds", "attributeValues": {"values": {&city: "Leeds"}}});
    let made = studio.post(VARIANTS, new).await.expect(201);
    let id = made["id"].as_str().unwrap();
    assert!(id.starts_with("VARIANT-"), "{id}");
    assert_eq!(made["isDefault"], true, "the first one is the default");
    assert_eq!(made["attributeValues"], json!({"values": {&city: "Leeds"}}));

    let path = format!("{VARIANTS}/{id}");
    let change = json!({"attributeValues": {"values": {&phone: "+44"}}});
    let changed = studio.patch(&path, change).await.expect(200);
    let both = json!({"values": {&city: "Leeds", &phone: "+44"}});
    assert_eq!(changed["attributeValues"], both, "other cells stay");
    assert_eq!(studio.get(VARIANTS).await.expect(200)["variants"], json!([changed]));

    studio.delete(&format!("{ATTRIBUTES}/{city}")).await.expect(200);
    let left = studio.get(VARIANTS).await.expect(200);
    assert_eq!(left["variants"][0]["attributeValues"], json!({"values": {&phone: "+44"}}));
    assert_eq!(studio.delete(&path).await.expect(200), json!({"id": id}));
    studio.delete(&path).await.refused(404, "VARIANTS_NOT_FOUND");
}

#[tokio::test]
async fn exactly_one_variant_is_the_default() {
    let studio = Studio::new(Api::V1_0_3).await;
    let leeds = variant(&studio, "Leeds").await;
    let hull = variant(&studio, "Hull").await;
    assert_eq!(defaults(&studio).await, ["Leeds"]);
    studio.patch(&format!("{VARIANTS}/{hull}"), json!({"isDefault": true})).await.expect(200);
    assert_eq!(defaults(&studio).await, ["Hull"]);
    let answer = studio.delete(&format!("{VARIANTS}/{hull}")).await;
    answer.refused(400, "VARIANTS_REMOVE_DEFAULT_ERROR");
    studio.delete(&format!("{VARIANTS}/{leeds}")).await.expect(200);
    studio.delete(&format!("{VARIANTS}/{hull}")).await.expect(200);
}

#[tokio::test]
async fn a_variant_that_breaks_a_rule_is_refused() {
    let studio = Studio::new(Api::V1_0_3).await;
    variant(&studio, "Leeds").await;
    let again = studio.post(VARIANTS, json!({"name": "Leeds"})).await;
    again.refused(409, "VARIANTS_DUPLICATE_NAME_ERROR");
    let by_name = json!({"name": "Hull", "attributeValues": {"values": {"city": "Hull"}}});
    studio.post(VARIANTS, by_name).await.refused(400, "VARIANTS_BAD_ATTRIBUTES_ERROR");
    let number = json!({"name": "Hull", "attributeValues": {"values": {"city": 5}}});
    studio.post(VARIANTS, number).await.at_fault(&["attributeValues.values.city"]);
}
