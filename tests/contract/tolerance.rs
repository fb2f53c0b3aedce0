//! Answers of servers that are newer, older, or write less than ours.

use client::Response;
use model::{
    BranchId, BranchRef, ChatStart, ConnectorEdit, ConversationId, Environment, MergeOutcome,
    Slice, TopicEdit,
};
use serde_json::{Value, json};
use tests::{Api, Fault, Studio, new_agent, topic};

use crate::BOTH;

/// Objects under these keys are maps or free JSON, where another key is another value.
const FREE: [&str; 8] =
    ["values", "projection", "schema", "variables", "state", "metrics", "functionEvents", "turns"];

/// Adds unknown keys to every object of an answer, as a newer server might.
fn embellish(response: Response) -> Response {
    if response.body.is_empty() {
        return response;
    }
    let mut body: Value = serde_json::from_str(&response.body).unwrap();
    add_to(&mut body);
    Response { body: body.to_string(), ..response }
}

fn add_to(value: &mut Value) {
    match value {
        Value::Array(items) => items.iter_mut().for_each(add_to),
        Value::Object(fields) => {
            let known = std::mem::take(fields);
            fields.insert("aNew".to_owned(), json!({"deep": [1, null, {"er": 1.5}]}));
            for (key, mut field) in known {
                if !FREE.contains(&key.as_str()) {
                    add_to(&mut field);
                }
                fields.insert(key, field);
            }
            fields.insert("zNew".to_owned(), Value::Null);
        }
        _ => {}
    }
}

#[tokio::test]
async fn unknown_keys_do_not_change_what_is_read() {
    for api in BOTH {
        let studio = Studio::new(api).await;
        let (plain, agent, account, main) =
            (&studio.client, &studio.agent, &studio.account, &studio.main());
        let (odd, _) = studio.on_line(|_| Fault::Garble(embellish));
        let at = &studio.branch("draft").await;
        let topic = studio.topic(at, "Pool", "Open.").await;
        let city = plain.create_attribute(at, "city").await.unwrap();
        let values = [(city.id, "Leeds".to_owned())].into();
        plain.create_variant(at, "Leeds", &values).await.unwrap();
        let live = Environment::Live;
        plain.import_phone_numbers(agent, &["+441134960000".to_owned()], live).await.unwrap();
        plain.set_config_variables(agent, live, &json!({"open": 8})).await.unwrap();
        let sandbox = Environment::Sandbox;
        let chat = plain.start_chat(agent, sandbox, &ChatStart::default()).await.unwrap();
        let chat: ConversationId = chat.conversation;
        let deleted = studio.branch("deleted").await;
        plain.delete_branch(&deleted).await.unwrap();
        let slice = Slice::first(10);

        macro_rules! same {
            ($($call:ident($($argument:expr),*)),* $(,)?) => {$(
                assert_eq!(
                    odd.$call($($argument),*).await.unwrap(),
                    plain.$call($($argument),*).await.unwrap(),
                    stringify!($call)
                );
            )*};
        }
        same!(
            agents(),
            branches(agent),
            behavior(at),
            topics(at),
            topic(at, &topic.id),
            attributes(at),
            variants(at),
            active(agent),
            deployments(agent, sandbox, None),
            timeline(agent),
            branch_snapshot(account, at),
            connectors(agent),
            phone_numbers(agent, None),
            config_pages(agent),
            config_page(agent, live),
            functions(at),
            validate_functions(at),
            test_runs(agent, None, slice),
            conversations(agent, slice),
            conversation(agent, &chat),
            accounts(),
            projects(account),
            archived_branches(account, agent),
            merge_history(account, main),
        );
    }
}

