//! Examples of our own with the facts of the OpenAPI schemas (spec 1.0.11) parse and print back
//! unchanged, and every key that a schema requires is required here.

use std::fmt::Debug;

use serde::{Serialize, de::DeserializeOwned};
use serde_json::{Value, json};

use super::*;

mod alerts;

/// `example` holds every key of its schema; `required` names those the schema requires.
fn check<T: Serialize + DeserializeOwned + Debug>(required: &[&str], example: Value) {
    let read: T = serde_json::from_value(example.clone()).unwrap();
    assert_eq!(serde_json::to_value(&read).unwrap(), example);

    let mut wider = example.clone();
    wider["aKeyOfTomorrow"] = json!({"n": 1.50});
    serde_json::from_str::<T>(&wider.to_string()).unwrap();

    for key in required {
        let mut narrower = example.clone();
        narrower.as_object_mut().unwrap().remove(*key).expect(key);
        let read = serde_json::from_value::<T>(narrower);
        assert!(read.is_err(), "{key} is required, yet {read:?}");
    }

    let mut narrowest = example.clone();
    narrowest.as_object_mut().unwrap().retain(|key, _| required.contains(&key.as_str()));
    serde_json::from_value::<T>(narrowest).expect("what is not required can be left out");
}

fn deployment() -> Value {
    json!({
        "id": "019a0000-0000-7000-8000-000000000001", "accountId": "ws-0123abcd",
        "agentId": "PROJECT-58RP822I", "environment": "sandbox",
        "artifactVersion": "2026-03-03T18:51:02.000Z",
        "version": "0123456789abcdef0123456789abcdef", "createdBy": "ada@example.com",
        "createdAt": "2026-03-03T18:51:02.000Z",
        "metadata": {"deployment_message": "Summer hours", "deployment_type": "publish"}
    })
}

fn connector() -> Value {
    json!({
        "connectorId": "CONNECTOR-1", "name": "Main line", "accountId": "ws-0123abcd",
        "projectId": "PROJECT-58RP822I", "clientEnv": "live", "variantId": "",
        "asrLangCode": "en-GB", "ttsLangCode": "en-GB", "voiceName": "en-GB-Standard-A",
        "disableHandoff": false
    })
}

fn phone_number() -> Value {
    json!({
        "number": "+441134960000", "projectId": "PROJECT-58RP822I", "accountId": "ws-0123abcd",
        "clientEnv": "live", "connectorId": "CONNECTOR-1"
    })
}

#[test]
fn agents_match_their_schemas() {
    let agent = json!({
        "accountId": "ws-0123abcd", "agentId": "PROJECT-58RP822I", "agentName": "Front desk",
        "createdAt": "2026-03-03T18:51:02.000Z", "updatedAt": "2026-03-03T18:51:02.000Z",
        "branchCount": 1
    });
    let keys = ["accountId", "agentId", "agentName", "createdAt", "updatedAt", "branchCount"];
    check::<Agent>(&keys, agent.clone());
    check::<AgentCreate>(
        &["name"],
        json!({
            "name": "Front desk", "agentId": "front-desk", "description": "Takes bookings",
            "responseSettings": {"greeting": "Hello", "languageCode": "en-GB"},
            "voiceSettings": {"voiceId": "VOICE-01234567"},
            "llmSettings": {"modelId": "MODEL-01234567"},
            "experimentalConfig": {"configs": []}
        }),
    );
    check::<ResponseSettings>(&["greeting"], json!({"greeting": "Hi", "languageCode": "en-US"}));
    check::<VoiceSettings>(&["voiceId"], json!({"voiceId": "VOICE-01234567"}));
    check::<AgentDuplicate>(&["newAgentName"], json!({"newAgentName": "B", "newAgentId": "b"}));

    for list in [json!([agent.clone()]), json!({"agents": [agent.clone()]})] {
        let list: AgentList = serde_json::from_str(&list.to_string()).unwrap();
        assert_eq!(serde_json::to_value(list).unwrap(), json!([agent]));
    }
}

