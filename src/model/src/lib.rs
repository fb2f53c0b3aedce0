//! The types of the studio and their rules.
#![doc = include_str!("../README.md")]

mod account;
mod agent;
mod alert;
mod chat;
mod clipboard;
mod clock;
mod config_page;
mod connector;
mod conversation;
mod deployment;
mod edit;
mod function;
mod grid;
mod heading;
mod id;
mod invisible;
mod letters;
mod merge;
mod merged_text;
mod phone_number;
mod reference;
mod signature;
mod slice;
mod snapshot;
mod test_run;
mod text_size;
mod timeline;
mod timestamp;
mod topic;
mod variant;
mod webhook;

pub use account::{Account, Project};
pub use agent::{Agent, ArchivedBranch, Branch, BranchRef, NewAgent};
pub use alert::{
    ActiveAlert, AlertField, AlertProblem, AlertRule, AlertState, AlertTerms, MAX_ALERT_RULES,
    MAX_THRESHOLD, Metric, Operator, Window, grouped, threshold,
};
pub use chat::{ChatReply, ChatStart, ChatTrace};
pub use clipboard::{
    TableCell, cell_text, cells_of, html_text, pasted_cells, table_cells, without_styles,
};
pub use clock::ServerClock;
pub use config_page::ConfigPage;
pub use connector::{Connector, ConnectorEdit, ConnectorOutcome};
pub use conversation::{Conversation, ConversationDetail, ConversationState, Conversations, Turn};
pub use deployment::{Active, Deployment, DeploymentKind, Environment, NO_MESSAGE, Release};
pub use edit::{Edit, Fields, SaveCheck, Sides, is_rewritten};
pub use function::{Function, FunctionCheck, FunctionIssue, FunctionRun};
pub use grid::{Cell, CellEdit, CellEdits, CellProblem, DroppedCell, Grid, GridChange, RowEdit};
pub use heading::{Heading, headings};
pub use id::{
    AccountId, AgentId, AlertRuleId, AttributeId, BranchId, ConnectorId, ConversationId,
    DeploymentId, FunctionId, Sequence, TestCaseId, TestRunId, TopicId, VariantId, Version,
    WebhookEndpointId,
};
pub use invisible::{Invisible, invisible, invisibles, is_joined, made_visible};
pub use letters::{Difference, Letters, LookAlike, Search};
pub use merge::{
    Answers, Choice, Claim, Decision, Decisions, Matter, MergeConflict, MergeOutcome, MergeRecord,
    MergeWarning, NamedText, Party, Question, Resolution, SyncOutcome, ThreeWay, merge,
    merge_warnings, questions, with_noise,
};
pub use merged_text::{MergedText, TextConflict, TextPart, merged_list};
pub use phone_number::{NumberError, NumbersDeleted, PhoneNumber};
pub use reference::{
    BrokenReference, NamedItem, Names, Notation, Reference, ReferenceKind, Standing, TextPlace,
    Translated, broken_references, brought_broken_references, references,
};
pub use signature::{MAX_SIGNATURE_AGE, SignatureCheck, check_signature};
pub use slice::{Found, Slice};
pub use snapshot::{Coverage, Section, Snapshot};
pub use test_run::{Assertion, MAX_TEST_RUN_NAME, TestResult, TestRun, TestRunStatus, TestStatus};
pub use text_size::TextSize;
pub use timeline::{Included, Timeline};
pub use timestamp::Timestamp;
pub use topic::{MAX_EXAMPLE_QUERIES, Topic, TopicEdit, TopicField, TopicProblem};
pub use variant::{Attribute, AttributeProblem, MAX_ATTRIBUTES, MAX_VARIANTS, Variant};
pub use webhook::{
    MAX_WEBHOOK_ENDPOINTS, MAX_WEBHOOK_NAME, WebhookEndpoint, WebhookEvent, WebhookField,
    WebhookProblem, WebhookTerms, headers, headers_text, timeout,
};
