//! Telephony connectors of an agent (contract §1.9, §2.8).

use serde::{Deserialize, Serialize};

use crate::present::present;

/// One connector (`ConnectorResponse`): what answers the calls of a number.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Connector {
    /// Opaque.
    pub connector_id: String,
    /// For people.
    pub name: String,
    /// The workspace.
    pub account_id: String,
    /// The agent.
    pub project_id: String,
    /// The environment whose version answers.
    pub client_env: String,
    /// The variant that answers; empty when none is assigned.
    pub variant_id: String,
    /// The language that is recognised.
    pub asr_lang_code: String,
    /// The language that is spoken.
    pub tts_lang_code: String,
    /// The voice that speaks.
    pub voice_name: String,
    /// Whether calls may be handed to people.
    pub disable_handoff: bool,
}

/// The answer of `GET …/telephony/connectors` (`GetConnectorsResponse`).
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
pub struct ConnectorList {
    /// All of the agent.
    pub connectors: Vec<Connector>,
}

/// The body of `POST …/connectors/batch` (`BatchGetConnectorsBody`).
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct ConnectorIds {
    /// At least one.
    pub connector_ids: Vec<String>,
}

/// The answer to it (`BatchGetConnectorsResponse`).
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct ConnectorsFound {
    /// Those that exist.
    pub found: Vec<Connector>,
    /// The ids of the others.
    pub not_found: Vec<String>,
}

/// The body of `PATCH …/connectors/{connectorId}` (`UpdateConnectorBody`): what is left out stays.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct ConnectorPatch {
    /// `Some(None)` is `null` and removes the variant.
    #[serde(default, deserialize_with = "present", skip_serializing_if = "Option::is_none")]
    pub variant_id: Option<Option<String>>,
    /// The language to recognise.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub asr_lang_code: Option<String>,
    /// The voice; the language that is spoken follows from its name.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub voice_name: Option<String>,
    /// Moves the connector to another agent.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub project_id: Option<String>,
}

/// The body of `PATCH …/connectors/batch` (`BatchUpdateConnectorsBody`).
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
pub struct ConnectorUpdates {
    /// At least one; each is applied on its own.
    pub updates: Vec<ConnectorUpdate>,
}

/// One item of it (`BatchUpdateConnectorItem`): a [`ConnectorPatch`] with the id inside.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct ConnectorUpdate {
    /// Which connector.
    pub connector_id: String,
    /// `Some(None)` is `null` and removes the variant.
    #[serde(default, deserialize_with = "present", skip_serializing_if = "Option::is_none")]
    pub variant_id: Option<Option<String>>,
    /// The language to recognise.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub asr_lang_code: Option<String>,
    /// The voice.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub voice_name: Option<String>,
    /// Moves the connector to another agent.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub project_id: Option<String>,
}

/// The answer to it (`BatchUpdateConnectorsResponse`).
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
pub struct ConnectorResults {
    /// One for each update, in its order.
    pub results: Vec<ConnectorResult>,
}

/// The result of one update (`BatchUpdateResultItem`).
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct ConnectorResult {
    /// Which connector.
    pub connector_id: String,
    /// Whether it was applied.
    pub success: bool,
    /// The connector as it is now.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub data: Option<Connector>,
    /// Why it was not applied.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub error: Option<String>,
}

/// The body of `POST …/connectors/lookup` (`LookupConnectorBody`); the answer is a [`Connector`].
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct ConnectorLookup {
    /// E.164.
    pub phone_number: String,
}

/// The answer of `DELETE …/connectors/{connectorId}` (`DeleteConnectorResponse`).
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct ConnectorDeleted {
    /// The connector.
    pub deleted_connector: String,
    /// The numbers deleted with it.
    pub deleted_phone_numbers: Vec<String>,
}
