//! Failures of a call, by what a person can do next.

use thiserror::Error;

use crate::transport::{Response, TransportError};

/// Why a call failed.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
pub enum ApiError {
    /// No answer came. A change may or may not have been made: check before trying again.
    #[error("{}", .0.message())]
    Unreachable(TransportError),
    /// The API refused the request and changed nothing.
    #[error("{message}")]
    Refused {
        /// The kind of refusal, which decides what to offer.
        kind: ErrorKind,
        /// The message of the API, or ours if it sent none.
        message: String,
        /// The machine-readable code, empty where there is none.
        code: String,
        /// The invalid fields.
        fields: Vec<FieldProblem>,
        /// The id by which PolyAI's support finds the request.
        correlation_id: Option<String>,
    },
    /// The answer cannot be read; a change was probably made.
    #[error("the answer of the API could not be read: {detail}")]
    Unreadable {
        /// What is wrong with it.
        detail: String,
        /// The id by which PolyAI's support finds the request.
        correlation_id: Option<String>,
    },
}

const REDIRECTED: &str = "If there is a sign-in before the API, reload this page to sign in again. \
                          Otherwise connect with the address that it redirects to.";

/// The kinds of refusal.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ErrorKind {
    /// The key is missing, wrong or from another region.
    Unauthorized,
    /// The key may not do this.
    Forbidden,
    /// There is no such thing, or it was deleted.
    NotFound,
    /// `main` is protected: a branch is needed.
    ReadOnly,
    /// The current state does not allow it: a name is taken, there is nothing to publish, ….
    Conflict,
    /// The request is invalid.
    Invalid,
    /// Too many requests.
    RateLimited {
        /// Seconds to wait, if the API said.
        retry_after: Option<u32>,
    },
    /// The API failed.
    ServerFault,
    /// No usable answer came, and reading has shown that nothing was changed.
    NotDone,
}

/// A field that the API calls invalid.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FieldProblem {
    /// Its name in the API.
    pub field: String,
    /// What is wrong.
    pub message: String,
}

impl ApiError {
    /// The kind of refusal, if it was one.
    pub fn kind(&self) -> Option<ErrorKind> {
        match self {
            Self::Refused { kind, .. } => Some(*kind),
            _ => None,
        }
    }

    /// Whether the key was refused.
    pub fn is_unauthorized(&self) -> bool {
        self.kind() == Some(ErrorKind::Unauthorized)
    }

    /// Whether `main` refused a direct change.
    pub fn is_read_only(&self) -> bool {
        self.kind() == Some(ErrorKind::ReadOnly)
    }

    /// Whether there is no such thing, or it was deleted.
    pub fn is_not_found(&self) -> bool {
        self.kind() == Some(ErrorKind::NotFound)
    }

    /// Whether a list of the account is kept from this key, or is none of this API's: there is no
    /// account without the list itself, so that its absence says the same as a missing right.
    pub fn is_withheld(&self) -> bool {
        matches!(self.kind(), Some(ErrorKind::Forbidden | ErrorKind::NotFound))
    }

    /// Whether the current state does not allow it.
    pub fn is_conflict(&self) -> bool {
        self.kind() == Some(ErrorKind::Conflict)
    }

    /// Whether a change may have been made although there is no result.
    pub fn is_uncertain(&self) -> bool {
        match self {
            Self::Unreachable(error) => *error != TransportError::Offline,
            Self::Unreadable { .. } => true,
            Self::Refused { kind, .. } => *kind == ErrorKind::ServerFault,
        }
    }

    /// The same failure, when reading has shown that nothing was changed.
    pub(crate) fn not_done(self) -> Self {
        let message = match &self {
            Self::Unreadable { .. } => "the answer of the API could not be read".to_owned(),
            other => other.to_string(),
        };
        Self::Refused {
            kind: ErrorKind::NotDone,
            message,
            code: self.code().to_owned(),
            correlation_id: self.correlation_id().map(str::to_owned),
            fields: Vec::new(),
        }
    }

    /// The machine-readable code of a refusal; empty where there is none.
    pub fn code(&self) -> &str {
        match self {
            Self::Refused { code, .. } => code,
            _ => "",
        }
    }

    /// What is wrong with the field of that name.
    pub fn field(&self, name: &str) -> Option<&str> {
        let Self::Refused { fields, .. } = self else { return None };
        fields.iter().find(|problem| problem.field == name).map(|problem| problem.message.as_str())
    }

