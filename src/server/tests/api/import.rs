//! Projections from files come back unchanged.

use proptest::prelude::*;
use serde_json::{Map, Number, Value, json};
use server::{Options, Store};

use crate::studio::{KEY, Studio};

/// Imports the documents and answers what each version reads as, oldest first.
async fn round_trip(files: &[Value]) -> Vec<String> {
    let store = Store::memory().unwrap();
    let account = store.account().unwrap();
    let named: Vec<_> =
        files.iter().enumerate().map(|(n, file)| (format!("{n}.json"), file.to_string())).collect();
    let agent = server::import(&store, "A", "ada@example.com", &named).unwrap();
    let options = Options { key: Some(KEY.to_owned()), ..Options::default() };
    let studio = Studio { router: server::router(store, options).unwrap(), account };
    let path = format!("/v1/agents/{agent}/deployments?environment=sandbox");
    let list = studio.get(&path).await.expect(200);
    let mut read = Vec::new();
    for deployment in list["deployments"].as_array().unwrap().iter().rev() {
        let id = deployment["id"].as_str().unwrap();
        let path = format!(
            "/adk/v1/accounts/{}/projects/{agent}/deployments/{id}/projection",
            studio.account
        );
        read.push(studio.get(&path).await.expect(200)["projection"].to_string());
    }
    read
}

#[tokio::test]
async fn each_file_is_a_version_wrapped_or_bare() {
    let text = r#"{"z":{"n":[1.50,-0.0,1e-7,12345678901234567890123]},"a":null,"":{}}"#;
    let bare: Value = serde_json::from_str(text).unwrap();
    let wrapped = json!({"projection": {"a": {"ids": ["x"], "entities": {}}}});
    let read = round_trip(&[bare.clone(), wrapped.clone(), bare.clone()]).await;
    assert_eq!(read, [text.to_owned(), wrapped["projection"].to_string(), bare.to_string()]);
}

#[test]
fn what_is_no_projection_is_refused_and_nothing_is_stored() {
    let store = Store::memory().unwrap();
    let good = ("a.json".to_owned(), "{}".to_owned());
    for bad in ["", "{", "[]", "5", r#"{"projection": []}"#] {
        let files = [good.clone(), ("b.json".to_owned(), bad.to_owned())];
        let error = server::import(&store, "A", "ada@example.com", &files).unwrap_err();
        assert!(error.to_string().contains("b.json"), "{error}");
    }
    assert!(server::import(&store, "A", "ada@example.com", &[]).is_err());
    assert!(store.is_empty().unwrap());
}

/// Any JSON, with keys of all sorts and numbers as people and programs spell them.
fn any_json() -> impl Strategy<Value = Value> {
    let number = prop_oneof![
        any::<i64>().prop_map(Value::from),
        any::<f64>()
            .prop_filter("JSON has no such number", |n| n.is_finite())
            .prop_map(Value::from),
        "-?(0|[1-9][0-9]{0,30})\\.[0-9]{1,20}"
            .prop_map(|text| Value::Number(text.parse::<Number>().unwrap())),
    ];
    let leaf = prop_oneof![
        Just(Value::Null),
        any::<bool>().prop_map(Value::from),
        number,
        ".*".prop_map(Value::from)
    ];
    leaf.prop_recursive(4, 32, 5, |inner| {
        prop_oneof![
            prop::collection::vec(inner.clone(), 0..5).prop_map(Value::from),
            prop::collection::vec((".{0,8}", inner), 0..5)
                .prop_map(|keys| Value::Object(keys.into_iter().collect::<Map<_, _>>())),
        ]
    })
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]
    #[test]
    fn any_projection_comes_back_unchanged(
        keys in prop::collection::vec(("[a-zA-Z]{1,8}", any_json()), 0..6)
    ) {
        let mut keys: Map<_, _> = keys.into_iter().collect();
        keys.shift_remove("projection");
        let file = Value::Object(keys);
        let runtime = tokio::runtime::Builder::new_current_thread().build().unwrap();
        let read = runtime.block_on(round_trip(std::slice::from_ref(&file)));
        prop_assert_eq!(&read, &[file.to_string()]);
    }
}
