//! A server in memory, and calls to it.

use axum::Router;
use axum::body::Body;
use axum::http::{HeaderMap, Request, StatusCode, header};
use http_body_util::BodyExt;
use serde_json::{Value, json};
use server::{Api, Options, Store};
use tower::ServiceExt;

pub(crate) const KEY: &str = "test-key";

/// A server with one agent, `a`, that was just created.
pub(crate) struct Studio {
    pub(crate) router: Router,
    pub(crate) account: String,
}

/// What the server answered. `body` is `null` where there was none.
#[derive(Debug)]
pub(crate) struct Answer {
    pub(crate) status: u16,
    pub(crate) headers: HeaderMap,
    pub(crate) body: Value,
}

impl Studio {
    pub(crate) async fn new(api: Api) -> Self {
        Self::with(Options { api, ..Options::default() }).await
    }

    pub(crate) async fn with(options: Options) -> Self {
        let studio = Self::empty(options);
        let agent = json!({"name": "A", "agentId": "a", "responseSettings": {"greeting": "Hello"}});
        let path = format!("/v1/accounts/{}/agents", studio.account);
        studio.post(&path, agent).await.expect(200);
        studio
    }

    pub(crate) fn empty(options: Options) -> Self {
        let store = Store::memory().unwrap();
        let account = store.account().unwrap();
        let options = Options {
            key: Some(KEY.to_owned()),
            user: Some("ada@example.com".to_owned()),
            ..options
        };
        Self { router: server::router(store, options).unwrap(), account }
    }

    pub(crate) async fn get(&self, path: &str) -> Answer {
        self.call("GET", path, None).await
    }

    pub(crate) async fn post(&self, path: &str, body: Value) -> Answer {
        self.call("POST", path, Some(body)).await
    }

    pub(crate) async fn patch(&self, path: &str, body: Value) -> Answer {
        self.call("PATCH", path, Some(body)).await
    }

    pub(crate) async fn delete(&self, path: &str) -> Answer {
        self.call("DELETE", path, None).await
    }

    pub(crate) async fn call(&self, method: &str, path: &str, body: Option<Value>) -> Answer {
        let request = Request::builder().method(method).uri(path).header("x-api-key", KEY);
        let request = request.header(header::CONTENT_TYPE, "application/json");
        let body = body.map_or_else(Body::empty, |body| Body::from(body.to_string()));
        self.send(request.body(body).unwrap()).await
    }

    pub(crate) async fn send(&self, request: Request<Body>) -> Answer {
        let response = self.router.clone().oneshot(request).await.unwrap();
        let (parts, body) = response.into_parts();
        let bytes = body.collect().await.unwrap().to_bytes();
        let body = match bytes.is_empty() {
            true => Value::Null,
            false => serde_json::from_slice(&bytes)
                .unwrap_or_else(|_| json!(String::from_utf8_lossy(&bytes))),
        };
        Answer { status: parts.status.as_u16(), headers: parts.headers, body }
    }

    /// Publishes `main` and returns the deployment.
    pub(crate) async fn publish(&self) -> Value {
        let made = self.post("/v1/agents/a/deployments/publish", json!({})).await.expect(201);
        made["deployment"].clone()
    }

    /// Makes a branch and returns its path.
    pub(crate) async fn branch(&self, name: &str) -> String {
        let made =
            self.post("/v1/agents/a/branches", json!({"branchName": name})).await.expect(201);
        format!("/v1/agents/a/branches/{}", made["branchId"].as_str().unwrap())
    }

    /// Makes a topic and returns its path.
    pub(crate) async fn topic(&self, branch: &str, name: &str, content: &str) -> String {
        let path = format!("{branch}/knowledge-base/topics");
        let made = self.post(&path, json!({"name": name, "content": content})).await.expect(201);
        format!("{path}/{}", made["id"].as_str().unwrap())
    }

    /// The whole content of a branch.
    pub(crate) async fn content(&self, branch: &str) -> Value {
        let path = format!("{}/branches/{branch}/projection", self.project());
        self.get(&path).await.expect(200)["projection"].clone()
    }

    /// The path of the agent `a` under `/adk/v1`.
    pub(crate) fn project(&self) -> String {
        format!("/adk/v1/accounts/{}/projects/a", self.account)
    }
}

impl Answer {
    /// The body, after a look at the status.
    #[track_caller]
    pub(crate) fn expect(self, status: u16) -> Value {
        assert_eq!(self.status, status, "{}", self.body);
        self.body
    }

    /// Checks that this is a refusal of both shapes, and returns its message.
    #[track_caller]
    pub(crate) fn refused(self, status: u16, code: &str) -> String {
        assert_eq!(self.status, status, "{}", self.body);
        assert_eq!(self.body["error_code"], code, "{}", self.body);
        assert_eq!(self.body["success"], false);
        assert_eq!(self.body["data"], Value::Null);
        assert_eq!(self.body["error"], self.body["error_message"]);
        assert_eq!(self.body["message"], self.body["error_message"]);
        assert_eq!(
            self.body["error_id"],
            *self.headers["x-polyai-correlation-id"].to_str().unwrap()
        );
        self.body["message"].as_str().unwrap().to_owned()
    }

    /// Checks that these fields are at fault.
    #[track_caller]
    pub(crate) fn at_fault(self, fields: &[&str]) {
        assert_eq!(self.status, StatusCode::BAD_REQUEST.as_u16(), "{}", self.body);
        let faults = self.body["errors"].as_array().unwrap();
        let found: Vec<_> = faults.iter().map(|fault| fault["field"].as_str().unwrap()).collect();
        assert_eq!(found, fields, "{}", self.body);
    }
}