    /// The id by which PolyAI's support finds the request.
    pub fn correlation_id(&self) -> Option<&str> {
        match self {
            Self::Refused { correlation_id, .. } | Self::Unreadable { correlation_id, .. } => {
                correlation_id.as_deref()
            }
            Self::Unreachable(_) => None,
        }
    }

    /// What the person can do next, in one or two sentences.
    pub fn advice(&self) -> String {
        match self {
            Self::Unreachable(TransportError::Offline) => {
                "Check the network; what you typed is stored in this browser.".to_owned()
            }
            Self::Unreachable(TransportError::Timeout | TransportError::Aborted) => {
                "Check whether it happened before you try again; what you typed is stored in this browser.".to_owned()
            }
            Self::Unreachable(TransportError::Failed) => {
                "Check the address and the network, and that the API allows this page (CORS). \
                 What you typed is stored in this browser."
                    .to_owned()
            }
            Self::Unreachable(TransportError::Redirected) => {
                format!("{REDIRECTED} What you typed is stored in this browser.")
            }
            Self::Unreadable { .. } => {
                "Reload to see what was saved. The API may be newer than this studio.".to_owned()
            }
            Self::Refused { kind, .. } => match kind {
                ErrorKind::Unauthorized => {
                    "Connect again with a key of this region and workspace.".to_owned()
                }
                ErrorKind::Forbidden => {
                    "Ask an administrator of the workspace for a key that may do this.".to_owned()
                }
                ErrorKind::NotFound => {
                    "It may have been deleted; reload the list.".to_owned()
                }
                ErrorKind::ReadOnly => {
                    "The main branch takes no direct changes; make them on a branch.".to_owned()
                }
                ErrorKind::Conflict => "Reload to see the current state.".to_owned(),
                ErrorKind::Invalid => "Correct it and try again.".to_owned(),
                ErrorKind::RateLimited { retry_after: Some(seconds) } => {
                    format!("Try again in {seconds} seconds.")
                }
                ErrorKind::RateLimited { retry_after: None } => "Try again in a moment.".to_owned(),
                ErrorKind::ServerFault => {
                    "The API failed. Check whether it happened, then try again.".to_owned()
                }
                ErrorKind::NotDone => {
                    "It has not happened so far. Try again; what you typed is stored in this browser."
                        .to_owned()
                }
            },
        }
    }

    /// The same for a failed read: nothing was typed, and nothing can have changed.
    pub fn advice_on_reading(&self) -> String {
        let advice = match self {
            Self::Unreachable(TransportError::Offline) => "Check the network.",
            Self::Unreachable(TransportError::Failed) => {
                "Check the address and the network, and that the API allows this page (CORS)."
            }
            Self::Unreachable(TransportError::Redirected) => REDIRECTED,
            Self::Unreachable(_) => "Try again in a moment.",
            Self::Unreadable { .. } => "The API may be newer than this studio.",
            Self::Refused { kind: ErrorKind::ServerFault, .. } => {
                "The API failed. Try again in a moment."
            }
            Self::Refused { .. } => return self.advice(),
        };
        advice.to_owned()
    }

    pub(crate) fn unreadable(response: &Response, detail: String) -> Self {
        Self::Unreadable { detail, correlation_id: response.correlation_id.clone() }
    }

    pub(crate) fn unserializable(error: serde_json::Error) -> Self {
        Self::Refused {
            kind: ErrorKind::Invalid,
            message: format!("the request cannot be written as JSON: {error}"),
            code: String::new(),
            fields: Vec::new(),
            correlation_id: None,
        }
    }

