//! Real-time configs: values that change without a publish (contract §1.11, §2.10).

use serde::{Deserialize, Serialize};
use serde_json::Value;

/// The config page of one environment (`ConfigPageResponse`).
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct ConfigPage {
    /// `sandbox`, `pre-release` or `live`.
    pub client_env: String,
    /// An object: the values. Absent until some are saved.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub variables: Option<Value>,
    /// A JSON Schema of draft 7. Absent until one is saved.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub schema: Option<Value>,
    /// ISO 8601. Two reads with the same text have seen the same page.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub last_updated: Option<String>,
}

/// The answer of `GET …/real-time-configs` (`GetConfigPagesResponse`).
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct ConfigPageList {
    /// One of each environment.
    pub config_pages: Vec<ConfigPage>,
}

/// The body of `PUT …/{clientEnv}/schema` (`UpdateConfigSchemaBody`).
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct ConfigSchema {
    /// An object: a JSON Schema of draft 7.
    pub schema: Value,
}

/// The body of `PATCH …/{clientEnv}/variables` (`UpdateConfigVariablesBody`).
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct ConfigVariables {
    /// An object, laid over the stored one key by key; nested objects are replaced whole.
    pub variables: Value,
}
