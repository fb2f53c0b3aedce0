//! The body of a refusal (contract §2.11, §0.1 row 6).

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
