//! An API in memory: one agent with its branches, answering what the state asks for.

use std::collections::BTreeMap;
use std::hash::{DefaultHasher, Hash, Hasher};

use client::{Method, Request, Response};
use model::{Attribute, Snapshot, Topic, Variant};
use serde_json::{Value, json};

/// The agent that is there.
pub(super) const AGENT: &str = "larch";

/// What a branch contains.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Content {
    pub(super) behavior: String,
    pub(super) topics: Vec<Topic>,
    pub(super) attributes: Vec<Attribute>,
    pub(super) variants: Vec<Variant>,
}

impl Content {
    pub(super) fn snapshot(&self) -> Snapshot {
        Snapshot::from_parts(&self.behavior, &self.topics, &self.attributes, &self.variants)
    }

    pub(super) fn topic(&self, id: &str) -> &Topic {
        self.topics.iter().find(|topic| topic.id.as_str() == id).unwrap()
    }

    /// A cell as it is stored; without an attribute the name of the row.
    pub(super) fn cell(&self, row: &str, attribute: Option<&str>) -> &str {
        let row = self.variants.iter().find(|one| one.id.as_str() == row).unwrap();
        attribute.map_or(&row.name, |id| row.value(&id.into()))
    }
}

/// A version that runs somewhere.
#[derive(Clone, Debug)]
pub(super) struct Release {
    pub(super) environment: String,
    pub(super) version: String,
    pub(super) message: String,
}

/// What only the private part knows.
#[derive(Debug, Default)]
pub(super) struct Private {
    /// Whether this key may use it.
    pub(super) is_offered: bool,
    /// What each branch contained, state by state; the first is state 1.
    pub(super) states: BTreeMap<String, Vec<Content>>,
    pub(super) records: BTreeMap<String, Record>,
    pub(super) archive: BTreeMap<String, Content>,
}

/// What is known of a branch besides its content.
#[derive(Clone, Debug)]
pub(super) struct Record {
    pub(super) name: String,
    pub(super) parent: String,
    pub(super) parent_state: usize,
    pub(super) tag: Option<String>,
}

/// The agent as the API stores it.
#[derive(Debug, Default)]
pub(super) struct FakeApi {
    pub(super) branches: BTreeMap<String, Content>,
    /// What was published last.
    pub(super) published: Option<Content>,
    pub(super) is_main_protected: bool,
    /// Whether it gives the number of a branch's last change.
    pub(super) has_sequences: bool,
    /// What runs where, the newest last; empty where a test asks for no releases.
    pub(super) releases: Vec<Release>,
    /// Whether the key is still taken.
    pub(super) is_key_refused: bool,
    /// Whether projections can be read, those at the fork point of branches as well.
    pub(super) has_projections: bool,
    /// Whether a merge names a timestamp in conflict that no projection shows.
    pub(super) has_noise: bool,
    /// What `main` contained when the last branch was made. Without it a merge takes all of the
    /// branch, and nothing is ever in conflict.
    pub(super) fork: Option<Content>,
    /// What changed it, as `PATCH main/behavior`.
    pub(super) writes: Vec<String>,
    /// The private part of it.
    pub(super) private: Private,
    created: u32,
}

impl FakeApi {
    /// Two topics and two rows with one column, on `main` alone.
    pub(super) fn sample() -> Self {
        let topic = |id: &str, name: &str, content: &str| Topic {
            id: id.into(),
            name: name.into(),
            content: content.into(),
            is_active: true,
            ..Topic::default()
        };
        let row = |id: &str, name: &str, phone: &str| Variant {
            id: id.into(),
            name: name.into(),
            is_default: id == "V-1",
            values: BTreeMap::from([("A-1".into(), phone.into())]),
        };
        let main = Content {
            behavior: "Be kind.".into(),
            topics: vec![topic("T-1", "Hours", "Nine to five."), topic("T-2", "Prices", "£45.")],
            attributes: vec![Attribute { id: "A-1".into(), name: "phone".into() }],
            variants: vec![row("V-1", "Cork", "111"), row("V-2", "Dublin", "222")],
        };
        let branches = BTreeMap::from([("main".into(), main)]);
        Self { branches, has_sequences: true, ..Self::default() }
    }

    pub(super) fn main(&mut self) -> &mut Content {
        self.branches.get_mut("main").unwrap()
    }

    /// Takes white space from the ends of all texts of `main`, as the platform may when it stores
    /// them.
    pub(super) fn trim(&mut self) {
        let trim = |text: &mut String| *text = text.trim().to_owned();
        let main = self.main();
        trim(&mut main.behavior);
        for topic in &mut main.topics {
            [&mut topic.name, &mut topic.content, &mut topic.actions].into_iter().for_each(trim);
            topic.example_queries.iter_mut().for_each(trim);
            topic.example_queries.retain(|query| !query.is_empty());
        }
        for row in &mut main.variants {
            row.values.values_mut().chain([&mut row.name]).for_each(trim);
        }
    }

