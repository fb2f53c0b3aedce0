//! The Agents API, typed, over any transport.
//!
//! This is the only crate on the browser's side that knows a URL, a header or a status number. It
//! has no browser and no sockets in it: the page brings a [`Transport`] made of `fetch`, the tests
//! one that calls the server's router.

mod agents;
mod behavior;
mod branches;
mod deployments;
mod endpoint;
mod error;
mod snapshot;
mod topics;
mod transport;
mod variants;

use std::sync::Arc;

use model::AccountId;
use serde::Serialize;
use serde::de::DeserializeOwned;

pub use error::{ApiError, Cause, FieldProblem, Lost};
pub use transport::{Method, Request, Response, Transport};

/// Where the API is and who asks.
#[derive(Clone, PartialEq, Eq)]
pub struct Connection {
    /// The address before `/v1`, such as `https://api.us.poly.ai`; empty for the page's own origin.
    pub base: String,
    /// The workspace; needed for reading whole contents and by newer servers for the agents list.
    pub account: Option<AccountId>,
    /// The API key; `None` where a proxy adds it.
    pub key: Option<String>,
}

// The key must not get into a log by accident.
impl std::fmt::Debug for Connection {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Connection")
            .field("base", &self.base)
            .field("account", &self.account)
            .finish_non_exhaustive()
    }
}

/// The API of one workspace. Cheap to clone.
#[derive(Clone, Debug)]
pub struct Client<T> {
    transport: T,
    connection: Arc<Connection>,
}

impl<T: Transport> Client<T> {
    /// A client that sends through `transport`.
    pub fn new(transport: T, connection: Connection) -> Self {
        Self { transport, connection: Arc::new(connection) }
    }

    /// Where this client asks.
    pub fn connection(&self) -> &Connection {
        &self.connection
    }

    async fn get<Answer: DeserializeOwned>(&self, path: String) -> Result<Answer, ApiError> {
        self.ask(Method::Get, path, None::<&()>).await
    }

    async fn post<Answer: DeserializeOwned>(
        &self,
        path: String,
        body: &impl Serialize,
    ) -> Result<Answer, ApiError> {
        self.ask(Method::Post, path, Some(body)).await
    }

    async fn patch<Answer: DeserializeOwned>(
        &self,
        path: String,
        body: &impl Serialize,
    ) -> Result<Answer, ApiError> {
        self.ask(Method::Patch, path, Some(body)).await
    }

    /// Sends one request and reads the answer, which has to be JSON.
    async fn ask<Answer: DeserializeOwned>(
        &self,
        method: Method,
        path: String,
        body: Option<&impl Serialize>,
    ) -> Result<Answer, ApiError> {
        let response = self.send(method, path, body).await?;
        serde_json::from_str(&response.body)
            .map_err(|error| ApiError::unreadable(&response, error.to_string()))
    }

    /// Sends one request whose answer has no body worth reading.
    async fn tell(
        &self,
        method: Method,
        path: String,
        body: Option<&impl Serialize>,
    ) -> Result<(), ApiError> {
        self.send(method, path, body).await.map(drop)
    }

    async fn send(
        &self,
        method: Method,
        path: String,
        body: Option<&impl Serialize>,
    ) -> Result<Response, ApiError> {
        self.send_raw(method, path, body).await?.map_err(|(_, refusal)| refusal)
    }

    /// Like [`Self::send`], but keeps the body of a refusal beside what it means.
    async fn send_raw(
        &self,
        method: Method,
        path: String,
        body: Option<&impl Serialize>,
    ) -> Result<Result<Response, (Response, ApiError)>, ApiError> {
        let body = match body {
            // Our own types always turn into JSON: their keys are strings and they hold no maps
            // with other keys.
            Some(body) => Some(serde_json::to_string(body).map_err(ApiError::unsendable)?),
            None => None,
        };
        let mut headers = vec![("accept", "application/json".to_owned())];
        if let Some(key) = &self.connection.key {
            headers.push(("x-api-key", key.clone()));
        }
        if body.is_some() {
            headers.push(("content-type", "application/json".to_owned()));
        }
        let changes_main = method != Method::Get && endpoint::is_on_main(&path);
        let url = format!("{}{path}", self.connection.base.trim_end_matches('/'));
        let response = self
            .transport
            .send(Request { method, url, headers, body })
            .await
            .map_err(ApiError::Unreachable)?;
        if (200..=299).contains(&response.status) {
            return Ok(Ok(response));
        }
        let refusal = ApiError::refused(&response, changes_main);
        Ok(Err((response, refusal)))
    }
}
