//! The body of a refusal (contract §2.11, §0.1 row 6), and that of invalid fields (contract §1.17).

use serde::{Deserialize, Deserializer, Serialize};
use serde_json::Value;

/// Both forms at once: the envelope (`Error` of the OpenAPI file, snake_case) and the older
/// `{"message", "errors"}`. Any object can be read: a key of another type counts as absent.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct ErrorBody {
    /// Always false.
    pub success: bool,
    /// The same text as `error_message`.
    #[serde(deserialize_with = "text")]
    pub error: Option<String>,
    /// The correlation id of the request, for reports to support.
    #[serde(deserialize_with = "text")]
    pub error_id: Option<String>,
    /// For example `KNOWLEDGE_BASE_TOPIC_ALREADY_EXISTS`.
    #[serde(deserialize_with = "text")]
    pub error_code: Option<String>,
    /// For people.
    #[serde(deserialize_with = "text")]
    pub error_message: Option<String>,
    /// Free JSON, mostly `null`.
    pub data: Value,
    /// The text of the older form.
    #[serde(deserialize_with = "text", skip_serializing_if = "Option::is_none")]
    pub message: Option<String>,
    /// The invalid fields.
    #[serde(deserialize_with = "faults", skip_serializing_if = "Vec::is_empty")]
    pub errors: Vec<FieldError>,
    /// The invalid fields in the form of a 422 of alerts and webhooks, which has no other key.
    #[serde(deserialize_with = "details", skip_serializing_if = "Vec::is_empty")]
    pub detail: Vec<FieldDetail>,
}

impl ErrorBody {
    /// The text for people: `error_message`, else `message`, else `error`.
    pub fn text(&self) -> Option<&str> {
        [&self.error_message, &self.message, &self.error]
            .into_iter()
            .find_map(|text| text.as_deref().filter(|text| !text.is_empty()))
    }
}

/// An invalid field.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
pub struct FieldError {
    /// Keys and indexes joined by dots, for example `exampleQueries.queries.3`; empty for the body.
    pub field: String,
    /// What is wrong with it.
    pub message: String,
}

/// An invalid field of a 422 of alerts and webhooks.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
pub struct FieldDetail {
    /// `body`, `query` or `path`, and then keys and indexes.
    pub loc: Vec<Value>,
    /// What is wrong with it.
    pub msg: String,
    /// For example `missing`.
    pub r#type: String,
}

impl FieldDetail {
    /// The field as [`FieldError`] has it: without the part of the request that it is in.
    pub fn field(&self) -> String {
        let key = |key: &Value| key.as_str().map_or_else(|| key.to_string(), str::to_owned);
        self.loc.iter().skip(1).map(key).collect::<Vec<_>>().join(".")
    }
}

/// The body of a 422 of alerts and webhooks.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
pub struct InvalidFields {
    /// At least one.
    pub detail: Vec<FieldDetail>,
}

fn text<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Option<String>, D::Error> {
    Ok(match Value::deserialize(deserializer)? {
        Value::String(text) => Some(text),
        _ => None,
    })
}

fn faults<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Vec<FieldError>, D::Error> {
    let Value::Array(faults) = Value::deserialize(deserializer)? else { return Ok(Vec::new()) };
    let text = |fault: &Value, key: &str| fault.get(key)?.as_str().map(str::to_owned);
    let fault =
        |fault| Some(FieldError { field: text(fault, "field")?, message: text(fault, "message")? });
    Ok(faults.iter().filter_map(fault).collect())
}

/// A `detail` may also be a text; items without a place or a message are left out.
fn details<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Vec<FieldDetail>, D::Error> {
    let Value::Array(details) = Value::deserialize(deserializer)? else { return Ok(Vec::new()) };
    let text = |detail: &Value, key: &str| detail.get(key)?.as_str().map(str::to_owned);
    let detail = |detail: &Value| {
        Some(FieldDetail {
            loc: detail.get("loc")?.as_array()?.clone(),
            msg: text(detail, "msg")?,
            r#type: text(detail, "type").unwrap_or_default(),
        })
    };
    Ok(details.iter().filter_map(detail).collect())
}
