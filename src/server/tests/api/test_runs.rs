//! Test runs (contract §1.13).

use serde_json::json;
use server::{Api, Options, Store};

use crate::studio::{KEY, Studio};

const RUNS: &str = "/v1/agents/a/testing/test-runs";

#[tokio::test]
async fn a_run_needs_test_cases_that_are_there() {
    let studio = Studio::new(Api::V1_0_11).await;
    let trigger = format!("{RUNS}/trigger");
    let select = |ids: serde_json::Value| json!({"branchId": "main", "select": {"mode": "testIds", "testIds": ids}});
    studio.post(&trigger, select(json!([]))).await.refused(422, "NoTestCasesHttp");
    studio.post(&trigger, select(json!(["T"]))).await.refused(422, "MissingTestCasesHttp");
    let nowhere = json!({"branchId": "none", "select": {"mode": "testIds", "testIds": ["T"]}});
    studio.post(&trigger, nowhere).await.refused(404, "BRANCH_NOT_FOUND");
    let long = json!({"branchId": "main", "select": {"mode": "x"}, "name": "n".repeat(121)});
    studio.post(&trigger, long).await.at_fault(&["name", "select.mode", "select.testIds"]);
    assert_eq!(studio.get(RUNS).await.expect(200), json!({"testRuns": []}));
}

#[tokio::test]
async fn a_run_is_stored_and_says_that_it_was_not_executed() {
    let store = Store::memory().unwrap();
    let projection = json!({"testing": {"testCases": {
        "ids": ["T"], "entities": {"T": {"id": "T", "name": "greets"}}
    }}});
    let files = [("a.json".to_owned(), projection.to_string())];
    let agent = server::import(&store, "A", "ada@example.com", &files).unwrap();
    let account = store.account().unwrap();
    let options = Options { key: Some(KEY.to_owned()), ..Options::default() };
    let studio = Studio { router: server::router(store, options).unwrap(), account };

    let runs = format!("/v1/agents/{agent}/testing/test-runs");
    let order = json!({"branchId": "main", "select": {"mode": "testIds", "testIds": ["T"]}, "name": "nightly"});
    let made = studio.post(&format!("{runs}/trigger"), order).await.expect(200);
    assert_eq!((&made["status"], &made["testCaseCount"]), (&json!("not_executed"), &json!(1)));
    let id = made["id"].as_str().unwrap();
    let read = studio.get(&format!("{runs}/{id}")).await.expect(200);
    let result = &read["testHistory"][0];
    assert_eq!(result["testCaseSnapshot"]["name"], "greets");
    assert!(result["results"].to_string().contains("does not execute"));
    let list = studio.get(&format!("{runs}?branchId=main&limit=1")).await.expect(200);
    assert_eq!(list["testRuns"][0]["name"], "nightly");
    assert_eq!(studio.get(&format!("{runs}?testSetId=x")).await.expect(200)["testRuns"], json!([]));
    let history = format!("/v1/agents/{agent}/testing/test-history?testCaseId=T");
    assert_eq!(studio.get(&history).await.expect(200)["testHistory"][0]["testRunId"], id);
    studio.get(&format!("{runs}/none")).await.refused(404, "TEST_RUN_NOT_FOUND");
    studio.get(&format!("{runs}?limit=0")).await.at_fault(&["limit"]);
}
