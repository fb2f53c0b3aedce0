//! Every operation of the published API with good and bad requests: never a 5xx, and no answer
//! outside its schema.
//!
//! `openapi-*.json` hold the facts of the published files and none of their prose: paths, bodies,
//! answers, types, limits. Two facts follow the contract where the file cannot say them: an
//! environment that runs nothing is `null` (§1.7), and `nullable` is a type.

use std::sync::LazyLock;

use axum::body::Body;
use axum::http::{Request, header};
use jsonschema::Validator;
use proptest::prelude::*;
use serde_json::{Value, json};
use server::Api;
use tokio::runtime::Runtime;

use crate::studio::{KEY, Studio};

mod from_schema;

/// Statuses that any operation may refuse with.
const REFUSALS: [u16; 8] = [400, 404, 405, 409, 412, 413, 415, 422];

struct Operation {
    method: String,
    path: String,
    query: Vec<(String, BoxedStrategy<Value>)>,
    body: Option<BoxedStrategy<Value>>,
    /// The answer's schema by status; `None` for an answer without a body.
    answers: Vec<(u16, Option<Validator>)>,
}

struct Facts {
    operations: Vec<Operation>,
    refusal: Validator,
}

// Strategies cannot be shared between threads, and each test runs in one.
thread_local! {
    static FACTS: Facts = facts();
}

static DOCUMENTS: LazyLock<[Value; 2]> = LazyLock::new(|| {
    [include_str!("openapi-1.0.11.json"), include_str!("openapi-debug-chat.json")]
        .map(|text| serde_json::from_str(text).unwrap())
});

fn facts() -> Facts {
    let mut operations = Vec::new();
    for document in DOCUMENTS.iter() {
        for fact in document["operations"].as_array().unwrap() {
            operations.push(operation(document, fact));
        }
    }
    let refusal = validator(&DOCUMENTS[0], &json!({"$ref": "#/components/schemas/Error"}));
    Facts { operations, refusal }
}

fn operation(document: &Value, fact: &Value) -> Operation {
    let strategy = |schema: &Value| from_schema::strategy(document, schema);
    let query = fact["query"].as_array().map(Vec::as_slice).unwrap_or_default();
    let name = |one: &Value| one["name"].as_str().unwrap().to_owned();
    let answers = fact["responses"].as_object().unwrap().iter();
    Operation {
        method: fact["method"].as_str().unwrap().to_owned(),
        path: fact["path"].as_str().unwrap().to_owned(),
        query: query.iter().map(|one| (name(one), strategy(&one["schema"]))).collect(),
        body: fact.get("body").map(strategy),
        answers: answers
            .map(|(status, schema)| {
                let schema = (!schema.is_null()).then(|| validator(document, schema));
                (status.parse().unwrap(), schema)
            })
            .collect(),
    }
}

fn validator(document: &Value, schema: &Value) -> Validator {
    let mut whole = schema.clone();
    whole["components"] = document["components"].clone();
    jsonschema::draft202012::new(&whole).unwrap()
}

/// A studio with one of everything, and the ids of it for the parameters of paths.
struct World {
    runtime: Runtime,
    studio: Studio,
    known: Vec<(&'static str, String)>,
}

impl World {
    fn new(api: Api) -> Self {
        let runtime = tokio::runtime::Builder::new_current_thread().build().unwrap();
        let (studio, known) = runtime.block_on(async {
            let studio = Studio::new(api).await;
            let branch = studio.branch("fuzz").await;
            let last = |path: &str| path.rsplit('/').next().unwrap().to_owned();
            let topic = studio.topic(&branch, "Parking", "Free").await;
            let attribute =
                studio.post(&format!("{branch}/attributes"), json!({"name": "city"})).await;
            let variant =
                studio.post(&format!("{branch}/variants"), json!({"name": "Leeds"})).await;
            let number = "+441134960000";
            let numbers = json!({"phoneNumbers": [number]});
            studio.post("/v1/agents/a/telephony/phone-numbers", numbers).await.expect(201);
            let list = studio.get("/v1/agents/a/telephony/connectors").await.expect(200);
            let made = studio.get("/v1/agents/a/deployments?environment=sandbox").await.expect(200);
            let chat =
                studio.post("/v1/agents/a/debug-chat", json!({"clientEnv": "sandbox"})).await;
            let text = |value: &Value| value.as_str().unwrap().to_owned();
            let known = vec![
                ("accountId", studio.account.clone()),
                ("agentId", "a".to_owned()),
                ("branchId", last(&branch)),
                ("topicId", last(&topic)),
                ("attributeId", text(&attribute.expect(201)["id"])),
                ("variantId", text(&variant.expect(201)["id"])),
                ("phoneNumber", number.to_owned()),
                ("connectorId", text(&list["connectors"][0]["connectorId"])),
                ("deploymentId", text(&made["deployments"][0]["id"])),
                ("clientEnv", "live".to_owned()),
                ("conversationId", text(&chat.expect(201)["conversationId"])),
            ];
            (studio, known)
        });
        Self { runtime, studio, known }
    }

