//! The client: what every call has in common.

use std::pin::Pin;
use std::sync::Arc;

use model::AccountId;
use serde::Serialize;
use serde::de::DeserializeOwned;

use crate::endpoint;
use crate::error::ApiError;
use crate::transport::{Method, Request, Response, Transport};

/// Where the API is and how to authenticate.
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

    /// Where this client connects.
    pub fn connection(&self) -> &Connection {
        &self.connection
    }

    pub(crate) async fn get<Answer: DeserializeOwned>(
        &self,
        path: String,
    ) -> Result<Answer, ApiError> {
        read(&self.send(Method::Get, path, None).await?)
    }

    pub(crate) async fn post<Answer: DeserializeOwned>(
        &self,
        path: String,
        body: &impl Serialize,
    ) -> Result<Answer, ApiError> {
        read(&self.send(Method::Post, path, Some(to_json(body)?)).await?)
    }

    pub(crate) async fn patch<Answer: DeserializeOwned>(
        &self,
        path: String,
        body: &impl Serialize,
    ) -> Result<Answer, ApiError> {
        read(&self.send(Method::Patch, path, Some(to_json(body)?)).await?)
    }

    pub(crate) async fn put<Answer: DeserializeOwned>(
        &self,
        path: String,
        body: &impl Serialize,
    ) -> Result<Answer, ApiError> {
        read(&self.send(Method::Put, path, Some(to_json(body)?)).await?)
    }

    /// Sends one request; any refusal is an error.
    ///
    /// Boxed: otherwise every endpoint's future would contain the steps of sending again.
    pub(crate) fn send(
        &self,
        method: Method,
        path: String,
        body: Option<String>,
    ) -> Pin<Box<dyn Future<Output = Result<Response, ApiError>> + '_>> {
        Box::pin(async move {
            let changes_main = method != Method::Get && endpoint::is_on_main(&path);
            let response = self.exchange(method, path, body).await?;
            if response.is_success() {
                Ok(response)
            } else {
                Err(ApiError::refused(&response, changes_main))
            }
        })
    }

    /// Sends one request and returns the answer, whatever its status.
    ///
    /// Not generic, so that the page contains this code once and not once per type of answer.
    pub(crate) async fn exchange(
        &self,
        method: Method,
        path: String,
        body: Option<String>,
    ) -> Result<Response, ApiError> {
        let mut headers = vec![("accept", "application/json".to_owned())];
        if body.is_some() {
            headers.push(("content-type", "application/json".to_owned()));
        }
        let url = format!("{}{path}", self.connection.base.trim_end_matches('/'));
        let mut request = Request { method, url, headers, body };
        if let Some(key) = &self.connection.key {
            request.set_key(key.clone());
        }
        self.transport.send(request).await.map_err(ApiError::Unreachable)
    }
}

/// Reads the body of an answer, which has to be JSON.
pub(crate) fn read<Answer: DeserializeOwned>(response: &Response) -> Result<Answer, ApiError> {
    serde_json::from_str(&response.body)
        .map_err(|error| ApiError::unreadable(response, error.to_string()))
}

pub(crate) fn to_json(body: &impl Serialize) -> Result<String, ApiError> {
    serde_json::to_string(body).map_err(ApiError::unserializable)
}