    /// Acts on a request and answers it.
    pub(super) fn answer(&mut self, request: &Request) -> Response {
        let path = request.url.split('?').next().unwrap_or_default();
        let path: Vec<&str> = path.trim_start_matches('/').split('/').collect();
        let body: Value =
            request.body.as_deref().map_or(Value::Null, |body| serde_json::from_str(body).unwrap());
        if self.is_key_refused {
            return refusal(401, "UNAUTHORIZED");
        }
        self.private.record(&self.branches);
        if self.private.is_offered
            && let Some(response) = self.answer_privately(request, &path, &body)
        {
            return response;
        }
        if let Some(response) = self.answer_release(request.method, &path, &body) {
            return response;
        }
        match (request.method, path.as_slice()) {
            (Method::Get, [.., "agents"]) => ok(json!([{
                "accountId": "ws", "agentId": AGENT, "agentName": "Larch", "branchCount": 1,
                "createdAt": "2026-01-01T00:00:00Z", "updatedAt": "2026-01-01T00:00:00Z",
            }])),
            (Method::Post, ["v1", "agents", AGENT, "branches"]) => {
                let name = body["branchName"].as_str().unwrap().to_owned();
                self.branch_off(&name);
                self.writes.push(format!("POST {name}"));
                self.create(&name, "main")
            }
            (Method::Get, ["v1", "agents", AGENT, "deployments"]) => {
                let all: Vec<Value> = self.deployment().into_iter().collect();
                let is_sandbox = request.url.contains("=sandbox");
                ok(json!({ "deployments": if is_sandbox { all } else { Vec::new() } }))
            }
            (Method::Get, ["v1", "agents", AGENT, "deployments", "active"]) => {
                let sandbox = self.deployment();
                ok(json!({ "activeDeployments":
                    { "sandbox": sandbox, "pre-release": null, "live": null } }))
            }
            (Method::Get, ["adk", .., "branches", branch, "sequence"]) if self.has_sequences => {
                let Some(content) = self.branches.get(*branch) else {
                    return refusal(404, "BRANCH_NOT_FOUND");
                };
                // Another content has another number, which is all that is asked of it.
                let mut hasher = DefaultHasher::new();
                content.snapshot().projection().to_string().hash(&mut hasher);
                ok(json!({ "lastKnownSequence": hasher.finish().to_string() }))
            }
            (Method::Get, [.., "deployments", "D-1", "projection"]) => match &self.published {
                Some(content) => ok(json!({ "projection": content.snapshot().projection() })),
                None => refusal(404, "NOT_FOUND"),
            },
            (Method::Get, ["adk", .., "branches", branch, "projection"])
                if self.has_projections =>
            {
                let is_fork = request.url.contains("atSequence");
                let fork = self.fork.as_ref().filter(|_| is_fork);
                let content = fork.unwrap_or(&self.branches[*branch]);
                ok(json!({
                    "lastKnownSequence": "1", "projection": content.snapshot().projection(),
                }))
            }
            (method, ["v1", "agents", AGENT, "branches", branch, rest @ ..]) => {
                self.answer_of_branch(method, branch, rest, &body)
            }
            _ => refusal(404, "NOT_FOUND"),
        }
    }

    fn deployment(&self) -> Option<Value> {
        self.published.as_ref().map(|_| {
            json!({
                "id": "D-1", "accountId": "ws", "agentId": AGENT, "environment": "sandbox",
                "artifactVersion": "1", "version": "a91", "createdBy": "Ann",
                "createdAt": "2026-01-01T00:00:00Z", "metadata": null,
            })
        })
    }

    fn answer_of_branch(
        &mut self,
        method: Method,
        branch: &str,
        rest: &[&str],
        body: &Value,
    ) -> Response {
        let is_protected = self.is_main_protected && branch == "main";
        let number = self.created + 1;
        let Some(content) = self.branches.get_mut(branch) else {
            return refusal(404, "BRANCH_NOT_FOUND");
        };
        if method != Method::Get && is_protected {
            return Response { status: 422, ..Response::default() };
        }
        if method == Method::Post {
            self.created = number;
        }
        let response = answer_of_content(content, method, rest, body, number);
        if method != Method::Get && response.is_success() {
            self.writes.push(format!("{} {branch}/{}", method.as_str(), rest.join("/")));
        }
        response
    }
}