    /// The path with its parameters filled in: with ids that exist, or with `strange`.
    fn fill(&self, path: &str, strange: Option<&str>) -> String {
        let mut filled = path.to_owned();
        for (name, id) in &self.known {
            // The agent stays: without it, there is nothing to talk about.
            let id = strange.filter(|_| *name != "agentId").unwrap_or(id);
            filled = filled.replace(&format!("{{{name}}}"), &encode(id));
        }
        filled
    }
}

#[derive(Debug, Clone)]
struct Case {
    operation: usize,
    query: Vec<(String, Value)>,
    body: Option<Value>,
    strange: Option<String>,
}

fn case() -> impl Strategy<Value = Case> {
    let operations = FACTS.with(|facts| facts.operations.len());
    (0..operations).prop_flat_map(|index| {
        FACTS.with(|facts| {
            let operation = &facts.operations[index];
            let query: Vec<_> = operation
                .query
                .iter()
                .map(|(name, value)| (Just(name.clone()), value.clone()))
                .collect();
            let body = match &operation.body {
                None => Just(None).boxed(),
                Some(body) => prop_oneof![
                    4 => body.clone().prop_map(Some),
                    4 => (body.clone(), from_schema::damage()).prop_map(|(body, damage)| Some(damage.apply(body))),
                    1 => Just(None),
                ]
                .boxed(),
            };
            let strange = prop_oneof![4 => Just(None), 1 => "\\PC{1,12}".prop_map(Some)];
            (query, body, strange).prop_map(move |(query, body, strange)| Case {
                operation: index,
                query,
                body,
                strange,
            })
        })
    })
}

fn check(world: &World, case: &Case) {
    FACTS.with(|facts| {
        let operation = &facts.operations[case.operation];
        let mut uri = world.fill(&operation.path, case.strange.as_deref());
        for (n, (name, value)) in case.query.iter().enumerate() {
            let value = value.as_str().map_or_else(|| value.to_string(), str::to_owned);
            uri.push_str(&format!("{}{name}={}", if n == 0 { '?' } else { '&' }, encode(&value)));
        }
        let request = Request::builder()
            .method(operation.method.as_str())
            .uri(&uri)
            .header("x-api-key", KEY)
            .header(header::CONTENT_TYPE, "application/json");
        let body = case.body.as_ref().map_or_else(Body::empty, |body| Body::from(body.to_string()));
        let answer = world.runtime.block_on(world.studio.send(request.body(body).unwrap()));
        let described = format!(
            "{} {uri} {:?}: {} {}",
            operation.method, case.body, answer.status, answer.body
        );

        let documented = operation.answers.iter().find(|(status, _)| *status == answer.status);
        match documented {
            Some((_, None)) => assert!(answer.body.is_null(), "{described}"),
            Some((_, Some(schema))) => {
                let faults: Vec<_> =
                    schema.iter_errors(&answer.body).map(|error| error.to_string()).collect();
                assert!(faults.is_empty(), "{described}: {faults:?}");
            }
            // The schema of conflicts is left empty; the contract has it (§2.3).
            None if answer.body["hasConflicts"].is_boolean() => {
                assert!(operation.path.ends_with("/merge"), "{described}");
                serde_json::from_value::<wire::MergeConflicts>(answer.body).expect(&described);
            }
            None => {
                assert!(REFUSALS.contains(&answer.status), "{described}");
                assert!(facts.refusal.is_valid(&answer.body), "{described}");
            }
        }
    });
}

fn encode(text: &str) -> String {
    text.bytes()
        .map(|byte| match byte {
            b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'-' | b'_' | b'.' => {
                char::from(byte).to_string()
            }
            _ => format!("%{byte:02X}"),
        })
        .collect()
}

/// An agent, a branch or a number that a case deleted is made again after this many cases.
const CASES_OF_A_WORLD: usize = 60;

fn run(api: Api) {
    let mut runner = proptest::test_runner::TestRunner::new(ProptestConfig {
        cases: 900,
        failure_persistence: None,
        ..ProptestConfig::default()
    });
    let world = std::cell::RefCell::new((World::new(api), 0));
    let outcome = runner.run(&case(), |case| {
        let (world, used) = &mut *world.borrow_mut();
        *used += 1;
        if *used % CASES_OF_A_WORLD == 0 {
            *world = World::new(api);
        }
        check(world, &case);
        Ok(())
    });
    outcome.unwrap();
}

#[test]
fn no_request_leads_out_of_the_schemas_in_the_newer_api() {
    run(Api::V1_0_11);
}

#[test]
fn no_request_leads_out_of_the_schemas_in_the_older_api() {
    run(Api::V1_0_3);
}