#[tokio::test]
async fn unknown_keys_do_not_make_a_save_fail() {
    let studio = Studio::new(Api::V1_0_3).await;
    let (odd, _) = studio.on_line(|_| Fault::Garble(embellish));
    let (agent, account, main) = (&studio.agent, &studio.account, &studio.main());
    odd.create_agent(&new_agent("Other")).await.unwrap();
    odd.set_behavior(main, "Be kind.").await.unwrap();
    let made = odd.create_topic(main, &topic("Pool", "Open.")).await.unwrap();
    let at = BranchRef {
        agent: agent.clone(),
        branch: odd.create_branch(agent, "draft").await.unwrap(),
    };
    for (at, text) in [(main, "ours"), (&at, "theirs")] {
        let edit = TopicEdit { content: Some(text.to_owned()), ..TopicEdit::default() };
        odd.edit_topic(at, &made.id, &edit).await.unwrap();
    }
    let outcome = odd.merge(&at, "", &[]).await.unwrap();
    assert!(matches!(outcome, MergeOutcome::Conflicts(_)), "{outcome:?}");
    odd.sync_branch(account, &at, &[]).await.unwrap();
    let published = odd.publish(agent, "First").await.unwrap().deployment;
    odd.promote(agent, &published.id, Environment::Live, "").await.unwrap();
    odd.rollback(agent, &published, "").await.unwrap();
    let live = Environment::Live;
    odd.import_phone_numbers(agent, &["+441134960000".to_owned()], live).await.unwrap();
    let connector = odd.connector_of_number(agent, "+441134960000").await.unwrap();
    let edits = [(connector.id.clone(), ConnectorEdit::default())];
    assert!(odd.edit_connectors(agent, &edits).await.unwrap()[0].result.is_ok());
    assert_eq!(odd.delete_connector(agent, &connector.id).await.unwrap().len(), 1);
    odd.set_config_schema(agent, live, &json!({"type": "object"})).await.unwrap();
    let chat = odd.start_branch_chat(account, &at, &ChatStart::default()).await.unwrap();
    odd.send_branch_message(account, agent, &chat.conversation, "hello").await.unwrap();
}

#[tokio::test]
async fn a_list_of_agents_may_be_wrapped() {
    let studio = Studio::new(Api::V1_0_11).await;
    let (client, _) = studio.on_line(|_| {
        Fault::Garble(|answer| {
            let body = format!(r#"{{"agents":{}}}"#, answer.body);
            Response { body, ..answer }
        })
    });
    assert_eq!(client.agents().await.unwrap(), studio.client.agents().await.unwrap());
}

#[tokio::test]
async fn a_branch_may_have_only_an_id_and_a_name() {
    let studio = Studio::new(Api::V1_0_11).await;
    let (client, _) = studio.on_line(|_| {
        Fault::answer(
            200,
            r#"{"branches":[{"branchId":"BRANCH-1","name":"draft"},
                {"branchId":"main","name":"main","createdAt":"whenever","isDiverged":null}]}"#,
        )
    });
    let branches = client.branches(&studio.agent).await.unwrap();
    assert_eq!((&branches[0].parent, branches[0].diverged), (&BranchId::main(), None));
    assert_eq!((branches[0].created_by.as_str(), branches[0].created_at), ("", None));
    assert_eq!(branches[1].created_at, None, "a date that cannot be read is no date");
}

#[tokio::test]
async fn a_deployment_may_have_no_metadata_and_an_unknown_kind() {
    let studio = Studio::new(Api::V1_0_11).await;
    let (client, _) = studio.on_line(|_| {
        Fault::answer(
            200,
            r#"{"deployments":[{"id":"d","accountId":"w","agentId":"a","environment":"canary",
                "artifactVersion":"","version":"0123456789","createdBy":"","createdAt":"",
                "metadata":{"deployment_type":"experiment"}},
                {"id":"e","accountId":"w","agentId":"a","environment":"live","artifactVersion":"",
                "version":"0123456789","createdBy":"","createdAt":"","metadata":null}]}"#,
        )
    });
    let list = client.deployments(&studio.agent, Environment::Sandbox, None).await.unwrap();
    assert_eq!(list[0].environment, Environment::Sandbox, "the environment that was requested");
    assert_eq!(list[0].kind.label(), "Deployed");
    assert_eq!((list[1].environment, list[1].title()), (Environment::Live, "No message"));
}
