//! Deployments (contract §1.7).

use serde_json::{Value, json};
use server::{Api, Options};

use crate::studio::Studio;

const DEPLOYMENTS: &str = "/v1/agents/a/deployments";
const BEHAVIOR: &str = "/v1/agents/a/branches/main/behavior";

async fn list(studio: &Studio, environment: &str) -> Vec<Value> {
    let path = format!("{DEPLOYMENTS}?environment={environment}");
    studio.get(&path).await.expect(200)["deployments"].as_array().unwrap().clone()
}

async fn promote(studio: &Studio, deployment: &Value, body: Value) -> crate::studio::Answer {
    let id = deployment["id"].as_str().unwrap();
    studio.post(&format!("{DEPLOYMENTS}/{id}/promote"), body).await
}

async fn write(studio: &Studio, behavior: &str) {
    studio.patch(BEHAVIOR, json!({"behavior": behavior})).await.expect(200);
}

#[tokio::test]
async fn a_version_goes_through_the_environments() {
    let studio = Studio::new(Api::V1_0_3).await;
    write(&studio, "one").await;
    let body = json!({"deploymentMessage": "First"});
    let made = studio.post(&format!("{DEPLOYMENTS}/publish"), body).await.expect(201);
    let sandbox = &made["deployment"];
    assert_eq!(made["testRunIds"], json!([]));
    assert_eq!(sandbox["environment"], "sandbox");
    assert_eq!(sandbox["version"].as_str().unwrap().len(), 32);
    assert_eq!(
        sandbox["metadata"],
        json!({"deployment_message": "First", "deployment_type": "publish"})
    );

    let staged = promote(&studio, sandbox, json!({})).await.expect(200)["deployment"].clone();
    assert_eq!(staged["environment"], "pre-release", "the next one");
    let body = json!({"deploymentMessage": "Go", "targetEnvironment": "live"});
    let live = promote(&studio, &staged, body).await.expect(200)["deployment"].clone();
    for made in [&staged, &live] {
        assert_ne!(made["id"], sandbox["id"]);
        assert_eq!(made["version"], sandbox["version"]);
        assert_eq!(made["artifactVersion"], sandbox["artifactVersion"]);
    }
    assert_eq!(
        live["metadata"],
        json!({"deployment_message": "Go", "deployment_type": "promotion"})
    );
    let active = studio.get(&format!("{DEPLOYMENTS}/active")).await.expect(200);
    assert_eq!(
        active["activeDeployments"],
        json!({"sandbox": sandbox, "pre-release": staged, "live": live})
    );
}

#[tokio::test]
async fn lists_are_newest_first_and_can_be_cut() {
    let studio = Studio::new(Api::V1_0_3).await;
    for n in 0..3 {
        write(&studio, &n.to_string()).await;
        studio.publish().await;
    }
    let all = list(&studio, "sandbox").await;
    assert_eq!(all.len(), 4);
    assert!(all.windows(2).all(|pair| pair[0]["id"].as_str() > pair[1]["id"].as_str()));
    let cut = studio.get(&format!("{DEPLOYMENTS}?environment=sandbox&limit=2")).await.expect(200);
    assert_eq!(cut["deployments"].as_array().unwrap(), &all[..2]);
    let none = studio.get(&format!("{DEPLOYMENTS}?environment=sandbox&limit=0")).await.expect(200);
    assert_eq!(none["deployments"], json!([]));
}

#[tokio::test]
async fn only_the_three_environments_exist() {
    let studio = Studio::new(Api::V1_0_3).await;
    let code = "DEPLOYMENTS_INVALID_ENVIRONMENT";
    for query in ["", "?environment=", "?environment=production", "?limit=1"] {
        studio.get(&format!("{DEPLOYMENTS}{query}")).await.refused(400, code);
    }
    let body = json!({"environment": "production"});
    studio.post(&format!("{DEPLOYMENTS}/publish"), body).await.refused(400, code);
}

#[tokio::test]
async fn nothing_new_is_not_published_again() {
    let studio = Studio::new(Api::V1_0_3).await;
    let publish = format!("{DEPLOYMENTS}/publish");
    studio.post(&publish, json!({})).await.refused(409, "DEPLOYMENTS_ALREADY_PUBLISHED");

    let first = studio.get(BEHAVIOR).await.expect(200);
    write(&studio, "changed").await;
    studio.patch(BEHAVIOR, first).await.expect(200);
    let taken_back = studio.post(&publish, json!({})).await;
    taken_back.refused(409, "DEPLOYMENTS_ALREADY_PUBLISHED");

    write(&studio, "changed").await;
    studio.publish().await;
}

