//! Test runs (contract §1.13).

use client::ErrorKind;
use model::{MAX_TEST_RUN_NAME, Slice, TestCaseId, TestRunStatus, TestStatus};
use tests::{Api, Fault, Studio};

const CASES: &str = r#"{"testing":{"testCases":{"ids":["T-1","T-2"],"entities":{
    "T-1":{"id":"T-1","name":"Greets"},"T-2":{"id":"T-2","name":"Says goodbye"}}}}}"#;

fn cases(ids: &[&str]) -> Vec<TestCaseId> {
    ids.iter().map(|id| TestCaseId::from(*id)).collect()
}

#[tokio::test]
async fn a_run_is_stored_and_says_that_it_was_not_executed() {
    let studio = Studio::of_projection(CASES).await;
    let (client, agent) = (&studio.client, &studio.agent);
    let both = cases(&["T-1", "T-2"]);
    let made = client.start_test_run(&studio.main(), &both, Some("nightly")).await.unwrap();
    assert_eq!((made.name.as_str(), made.cases), ("nightly", 2));
    assert_eq!(made.status, TestRunStatus::Other("not_executed".to_owned()));
    assert!(!made.status.is_running(), "nobody has to wait for it");
    assert_eq!(made.branch, Some(studio.main().branch));

    let read = client.test_run(agent, &made.id).await.unwrap();
    let names: Vec<_> = read.results.iter().map(|result| result.name()).collect();
    assert_eq!(names, ["Greets", "Says goodbye"]);
    assert_eq!(read.results[0].status, TestStatus::Errored);
    let reason = &read.results[0].assertions()[0];
    assert!(!reason.has_passed && reason.reason.contains("does not execute"), "{reason:?}");
}

#[tokio::test]
async fn a_part_of_the_runs_and_results_is_listed_newest_first() {
    let studio = Studio::of_projection(CASES).await;
    let (client, agent, main) = (&studio.client, &studio.agent, studio.main());
    for name in ["one", "two", "three"] {
        client.start_test_run(&main, &cases(&["T-1"]), Some(name)).await.unwrap();
    }
    let names = async |branch, slice| {
        let runs = client.test_runs(agent, branch, slice).await.unwrap();
        runs.into_iter().map(|run| run.name).collect::<Vec<_>>()
    };
    let first = Slice::first(2);
    assert_eq!(names(None, first).await, ["three", "two"]);
    assert_eq!(names(Some(&main.branch), first.next()).await, ["one"]);
    assert_eq!(names(Some(&"BRANCH-NONE".into()), first).await, Vec::<String>::new());
    let history = client.test_history(agent, Some(&main.branch), Some(&"T-1".into()), first).await;
    assert_eq!(history.unwrap().len(), 2);
    let none = client.test_history(agent, None, Some(&"T-9".into()), first).await.unwrap();
    assert_eq!(none, []);
}

#[tokio::test]
async fn a_run_of_unknown_test_cases_is_refused() {
    let studio = Studio::of_projection(CASES).await;
    let start = async |ids: &[&str], name: Option<&str>| {
        studio.client.start_test_run(&studio.main(), &cases(ids), name).await.unwrap_err()
    };
    let none = start(&[], None).await;
    assert_eq!(none.code(), "NoTestCasesHttp");
    // A 422 on main that has nothing to do with main being protected.
    assert_eq!(none.kind(), Some(ErrorKind::Invalid), "{none:?}");
    assert_eq!(start(&["T-9"], None).await.code(), "MissingTestCasesHttp");
    let long = "n".repeat(MAX_TEST_RUN_NAME + 1);
    assert!(start(&["T-1"], Some(&long)).await.field("name").is_some());
    let error = studio.client.test_run(&studio.agent, &"none".into()).await.unwrap_err();
    assert!(error.is_not_found(), "{error:?}");
}

#[tokio::test]
async fn a_trigger_may_answer_with_only_an_id() {
    let studio = Studio::new(Api::V1_0_11).await;
    let (client, line) =
        studio.on_line(|_| Fault::answer(200, r#"{"id":"R-1","test_case_count":3}"#));
    let run = client.start_test_run(&studio.main(), &cases(&["T-1"]), None).await.unwrap();
    assert_eq!(run.id, "R-1".into());
    let body = r#"{"branchId":"main","select":{"mode":"testIds","testIds":["T-1"]}}"#;
    assert_eq!(line.sent()[0].body.as_deref(), Some(body));
}