    /// Reads a refusal in either form of the error body (contract §0.1 row 6).
    pub(crate) fn refused(response: &Response, changes_main: bool) -> Self {
        let body: wire::ErrorBody = serde_json::from_str(&response.body).unwrap_or_default();
        let fields: Vec<FieldProblem> =
            body.errors
                .iter()
                .map(|error| FieldProblem {
                    field: error.field.clone(),
                    message: error.message.clone(),
                })
                .chain(body.detail.iter().map(|detail| FieldProblem {
                    field: detail.field(),
                    message: detail.msg.clone(),
                }))
                .collect();
        let kind = match response.status {
            401 => ErrorKind::Unauthorized,
            403 => ErrorKind::Forbidden,
            404 | 410 => ErrorKind::NotFound,
            409 | 412 => ErrorKind::Conflict,
            // The body of this refusal is not documented (contract Part 6, 3), so the path of the
            // request distinguishes it from an invalid field.
            422 if changes_main && fields.is_empty() => ErrorKind::ReadOnly,
            429 => ErrorKind::RateLimited { retry_after: response.retry_after },
            400..=499 => ErrorKind::Invalid,
            _ => ErrorKind::ServerFault,
        };
        Self::Refused {
            kind,
            message: match (body.text(), body.detail.first()) {
                (Some(text), _) => text.to_owned(),
                (None, Some(detail)) => detail.msg.clone(),
                (None, None) => format!("the API answered with status {}", response.status),
            },
            code: body.error_code.clone().unwrap_or_default(),
            fields,
            correlation_id: body.error_id.clone().or_else(|| response.correlation_id.clone()),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn refusal(status: u16, body: &str, changes_main: bool) -> ApiError {
        let response = Response { status, body: body.to_owned(), ..Response::default() };
        ApiError::refused(&response, changes_main)
    }

    #[test]
    fn both_forms_of_the_error_body_are_read() {
        let envelope = r#"{"success":false,"error":"x","error_id":"c-1","error_code":"TOPIC_TAKEN",
            "error_message":"the name is taken","data":null}"#;
        let newer = refusal(409, envelope, false);
        assert_eq!(newer.to_string(), "the name is taken");
        assert_eq!((newer.code(), newer.correlation_id()), ("TOPIC_TAKEN", Some("c-1")));
        assert!(newer.is_conflict());

        let older = refusal(
            400,
            r#"{"message":"Validation failed","errors":[{"field":"name","message":"is too long"}]}"#,
            false,
        );
        assert_eq!(older.to_string(), "Validation failed");
        assert_eq!(older.field("name"), Some("is too long"));
        assert_eq!(older.kind(), Some(ErrorKind::Invalid));
    }

    #[test]
    fn invalid_fields_of_alerts_and_webhooks_are_read_in_their_own_form() {
        let body = r#"{"detail":[
            {"loc":["body","threshold_value"],"msg":"must be 0 or more","type":"value_error"},
            {"loc":["body","event_types",1],"msg":"is unknown","type":"literal_error"}]}"#;
        let error = refusal(422, body, false);
        assert_eq!(error.kind(), Some(ErrorKind::Invalid));
        assert_eq!(error.field("threshold_value"), Some("must be 0 or more"));
        assert_eq!(error.field("event_types.1"), Some("is unknown"));
        assert_eq!(error.to_string(), "must be 0 or more");
    }

    #[test]
    fn a_list_that_the_api_or_the_key_does_not_have_is_withheld() {
        assert!(refusal(403, "", false).is_withheld());
        assert!(refusal(404, "<html>", false).is_withheld());
        for status in [400, 401, 409, 422, 429, 500, 502] {
            assert!(!refusal(status, "", false).is_withheld(), "{status}");
        }
    }

    #[test]
    fn a_refusal_without_a_readable_body_names_its_status() {
        assert_eq!(refusal(502, "<html>", false).to_string(), "the API answered with status 502");
        assert!(refusal(502, "", false).is_uncertain());
    }

    #[test]
    fn what_reading_has_shown_not_to_have_happened_is_certain_and_says_to_try_again() {
        let failure = ApiError::Unreachable(TransportError::Timeout);
        assert!(failure.is_uncertain());
        let known = failure.not_done();
        assert!(!known.is_uncertain());
        assert_eq!(known.to_string(), "the API did not answer in time");
        assert!(known.advice().contains("Try again"));
    }

    #[test]
    fn the_advice_on_a_failed_read_does_not_mention_typed_text_or_possible_changes() {
        let errors = [
            TransportError::Offline,
            TransportError::Timeout,
            TransportError::Failed,
            TransportError::Aborted,
            TransportError::Redirected,
        ];
        let errors = errors.map(ApiError::Unreachable).into_iter();
        for error in errors.chain([refusal(502, "", false)]) {
            let advice = error.advice_on_reading();
            assert!(!advice.contains("typed") && !advice.contains("happened"), "{advice}");
        }
        let refused = refusal(403, "", false);
        assert_eq!(refused.advice_on_reading(), refused.advice());
    }

    #[test]
    fn a_protected_main_is_distinguished_from_an_invalid_field() {
        assert!(refusal(422, "", true).is_read_only());
        let invalid = r#"{"message":"no","errors":[{"field":"name","message":"bad"}]}"#;
        assert_eq!(refusal(422, invalid, true).kind(), Some(ErrorKind::Invalid));
        assert_eq!(refusal(422, "", false).kind(), Some(ErrorKind::Invalid));
    }
}