#[tokio::test]
async fn each_publish_is_a_version_of_its_own() {
    let studio = Studio::new(Api::V1_0_3).await;
    write(&studio, "one").await;
    let first = studio.publish().await;
    write(&studio, "two").await;
    studio.publish().await;
    write(&studio, "one").await;
    assert_ne!(studio.publish().await["version"], first["version"]);
}

#[tokio::test]
async fn a_publish_can_name_a_later_environment() {
    let studio = Studio::new(Api::V1_0_3).await;
    write(&studio, "one").await;
    let body = json!({"environment": "live"});
    let made = studio.post(&format!("{DEPLOYMENTS}/publish"), body).await.expect(201);
    assert_eq!(made["deployment"]["environment"], "live");
    assert_eq!(list(&studio, "sandbox").await.len(), 1, "sandbox is not touched");
}

#[tokio::test]
async fn a_promotion_goes_forward_only() {
    let studio = Studio::new(Api::V1_0_3).await;
    let sandbox = list(&studio, "sandbox").await.remove(0);
    let live = promote(&studio, &sandbox, json!({"targetEnvironment": "live"})).await.expect(200);
    let live = &live["deployment"];
    promote(&studio, live, json!({})).await.refused(400, "DEPLOYMENTS_VALIDATION_FAILED");
    let back = promote(&studio, live, json!({"targetEnvironment": "pre-release"})).await;
    back.refused(400, "DEPLOYMENTS_VALIDATION_FAILED");
    promote(&studio, live, json!({"targetEnvironment": "sandbox"}))
        .await
        .at_fault(&["targetEnvironment"]);
    let unknown = json!({"id": "019a0000-0000-7000-8000-000000000000"});
    promote(&studio, &unknown, json!({})).await.refused(404, "DEPLOYMENT_NOT_FOUND");
}

#[tokio::test]
async fn promoting_what_is_active_already_makes_a_new_record() {
    let studio = Studio::new(Api::V1_0_3).await;
    let sandbox = list(&studio, "sandbox").await.remove(0);
    promote(&studio, &sandbox, json!({})).await.expect(200);
    promote(&studio, &sandbox, json!({})).await.expect(200);
    assert_eq!(list(&studio, "pre-release").await.len(), 2);
}

#[tokio::test]
async fn a_body_may_be_left_out_of_promote_and_rollback_but_not_of_publish() {
    let studio = Studio::new(Api::V1_0_3).await;
    let id = list(&studio, "sandbox").await[0]["id"].as_str().unwrap().to_owned();
    studio.call("POST", &format!("{DEPLOYMENTS}/{id}/promote"), None).await.expect(200);
    studio.call("POST", &format!("{DEPLOYMENTS}/{id}/rollback"), None).await.expect(200);
    let empty = studio.call("POST", &format!("{DEPLOYMENTS}/publish"), None).await;
    empty.refused(400, "SCHEMA_VALIDATION_FAILED");
}

#[tokio::test]
async fn under_strict_order_no_environment_is_skipped() {
    let studio = Studio::with(Options { strict_order: true, ..Options::default() }).await;
    let sandbox = list(&studio, "sandbox").await.remove(0);
    let live = json!({"targetEnvironment": "live"});
    promote(&studio, &sandbox, live.clone()).await.refused(412, "ErrPreReleaseNotReady");
    let direct =
        studio.post(&format!("{DEPLOYMENTS}/publish"), json!({"environment": "live"})).await;
    direct.refused(412, "ErrPreReleaseNotReady");
    promote(&studio, &sandbox, json!({})).await.expect(200);
    promote(&studio, &sandbox, live).await.expect(200);
}

#[tokio::test]
async fn config_values_that_do_not_fit_block_a_publish() {
    let studio = Studio::new(Api::V1_0_3).await;
    let page = "/v1/agents/a/real-time-configs/live";
    let schema = |kind: &str| Some(json!({"schema": {"properties": {"hour": {"type": kind}}}}));
    studio.patch(&format!("{page}/variables"), json!({"variables": {"hour": 8}})).await.expect(200);
    studio.call("PUT", &format!("{page}/schema"), schema("string")).await.expect(200);
    write(&studio, "changed").await;
    let blocked = studio.post(&format!("{DEPLOYMENTS}/publish"), json!({})).await;
    assert!(blocked.refused(400, "DEPLOYMENTS_VALIDATION_FAILED").contains("live"));
    studio.call("PUT", &format!("{page}/schema"), schema("integer")).await.expect(200);
    studio.publish().await;
}