#[test]
fn branches_match_their_schemas() {
    check::<Branch>(
        &["branchId", "name"],
        json!({
            "branchId": "BRANCH-4GHRCJ3I", "name": "summer", "id": "019a", "accountId": "ws-1",
            "projectId": "PROJECT-1", "active": true, "createdBy": "ada@example.com",
            "createdAt": "2026-03-03T18:51:02.000Z", "updatedAt": "2026-03-03T18:51:02.000Z",
            "parentBranchId": "main", "parentSequence": "4", "isDiverged": true, "tag": "staging",
            "archivedAt": "2026-03-04T18:51:02.000Z", "daysLeft": 30
        }),
    );
    check::<BranchList>(&["branches"], json!({"branches": []}));
    check::<BranchCreate>(&["branchName"], json!({"branchName": "summer"}));
    check::<BranchCreated>(
        &["branchId", "sequenceId"],
        json!({"branchId": "BRANCH-4GHRCJ3I", "sequenceId": "1"}),
    );
    check::<BranchDeleted>(
        &["sequence", "message"],
        json!({"sequence": "7", "message": "Branch deleted"}),
    );
}

#[test]
fn merges_match_their_schemas() {
    check::<Merge>(
        &[],
        json!({
            "deploymentMessage": "",
            "conflictResolutions": [{"path": ["a", "b"], "strategy": "theirs", "value": null}]
        }),
    );
    check::<Resolution>(
        &["path", "strategy"],
        json!({"path": [], "strategy": "base", "value": {"n": 1.50}}),
    );
    check::<Merged>(
        &["sequence", "message"],
        json!({"sequence": "6", "message": "Merged", "testRunIds": []}),
    );
    check::<MergeConflicts>(
        &["hasConflicts"],
        json!({
            "value": {"knowledgeBase": {}}, "hasConflicts": true,
            "conflicts": [{
                "path": ["knowledgeBase"], "baseValue": null, "oursValue": 1, "theirsValue": 2.50,
                "type": "modify"
            }],
            "targetLastUpdated": "2026-03-03T18:51:02.000Z",
            "sourceCreatedAt": "2026-03-03T18:51:02.000Z",
            "errors": [{"path": ["a"], "message": "no conflict there"}]
        }),
    );
}

#[test]
fn a_side_without_a_value_is_not_null() {
    let absent: Conflict =
        serde_json::from_value(json!({"path": [], "oursValue": null, "type": "delete"})).unwrap();
    assert_eq!((absent.base_value, absent.ours_value), (None, Some(Value::Null)));
}

#[test]
fn content_of_a_branch_matches_its_schemas() {
    check::<Behavior>(&["behavior"], json!({"behavior": "Be kind."}));
    let keys = ["id", "name", "content", "actions", "exampleQueries", "isActive"];
    check::<Topic>(
        &keys,
        json!({
            "id": "TOPIC-1F001898", "name": "Parking", "content": "Free", "actions": "",
            "exampleQueries": {"queries": ["Where do I park?"]}, "isActive": true
        }),
    );
    check::<ExampleQueries>(&["queries"], json!({"queries": []}));
    let change = json!({
        "name": "Parking", "content": "Free", "actions": "", "exampleQueries": {"queries": []},
        "isActive": false
    });
    check::<TopicCreate>(&["name", "content"], change.clone());
    check::<TopicPatch>(&[], change);

    check::<AttributeList>(&["attributes"], json!({"attributes": [{"id": "A", "name": "city"}]}));
    check::<Attribute>(&["id", "name"], json!({"id": "ATTRIBUTE-B8060842", "name": "city"}));
    check::<AttributeName>(&["name"], json!({"name": "city"}));
    check::<DeletedId>(&["id"], json!({"id": "ATTRIBUTE-B8060842"}));

    let variant = json!({
        "id": "VARIANT-B8060842", "name": "Leeds", "isDefault": true,
        "attributeValues": {"values": {"ATTRIBUTE-B8060842": "Leeds"}}
    });
    check::<VariantList>(&["variants"], json!({"variants": [variant.clone()]}));
    check::<Variant>(&["id", "name", "isDefault", "attributeValues"], variant);
    let change = json!({"name": "Leeds", "attributeValues": {"values": {}}, "isDefault": false});
    check::<VariantCreate>(&["name"], change.clone());
    check::<VariantPatch>(&[], change);
}

#[test]
fn an_empty_patch_is_an_empty_object() {
    assert_eq!(serde_json::to_string(&TopicPatch::default()).unwrap(), "{}");
    assert_eq!(serde_json::to_string(&VariantPatch::default()).unwrap(), "{}");
    assert_eq!(serde_json::to_string(&ConnectorPatch::default()).unwrap(), "{}");
}

