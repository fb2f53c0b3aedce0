//! Branches (contract §1.2).

use serde_json::json;
use server::Api;

use crate::studio::Studio;

#[tokio::test]
async fn a_branch_is_a_copy_with_a_life_of_its_own() {
    let studio = Studio::new(Api::V1_0_3).await;
    studio.topic("/v1/agents/a/branches/main", "Parking", "Free").await;
    let branch = studio.branch("summer").await;
    studio.topic(&branch, "Pool", "Open").await;

    for (branch, count) in [(branch.as_str(), 2), ("/v1/agents/a/branches/main", 1)] {
        let topics = studio.get(&format!("{branch}/knowledge-base/topics")).await.expect(200);
        assert_eq!(topics.as_array().unwrap().len(), count);
    }
}

#[tokio::test]
async fn the_list_has_the_observed_keys_and_main_first() {
    let studio = Studio::new(Api::V1_0_11).await;
    let branch = studio.branch("summer").await;
    let list = studio.get("/v1/agents/a/branches").await.expect(200)["branches"].clone();
    assert_eq!(list[0]["branchId"], "main");
    let made = &list[1];
    assert_eq!(branch, format!("/v1/agents/a/branches/{}", made["branchId"].as_str().unwrap()));
    let id = made["branchId"].as_str().unwrap();
    assert!(id.starts_with("BRANCH-") && id.len() == 15, "{id}");
    for (key, value) in [
        ("name", json!("summer")),
        ("projectId", json!("a")),
        ("accountId", json!(studio.account)),
        ("active", json!(true)),
        ("createdBy", json!("ada@example.com")),
        ("parentBranchId", json!("main")),
        ("parentSequence", json!("1")),
        ("isDiverged", json!(false)),
    ] {
        assert_eq!(made[key], value, "{key}");
    }
}

#[tokio::test]
async fn names_are_unique_among_the_living() {
    let studio = Studio::new(Api::V1_0_11).await;
    let branch = studio.branch("summer").await;
    let again = json!({"branchName": "summer"});
    studio.post("/v1/agents/a/branches", again).await.refused(409, "BRANCH_ALREADY_EXISTS");
    let main = json!({"branchName": "main"});
    studio.post("/v1/agents/a/branches", main).await.refused(409, "BRANCH_ALREADY_EXISTS");
    studio.delete(&branch).await.expect(200);
    studio.branch("summer").await;
}

#[tokio::test]
async fn a_branch_can_be_deleted_and_main_cannot() {
    let studio = Studio::new(Api::V1_0_11).await;
    let branch = studio.branch("summer").await;
    studio.topic(&branch, "Pool", "Open").await;
    let deleted = studio.delete(&branch).await.expect(200);
    assert_eq!(deleted, json!({"sequence": "2", "message": "Branch deleted"}));
    studio.get(&format!("{branch}/behavior")).await.refused(404, "BRANCH_NOT_FOUND");
    studio.delete(&branch).await.refused(404, "BRANCH_NOT_FOUND");
    studio.delete("/v1/agents/a/branches/main").await.refused(422, "BRANCH_MAIN_PROTECTED");
}

#[tokio::test]
async fn a_name_has_one_to_a_hundred_characters() {
    let studio = Studio::new(Api::V1_0_11).await;
    for name in ["", &"é".repeat(101)] {
        let body = json!({"branchName": name});
        studio.post("/v1/agents/a/branches", body).await.at_fault(&["branchName"]);
    }
    studio.branch(&"é".repeat(100)).await;
}

#[tokio::test]
async fn a_sync_brings_what_the_parent_has_learnt() {
    let studio = Studio::new(Api::V1_0_3).await;
    let branch = studio.branch("summer").await;
    studio.topic(&branch, "Pool", "Open").await;
    studio.topic("/v1/agents/a/branches/main", "Parking", "Free").await;

    let list = studio.get("/v1/agents/a/branches").await.expect(200);
    assert_eq!(list["branches"][1]["isDiverged"], true);
    let synced = studio.post(&format!("{branch}/sync"), json!({})).await.expect(200);
    assert_eq!(synced["sequence"], "3");
    assert!(synced["snapshotKey"].is_string());
    let list = studio.get("/v1/agents/a/branches").await.expect(200);
    assert_eq!(list["branches"][1]["isDiverged"], false);
    let topics = studio.get(&format!("{branch}/knowledge-base/topics")).await.expect(200);
    assert_eq!(topics.as_array().unwrap().len(), 2);
    studio
        .post("/v1/agents/a/branches/main/sync", json!({}))
        .await
        .refused(422, "BRANCH_MAIN_PROTECTED");
}
