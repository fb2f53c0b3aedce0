//! Functions (contract §1.12).

use serde_json::json;
use server::Api;

use crate::studio::Studio;

const FUNCTIONS: &str = "/v1/agents/a/branches/main/functions";

#[tokio::test]
async fn functions_are_listed_and_looked_over() {
    let studio = Studio::new(Api::V1_0_11).await;
    let list = studio.get(FUNCTIONS).await.expect(200);
    assert_eq!(list[0]["id"], "default-function");
    assert_eq!(list[0]["name"], "goodbye_and_hang_up");
    let checked = studio.call("POST", &format!("{FUNCTIONS}/validate"), None).await.expect(200);
    assert_eq!(checked, json!({"valid": true, "issues": []}));
}

#[tokio::test]
async fn functions_are_not_run_and_the_answer_says_so() {
    let studio = Studio::new(Api::V1_0_11).await;
    let path = format!("{FUNCTIONS}/default-function/execute");
    let answer = studio.post(&path, json!({"args": {}})).await.expect(200);
    assert!(answer["body"]["error"].as_str().unwrap().contains("does not run Python"));
    assert_eq!(answer["logs"], json!([answer["body"]["error"]]));
    let none = studio.post(&format!("{FUNCTIONS}/none/execute"), json!({})).await;
    none.refused(404, "FUNCTION_NOT_FOUND");
}