#[test]
fn deployments_match_their_schemas() {
    let keys = [
        "id",
        "accountId",
        "agentId",
        "environment",
        "artifactVersion",
        "version",
        "createdBy",
        "createdAt",
    ];
    check::<Deployment>(&keys, deployment());
    check::<DeploymentList>(&["deployments"], json!({"deployments": [deployment()]}));
    check::<ActiveDeployments>(
        &["activeDeployments"],
        json!({"activeDeployments": {"sandbox": deployment(), "pre-release": null, "live": null}}),
    );
    check::<Publish>(&[], json!({"deploymentMessage": "", "environment": "sandbox"}));
    check::<Promote>(&[], json!({"deploymentMessage": "", "targetEnvironment": "live"}));
    check::<Rollback>(&[], json!({"deploymentMessage": ""}));
    check::<DeploymentMade>(&["deployment"], json!({"deployment": deployment(), "testRunIds": []}));
}

#[test]
fn telephony_matches_its_schemas() {
    let keys = [
        "connectorId",
        "name",
        "accountId",
        "projectId",
        "clientEnv",
        "variantId",
        "asrLangCode",
        "ttsLangCode",
        "voiceName",
        "disableHandoff",
    ];
    check::<Connector>(&keys, connector());
    check::<ConnectorList>(&["connectors"], json!({"connectors": [connector()]}));
    check::<ConnectorIds>(&["connectorIds"], json!({"connectorIds": ["CONNECTOR-1"]}));
    check::<ConnectorsFound>(&["found", "notFound"], json!({"found": [], "notFound": ["x"]}));
    let change = json!({
        "connectorId": "C", "variantId": null, "asrLangCode": "en-US", "voiceName": "en-US-A",
        "projectId": "PROJECT-2"
    });
    check::<ConnectorUpdates>(&["updates"], json!({"updates": [change.clone()]}));
    check::<ConnectorUpdate>(&["connectorId"], change.clone());
    let mut patch = change;
    patch.as_object_mut().unwrap().remove("connectorId");
    check::<ConnectorPatch>(&[], patch);
    check::<ConnectorResults>(&["results"], json!({"results": []}));
    check::<ConnectorResult>(
        &["connectorId", "success"],
        json!({"connectorId": "C", "success": false, "data": connector(), "error": "no"}),
    );
    check::<ConnectorLookup>(&["phoneNumber"], json!({"phoneNumber": "+441134960000"}));
    check::<ConnectorDeleted>(
        &["deletedConnector", "deletedPhoneNumbers"],
        json!({"deletedConnector": "C", "deletedPhoneNumbers": []}),
    );

    check::<PhoneNumber>(&["number", "projectId", "accountId", "clientEnv"], phone_number());
    check::<PhoneNumberList>(&["phoneNumbers"], json!({"phoneNumbers": [phone_number()]}));
    check::<PhoneNumbersImport>(
        &["phoneNumbers"],
        json!({"phoneNumbers": ["+441134960000"], "clientEnv": "live"}),
    );
    check::<PhoneNumbersImported>(&["imported"], json!({"imported": ["+441134960000"]}));
    check::<PhoneNumberImport>(&[], json!({"clientEnv": "live"}));
    check::<PhoneNumberImported>(&["imported"], json!({"imported": "+441134960000"}));
    check::<PhoneNumbers>(&["phoneNumbers"], json!({"phoneNumbers": []}));
    check::<PhoneNumbersFound>(&["found", "notFound"], json!({"found": [], "notFound": []}));
    check::<PhoneNumbersDeleted>(
        &["deleted"],
        json!({"deleted": [], "errors": [{"phoneNumber": "+1", "error": "no such number"}]}),
    );
    check::<PhoneNumberFault>(
        &["phoneNumber", "error"],
        json!({"phoneNumber": "+1", "error": "no such number"}),
    );
    check::<PhoneNumberDeleted>(&["deleted"], json!({"deleted": "+441134960000"}));
    check::<PhoneNumberReassign>(&["connectorId"], json!({"connectorId": "C"}));
}

#[test]
fn config_pages_match_their_schemas() {
    let page = json!({
        "clientEnv": "live", "variables": {"open": 8.50}, "schema": {"type": "object"},
        "lastUpdated": "2026-03-03T18:51:02.000Z"
    });
    check::<ConfigPage>(&["clientEnv"], page.clone());
    check::<ConfigPageList>(&["configPages"], json!({"configPages": [page]}));
    check::<ConfigSchema>(&["schema"], json!({"schema": {"type": "object"}}));
    check::<ConfigVariables>(&["variables"], json!({"variables": {"a": null}}));
}

