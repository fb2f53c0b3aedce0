//! The API under `/adk/v1` (contract §1.16), as far as PolyAI's own client reads it.

use serde_json::json;
use server::Api;

use crate::studio::Studio;

async fn studio() -> (Studio, String) {
    let studio = Studio::new(Api::V1_0_11).await;
    let project = studio.project();
    (studio, project)
}

#[tokio::test]
async fn accounts_and_projects_are_listed() {
    let (studio, project) = studio().await;
    let accounts = studio.get("/adk/v1/accounts").await.expect(200);
    assert_eq!(accounts[0]["id"], *studio.account);
    assert_eq!(accounts[0]["active"], true);
    let list =
        studio.get(&format!("/adk/v1/accounts/{}/projects", studio.account)).await.expect(200);
    let one = &list["projects"][0];
    assert_eq!(
        (&one["id"], &one["name"], &one["type"]),
        (&json!("a"), &json!("A"), &json!("genai"))
    );
    assert!(one["created_at"].as_str().unwrap().ends_with(" GMT"));
    assert_eq!(studio.get(&project).await.expect(200), *one);

    let mode = json!({"config": {"deployment_mode": "releases"}});
    assert_eq!(studio.patch(&project, mode.clone()).await.expect(200)["config"], mode["config"]);
    let other = format!("/adk/v1/accounts/{}/projects/none", studio.account);
    studio.get(&other).await.refused(404, "PROJECT_NOT_FOUND");
    studio.get("/adk/v1/accounts/ws-1/projects").await.refused(404, "ACCOUNT_NOT_FOUND");
}

#[tokio::test]
async fn deployments_are_the_public_ones_in_other_words() {
    let (studio, project) = studio().await;
    let public = studio.get("/v1/agents/a/deployments?environment=sandbox").await.expect(200);
    let public = &public["deployments"][0];
    let list = studio.get(&format!("{project}/deployments?client_env=sandbox")).await.expect(200);
    let one = &list["deployments"][0];
    for (adk_name, name) in
        [("id", "id"), ("version_hash", "version"), ("artifact_version", "artifactVersion")]
    {
        assert_eq!(one[adk_name], public[name]);
    }
    assert_eq!(one["deployment_metadata"], public["metadata"]);
    let active = studio.get(&format!("{project}/deployments/active")).await.expect(200);
    assert_eq!(
        active["sandbox"],
        json!({"deployment_id": public["id"], "version": public["version"]})
    );
    assert_eq!(active["live"], json!({"deployment_id": "", "version": ""}));
    let none = studio.get(&format!("{project}/deployments?client_env=x")).await;
    none.refused(400, "DEPLOYMENTS_INVALID_ENVIRONMENT");
}

#[tokio::test]
async fn locks_hold() {
    let (studio, project) = studio().await;
    let branches = format!("{project}/branches");
    let new = |expected: serde_json::Value| json!({"branchName": "b", "expectedMainLastKnownSequence": expected});
    studio.post(&branches, new(json!(7))).await.refused(409, "BRANCH_SEQUENCE_MISMATCH");
    let made = studio.post(&branches, new(json!(1))).await.expect(201);
    let id = made["branchId"].as_str().unwrap();
    let branch = format!("{branches}/{id}");
    assert_eq!(
        studio.get(&format!("{branch}/sequence")).await.expect(200),
        json!({"lastKnownSequence": "1"})
    );
    let wrong = json!({"expectedBranchLastKnownSequence": "5"});
    studio
        .post(&format!("{branch}/merge"), wrong.clone())
        .await
        .refused(409, "BRANCH_SEQUENCE_MISMATCH");
    let deleted = studio.call("DELETE", &branch, Some(wrong)).await;
    deleted.refused(409, "BRANCH_SEQUENCE_MISMATCH");
    let right = json!({"expectedBranchLastKnownSequence": 1, "deploymentMessage": "Done"});
    studio.post(&format!("{branch}/merge"), right).await.expect(200);
    let history = studio.get(&format!("{branches}/main/merge-history")).await.expect(200);
    assert_eq!(history["merges"][0]["message"], "Done");
    assert_eq!(history["merges"][0]["mergedBy"], "ada@example.com");
}

