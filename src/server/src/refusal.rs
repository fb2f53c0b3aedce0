//! Every refusal: status, code, and the body of contract §2.11.

use axum::Json;
use axum::http::{HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use thiserror::Error;
use wire::{ErrorBody, MergeConflicts};

use crate::faults::Faults;
use crate::options::Api;

/// Why a request is refused.
///
/// The messages are for people: what is wrong, and where it helps, what to do next. Codes are those
/// of the platform's table where it has one (contract Part 1); the others belong to this server.
#[derive(Debug, Error)]
pub enum Refusal {
    /// No key, or a wrong one.
    #[error("the x-api-key header is missing or holds another key than this server's")]
    Unauthorized,
    /// A page of another origin wants to write.
    #[error("the origin {0} may not use this server; start it with --allow-origin to permit it")]
    ForeignOrigin(String),
    /// The request was sent to a name that is not this server's.
    #[error(
        "this server does not answer to the host {0:?}; start it with --allow-host to permit it"
    )]
    ForeignHost(String),
    /// No such path.
    #[error("there is nothing at {0}")]
    NoSuchPath(String),
    /// A path of the platform that the local server leaves out on purpose.
    #[error("the local server does not offer {0}")]
    NotOffered(&'static str),
    /// A path, with a method it does not know.
    #[error("{0} is not a method of this path")]
    NoSuchMethod(String),
    /// A path or query that cannot be read.
    #[error("{0}")]
    BadAddress(String),
    /// A body that is no JSON.
    #[error("the body is not valid JSON: {0}")]
    BadJson(String),
    /// A body of another media type.
    #[error("the content-type must be application/json")]
    WrongMediaType,
    /// A body beyond the limit.
    #[error("the body is larger than {0} bytes")]
    TooLarge(usize),
    /// A body of more JSON values than the limit.
    #[error("the body holds more than {0} values; send it in parts")]
    TooManyValues(usize),
    /// A body whose fields break the rules.
    #[error("Validation failed{}", .0.omitted())]
    Fields(Faults),
    /// The same in the form of alerts and webhooks (contract §1.17): which part of the request it is
    /// in, `body` or `path`, and its fields.
    #[error("Validation failed{}", .1.omitted())]
    Invalid(&'static str, Faults),
    /// More alert rules than the platform allows.
    #[error("an account has at most {0} alert rules; delete one first")]
    TooManyAlertRules(usize),
    /// More webhook endpoints than the platform allows.
    #[error("an account has at most {0} webhook endpoints; delete one first")]
    TooManyWebhookEndpoints(usize),
    /// No such alert rule.
    #[error("there is no alert rule {0:?}")]
    NoAlertRule(String),
    /// No such webhook endpoint.
    #[error("there is no webhook endpoint {0:?}")]
    NoWebhookEndpoint(String),
    /// What is behind the API did not take the change; for trying out what the studio does then.
    #[error("the monitoring did not take the change; nothing was changed")]
    MonitoringDown,
    /// JSON that could not be read again.
    #[error("the content nests values more than {0} levels deep; make it flatter")]
    TooDeep(usize),
    /// No such workspace.
    #[error("there is no account {0:?} on this server")]
    NoAccount(String),
    /// No such agent.
    #[error("there is no agent {0:?}")]
    NoAgent(String),
    /// The chosen id is in use.
    #[error("there is already an agent {0:?}; choose another id")]
    AgentExists(String),
    /// No such branch.
    #[error("there is no branch {0:?}")]
    NoBranch(String),
    /// The branch's name is in use.
    #[error("there is already a branch named {0:?}; choose another name")]
    BranchExists(String),
    /// API 1.0.11 refuses direct edits of `main`.
    #[error("Cannot directly update main branch")]
    MainIsReadOnly,
    /// What a branch can and `main` cannot.
    #[error("main cannot be {0}")]
    NotForMain(&'static str),
    /// An optimistic lock that did not hold.
    #[error("the branch is at sequence {actual}, not {expected}; read it again and retry")]
    SequenceMoved {
        /// What the request was made for.
        expected: String,
        /// What is stored.
        actual: i64,
    },
    /// A sequence that is no longer stored, or not yet reached.
    #[error("the branch has no content at sequence {0}")]
    NoSequence(i64),
    /// A merge that needs answers.
    #[error("the branches changed the same values differently")]
    Conflicts(Box<MergeConflicts>, Api),
    /// A branch without a behavior prompt.
    #[error("Rules not found")]
    NoRules,
    /// No such topic.
    #[error("there is no topic {0:?}")]
    NoTopic(String),
    /// The topic's name is in use.
    #[error("there is already a topic named {0:?}; choose another name")]
    TopicExists(String),
    /// Text that refers to something the branch lacks.
    #[error("the text refers to {0}, which this branch does not have")]
    BrokenReference(String),
    /// No such attribute.
    #[error("there is no attribute {0:?}")]
    NoAttribute(String),
    /// An attribute that cannot be used so.
    #[error("{0}")]
    BadAttributes(String),
    /// No such variant.
    #[error("there is no variant {0:?}")]
    NoVariant(String),
    /// The variant's name is in use.
    #[error("there is already a variant named {0:?}; choose another name")]
    VariantExists(String),
    /// More variants than the platform allows.
    #[error("a branch holds at most {0} variants")]
    TooManyVariants(usize),
    /// The default variant, while there are others.
    #[error("cannot remove the default variant; make another one the default first")]
    DefaultVariant,
    /// No such environment.
    #[error("{0:?} is not an environment; use sandbox, pre-release or live")]
    NoEnvironment(String),
    /// No such deployment.
    #[error("there is no deployment {0:?}")]
    NoDeployment(String),
    /// Nothing new since the last publish.
    #[error("Deployments already published: the draft is what {0} already runs")]
    AlreadyPublished(&'static str),
    /// Config pages have to fit their schemas before anything is published.
    #[error("the real-time config of {0} does not fit its schema; put it right, then publish")]
    ConfigBlocksPublish(String),
    /// A promotion that does not go forward.
    #[error("a deployment in {from} cannot be promoted to {to}; choose a later environment")]
    NotForward {
        /// Where the deployment is.
        from: &'static str,
        /// Where it was to go.
        to: &'static str,
    },
    /// A skipped environment, under `--strict-order`.
    #[error("deploy to {0} first")]
    OutOfOrder(&'static str),
    /// No such connector.
    #[error("there is no connector {0:?}")]
    NoConnector(String),
    /// A connector that cannot be changed so.
    #[error("{0}")]
    BadConnector(String),
    /// Not E.164.
    #[error("{0:?} is not a phone number; write it as + and 7 to 15 digits")]
    BadPhoneNumber(String),
    /// No such number.
    #[error("there is no phone number {0:?}")]
    NoPhoneNumber(String),
    /// The number is in use.
    #[error("the phone number {0:?} is already imported")]
    PhoneNumberExists(String),
    /// A number that is to go to a connector that is not there.
    #[error("there is no connector {0:?}")]
    NoConnectorForNumber(String),
    /// No such environment, of config pages.
    #[error("{0:?} is not an environment; use sandbox, pre-release or live")]
    NoConfigEnvironment(String),
    /// Not a schema of draft 7.
    #[error("the schema is not a valid JSON Schema of draft 7: {0}")]
    BadSchema(String),
    /// Values that the page's schema refuses.
    #[error("the variables do not fit the schema{}", .0.omitted())]
    BadVariables(Faults),
    /// No such function.
    #[error("there is no function {0:?}")]
    NoFunction(String),
    /// No such test run.
    #[error("there is no test run {0:?}")]
    NoTestRun(String),
    /// A run of no test cases.
    #[error("name at least one test case")]
    NoTestCases,
    /// A run of test cases that are not there.
    #[error("this branch has no test case {0:?}")]
    MissingTestCases(String),
    /// Nothing is deployed where a chat was to begin.
    #[error("nothing is deployed to {0}; publish first")]
    NothingDeployed(String),
    /// No such conversation.
    #[error("there is no conversation {0:?}")]
    NoConversation(String),
    /// The chosen conversation id is in use.
    #[error("there is already a conversation {0:?}; choose another id")]
    ConversationExists(String),
    /// The conversation takes no more messages.
    #[error("the conversation has ended; begin a new one")]
    ConversationEnded,
    /// The server's own fault. The cause goes to standard error, not to the client.
    #[error("internal server error")]
    Internal(String),
}

impl Refusal {
    /// One field at fault.
    pub(crate) fn field(field: &str, message: impl Into<String>) -> Self {
        Self::Fields(Faults::one(field, message))
    }

    /// Faults of the body in the form of alerts and webhooks.
    pub(crate) fn into_invalid(self) -> Self {
        match self {
            Self::Fields(faults) => Self::Invalid("body", faults),
            other => other,
        }
    }

    /// One field of the body at fault, in the form of alerts and webhooks.
    pub(crate) fn invalid(field: &str, message: impl Into<String>) -> Self {
        Self::Invalid("body", Faults::one(field, message))
    }

    fn kind(&self) -> (StatusCode, &'static str) {
        use StatusCode as S;
        match self {
            Self::Unauthorized => (S::UNAUTHORIZED, "AUTH_USER_INVALID_TOKEN"),
            Self::ForeignOrigin(_) => (S::FORBIDDEN, "USER_ACCESS_FORBIDDEN"),
            Self::ForeignHost(_) => (S::MISDIRECTED_REQUEST, "HOST_NOT_ALLOWED"),
            Self::NoSuchPath(_) => (S::NOT_FOUND, "NOT_FOUND"),
            Self::NotOffered(_) => (S::NOT_FOUND, "NOT_OFFERED_LOCALLY"),
            Self::NoSuchMethod(_) => (S::METHOD_NOT_ALLOWED, "METHOD_NOT_ALLOWED"),
            Self::BadAddress(_) | Self::BadJson(_) | Self::Fields(_) | Self::TooDeep(_) => {
                (S::BAD_REQUEST, "SCHEMA_VALIDATION_FAILED")
            }
            Self::Invalid(..) => (S::UNPROCESSABLE_ENTITY, "SCHEMA_VALIDATION_FAILED"),
            Self::TooManyAlertRules(_) => (S::CONFLICT, "ALERT_RULE_LIMIT_REACHED"),
            Self::TooManyWebhookEndpoints(_) => (S::CONFLICT, "WEBHOOK_ENDPOINT_LIMIT_REACHED"),
            Self::NoAlertRule(_) => (S::NOT_FOUND, "ALERT_RULE_NOT_FOUND"),
            Self::NoWebhookEndpoint(_) => (S::NOT_FOUND, "WEBHOOK_ENDPOINT_NOT_FOUND"),
            Self::MonitoringDown => (S::BAD_GATEWAY, "MONITORING_UNAVAILABLE"),
            Self::WrongMediaType => (S::UNSUPPORTED_MEDIA_TYPE, "UNSUPPORTED_MEDIA_TYPE"),
            Self::TooLarge(_) | Self::TooManyValues(_) => {
                (S::PAYLOAD_TOO_LARGE, "PAYLOAD_TOO_LARGE")
            }
            Self::NoAccount(_) => (S::NOT_FOUND, "ACCOUNT_NOT_FOUND"),
            Self::NoAgent(_) => (S::NOT_FOUND, "PROJECT_NOT_FOUND"),
            Self::AgentExists(_) => (S::CONFLICT, "PROJECT_ID_ALREADY_EXISTS"),
            Self::NoBranch(_) => (S::NOT_FOUND, "BRANCH_NOT_FOUND"),
            Self::BranchExists(_) => (S::CONFLICT, "BRANCH_ALREADY_EXISTS"),
            Self::MainIsReadOnly => (S::UNPROCESSABLE_ENTITY, "BRANCH_MAIN_READ_ONLY"),
            Self::NotForMain(_) => (S::UNPROCESSABLE_ENTITY, "BRANCH_MAIN_PROTECTED"),
            Self::SequenceMoved { .. } => (S::CONFLICT, "BRANCH_SEQUENCE_MISMATCH"),
            Self::NoSequence(_) => (S::NOT_FOUND, "BRANCH_SEQUENCE_NOT_FOUND"),
            Self::Conflicts(_, Api::V1_0_3) => (S::CONFLICT, "BRANCH_MERGE_CONFLICT"),
            Self::Conflicts(_, Api::V1_0_11) => (S::BAD_REQUEST, "BRANCH_MERGE_CONFLICT"),
            Self::NoRules => (S::NOT_FOUND, "RULES_NOT_FOUND"),
            Self::NoTopic(_) => (S::NOT_FOUND, "KNOWLEDGE_BASE_TOPIC_NOT_FOUND"),
            Self::TopicExists(_) => (S::CONFLICT, "KNOWLEDGE_BASE_TOPIC_ALREADY_EXISTS"),
            Self::BrokenReference(_) => (S::BAD_REQUEST, "KNOWLEDGE_BASE_RICH_TEXT_INVALID"),
            Self::NoAttribute(_) => (S::NOT_FOUND, "VARIANTS_ATTRIBUTE_NOT_FOUND"),
            Self::BadAttributes(_) => (S::BAD_REQUEST, "VARIANTS_BAD_ATTRIBUTES_ERROR"),
            Self::NoVariant(_) => (S::NOT_FOUND, "VARIANTS_NOT_FOUND"),
            Self::VariantExists(_) => (S::CONFLICT, "VARIANTS_DUPLICATE_NAME_ERROR"),
            Self::TooManyVariants(_) => (S::BAD_REQUEST, "VARIANTS_LIMIT_REACHED"),
            Self::DefaultVariant => (S::BAD_REQUEST, "VARIANTS_REMOVE_DEFAULT_ERROR"),
            Self::NoEnvironment(_) => (S::BAD_REQUEST, "DEPLOYMENTS_INVALID_ENVIRONMENT"),
            Self::NoDeployment(_) => (S::NOT_FOUND, "DEPLOYMENT_NOT_FOUND"),
            Self::AlreadyPublished(_) => (S::CONFLICT, "DEPLOYMENTS_ALREADY_PUBLISHED"),
            Self::NotForward { .. } | Self::ConfigBlocksPublish(_) => {
                (S::BAD_REQUEST, "DEPLOYMENTS_VALIDATION_FAILED")
            }
            Self::OutOfOrder(_) => (S::PRECONDITION_FAILED, "ErrPreReleaseNotReady"),
            Self::NoConnector(_) => (S::NOT_FOUND, "CONNECTORS_NOT_FOUND"),
            Self::BadConnector(_) => (S::BAD_REQUEST, "CONNECTORS_VALIDATION_FAILED"),
            Self::BadPhoneNumber(_) => {
                (S::BAD_REQUEST, "PHONE_NUMBERS_INVALID_PHONE_NUMBER_FORMAT")
            }
            Self::NoPhoneNumber(_) => (S::NOT_FOUND, "PHONE_NUMBERS_NOT_FOUND"),
            Self::PhoneNumberExists(_) => (S::CONFLICT, "PHONE_NUMBERS_ALREADY_EXISTS"),
            Self::NoConnectorForNumber(_) => {
                (S::NOT_FOUND, "PHONE_NUMBERS_CONNECTOR_DOES_NOT_EXIST")
            }
            Self::NoConfigEnvironment(_) => {
                (S::BAD_REQUEST, "REAL_TIME_CONFIG_UNKNOWN_CLIENT_ENVIRONMENT")
            }
            Self::BadSchema(_) => (S::BAD_REQUEST, "REAL_TIME_CONFIG_INVALID_SCHEMA"),
            Self::BadVariables(_) => (S::BAD_REQUEST, "REAL_TIME_CONFIG_INVALID_FOR_SCHEMA"),
            Self::NoFunction(_) => (S::NOT_FOUND, "FUNCTION_NOT_FOUND"),
            Self::NoTestRun(_) => (S::NOT_FOUND, "TEST_RUN_NOT_FOUND"),
            Self::NoTestCases => (S::UNPROCESSABLE_ENTITY, "NoTestCasesHttp"),
            Self::MissingTestCases(_) => (S::UNPROCESSABLE_ENTITY, "MissingTestCasesHttp"),
            Self::NothingDeployed(_) => (S::BAD_REQUEST, "CHAT_DRAFT_NOT_EXIST"),
            Self::NoConversation(_) => (S::NOT_FOUND, "CONVERSATIONS_NOT_FOUND"),
            Self::ConversationExists(_) => (S::CONFLICT, "CONVERSATIONS_ALREADY_EXISTS"),
            Self::ConversationEnded => (S::BAD_REQUEST, "CHAT_CONVERSATION_ENDED"),
            Self::Internal(_) => (S::INTERNAL_SERVER_ERROR, "INTERNAL_SERVER_ERROR"),
        }
    }
}

impl From<rusqlite::Error> for Refusal {
    fn from(error: rusqlite::Error) -> Self {
        Self::Internal(error.to_string())
    }
}

impl IntoResponse for Refusal {
    /// The `error_id` is filled in by the layer that knows the correlation id.
    fn into_response(self) -> Response {
        let (status, code) = self.kind();
        let message = self.to_string();
        let errors = match self {
            Self::Conflicts(conflicts, _) => return (status, Json(conflicts)).into_response(),
            Self::Invalid(part, faults) => {
                return (status, Json(faults.into_invalid_fields(part))).into_response();
            }
            Self::Internal(cause) => {
                eprintln!("internal error: {cause}");
                Vec::new()
            }
            Self::Fields(faults) | Self::BadVariables(faults) => faults.into_listed(),
            _ => Vec::new(),
        };
        let body = ErrorBody {
            success: false,
            error: Some(message.clone()),
            error_id: None,
            error_code: Some(code.to_owned()),
            error_message: Some(message.clone()),
            data: serde_json::Value::Null,
            message: Some(message),
            errors,
            detail: Vec::new(),
        };
        let mut response = (status, Json(&body)).into_response();
        response.extensions_mut().insert(Envelope(body));
        if status == StatusCode::UNAUTHORIZED {
            let scheme = HeaderValue::from_static("ApiKey");
            response.headers_mut().insert(header::WWW_AUTHENTICATE, scheme);
        }
        response
    }
}

/// Travels with the response until the `error_id` is known.
#[derive(Debug, Clone)]
pub(crate) struct Envelope(pub(crate) ErrorBody);
