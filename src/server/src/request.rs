//! Extractors of the handlers, with this API's refusals in place of axum's.

use axum::body::Bytes;
use axum::extract::{FromRequest, FromRequestParts, Path, Query, Request};
use axum::http::StatusCode;
use axum::http::header::{CONTENT_TYPE, HeaderMap};
use axum::http::request::Parts;
use axum::response::IntoResponse;
use serde::de::DeserializeOwned;
use serde_json::Value;

use crate::app::App;
use crate::clock::Act;
use crate::faults::Faults;
use crate::refusal::Refusal;
use crate::rules;

/// No body may be larger.
pub(crate) const BODY_LIMIT: usize = 16 << 20;

/// No body may hold more JSON values, those within each other counted one by one: work may depend on
/// how many there are.
const VALUE_LIMIT: usize = 200_000;

/// The header that names who acts.
const EMAIL: &str = "x-polyai-email";

/// The parameters of the path.
pub(crate) struct PathParams<T>(pub(crate) T);

impl<T: DeserializeOwned + Send> FromRequestParts<App> for PathParams<T> {
    type Rejection = Refusal;

    async fn from_request_parts(parts: &mut Parts, app: &App) -> Result<Self, Refusal> {
        let path = Path::<T>::from_request_parts(parts, app).await;
        path.map(|Path(path)| Self(path)).map_err(|error| Refusal::BadAddress(error.body_text()))
    }
}

/// The parameters behind the `?`.
pub(crate) struct QueryParams<T>(pub(crate) T);

impl<T: DeserializeOwned> FromRequestParts<App> for QueryParams<T> {
    type Rejection = Refusal;

    async fn from_request_parts(parts: &mut Parts, app: &App) -> Result<Self, Refusal> {
        let query = Query::<T>::from_request_parts(parts, app).await;
        query
            .map(|Query(query)| Self(query))
            .map_err(|error| Refusal::BadAddress(error.body_text()))
    }
}

/// Who acts, and when.
pub(crate) struct Acting(pub(crate) Act);

impl FromRequestParts<App> for Acting {
    type Rejection = Refusal;

    async fn from_request_parts(parts: &mut Parts, app: &App) -> Result<Self, Refusal> {
        let email = parts.headers.get(EMAIL).and_then(|value| value.to_str().ok());
        Ok(Self(app.act(email.map(str::trim).filter(|email| !email.is_empty()))))
    }
}

/// A JSON body, or none.
#[derive(Debug)]
pub(crate) struct Body(Option<Value>);

impl Body {
    /// The body, which must be present and satisfy the rules of this name.
    pub(crate) fn required<T: DeserializeOwned>(self, name: &str) -> Result<T, Refusal> {
        let body = self.0.ok_or_else(|| Refusal::BadJson("it is empty".to_owned()))?;
        checked(body, name)
    }

    /// The body; an absent one has the default of every field.
    pub(crate) fn optional<T: DeserializeOwned + Default>(self, name: &str) -> Result<T, Refusal> {
        self.0.map_or_else(|| Ok(T::default()), |body| checked(body, name))
    }
}

impl FromRequest<App> for Body {
    type Rejection = Refusal;

    async fn from_request(request: Request, app: &App) -> Result<Self, Refusal> {
        let is_json = is_json(request.headers());
        let bytes = Bytes::from_request(request, app).await.map_err(|rejection| {
            let text = rejection.body_text();
            match rejection.into_response().status() {
                StatusCode::PAYLOAD_TOO_LARGE => Refusal::TooLarge(BODY_LIMIT),
                _ => Refusal::BadJson(text),
            }
        })?;
        if bytes.is_empty() {
            return Ok(Self(None));
        }
        if !is_json {
            return Err(Refusal::WrongMediaType);
        }
        let body = serde_json::from_slice(&bytes);
        let body = body.map_err(|error| Refusal::BadJson(error.to_string()))?;
        if count(&body) > VALUE_LIMIT {
            return Err(Refusal::TooManyValues(VALUE_LIMIT));
        }
        Ok(Self(Some(body)))
    }
}

/// An id of a path of alerts or webhooks: `prefix` and letters or digits, or a refusal that names the
/// parameter.
pub(crate) fn prefixed(parameter: &str, prefix: &str, id: String) -> Result<String, Refusal> {
    let rest = id.strip_prefix(prefix).unwrap_or_default();
    if !rest.is_empty() && rest.chars().all(|char| char.is_ascii_alphanumeric()) {
        return Ok(id);
    }
    let message = format!("must match ^{prefix}[A-Za-z0-9]+$");
    Err(Refusal::Invalid("path", Faults::one(parameter, message)))
}

fn checked<T: DeserializeOwned>(body: Value, name: &str) -> Result<T, Refusal> {
    let faults = rules::faults(rules::body(name), &body);
    if !faults.is_empty() {
        return Err(Refusal::Fields(faults));
    }
    serde_json::from_value(body).map_err(|error| Refusal::BadJson(error.to_string()))
}

fn count(value: &Value) -> usize {
    match value {
        Value::Array(items) => 1 + items.iter().map(count).sum::<usize>(),
        Value::Object(properties) => 1 + properties.values().map(count).sum::<usize>(),
        _ => 1,
    }
}

fn is_json(headers: &HeaderMap) -> bool {
    let kind = headers.get(CONTENT_TYPE).and_then(|value| value.to_str().ok()).unwrap_or_default();
    let kind = kind.split(';').next().unwrap_or_default().trim().to_ascii_lowercase();
    kind == "application/json" || (kind.starts_with("application/") && kind.ends_with("+json"))
}