#[tokio::test]
async fn a_branch_of_a_branch_merges_into_it() {
    let (studio, project) = studio().await;
    let parent = studio.branch("parent").await;
    let parent_id = parent.rsplit('/').next().unwrap();
    let new = json!({"branchName": "child", "sourceBranchId": parent_id});
    let made = studio.post(&format!("{project}/branches"), new).await.expect(201);
    let child = format!("/v1/agents/a/branches/{}", made["branchId"].as_str().unwrap());
    studio.topic(&child, "Pool", "Open").await;
    let merged = studio.call("POST", &format!("{child}/merge"), None).await.expect(200);
    assert_eq!(merged["message"], "Branch merged to parent", "and nothing was deployed");
    let topics = studio.get(&format!("{parent}/knowledge-base/topics")).await.expect(200);
    assert_eq!(topics[0]["name"], "Pool");
}

#[tokio::test]
async fn a_child_whose_parent_is_archived_merges_into_the_next_ancestor() {
    let (studio, project) = studio().await;
    let parent = studio.branch("parent").await;
    let parent_id = parent.rsplit('/').next().unwrap();
    let new = json!({"branchName": "child", "sourceBranchId": parent_id});
    let made = studio.post(&format!("{project}/branches"), new).await.expect(201);
    let child = format!("/v1/agents/a/branches/{}", made["branchId"].as_str().unwrap());
    studio.topic(&child, "Pool", "Open").await;
    studio.delete(&parent).await.expect(200);
    let merged = studio.call("POST", &format!("{child}/merge"), None).await.expect(200);
    assert!(merged["message"].as_str().unwrap().starts_with("Branch merged to main"));
}

#[tokio::test]
async fn a_branch_is_renamed_tagged_archived_and_restored() {
    let (studio, project) = studio().await;
    let path = studio.branch("old").await;
    let branch = format!("{project}/branches/{}", path.rsplit('/').next().unwrap());
    assert_eq!(studio.patch(&branch, json!({"name": "new"})).await.expect(200)["name"], "new");
    let tag = json!({"tag": "staging"});
    let tagged = studio.call("PUT", &format!("{branch}/tag"), Some(tag)).await.expect(200);
    assert_eq!(tagged["tag"], "staging");
    let untagged = studio.delete(&format!("{branch}/tag")).await.expect(200);
    assert!(untagged.get("tag").is_none());

    studio.delete(&path).await.expect(200);
    let archive = studio.get(&format!("{project}/branches/archive")).await.expect(200);
    assert_eq!(archive["branches"][0]["name"], "new");
    assert_eq!(archive["branches"][0]["daysLeft"], 30);
    let restored = studio.call("POST", &format!("{branch}/restore"), None).await.expect(200);
    assert_eq!(restored["active"], true);
    studio.get(&format!("{path}/behavior")).await.expect(200);
    let main = format!("{project}/branches/main");
    studio.patch(&main, json!({"name": "x"})).await.refused(422, "BRANCH_MAIN_PROTECTED");
}

#[tokio::test]
async fn a_draft_can_be_talked_to() {
    let (studio, project) = studio().await;
    let branch = studio.branch("summer").await;
    studio.topic(&branch, "Pool", "The pool is open.").await;
    let id = branch.rsplit('/').next().unwrap();
    let expected = json!({"expectedBranchLastKnownSequence": 2});
    let build = studio.post(&format!("{project}/branches/{id}/chat"), expected).await.expect(200);
    let order = json!({
        "artifact_version": build["artifactVersion"],
        "lambda_deployment_version": build["lambdaDeploymentVersion"], "channel": "chat.polyai"
    });
    let chat = studio.post(&format!("{project}/draft/chat"), order).await.expect(201);
    let chat = chat["conversation_id"].as_str().unwrap();
    let say = json!({"message": "swimming pool"});
    let reply = studio.post(&format!("{project}/draft/chat/{chat}"), say).await.expect(200);
    assert_eq!(reply["metadata"]["retrieved_topics"], json!(["Pool"]));
    let ended =
        studio.post(&format!("{project}/chat/{chat}/end"), json!({"client_env": "sandbox"})).await;
    assert_eq!(ended.expect(200), json!({"function_events": []}));
    let more = studio.post(&format!("{project}/chat/{chat}"), json!({"message": "x"})).await;
    more.refused(400, "CHAT_CONVERSATION_ENDED");
}

#[tokio::test]
async fn what_is_left_out_says_so() {
    let (studio, project) = studio().await;
    let code = "NOT_OFFERED_LOCALLY";
    studio.get(&format!("{project}/experiments")).await.refused(404, code);
    studio.get(&format!("{project}/custom-metrics/export")).await.refused(404, code);
    studio.get("/adk/v1/template-projects?owner=adk").await.refused(404, code);
    let batch = format!("{project}/branches/main/command-batch");
    studio.call("POST", &batch, None).await.refused(404, code);
}