/// Acts on the content of a branch. `number` names what is created.
fn answer_of_content(
    content: &mut Content,
    method: Method,
    rest: &[&str],
    body: &Value,
    number: u32,
) -> Response {
    match (method, rest) {
        (Method::Get, ["behavior"]) => ok(json!({ "behavior": content.behavior })),
        (Method::Patch, ["behavior"]) => {
            content.behavior = body["behavior"].as_str().unwrap().to_owned();
            ok(json!({ "behavior": content.behavior }))
        }
        (Method::Get, ["knowledge-base", "topics"]) => {
            ok(content.topics.iter().map(topic_json).collect())
        }
        (Method::Post, ["knowledge-base", "topics"]) => {
            let mut topic =
                Topic { id: format!("T-new-{number}").as_str().into(), ..Topic::default() };
            patch_topic(&mut topic, body);
            if content.topics.iter().any(|other| other.name == topic.name) {
                return refusal(409, "TOPIC_TAKEN");
            }
            content.topics.push(topic.clone());
            ok(topic_json(&topic))
        }
        (method, ["knowledge-base", "topics", id]) => {
            let Some(place) = content.topics.iter().position(|one| one.id.as_str() == *id) else {
                return refusal(404, "TOPIC_NOT_FOUND");
            };
            match method {
                Method::Get => return ok(topic_json(&content.topics[place])),
                Method::Delete => drop(content.topics.remove(place)),
                _ => patch_topic(&mut content.topics[place], body),
            }
            Response { status: 204, ..Response::default() }
        }
        (Method::Get, ["attributes"]) => {
            let attribute = |one: &Attribute| json!({ "id": one.id.as_str(), "name": one.name });
            let all: Vec<Value> = content.attributes.iter().map(attribute).collect();
            ok(json!({ "attributes": all }))
        }
        (Method::Get, ["variants"]) => {
            let all: Vec<Value> = content.variants.iter().map(variant_json).collect();
            ok(json!({ "variants": all }))
        }
        (Method::Patch, ["variants", id]) => {
            let Some(row) = content.variants.iter_mut().find(|one| one.id.as_str() == *id) else {
                return refusal(404, "VARIANT_NOT_FOUND");
            };
            patch_variant(row, body);
            ok(variant_json(row))
        }
        (Method::Post, ["variants"]) => {
            let mut row = Variant {
                id: format!("V-new-{number}").as_str().into(),
                name: String::new(),
                is_default: false,
                values: BTreeMap::new(),
            };
            patch_variant(&mut row, body);
            content.variants.push(row.clone());
            ok(variant_json(&row))
        }
        (Method::Delete, ["variants", id]) => {
            content.variants.retain(|one| one.id.as_str() != *id);
            Response { status: 204, ..Response::default() }
        }
        _ => refusal(404, "NOT_FOUND"),
    }
}

fn patch_topic(topic: &mut Topic, body: &Value) {
    let text = |name: &str, old: &mut String| {
        if let Some(new) = body[name].as_str() {
            new.clone_into(old);
        }
    };
    text("name", &mut topic.name);
    text("content", &mut topic.content);
    text("actions", &mut topic.actions);
    if let Some(queries) = body["exampleQueries"]["queries"].as_array() {
        topic.example_queries =
            queries.iter().map(|query| query.as_str().unwrap().to_owned()).collect();
    }
    topic.is_active = body["isActive"].as_bool().unwrap_or(topic.is_active);
}

fn patch_variant(row: &mut Variant, body: &Value) {
    if let Some(name) = body["name"].as_str() {
        name.clone_into(&mut row.name);
    }
    // All values are replaced: what the API does with the others is not known.
    if let Some(values) = body["attributeValues"]["values"].as_object() {
        let value =
            |(id, text): (&String, &Value)| (id.as_str().into(), text.as_str().unwrap().to_owned());
        row.values = values.iter().map(value).collect();
    }
}

fn topic_json(topic: &Topic) -> Value {
    json!({
        "id": topic.id.as_str(), "name": topic.name, "content": topic.content,
        "actions": topic.actions, "exampleQueries": { "queries": topic.example_queries },
        "isActive": topic.is_active,
    })
}

fn variant_json(row: &Variant) -> Value {
    let values: BTreeMap<&str, &String> =
        row.values.iter().map(|(id, value)| (id.as_str(), value)).collect();
    json!({
        "id": row.id.as_str(), "name": row.name, "isDefault": row.is_default,
        "attributeValues": { "values": values },
    })
}

pub(super) fn ok(body: Value) -> Response {
    Response { status: 200, body: body.to_string(), ..Response::default() }
}

/// An answer of the API that says no.
pub(super) fn refusal(status: u16, code: &str) -> Response {
    let body = json!({ "error_code": code, "error_message": format!("no: {code}") });
    Response { status, body: body.to_string(), ..Response::default() }
}
