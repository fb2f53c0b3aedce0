//! Attributes and variants (contract §1.5, §1.6, §0.1 row 10).

use std::collections::BTreeMap;

use client::ErrorKind;
use model::{Attribute, AttributeId, BranchRef, Variant};
use tests::{Api, Studio};

use crate::BOTH;

/// A branch with the attribute `city` and two sites, Leeds the default.
async fn sites(studio: &Studio) -> (BranchRef, Attribute, Variant, Variant) {
    let at = studio.branch("sites").await;
    let city = studio.client.create_attribute(&at, "city").await.unwrap();
    let leeds = site(studio, &at, "Leeds", &city).await;
    let hull = site(studio, &at, "Hull", &city).await;
    (at, city, leeds, hull)
}

async fn site(studio: &Studio, at: &BranchRef, name: &str, city: &Attribute) -> Variant {
    studio.client.create_variant(at, name, &values(city, name)).await.unwrap()
}

fn values(attribute: &Attribute, value: &str) -> BTreeMap<AttributeId, String> {
    [(attribute.id.clone(), value.to_owned())].into()
}

#[tokio::test]
async fn the_grid_is_read_as_it_was_created() {
    for api in BOTH {
        let studio = Studio::new(api).await;
        let (at, city, leeds, hull) = sites(&studio).await;
        assert_eq!(studio.client.attributes(&at).await.unwrap(), std::slice::from_ref(&city));
        assert!(leeds.is_default && !hull.is_default, "the first is the default");
        assert_eq!(hull.value(&city.id), "Hull");
        assert_eq!(studio.client.variants(&at).await.unwrap(), [leeds, hull]);
    }
}

#[tokio::test]
async fn all_values_that_are_sent_are_saved() {
    let studio = Studio::new(Api::V1_0_11).await;
    let (at, city, _, hull) = sites(&studio).await;
    let phone = studio.client.create_attribute(&at, "phone").await.unwrap();
    let both: BTreeMap<_, _> =
        [(city.id.clone(), String::new()), (phone.id.clone(), "+44 \"1\"\n".to_owned())].into();
    let saved = studio.client.edit_variant(&at, &hull.id, None, Some(&both)).await.unwrap();
    assert_eq!((saved.name.as_str(), saved.value(&city.id)), ("Hull", ""));
    assert_eq!(saved.value(&phone.id), "+44 \"1\"\n");
    let renamed =
        studio.client.edit_variant(&at, &hull.id, Some("Hull Marina"), None).await.unwrap();
    assert_eq!(renamed, Variant { name: "Hull Marina".to_owned(), ..saved });
}

#[tokio::test]
async fn exactly_one_variant_is_the_default() {
    let studio = Studio::new(Api::V1_0_11).await;
    let (at, _, leeds, hull) = sites(&studio).await;
    assert!(studio.client.set_default_variant(&at, &hull.id).await.unwrap().is_default);
    let variants = studio.client.variants(&at).await.unwrap();
    let defaults: Vec<_> =
        variants.iter().filter(|one| one.is_default).map(|one| &one.id).collect();
    assert_eq!(defaults, [&hull.id]);
    let error = studio.client.delete_variant(&at, &hull.id).await.unwrap_err();
    assert_eq!(error.code(), "VARIANTS_REMOVE_DEFAULT_ERROR");
    studio.client.delete_variant(&at, &leeds.id).await.unwrap();
    assert!(studio.client.delete_variant(&at, &leeds.id).await.unwrap_err().is_not_found());
}

#[tokio::test]
async fn renaming_an_attribute_preserves_its_values_and_deleting_it_deletes_them() {
    let studio = Studio::new(Api::V1_0_11).await;
    let (at, city, ..) = sites(&studio).await;
    let town = studio.client.rename_attribute(&at, &city.id, "town").await.unwrap();
    assert_eq!(town, Attribute { name: "town".to_owned(), ..city });
    assert_eq!(studio.client.variants(&at).await.unwrap()[1].value(&town.id), "Hull");
    studio.client.delete_attribute(&at, &town.id).await.unwrap();
    assert_eq!(studio.client.attributes(&at).await.unwrap(), []);
    assert_eq!(studio.client.variants(&at).await.unwrap()[1].values, BTreeMap::new());
    let error = studio.client.rename_attribute(&at, &town.id, "x").await.unwrap_err();
    assert!(error.is_not_found(), "{error:?}");
}

#[tokio::test]
async fn invalid_attributes_and_variants_are_refused() {
    let studio = Studio::new(Api::V1_0_11).await;
    let (at, city, ..) = sites(&studio).await;
    let taken = studio.client.create_variant(&at, "Hull", &BTreeMap::new()).await.unwrap_err();
    assert!(taken.is_conflict(), "{taken:?}");
    let unknown = [("ATTRIBUTE-0".into(), "x".to_owned())].into();
    for error in [
        studio.client.create_variant(&at, "York", &unknown).await.unwrap_err(),
        studio.client.create_attribute(&at, "2nd").await.unwrap_err(),
        studio.client.create_attribute(&at, "class").await.unwrap_err(),
        studio.client.create_attribute(&at, "city").await.unwrap_err(),
        studio.client.rename_attribute(&at, &city.id, "").await.unwrap_err(),
    ] {
        assert_eq!(error.kind(), Some(ErrorKind::Invalid), "{error:?}");
    }
}

#[tokio::test]
async fn a_protected_main_refuses_every_change_of_the_grid() {
    let studio = Studio::new(Api::V1_0_11).await;
    let main = studio.main();
    for error in [
        studio.client.create_attribute(&main, "city").await.unwrap_err(),
        studio.client.rename_attribute(&main, &"A".into(), "city").await.unwrap_err(),
        studio.client.delete_attribute(&main, &"A".into()).await.unwrap_err(),
        studio.client.create_variant(&main, "Leeds", &BTreeMap::new()).await.unwrap_err(),
        studio.client.edit_variant(&main, &"V".into(), Some("x"), None).await.unwrap_err(),
        studio.client.set_default_variant(&main, &"V".into()).await.unwrap_err(),
        studio.client.delete_variant(&main, &"V".into()).await.unwrap_err(),
    ] {
        assert!(error.is_read_only(), "{error:?}");
    }
}
