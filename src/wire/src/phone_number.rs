//! Phone numbers of an agent (contract §1.10, §2.9).

use serde::{Deserialize, Serialize};

/// One number (`PhoneNumberResponse`).
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct PhoneNumber {
    /// E.164.
    pub number: String,
    /// The agent.
    pub project_id: String,
    /// The workspace.
    pub account_id: String,
    /// The environment whose version answers.
    pub client_env: String,
    /// The connector that answers it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub connector_id: Option<String>,
}

/// The answer of `GET …/telephony/phone-numbers` (`GetPhoneNumbersResponse`).
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct PhoneNumberList {
    /// All of the agent, or of one connector.
    pub phone_numbers: Vec<PhoneNumber>,
}

/// The body of `POST …/phone-numbers` (`ImportPhoneNumbersBody`).
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct PhoneNumbersImport {
    /// At least one, E.164.
    pub phone_numbers: Vec<String>,
    /// `live` when left out.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub client_env: Option<String>,
}

/// The answer to it, 201 (`ImportPhoneNumbersResponse`).
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
pub struct PhoneNumbersImported {
    /// The numbers.
    pub imported: Vec<String>,
}

/// The body of `POST …/phone-numbers/{phoneNumber}` (`ImportPhoneNumberBody`).
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct PhoneNumberImport {
    /// `live` when left out.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub client_env: Option<String>,
}

/// The answer to it, 201 (`ImportPhoneNumberResponse`).
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
pub struct PhoneNumberImported {
    /// The number.
    pub imported: String,
}

/// The body of `DELETE …/phone-numbers` and of `POST …/phone-numbers/batch`
/// (`DeletePhoneNumbersBody`, `BatchGetPhoneNumbersBody`).
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct PhoneNumbers {
    /// At least one.
    pub phone_numbers: Vec<String>,
}

/// The answer of the batch read (`BatchGetPhoneNumbersResponse`).
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct PhoneNumbersFound {
    /// Those that exist.
    pub found: Vec<PhoneNumber>,
    /// The others.
    pub not_found: Vec<String>,
}

/// The answer of deleting many (`DeletePhoneNumbersResponse`).
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
pub struct PhoneNumbersDeleted {
    /// The deleted numbers.
    pub deleted: Vec<String>,
    /// The numbers that were not deleted; left out when there are none.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub errors: Vec<PhoneNumberFault>,
}

/// A number that could not be deleted (`DeletePhoneNumberErrorItem`).
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct PhoneNumberFault {
    /// The number.
    pub phone_number: String,
    /// The reason.
    pub error: String,
}

/// The answer of deleting one (`DeletePhoneNumberResponse`).
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
pub struct PhoneNumberDeleted {
    /// The number.
    pub deleted: String,
}

/// The body of `PATCH …/phone-numbers/{phoneNumber}` (`ReassignPhoneNumberBody`).
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct PhoneNumberReassign {
    /// The connector that answers it from now on.
    pub connector_id: String,
}
