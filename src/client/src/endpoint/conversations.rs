//! Paths of test chats and conversations.

use model::{AgentId, ConversationId, Slice};

use super::path::{of_agent, with_query};

pub(crate) fn chats(agent: &AgentId) -> String {
    of_agent(agent, &["debug-chat"])
}

pub(crate) fn chat(agent: &AgentId, conversation: &ConversationId) -> String {
    of_agent(agent, &["debug-chat", conversation.as_str()])
}

pub(crate) fn conversations(agent: &AgentId, slice: Slice) -> String {
    let (limit, offset) = (slice.limit.to_string(), slice.offset.to_string());
    let query = [("limit", Some(limit.as_str())), ("offset", Some(offset.as_str()))];
    with_query(of_agent(agent, &["conversations"]), &query)
}

pub(crate) fn conversation(agent: &AgentId, conversation: &ConversationId) -> String {
    of_agent(agent, &["conversations", conversation.as_str()])
}