#[test]
fn chats_match_their_schemas() {
    check::<ChatCreate>(
        &["clientEnv"],
        json!({
            "clientEnv": "sandbox", "asrLangCode": "en-GB", "ttsLangCode": "en-GB",
            "conversationId": "AS_CHAT_1", "variantId": "V", "channel": "chat.polyai",
            "integrationAttributes": {}
        }),
    );
    check::<ChatMessage>(
        &["clientEnv"],
        json!({
            "clientEnv": "sandbox", "message": "Hi", "asrLangCode": "en-GB",
            "ttsLangCode": "en-GB", "metadata": {}
        }),
    );
    let keys = [
        "conversationId",
        "userInput",
        "response",
        "metadata",
        "conversationEnded",
        "delayedResponse",
    ];
    check::<ChatReply>(
        &keys,
        json!({
            "conversationId": "AS_CHAT_1", "userInput": "", "response": "Hello",
            "metadata": {
                "state": {}, "currentNode": "", "nodeTrace": [], "metrics": {"ms": 1.50},
                "functionEvents": [], "handoffDestination": "desk", "retrievedTopics": ["Parking"],
                "retrievedSources": [], "citedTopic": "Parking", "inFlow": "f", "inStep": "s",
                "llmRequests": [{}], "asrLangCode": "en-GB", "ttsLangCode": "en-GB"
            },
            "conversationEnded": false, "delayedResponse": false
        }),
    );
}

#[test]
fn conversations_match_their_schemas() {
    let conversation = json!({
        "conversationId": "AS_CHAT_1", "accountId": "ws-1", "projectId": "PROJECT-1",
        "createdAt": "2026-06-03T14:00:45.580000+00:00", "totalDuration": 61, "inProgress": false,
        "tags": [], "polyScore": 0.750, "shortSummary": {"heading": "h", "content": "c"},
        "turns": [{"user_input": "Hi"}], "metrics": {}, "functionEvents": {}
    });
    check::<Conversation>(&["conversationId", "accountId", "projectId"], conversation.clone());
    check::<ConversationList>(
        &["conversations", "count", "limit", "offset"],
        json!({"conversations": [conversation], "count": 3, "limit": 2, "offset": 0}),
    );
}

#[test]
fn functions_and_test_runs_preserve_what_the_client_reads() {
    check::<FunctionExecuted>(&[], json!({"body": {"ok": 1}, "logs": ["x"], "runtime": 1.5}));
    check::<FunctionsValidated>(
        &["valid"],
        json!({"valid": false, "issues": [{
            "type": "syntax_error", "function_id": "F", "function_name": "f", "message": "line 1"
        }]}),
    );
    check::<Function>(&["id", "name"], json!({"id": "F", "name": "f", "description": "d"}));
    check::<TestTrigger>(
        &["branchId", "select"],
        json!({"branchId": "main", "select": {"mode": "testIds", "testIds": ["T"]}, "name": "n"}),
    );
    check::<TestRun>(
        &["id"],
        json!({
            "id": "R", "name": "nightly", "status": "completed", "testCaseCount": 1,
            "passedCount": 0, "failedCount": 0, "errorCount": 1,
            "startedAt": "2026-03-03T18:51:02.000Z", "startedBy": "ada@example.com",
            "branchId": "main",
            "testHistory": [{
                "testRunId": "R", "testCaseId": "T", "status": "error",
                "testCaseSnapshot": {"name": "t"}, "results": {}, "rawConversation": {}
            }]
        }),
    );
}

#[test]
fn the_text_of_an_error_is_read_in_either_form() {
    let envelope = json!({
        "success": false, "error": "agent not found", "error_id": "c-1",
        "error_code": "PROJECT_NOT_FOUND", "error_message": "agent not found", "data": null
    });
    check::<ErrorBody>(&[], envelope.clone());
    let read: ErrorBody = serde_json::from_value(envelope).unwrap();
    assert_eq!(read.text(), Some("agent not found"));

    let older = json!({
        "message": "Validation failed",
        "errors": [{"field": "name", "message": "must be between 1 and 128 characters"}]
    });
    let read: ErrorBody = serde_json::from_value(older).unwrap();
    assert_eq!((read.text(), read.errors.len()), (Some("Validation failed"), 1));

    let strange = json!({"error": {"deep": true}, "message": 5, "errors": "none"});
    assert_eq!(serde_json::from_value::<ErrorBody>(strange).unwrap().text(), None);
}

#[test]
fn a_projection_preserves_the_order_of_keys_and_the_spelling_of_numbers() {
    let text = r#"{"lastKnownSequence":"5","projection":{"z":1.50,"a":{"n":-0.0,"m":1e+400}}}"#;
    let read: BranchProjection = serde_json::from_str(text).unwrap();
    assert_eq!(serde_json::to_string(&read).unwrap(), text);
}
