//! Agents (contract §1.1, §2.1).

use std::fmt::{self, Formatter};

use serde::de::{Error, IgnoredAny, MapAccess, SeqAccess, Visitor};
use serde::{Deserialize, Deserializer, Serialize};
use serde_json::Value;

/// One agent (`CreateAgentResponse`). Dates are ISO 8601 with milliseconds.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Agent {
    /// The workspace that owns the agent.
    pub account_id: String,
    /// The id that every path of the agent begins with.
    pub agent_id: String,
    /// 1 to 100 characters.
    pub agent_name: String,
    /// When it was created.
    pub created_at: String,
    /// When it was last changed.
    pub updated_at: String,
    /// Branches, `main` included.
    pub branch_count: u64,
    /// Only in API 1.0.3, and only where one was given (contract §0.1 row 5).
    #[serde(skip_serializing_if = "Option::is_none")]
    pub description: Option<String>,
}

/// The answer of `GET …/agents`: a bare array. `{"agents": […]}` is read as well, because PolyAI's
/// own client reads both.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[serde(transparent)]
pub struct AgentList(pub Vec<Agent>);

impl<'de> Deserialize<'de> for AgentList {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(AgentListVisitor)
    }
}

/// Reads either form as it comes: going through a [`Value`] would bring the reading and printing of
/// floating point numbers into the page.
struct AgentListVisitor;

impl<'de> Visitor<'de> for AgentListVisitor {
    type Value = AgentList;

    fn expecting(&self, f: &mut Formatter<'_>) -> fmt::Result {
        f.write_str("a list of agents")
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut list: A) -> Result<AgentList, A::Error> {
        let mut agents = Vec::new();
        while let Some(agent) = list.next_element()? {
            agents.push(agent);
        }
        Ok(AgentList(agents))
    }

    fn visit_map<A: MapAccess<'de>>(self, mut fields: A) -> Result<AgentList, A::Error> {
        let mut list = None;
        while let Some(key) = fields.next_key::<String>()? {
            if key == "agents" {
                list = Some(fields.next_value()?);
            } else {
                fields.next_value::<IgnoredAny>()?;
            }
        }
        list.ok_or_else(|| A::Error::missing_field("agents"))
    }
}

/// The body that creates an agent (`CreateAgentBody`).
///
/// API 1.0.11 wants `response_settings` and refuses `description`; API 1.0.3 takes a
/// `description` and wants nothing but the name (contract §0.1 row 5).
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct AgentCreate {
    /// 1 to 100 characters.
    pub name: String,
    /// Letters, digits and hyphens; made by the server when left out.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub agent_id: Option<String>,
    /// Only in API 1.0.3.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub description: Option<String>,
    /// The first words of a call and their language.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub response_settings: Option<ResponseSettings>,
    /// The voice of the agent.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub voice_settings: Option<VoiceSettings>,
    /// The language model behind the agent.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub llm_settings: Option<LlmSettings>,
    /// Feature switches, carried as they are: `{"configs": [...]}`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub experimental_config: Option<Value>,
}

/// How a new agent opens a call.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct ResponseSettings {
    /// At least one character.
    pub greeting: String,
    /// `en-GB` when left out.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub language_code: Option<String>,
}

/// The voice of a new agent.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct VoiceSettings {
    /// For example `VOICE-` and eight hex digits.
    pub voice_id: String,
}

/// The language model of a new agent.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct LlmSettings {
    /// For example `MODEL-` and eight hex digits.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub model_id: Option<String>,
}

/// The body that copies an agent (`DuplicateAgentBody`); the answer is the new [`Agent`].
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct AgentDuplicate {
    /// 1 to 100 characters.
    pub new_agent_name: String,
    /// Letters, digits and hyphens; made by the server when left out.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub new_agent_id: Option<String>,
}
