//! Conversations of an agent.

use model::{
    AgentId, Conversation, ConversationDetail, ConversationId, ConversationState, Conversations,
    DeploymentId, Environment, Slice, Timestamp, Turn, VariantId,
};
use serde_json::Value;

use crate::client::Client;
use crate::endpoint;
use crate::error::ApiError;
use crate::transport::Transport;

impl<T: Transport> Client<T> {
    /// A part of the conversations, newest first, and how many there are in all.
    pub async fn conversations(
        &self,
        agent: &AgentId,
        slice: Slice,
    ) -> Result<Conversations, ApiError> {
        let answer: wire::ConversationList =
            self.get(endpoint::conversations(agent, slice)).await?;
        Ok(Conversations {
            conversations: answer.conversations.into_iter().map(to_model).collect(),
            total: answer.count,
        })
    }

    /// One conversation with its turns.
    pub async fn conversation(
        &self,
        agent: &AgentId,
        id: &ConversationId,
    ) -> Result<ConversationDetail, ApiError> {
        let mut answer: wire::Conversation = self.get(endpoint::conversation(agent, id)).await?;
        let turns = answer.turns.take().unwrap_or_default();
        Ok(ConversationDetail {
            turns: turns.into_iter().map(to_turn).collect(),
            metrics: answer.metrics.take().unwrap_or_default(),
            functions: answer.function_events.take().unwrap_or_default(),
            conversation: to_model(answer),
        })
    }
}

fn to_model(one: wire::Conversation) -> Conversation {
    let time = |text: &Option<String>| text.as_deref().and_then(Timestamp::parse);
    let seconds = one.total_duration.or(one.duration);
    Conversation {
        started_at: time(&one.started_at).or_else(|| time(&one.created_at)),
        finished_at: time(&one.finished_at),
        state: to_state(&one),
        id: ConversationId::new(one.conversation_id),
        seconds: seconds.and_then(|seconds| u32::try_from(seconds).ok()),
        channel: one.channel.unwrap_or_default(),
        direction: one.direction.unwrap_or_default(),
        language: one.language.unwrap_or_default(),
        from_number: one.from_number.unwrap_or_default(),
        to_number: one.to_number.unwrap_or_default(),
        environment: one.client_env.as_deref().and_then(Environment::from_key),
        deployment: one.deployment_id.filter(|id| !id.is_empty()).map(DeploymentId::new),
        variant: one.variant_id.filter(|id| !id.is_empty()).map(VariantId::new),
        tags: one.tags.unwrap_or_default(),
        score: one.poly_score.and_then(|score| score.as_f64()),
        summary: one.short_summary.as_ref().map(summary).unwrap_or_default(),
        note: one.note.unwrap_or_default(),
    }
}

fn to_state(one: &wire::Conversation) -> ConversationState {
    if one.in_progress == Some(true) {
        return ConversationState::InProgress;
    }
    if one.handoff != Some(true) {
        return ConversationState::Ended;
    }
    ConversationState::HandedOff {
        to: one.handoff_destination.clone().unwrap_or_default(),
        reason: one.handoff_reason.clone().unwrap_or_default(),
    }
}

/// Text in the schema; an object of heading and content was observed (contract §2.14).
fn summary(value: &Value) -> String {
    let part = |key: &str| value.get(key).and_then(Value::as_str);
    match value {
        Value::String(text) => text.clone(),
        _ => [part("heading"), part("content")]
            .into_iter()
            .flatten()
            .filter(|text| !text.is_empty())
            .collect::<Vec<_>>()
            .join("\n"),
    }
}

/// The schema does not list the keys of a turn; those observed are snake_case.
fn to_turn(turn: Value) -> Turn {
    let text = |keys: [&str; 2]| {
        let found = keys.iter().find_map(|key| turn.get(key).and_then(Value::as_str));
        found.unwrap_or_default().to_owned()
    };
    Turn {
        user_input: text(["user_input", "userInput"]),
        agent_response: text(["agent_response", "agentResponse"]),
        details: turn,
    }
}
