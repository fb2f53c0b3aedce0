//! Knowledge-base topics of a branch (contract §1.4, §2.4).

use serde::{Deserialize, Serialize};

/// One topic (`CreateKnowledgeBaseTopicPublicResponse`). The list is a bare array of these.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Topic {
    /// For example `TOPIC-` and eight hex digits; older ones are uuids.
    pub id: String,
    /// Unique within the branch.
    pub name: String,
    /// What the agent knows.
    pub content: String,
    /// What the agent does.
    pub actions: String,
    /// What callers say.
    pub example_queries: ExampleQueries,
    /// Only an active topic is found in a call.
    pub is_active: bool,
}

/// What callers say when they mean a topic.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
pub struct ExampleQueries {
    /// At most 100.
    pub queries: Vec<String>,
}

/// The body that makes a topic (`CreateKnowledgeBaseTopicBody`); the answer is 201 and the topic.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct TopicCreate {
    /// At least one character.
    pub name: String,
    /// At least one character, unlike in a change.
    pub content: String,
    /// Empty when left out.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub actions: Option<String>,
    /// None when left out.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub example_queries: Option<ExampleQueries>,
    /// True when left out.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub is_active: Option<bool>,
}

/// The body that changes a topic (`UpdateKnowledgeBaseTopicBody`): what is left out stays.
/// The answer is 204 without a body.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct TopicPatch {
    /// At least one character.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub name: Option<String>,
    /// May be empty.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub content: Option<String>,
    /// May be empty.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub actions: Option<String>,
    /// Replaces all of them.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub example_queries: Option<ExampleQueries>,
    /// Switches the topic on or off.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub is_active: Option<bool>,
}
