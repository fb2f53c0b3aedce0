//! Phone numbers (contract §1.10).

use client::ErrorKind;
use model::{Environment, PhoneNumber};
use tests::{Api, Studio};

const ONE: &str = "+441134960000";
const TWO: &str = "+441134960001";
const OTHER: &str = "+15005550006";

/// A studio with two live numbers.
async fn with_numbers() -> (Studio, Vec<PhoneNumber>) {
    let studio = Studio::new(Api::V1_0_11).await;
    import(&studio, &[ONE, TWO], Environment::Live).await;
    let numbers = studio.client.phone_numbers(&studio.agent, None).await.unwrap();
    (studio, numbers)
}

async fn import(studio: &Studio, numbers: &[&str], environment: Environment) {
    let numbers = owned(numbers);
    let imported = studio.client.import_phone_numbers(&studio.agent, &numbers, environment).await;
    assert_eq!(imported.unwrap(), numbers);
}

fn owned(numbers: &[&str]) -> Vec<String> {
    numbers.iter().map(|number| (*number).to_owned()).collect()
}

#[tokio::test]
async fn numbers_are_read_alone_in_a_list_and_by_their_connector() {
    let (studio, numbers) = with_numbers().await;
    let (client, agent) = (&studio.client, &studio.agent);
    assert_eq!(numbers.len(), 2);
    let one = &numbers[0];
    assert_eq!((one.number.as_str(), one.environment), (ONE, Some(Environment::Live)));
    assert_eq!(&one.agent, agent);
    assert_eq!(client.phone_number(agent, ONE).await.unwrap(), *one, "the plus is encoded");
    import(&studio, &[OTHER], Environment::Sandbox).await;
    let of_one = client.phone_numbers(agent, one.connector.as_ref()).await.unwrap();
    assert_eq!(of_one, numbers);
    let asked = owned(&[TWO, "+12025550100"]);
    let found = client.phone_numbers_by_number(agent, &asked).await.unwrap();
    assert_eq!((found.found, found.missing), (vec![numbers[1].clone()], owned(&["+12025550100"])));
    assert!(client.phone_number(agent, "+12025550100").await.unwrap_err().is_not_found());
}

#[tokio::test]
async fn numbers_are_imported_together_or_not_at_all() {
    let (studio, numbers) = with_numbers().await;
    let import = async |numbers: &[&str]| {
        let live = Environment::Live;
        studio.client.import_phone_numbers(&studio.agent, &owned(numbers), live).await.unwrap_err()
    };
    let taken = import(&[OTHER, ONE]).await;
    assert!(taken.is_conflict(), "{taken:?}");
    let malformed = import(&[OTHER, "12"]).await;
    assert_eq!(malformed.code(), "PHONE_NUMBERS_INVALID_PHONE_NUMBER_FORMAT");
    assert_eq!(import(&[]).await.kind(), Some(ErrorKind::Invalid));
    assert_eq!(studio.client.phone_numbers(&studio.agent, None).await.unwrap(), numbers);
}

#[tokio::test]
async fn a_number_is_assigned_to_another_connector() {
    let (studio, _) = with_numbers().await;
    let (client, agent) = (&studio.client, &studio.agent);
    import(&studio, &[OTHER], Environment::Sandbox).await;
    let sandbox = client.connector_of_number(agent, OTHER).await.unwrap();
    let moved = client.reassign_phone_number(agent, ONE, &sandbox.id).await.unwrap();
    assert_eq!(moved.environment, Some(Environment::Sandbox));
    assert_eq!(moved.connector, Some(sandbox.id));
    let nowhere = client.reassign_phone_number(agent, ONE, &"none".into()).await.unwrap_err();
    assert_eq!(nowhere.code(), "PHONE_NUMBERS_CONNECTOR_DOES_NOT_EXIST");
}

#[tokio::test]
async fn deleting_many_numbers_returns_the_failed_ones_with_a_reason() {
    let (studio, _) = with_numbers().await;
    let (client, agent) = (&studio.client, &studio.agent);
    let done = client.delete_phone_numbers(agent, &owned(&[ONE, OTHER])).await.unwrap();
    assert_eq!(done.deleted, [ONE]);
    assert_eq!(done.failed.len(), 1);
    assert_eq!(done.failed[0].number, OTHER);
    assert!(!done.failed[0].reason.is_empty());
    let done = client.delete_phone_numbers(agent, &owned(&[TWO])).await.unwrap();
    assert_eq!((done.deleted, done.failed), (owned(&[TWO]), Vec::new()));
}

#[tokio::test]
async fn a_deleted_number_is_not_found() {
    let (studio, _) = with_numbers().await;
    studio.client.delete_phone_number(&studio.agent, ONE).await.unwrap();
    let again = studio.client.delete_phone_number(&studio.agent, ONE).await.unwrap_err();
    assert!(again.is_not_found(), "{again:?}");
}
