//! Functions (contract §1.12).

use model::BranchRef;
use serde_json::json;
use tests::{Api, Fault, Studio};

use crate::BOTH;

#[tokio::test]
async fn the_function_of_a_new_agent_is_valid() {
    for api in BOTH {
        let studio = Studio::new(api).await;
        let functions = studio.client.functions(&studio.main()).await.unwrap();
        let names: Vec<_> = functions.iter().map(|function| function.name.as_str()).collect();
        assert_eq!(names, ["goodbye_and_hang_up"]);
        let check = studio.client.validate_functions(&studio.main()).await.unwrap();
        assert!(check.is_valid);
        assert_eq!(check.issues, []);
    }
}

#[tokio::test]
async fn the_issues_of_a_function_are_returned() {
    let studio = Studio::of_projection(
        r#"{"functions":{"functions":{"ids":["F1"],"entities":{"F1":
            {"id":"F1","name":"greet","description":"Greets.","code":"pass","archived":false}}}}}"#,
    )
    .await;
    let functions = studio.client.functions(&studio.main()).await.unwrap();
    assert_eq!(functions[0].description, "Greets.");
    let check = studio.client.validate_functions(&studio.main()).await.unwrap();
    assert!(!check.is_valid);
    assert_eq!(check.issues[0].function, Some("F1".into()));
    assert_eq!(check.issues[0].function_name, "greet");
    assert!(!check.issues[0].message.is_empty());
}

#[tokio::test]
async fn the_local_server_says_that_it_ran_nothing() {
    let studio = Studio::new(Api::V1_0_11).await;
    let functions = studio.client.functions(&studio.main()).await.unwrap();
    let run = studio.client.execute_function(&studio.main(), &functions[0].id, &json!({})).await;
    let run = run.unwrap();
    assert!(run.returned["error"].as_str().unwrap().contains("does not run Python"));
    assert_eq!(run.logs.len(), 1);
    let none = studio.client.execute_function(&studio.main(), &"none".into(), &json!({})).await;
    assert!(none.unwrap_err().is_not_found());
}

#[tokio::test]
async fn an_answer_of_the_platform_is_read_and_arguments_are_sent() {
    let studio = Studio::new(Api::V1_0_11).await;
    let (client, line) = studio
        .on_line(|_| Fault::answer(200, r#"{"body":{"ok":true},"logs":["a","b"],"runtime":12.5}"#));
    let at = BranchRef::new("a", "b");
    let run = client.execute_function(&at, &"F1".into(), &json!({"n": 1})).await.unwrap();
    assert_eq!((run.returned, run.milliseconds), (json!({"ok": true}), 12.5));
    assert_eq!(run.logs, ["a", "b"]);
    let sent = &line.sent()[0];
    assert_eq!(sent.url, "/v1/agents/a/branches/b/functions/F1/execute");
    assert_eq!(sent.body.as_deref(), Some(r#"{"args":{"n":1}}"#));
}
